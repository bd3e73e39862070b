"""A form that was sent earlier is put back into a page, control by control."""
import pytest

from engawa.base.ui import refill

FORM = """<main><form method="get"><input name="did"></form><form method="post" action="/other/"><input name="did"></form>
<details><summary>More</summary><details open><form method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input type="hidden" name="seen" value="b"><input name="did" value="a &amp; b" class="input"><input name="did">
<input type="checkbox" name="box" value="1" checked><input type="checkbox" name="box" value="2"><input type="checkbox" name="one">
<input type="radio" name="way" value="up"><input type="password" name="secret" value=""><input type="file" name="paper">
<textarea name="long">
old</textarea><select name="pick"><option value="1" selected>1</option><option value="2">2</option></select>
<select name="other"><option value="1" selected>1</option></select><button name="go">Go</button></form></details></details></main>"""
FIELDS = {"csrfmiddlewaretoken": ["old"], "seen": ["a"], "did": ['"x" <y>', "second"], "box": ["2"], "one": ["on"], "way": ["up"], "secret": ["s"],
          "long": ["1\r\n2 </textarea>"], "pick": ["2"], "go": ["1"], "gone": ["これは<消えた>欄です", ""]}


def test_every_kind_of_control_is_put_back_and_the_rest_stays_byte_for_byte():
    made = refill.filled_in(FORM, to="/here/", fields=FIELDS)
    before, after = made.split('<div class="note note--ok" role="status" id="typed" tabindex="-1">')
    note, form = after.split("</div></div>\n", 1)
    assert "これは&lt;消えた&gt;欄です" in note
    assert before == FORM.partition('<form method="POST">')[0].replace("<details>", "<details open>", 1)
    assert form == """<form method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input type="hidden" name="seen" value="a"><input name="did" class="input" value="&quot;x&quot; &lt;y&gt;"><input name="did" value="second">
<input type="checkbox" name="box" value="1"><input type="checkbox" name="box" value="2" checked><input type="checkbox" name="one" checked>
<input type="radio" name="way" value="up" checked><input type="password" name="secret" value=""><input type="file" name="paper">
<textarea name="long">
1
2 &lt;/textarea&gt;</textarea><select name="pick"><option value="1">1</option><option value="2" selected>2</option></select>
<select name="other"><option value="1" selected>1</option></select><button name="go">Go</button></form></details></details></main>"""


def test_the_form_of_the_address_goes_before_one_that_only_looks_like_it():
    for to, action in (("/other/", ' action="/other/"'), ("/here/", "")):
        made = refill.filled_in(FORM, to=to, fields={"did": ["x"], "long": ["y"]}).lower()
        assert made.partition("name=\"did\" ")[0].count("<form") == (2 if action else 3)


@pytest.mark.parametrize("fields", [{"nothing": ["of this page"]}, {"csrfmiddlewaretoken": ["x"]},
                                    {"seen": ["a"], "did": ["a & b", ""], "box": ["1"], "long": ["old"], "pick": ["1"], "other": ["1"]}])
def test_a_page_that_says_it_already_or_has_no_such_form_stays(fields):
    assert refill.filled_in(FORM, to="/here/", fields=fields) is None
