"""Components, each by what it prints."""
import re

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from engawa.base.ui.diffs import marked
from engawa.base.ui.templatetags.ui import chart_rows, percent_of, plain, steps


def shown(source: str, path: str = "/", **context) -> str:
    template = engines["django"].engine.from_string(CottonCompiler().process(source))
    html = template.render(RequestContext(RequestFactory().get(path), context))
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


def test_buttons_say_what_and_which():
    assert shown('<c-button kind="quiet" name="act" value="save" about="名簿">あとで見る</c-button>') == (
        '<button class="btn btn--quiet" type="submit" name="act" value="save" >あとで見る<span class="hide">：名簿</span></button>')
    assert 'class="btn btn--main"' in shown("<c-button>送る</c-button>")
    assert shown('<c-go href="/x/" kind="danger">消す</c-go>') == '<a class="btn btn--danger" href="/x/" >消す</a>'


def test_attributes_of_the_page_do_not_leak_into_components():
    html = shown("<c-button>送る</c-button><c-note>文</c-note>", name="leak", kind="danger", title="leak", about="leak")
    assert "leak" not in html
    assert "danger" not in html


def test_forms_carry_token_and_one_time_key():
    html = shown('<c-form action="/x/">中</c-form>')
    assert html.startswith('<form method="post" action="/x/" novalidate>') or "novalidate" in html.split(">")[0]
    assert "csrfmiddlewaretoken" in html
    assert re.search('name="form_key" value="[0-9a-f-]{36}"', html)
    assert "form_key" not in shown('<c-form method="get">中</c-form>')
    assert 'enctype="multipart/form-data"' in shown('<c-form upload="1">中</c-form>')


def test_act_is_a_button_or_the_reason():
    assert "<button" in shown('<c-act url="/x/" :reason="why">取り下げる</c-act>', why=None)
    html = shown('<c-act url="/x/" :reason="why">取り下げる</c-act>', why="面談が<始まって>います。")
    assert "<form" not in html
    assert "<span>面談が&lt;始まって&gt;います。</span>" in html


def test_notes_and_states_have_icon_and_words():
    html = shown('<c-note kind="warn" title="題">文</c-note>')
    assert html.startswith('<div class="note note--warn"><svg')
    assert "<b>題</b><p>文</p>" in html
    assert "<p></p>" not in shown('<c-note title="題"></c-note>')
    assert shown("<c-note><p>文</p></c-note>").count("<p>") == 1
    assert "<svg" in shown('<c-state kind="ok">順調</c-state>')
    assert "state--info" in shown('<c-state kind="wait">待つ</c-state>')


def test_title_escapes():
    html = shown('<c-title :kicker="k" lead="{{ l }}">{{ h }}</c-title>', k="<i>", l="<b>", h="<u>")
    assert html == ('<div class="title title--big"><p class="kicker"><span>&lt;i&gt;</span></p>'
                    '<h1>&lt;u&gt;</h1><p class="lead">&lt;b&gt;</p></div>')


@pytest.mark.parametrize(("items", "current"), [
    (["甲", "乙", "丙"], 2), ([("甲", "/1/"), ("乙", "/2/"), ("丙", "")], "2"),
    ([("a", "甲", "/1/"), ("b", "乙", "/2/"), ("c", "丙", "")], "b")])
def test_steps_in_three_ways_of_telling(items, current):
    rows = steps(items, current)
    assert [(r["n"], r["label"], r["done"], r["here"]) for r in rows] == [
        (1, "甲", True, False), (2, "乙", False, True), (3, "丙", False, False)]
    assert 'aria-current="step"' in shown('<c-steps :steps="s" current="2" />', s=items)


def test_pager_tells_where_one_is():
    page = Paginator(list(range(45)), 20).page(2)
    html = shown('<c-pager :page="p" />', "/?q=a", p=page)
    assert "全45件のうち21～40件目" in html
    assert 'href="?q=a&amp;page=1"' in html
    assert 'href="?q=a&amp;page=3"' in html
    assert shown('<c-pager :page="p" />', p=Paginator([1], 20).page(1)) == ""


