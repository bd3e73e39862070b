"""The working life: entry by entry, or as one text."""
import pytest

from engawa.base.times import today
from engawa.base.ui.refusal import Refused
from engawa.journey.participants import actions, queries
from engawa.journey.participants.models import Career
from engawa.journey.skills.models import CareerRole
from tests.participants.reading import Fields, url, words
from tests.people import make_participant, make_user


def test_an_experience_keeps_what_was_typed_when_something_is_wrong(me, saeki):
    page = me.post(url("career"), {"from_year": "平成6年", "to_year": "昭和58年", "place": "市役所", "did": "名簿を整えました。"})
    assert page.status_code == 422
    assert words(page).count("終えた年が、始めた年より前になっています。") == 2      # in the summary and at the field
    for text in ("平成6年", "昭和58年", "市役所", "名簿を整えました。"):
        assert text in page.content.decode()
    page = me.post(url("career"), {"from_year": "むかし", "did": ""})
    assert page.status_code == 422
    assert "むかし" in page.content.decode()
    assert saeki.careers.count() == 1


@pytest.mark.parametrize(("typed", "year"), [("1983", 1983), ("昭和58年", 1983), ("S58", 1983), ("平成元年", 1989), ("１９８３年", 1983),
                                            ("昭和58年4月", 1983), ("1985年4月", 1985), ("1985/4", 1985), ("s60.4", 1985), ("昭和６０年４月１日", 1985),
                                            ("1985-04-01", 1985), ("198504", 1985), ("昭和58年（1983年）", 1983), ("1985年4月～", 1985), ("約1985年頃", 1985),
                                            ("1985年度", 1985), ("April 1985", 1985), ("4/1985", 1985), ("1 Apr. 1985", 1985), ("平成元年４月から", 1989)])
def test_years_may_be_written_in_any_usual_way(me, saeki, typed, year):
    assert me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"}).status_code == 302
    assert saeki.careers.last().from_year == year


@pytest.mark.parametrize("typed", ["58", "きのう", "1985-1990", "昭和58年（1985年）", "1985年13月", "1985/4/40", "58年4月", "現在", "12345"])
def test_what_is_no_year_is_refused(me, saeki, typed):
    page = me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"})
    assert page.status_code == 422
    assert "年を一つ、1983、昭和58年、S58のように書いてください。" in words(page)
    assert saeki.careers.count() == 1


@pytest.mark.parametrize(("typed", "year"), [("1939", 1939), ("2099年4月", 2099), ("大正9年", 1920)])
def test_a_year_that_cannot_be_gets_a_sentence_of_its_own(me, saeki, typed, year):
    page = me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"})
    assert page.status_code == 422
    assert f"{year}年と読み取りました。年は1940から{today().year + 1}まで" in words(page)
    assert saeki.careers.count() == 1


@pytest.mark.parametrize("typed", ["現在", "現在に至る", "Present", "今も", ""])
def test_what_goes_on_has_no_last_year(me, saeki, typed):
    assert me.post(url("career"), {"from_year": "2019年4月", "to_year": typed, "did": "手順書を整えました。"}).status_code == 302
    assert (saeki.careers.last().from_year, saeki.careers.last().to_year) == (2019, None)


def test_a_page_brought_back_and_sent_again_writes_no_second_entry(me, saeki):
    sent = {**Fields(me.get(url("career"))).sent, "from_year": "昭和58年4月", "to_year": "", "did": "手順書を整えました。", "place": "銀行"}
    again = {**Fields(me.get(url("career"))).sent, **{name: sent[name] for name in ("from_year", "to_year", "did")},
             "result": "止まらずに朝を迎えました。", "place": "", "role": "project-manager"}
    assert me.post(url("career"), sent)["Location"] == url("tools")
    assert me.post(url("career"), again)["Location"] == url("tools")
    row = saeki.careers.get(from_year=1983)
    assert (row.did, row.place, row.result, row.role_id) == ("手順書を整えました。", "銀行", "止まらずに朝を迎えました。", "project-manager")
    third = {**Fields(me.get(url("career"))).sent, "did": sent["did"], "from_year": "1983", "to_year": "1990"}
    me.post(url("career"), third)                      # other years are another experience
    assert saeki.careers.count() == 3


