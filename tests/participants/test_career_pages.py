"""The working life: entry by entry, or as one text."""
import pytest

from engawa.journey.participants import queries
from engawa.journey.participants.models import Career
from tests.participants.reading import Fields, url, words


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


@pytest.mark.parametrize(("typed", "year"), [("1983", 1983), ("昭和58年", 1983), ("S58", 1983), ("平成元年", 1989), ("１９８３年", 1983)])
def test_years_may_be_written_in_any_usual_way(me, saeki, typed, year):
    assert me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"}).status_code == 302
    assert saeki.careers.last().from_year == year


@pytest.mark.parametrize("typed", ["1939", "2099", "58", "きのう"])
def test_years_that_cannot_be_are_refused(me, saeki, typed):
    assert me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"}).status_code == 422
    assert saeki.careers.count() == 1


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