def test_answers_and_tasks():
    html = shown('<c-answers><c-answer label="氏名" href="/x/">佐伯</c-answer><c-answer label="紹介" href="/y/"></c-answer></c-answers>')
    assert '変更<span class="hide">：氏名</span>' in html
    assert "未記入" in html
    assert '書く<span class="hide">：紹介</span>' in html
    assert '<li class="done">' in shown('<c-tasks><c-task href="/x/" kind="ok" state="記入済み">役割</c-task></c-tasks>')


def test_bar_and_timeline():
    html = shown('<c-bar value="{{ v }}" max="21" words="21時間のうち13.5時間" />', v=13.5)
    assert '<progress value="13.5" max="21" aria-label="21時間のうち13.5時間">' in html
    html = shown('<c-timeline><c-event state="here" when="10月1日">面談</c-event><c-event>合意</c-event></c-timeline>')
    assert html.startswith('<ol class="line"><li class="here">面談<em class="here__word">いまここ</em><span class="line__when">10月1日</span></li>')


def test_empty_place_and_rows():
    html = shown('<c-empty title="まだありません" href="/x/" action="さがす">わけ</c-empty>')
    assert "<h3" in html
    assert "<p>わけ</p>" in html
    assert 'href="/x/">さがす</a>' in html
    assert shown('<c-reasons :items="r" />', r=[]) == ""
    assert "一致する点" in shown('<c-reasons :items="r" />', r=["昼"])


def test_done_takes_the_focus_on_its_own_page():
    assert "<h1" in shown('<c-done title="送りました" number="K7MQ-24TD" />')
    assert "<h3>" in shown('<c-done title="送りました" level="3" />')


def test_crumbs_from_a_list_or_from_children():
    assert '<a href="/x/">甲</a></li><li aria-current="page">乙</li>' in shown(
        '<c-crumbs :items="i" here="乙" />', i=[("/x/", "甲")])
    assert '<a href="/x/">甲</a></li><li aria-current="page">乙</li>' in shown(
        '<c-crumbs><c-crumb href="/x/">甲</c-crumb><c-crumb>乙</c-crumb></c-crumbs>')


@pytest.mark.parametrize("name", ["veranda", "mark", "seal", "safety"])
def test_pictures_render(name):
    assert "<svg" in shown(f"<c-{name} />")


def test_every_icon_and_picture_is_well_formed():
    from xml.etree import ElementTree

    from engawa.base.ui import gallery_parts
    for path in [*gallery_parts.HERE.glob("icons/*.svg"), *gallery_parts.HERE.glob("pictures/*.svg")]:
        ElementTree.fromstring(f"<svg>{path.read_text()}</svg>")


# --------------------------------------------------------------------- words
def test_diff_marks_with_words_and_escapes():
    before, after = marked("週に1回、電話で<b>", "週に1回、Zoomで<b>")
    assert before == "週に1回、<del><small>【削除】</small>電話で</del>&lt;b&gt;"
    assert after == "週に1回、<ins><small>【追加】</small>Zoomで</ins>&lt;b&gt;"
    assert marked("同じ", "同じ") == ("同じ", "同じ")
    assert marked("", "新") == ("", "<ins><small>【追加】</small>新</ins>")


def test_chart_says_its_numbers_twice():
    html = shown('<c-chart title="一文" :rows="r" first="進む" second="待つ" unit="件" />', r=[("応募", 8, 2), ("面談", 4)])
    assert html.count("<table") == 1
    assert "10件" in html
    assert 'data-l="進む">8件' in html
    rows = chart_rows([("応募", 8, 2), ("面談", 4)])
    assert [(r["a"], r["x"], r["b"]) for r in rows] == [("78.4%", "78.9%", "19.1%"), ("39.2%", "39.7%", "")]
    assert chart_rows([]) == []
    assert [row["a"] for row in chart_rows([("4人まで", 60), ("5〜19人", 80)], "100")] == ["58.8%", "78.4%"]     # of a hundred, whatever the most is


def test_numbers_for_machines():
    assert [plain(n) for n in (13.5, "2", None, 0)] == ["13.5", "2", "0", "0"]
    assert [percent_of(1, 3), percent_of(1, 0)] == ["33.33%", "0%"]