def test_an_experience_is_removed_from_a_page_of_its_own(me, saeki):
    entry = saeki.careers.get()
    assert f'href="{url("career_remove", entry.pk)}"' in me.get(url("career")).content.decode()
    page = me.get(url("career_remove", entry.pk))
    for said in ("この経験を消す", "元に戻せません", entry.did, entry.result, "汎用機SE", "銀行"):
        assert said in words(page)
    assert saeki.careers.count() == 1
    assert me.post(url("career_remove", entry.pk), Fields(page).sent)["Location"] == url("career")
    assert saeki.careers.count() == 0


def test_experiences_are_added_changed_moved_and_removed(me, saeki):
    first = saeki.careers.get()
    added = me.post(url("career"), {"from_year": "1994", "did": "研修の講師をしました。", "another": "1"}, follow=True)
    assert added.redirect_chain[-1][0] == url("career")
    assert "研修の講師をしました。" in words(added)
    second = saeki.careers.exclude(pk=first.pk).get()
    assert me.post(url("career_move", second.pk, "up"))["Location"] == url("career")
    assert list(queries.careers_of(saeki)) == [second, first]
    page = me.get(url("career_change", first.pk))
    sent = Fields(page).sent
    assert (sent["from_year"], sent["role"], sent["place"]) == ("1982", "mainframe-se", "銀行")
    assert me.post(url("career_change", first.pk), {**sent, "place": "信用金庫"})["Location"] == url("career")
    first.refresh_from_db()
    assert (first.place, first.did, first.role_id) == ("信用金庫", Career.objects.get(pk=first.pk).did, "mainframe-se")
    place = f"{url('career_change', first.pk)}?back=check"
    assert me.post(place, Fields(me.get(place)).sent)["Location"] == url("check")
    assert me.post(url("career_remove", second.pk))["Location"] == url("career")
    assert list(queries.careers_of(saeki)) == [first]


def test_a_role_that_left_the_list_stays_with_its_experience(me, saeki):
    from engawa.base.times import now
    entry = saeki.careers.get()
    type(entry.role).objects.filter(pk=entry.role_id).update(retired_at=now())
    sent = Fields(me.get(url("career_change", entry.pk))).sent
    assert me.post(url("career_change", entry.pk), sent).status_code == 302
    assert saeki.careers.get().role_id == "mainframe-se"


def test_the_thirty_first_experience_is_refused_with_its_words_kept(me, saeki):
    Career.objects.bulk_create(Career(participant=saeki, did=f"仕事{n}", position=n) for n in range(1, 30))
    page = me.post(url("career"), {"from_year": "1994", "did": "もう一つの話。"})
    assert page.status_code == 422
    assert "経験は30件までです。" in words(page)
    assert "もう一つの話。" in page.content.decode()


