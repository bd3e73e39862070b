"""The pages of the sheet, in both languages, with and without mistakes."""
import pytest
from django.test import Client
from django.urls import reverse

from engawa.demo.builders.agreements import edit
from engawa.journey.agreements import actions, queries
from engawa.journey.agreements.form import the_form


def client(user, language="ja"):
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def url(name, sheet, *more):
    return reverse(f"agreements:{name}", args=[sheet.pk, *more])


def values_of(page):
    """What the browser would send back from the form of a page."""
    form = page.context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if hasattr(form.fields[name].widget, "parts"):
            shown = form.fields[name].widget.format_value(value)
            data |= {f"{name}_{part}": text for part, text in shown.items()}
        else:
            value = form.fields[name].prepare_value(value)
            data[name] = "" if value is None else value
    return data


def every_page(sheet):
    last = queries.latest(sheet).number
    return [url("sheet", sheet), *(url("group", sheet, g.slug) for g in the_form().groups), url("version", sheet, 1),
            url("versions", sheet, 1, last), url("agree", sheet), url("print", sheet), url("end", sheet)]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_in_both_languages_for_both_sides(sheet, sides, prefix):
    edit(sheet, sides[0], {"period": {"total_hours": 33}}, words="少し増やしました。")
    pages = every_page(sheet)
    for who in sides:
        for page in pages:
            answer = client(who).get(prefix + page)
            html = answer.content.decode()
            assert answer.status_code == 200, page
            for raw in ("<c-", "{%", "{{"):
                assert raw not in html, page
            assert html.count("<h1") == 1, page


def test_a_stranger_sees_no_page_and_a_visitor_signs_in(sheet, stranger):
    for page in [*every_page(sheet), url("pdf", sheet), url("version_pdf", sheet, 1)]:
        assert client(stranger).get(page).status_code == 404
        assert Client().get(page).status_code == 302
    assert client(stranger).post(url("withdraw", sheet)).status_code == 404


def test_an_unknown_group_leads_back_and_an_unknown_version_is_not_there(sheet, sides):
    assert client(sides[0]).get(url("group", sheet, "nothing")).url == url("sheet", sheet)
    assert client(sides[0]).get(url("version", sheet, 99)).status_code == 404
    assert client(sides[0]).get(url("versions", sheet, 2, 1)).url == url("versions", sheet, 1, 2)


def test_saving_a_group_without_a_change_and_with_one(sheet, sides):
    browser, page = client(sides[1]), url("group", sheet, "aim")
    number = queries.latest(sheet).number
    sent = values_of(browser.get(page))
    unchanged = browser.post(page, {**sent, "hub": "1"}, follow=True)
    assert f"第{number}版のままです" in unchanged.content.decode()
    assert queries.latest(sheet).number == number
    changed = browser.post(page, {**sent, "period__total_hours": "２４", "next": "1"}, follow=True)
    assert changed.redirect_chain[-1][0] == url("group", sheet, "work")
    assert f"第{number + 1}版として保存しました" in changed.content.decode()
    assert queries.latest(sheet).content["period"]["fields"]["total_hours"] == 24


def test_the_last_group_leads_back_to_the_sheet(sheet, sides):
    page = url("group", sheet, "promises")
    sent = values_of(client(sides[0]).get(page))
    assert client(sides[0]).post(page, {**sent, "next": "1"}).url == url("sheet", sheet)


def test_every_kind_of_field_comes_back_as_it_was_sent(sheet, sides):
    for group in the_form().groups:
        page = url("group", sheet, group.slug)
        browser = client(sides[0])
        before = queries.latest(sheet)
        assert browser.post(page, {**values_of(browser.get(page)), "hub": "1"}).status_code == 302
        assert queries.latest(sheet) == before, group.slug


