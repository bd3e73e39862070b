"""Fairness in words: who gets applications in time, how evenly, and attention against what suits."""
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from engawa.base.times import now, today
from engawa.front.desk.fairness import fairness, gini, half_of
from engawa.journey.applications.models import Application
from engawa.journey.matching import actions, queries
from engawa.journey.matching.models import Exposure
from tests.matching import made
from tests.people import make_desk

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def applied(posting, participant, after_days):
    Application.objects.create(posting=posting, participant=participant, receipt=f"{Application.objects.count():09}", message="",
                               sent_at=posting.published_at + timedelta(days=after_days), answer_due=today())


@pytest.mark.parametrize(("counts", "found"), [([], 0), ([0, 0], 0), ([2, 2, 2], 0), ([0, 0, 0, 4], .75), ([1, 3], .25)])
def test_unevenness(counts, found):
    assert gini(counts) == pytest.approx(found)


def test_too_early_to_say(client):
    made.posting(age=3)
    assert fairness() is None
    client.force_login(make_desk())
    assert "まだ分かりません" in text_of(client.get("/desk/fairness/"))


@pytest.fixture
def house():
    """Two small organizations in Saitama with three old postings each, and one large one that says no place."""
    one = made.participant(inventory_done_at=now())
    small, other = (made.organization(name, prefecture="埼玉県", staff_size=2) for name in ("里山の会", "川の会"))
    large = made.organization("大きな会", staff_size=30)
    made.posting("新しい", by=small, age=2)
    old = [made.posting(f"{by.name}{n}", by=by, age=40 + n) for by in (small, other, large) for n in range(3)]
    for posting, days in ((old[0], 3), (old[1], 14), (old[2], 15), (old[3], 1), (old[3], 2)):
        applied(posting, made.participant(f"{posting.pk}{days}@example.jp"), days)
    return one, old


def test_by_size_and_by_place(house, client):
    found = fairness()
    assert (found.every.postings, found.every.answered, found.applications) == (9, 3, 5)
    assert found.spread == pytest.approx(gini([1, 1, 1, 2, 0, 0, 0, 0, 0]))
    assert found.spread_words == "応募の多くが、少数の募集に集まっています。"
    assert (found.half, found.half_words, found.trend_words) == (2, "応募の半分は、9件のうち2件の募集に届きました。", "")
    assert [(group.name, group.postings, group.answered, group.percent) for group in found.by_size] == [
        ("4人まで", 6, 3, 50), ("20人以上", 3, 0, 0)]
    assert [(group.name, group.postings) for group in found.by_place] == [("埼玉県", 6), ("地域の記入なし", 3)]
    assert {group.attention for group in (*found.by_size, found.every)} == {"まだ数えきれていません"}
    client.force_login(make_desk())
    words = text_of(client.get("/desk/fairness/"))
    assert "9件の募集のうち、3件に14日以内の応募がありました" in words
    assert "Of 9" not in words


@pytest.mark.parametrize(("before", "words"), [
    ((1, 1, 1), "その前の半年より、かたよりが大きくなりました。"), ((9, 0, 0, 0, 0, 0), "その前の半年より、かたよりが小さくなりました。"),
    ((3, 0, 0), "その前の半年と、ほぼ同じです。"), ((1, 1), "")])
def test_against_the_half_year_before(house, before, words):
    of = made.organization("前からの会")
    for n, count in enumerate(before):
        earlier = made.posting(f"前{n}", by=of, age=200 + n)
        for who in range(count):
            applied(earlier, made.participant(f"{n}-{who}@example.jp"), 30)
    assert fairness().trend_words == words


def test_places_with_few_postings_stand_together_last(house):
    for n, prefecture in enumerate(("岩手県", "岩手県", "高知県")):
        made.posting(f"{n}", by=made.organization(f"遠い会{n}", prefecture=prefecture), age=40)
    assert [(group.name, group.postings) for group in fairness().by_place] == [
        ("埼玉県", 6), ("地域の記入なし", 3), ("募集が少ないほかの地域", 3)]


@pytest.mark.parametrize(("counts", "few"), [([], 0), ([0, 0], 0), ([4, 0, 0], 1), ([1, 1, 1, 1], 2), ([2, 1, 1, 1], 2)])
def test_half_of_everything(counts, few):
    assert half_of(counts) == few


def test_attention_against_what_suits(house):
    old = house[1]
    actions.note_shown(postings=[posting.pk for posting in old[:6]])
    actions.write_shown()
    words = {group.name: group.attention for group in fairness().by_size}
    assert words == {"4人まで": "合う方の多さに比べて、よく見られています", "20人以上": "合う方の多さに比べて、あまり見られていません"}
    Exposure.objects.all().delete()
    for posting in old:
        Exposure.objects.create(posting=posting, on=today(), weight=1)
    assert {group.attention for group in fairness().by_size} == {"合う方の多さに見合っています"}


def test_merit_does_not_look_at_who_waits(house):
    before = queries.merit_of_open()
    for _n in range(5):
        actions.note_application(posting=house[1][0])
    assert queries.merit_of_open() == pytest.approx(before)


def test_the_rows_of_a_day_become_one(house):
    posting, day = house[1][0], timezone.localdate() - timedelta(days=1)
    for weight in (1.0, .5):
        Exposure.objects.create(posting=posting, on=day, weight=weight)
    Exposure.objects.create(posting=posting, on=today(), weight=1)
    assert [actions.fold_shown(before=today()) for _n in range(2)] == [1, 0]
    assert sorted(Exposure.objects.values_list("on", "weight")) == [(day, 1.5), (today(), 1)]


def test_attention_is_written_in_batches(house, monkeypatch):
    posting = house[1][0]
    actions.write_shown()
    Exposure.objects.all().delete()
    monkeypatch.setattr(actions.demand, "FLUSH_PAGES", 3)
    for shown, rows in ((1, 0), (2, 0), (3, 1), (4, 1)):
        actions.note_shown(postings=[posting.pk])
        assert (shown, Exposure.objects.count()) == (shown, rows)
    assert Exposure.objects.get().weight == 3