@pytest.mark.parametrize("name", ["career_change", "career_remove", "career_move"])
def test_the_wrong_person_finds_nothing(me, saeki, stranger, name):
    theirs = stranger.careers.get()
    args = (theirs.pk, "up") if name == "career_move" else (theirs.pk,)
    assert me.post(url(name, *args), {"from_year": "1990", "did": "よその話"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.did != "よその話"




@pytest.mark.parametrize(("words_typed", "slug"), [
    ("ホストＳＥ", "mainframe-se"), ("コボラー", "cobol-programmer"), ("Mainframe Systems Engineer", "mainframe-se"), ("汎用機 SE", "mainframe-se")])
def test_a_role_is_found_by_what_people_call_it(me, saeki, words_typed, slug):
    me.post(url("career"), {"from_year": "1990", "did": "手順書を整えました。", "role_words": words_typed})
    assert saeki.careers.last().role_id == slug


def test_a_role_from_the_list_counts_more_than_words(me, saeki):
    me.post(url("career"), {"from_year": "1990", "did": "手順書を整えました。", "role": "project-manager", "role_words": "コボラー"})
    assert saeki.careers.last().role_id == "project-manager"


def test_words_near_several_roles_name_them_and_unknown_ones_are_no_hurdle(me, saeki):
    near = me.post(url("career"), {"from_year": "1990", "did": "手順書を整えました。", "role_words": "エンジニア"})
    assert near.status_code == 422
    assert "近い役割がいくつかあります：" in words(near)
    assert "汎用機SE" in words(near).partition("近い役割がいくつかあります：")[2][:120]
    unknown = me.post(url("career"), {"from_year": "1990", "did": "手順書を整えました。", "role_words": "☆"})
    assert "この呼び方の役割は一覧にありません。" in words(unknown)
    assert saeki.careers.count() == 1


def test_every_word_for_a_role_is_offered_while_typing(me):
    page = me.get(url("career")).content.decode()
    for word in ("コボラー", "汎用機SE", "ホストSE"):
        assert f'<option value="{word}"></option>' in page


def test_examples_begin_near_the_own_career(me, saeki):
    saeki.roles.set(CareerRole.objects.filter(family="consult")[:1])
    summaries = [each for each in me.get(url("career")).content.decode().split("<summary>") if "例文を見る" in each[:40]]
    assert summaries[0].startswith("例文を見る：営業・提案")
    assert summaries[1].startswith("ほかの仕事の例文を見る")
    assert len(queries.examples_for(saeki)) == 7


def test_experiences_are_put_in_the_order_of_their_years(me, saeki):
    first = saeki.careers.get()
    for year in (2004, 1975, None):
        actions.save_career(by=saeki.user, participant=saeki, did=f"{year}年の仕事", from_year=year)
    done = me.post(url("career_sort"), follow=True)
    assert "年の順に並べました" in words(done)
    assert [row.from_year for row in queries.careers_of(saeki)] == [1975, first.from_year, 2004, None]


def test_a_long_silence_is_asked_about_gently(me, saeki):
    assert queries.long_gap(queries.careers_of(saeki)) is None
    actions.save_career(by=saeki.user, participant=saeki, did="同じ頃の仕事です。", from_year=1983, to_year=2000)       # overlapping is fine
    actions.save_career(by=saeki.user, participant=saeki, did="もっと後の仕事です。", from_year=2015)
    page = words(me.get(url("career")))
    assert "2000年から2015年までは、書かれていません" in page
    assert "このままでかまいません。" in page
    actions.save_career(by=saeki.user, participant=saeki, did="間の仕事です。", from_year=2001, to_year=2014)
    assert "書かれていません" not in words(me.get(url("career")))


def test_thirty_experiences_are_folded_and_the_form_gives_way(me, saeki):
    Career.objects.bulk_create(Career(participant=saeki, did=f"仕事{n}" + "、とても長い話" * 30, position=n) for n in range(1, 30))
    page = me.get(url("career"))
    assert "あと25件の経験を見る" in words(page)
    assert "経験が30件になりました" in words(page)
    assert 'name="from_year"' not in page.content.decode()
    check = words(me.get(url("check")))
    assert "ほか24件" in check


# ------------------------------------------------------------------------ as one text
TEXT = "銀行のシステム部門で、COBOLによる預金の夜間処理を20年保守しました。" * 3


def test_a_text_is_saved_and_leads_to_the_skills_found_in_it(me, saeki):
    done = me.post(url("career_text"), {**Fields(me.get(url("career_text"))).sent, "career_text": TEXT}, follow=True)
    assert done.redirect_chain[-1][0] == f"{url('skills')}?from=text"
    saeki.refresh_from_db()
    assert saeki.career_text == TEXT
    assert "件のスキルが見つかりました" in words(done)
    assert "経歴の文章を直す" in words(me.get(url("career")))
    assert TEXT[:60] in words(me.get(url("check")))


def test_a_text_changed_from_the_check_page_leads_back_to_it(me):
    place = f"{url('career_text')}?back=check"
    assert me.post(place, {**Fields(me.get(place)).sent, "career_text": TEXT})["Location"] == url("check")


def test_a_text_that_is_too_long_comes_back_whole(me, saeki):
    long = "あ" * 12001
    page = me.post(url("career_text"), {"career_text": long})
    assert page.status_code == 422
    assert long in page.content.decode()
    saeki.refresh_from_db()
    assert saeki.career_text == ""


def test_one_text_is_enough_to_finish(house, client):
    bare = make_participant("bare@example.jp", "新田 進", careers=(), finish=False)
    client.force_login(bare.user)
    client.post(url("career_text"), {"career_text": TEXT[:99]})
    assert client.post(url("check")).status_code == 409
    client.post(url("career_text"), {"career_text": TEXT[:100]})
    assert client.post(url("check")).status_code == 302


def test_whoever_has_not_begun_has_no_career_yet(house, client):
    client.force_login(make_user("fresh@example.jp", "若葉 始"))
    assert client.post(url("career_sort")).status_code == 404
    assert client.get(url("career_text"))["Location"] == url("areas")


# ------------------------------------------------------------------ removed elsewhere
def test_what_was_typed_stays_when_another_page_removed_the_entry(me, saeki):
    entry = saeki.careers.get()
    pk, place = entry.pk, url("career_change", entry.pk)
    sent = Fields(me.get(place)).sent
    actions.remove_career(by=saeki.user, career=entry)
    late = me.post(place, {**sent, "did": "長く書いた言葉です。"})
    assert late.status_code == 422
    assert "この経験は、ほかの画面で消されました。" in words(late)
    assert f'action="{url("career")}"' in late.content.decode()
    again = Fields(late).sent
    assert (again["did"].strip(), again["place"]) == ("長く書いた言葉です。", "銀行")
    assert me.post(url("career"), again).status_code == 302
    assert saeki.careers.get().did == "長く書いた言葉です。"
    for name in ("career_change", "career_remove"):
        shown = me.get(url(name, pk), follow=True)
        assert shown.redirect_chain[-1][0] == url("career")
        assert "この経験は、ほかの画面で消されています。" in words(shown)
    assert me.post(url("career_move", pk, "up"))["Location"] == url("career")


# ------------------------------------------------------------------ written by halves
@pytest.mark.parametrize(("typed", "unwritten"), [
    ({"did": "夜の処理を見守りました。"}, ["始めた年"]), ({"from_year": "昭和58年"}, ["したこと"]), ({"to_year": "1990"}, ["始めた年", "したこと"])])
def test_half_an_experience_is_kept_and_says_what_is_missing(me, saeki, typed, unwritten):
    assert me.post(url("career"), {**Fields(me.get(url("career"))).sent, **typed, "another": "1"}).status_code == 302
    row = saeki.careers.last()
    assert row.unwritten == unwritten
    said = f"未記入：{'、'.join(unwritten)}"
    for page in ("career", "check", "sheet"):
        assert said in words(me.get(url(page)))
    assert said not in words(me.get(url("profile")))
    assert any(str(row.pk) in href for _what, href in queries.worth_adding(saeki))
    assert me.get(url("sheet_pdf")).status_code == 200
    assert me.post(url("career_sort")).status_code == 302
    assert me.get(url("career_remove", row.pk)).status_code == 200
    place = url("career_change", row.pk)
    me.post(place, {**Fields(me.get(place)).sent, "from_year": "1983", "did": "夜の処理を見守りました。"})
    row.refresh_from_db()
    assert row.unwritten == []


def test_nothing_at_all_is_no_experience(me, saeki):
    page = me.post(url("career"), {**Fields(me.get(url("career"))).sent, "place": "銀行"})
    assert page.status_code == 422
    assert "「したこと」か年の、どちらかを書いてください。" in words(page)
    with pytest.raises(Refused):
        actions.save_career(by=saeki.user, participant=saeki, did="", place="銀行")
    assert saeki.careers.count() == 1


def test_years_alone_finish_no_inventory(saeki):
    saeki.careers.all().delete()
    for place in ("銀行", "市役所", "銀行"):
        actions.save_career(by=saeki.user, participant=saeki, did="", from_year=1983, place=place)
    assert saeki.careers.count() == 2                       # the same sent again is one
    assert not queries.has_career(saeki)
    assert [str(row) for row in saeki.careers.all()] == ["1983年から"] * 2