def test_mistakes_keep_what_was_typed(sheet, sides):
    page = url("group", sheet, "aim")
    sent = values_of(client(sides[0]).get(page)) | {"period__total_hours": "たくさん", "period__end_date_year": "2020",
                                                     "role__volunteer_role": "書きかけの役割"}
    answer = client(sides[0]).post(page, sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "入力を確認してください" in html
    assert "書きかけの役割" in html
    assert "たくさん" in html
    assert "終わりの日は、始まりの日より後にしてください。" in html


def test_who_was_overtaken_sees_both_texts_and_can_save_again(sheet, sides):
    page = url("group", sheet, "aim")
    late = values_of(client(sides[1]).get(page)) | {"role__volunteer_role": "わたしの書いた役割", "hub": "1"}
    edit(sheet, sides[0], {"role": {"volunteer_role": "先に直した役割"}})
    answer = client(sides[1]).post(page, late)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "書いた内容は残っています" in html
    assert "わたしの書いた役割" in html
    assert "先に直した役割" in html
    again = late | {"base_version": answer.context["form"]["base_version"].value()}
    assert client(sides[1]).post(page, again).status_code == 302
    assert queries.latest(sheet).content["role"]["fields"]["volunteer_role"] == "わたしの書いた役割"


def test_an_ended_sheet_refuses_the_form_with_its_sentence(sheet, sides):
    page = url("group", sheet, "aim")
    sent = values_of(client(sides[0]).get(page))
    actions.end_agreement(by=sides[1], agreement=sheet, words="またの機会に。")
    answer = client(sides[0]).post(page, {**sent, "period__total_hours": "9"})
    assert (answer.status_code, "このシートは終わりました" in answer.content.decode()) == (422, True)
    assert "またの機会に。" in client(sides[0]).get(url("sheet", sheet)).content.decode()


def test_agreeing_takes_a_tick_and_a_button(sheet, sides):
    page, digest = url("agree", sheet), queries.latest(sheet).digest
    number = queries.latest(sheet).number
    untouched = client(sides[0]).post(page, {"digest": digest})
    assert (untouched.status_code, f"第{number}版を読みました" in untouched.content.decode()) == (422, True)
    first = client(sides[0]).post(page, {"digest": digest, "read": "on"}, follow=True)
    assert "相手も同意すると始まります" in first.content.decode()
    second = client(sides[1]).post(page, {"digest": digest, "read": "on"}, follow=True)
    assert "これが合意書になります" in second.content.decode()


def test_an_old_version_gets_its_own_sentence_and_the_tick_is_open_again(sheet, sides):
    old = queries.latest(sheet)
    edit(sheet, sides[0], {"period": {"total_hours": 33}})
    answer = client(sides[1]).post(url("agree", sheet), {"digest": old.digest, "read": "on"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"お読みになったのは第{old.number}版です" in html
    assert queries.latest(sheet).digest in html
    assert 'name="read" checked' not in html
    assert f"第{old.number}版は古い版です" in client(sides[1]).get(url("version", sheet, old.number)).content.decode()


def test_taking_a_consent_back(sheet, sides):
    actions.agree_to_version(by=sides[0], agreement=sheet, digest=queries.latest(sheet).digest)
    assert "同意を取り消す" in client(sides[0]).get(url("sheet", sheet)).content.decode()
    assert client(sides[0]).post(url("withdraw", sheet)).url == url("sheet", sheet)
    again = client(sides[0]).post(url("withdraw", sheet))
    assert (again.status_code, "取り消す同意がありません" in again.content.decode()) == (409, True)


def test_ending_from_the_page(sheet, sides):
    assert client(sides[0]).post(url("end", sheet), {"words": ""}).url == url("sheet", sheet)
    sheet.refresh_from_db()
    assert sheet.state == "ended"
    assert client(sides[0]).post(url("end", sheet), {"words": "もう一度"}).status_code == 422


def test_the_difference_is_told_in_words(sheet, sides):
    before = queries.latest(sheet)
    edit(sheet, sides[1], {"period": {"total_hours": 33}, "meetings": {"cadence": "monthly"}}, words="介護の日があります。")
    last = queries.latest(sheet)
    html = client(sides[0]).get(url("versions", sheet, before.number, last.number)).content.decode()
    assert f"第{last.number}版の変更は2か所です" in html
    assert "<del><small>【削除】</small>" in html
    assert "<ins><small>【追加】</small>" in html
    assert "介護の日があります。" in html
    assert "参加者からの言葉" in html
    same = client(sides[0]).get(url("versions", sheet, last.number, last.number)).content.decode()
    assert "同じ内容です" in same


def test_the_agreed_sheet_leads_to_the_project_and_says_that_it_is_in_force(sheet, sides):
    for by in sides:
        sheet = actions.agree_to_version(by=by, agreement=sheet, digest=queries.latest(sheet).digest)
    html = client(sides[0]).get(url("sheet", sheet)).content.decode()
    assert "プロジェクトへ進む" in html
    assert "両方が第" in html
    edit(sheet, sides[0], {"period": {"total_hours": 44}})
    html = client(sides[1]).get(url("sheet", sheet)).content.decode()
    assert "提案です" in html
