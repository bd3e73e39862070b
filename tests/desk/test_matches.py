"""People for postings, as the desk sees them: reasons, load, last contact, the invitation and its history."""
import re

import pytest
from django.urls import reverse

from engawa.base import history
from engawa.base.times import now
from engawa.front.desk import matches, queue
from engawa.journey.matching import actions, queries
from tests.matching import made
from tests.people import make_desk

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def desk(client):
    officer = make_desk()
    client.force_login(officer)
    return officer


@pytest.fixture
def posting():
    return made.posting()


@pytest.fixture
def person():
    return made.participant(inventory_done_at=now())


def test_postings_without_an_application_come_first(desk, client):
    assert "公開中の募集はありません" in text_of(client.get("/desk/matches/"))
    house = made.organization()
    asked, quiet = made.posting("応募のある募集", by=house, age=9), made.posting("まだの募集", by=house)
    made.posting("終わった募集", by=house, state="closed")
    actions.note_application(posting=asked)
    assert [row.pk for row, _asked in client.get("/desk/matches/").context["rows"]] == [quiet.pk, asked.pk]


def test_who_suits_with_reasons_load_and_history(desk, posting, person, client):
    page = reverse("desk:match", args=[posting.pk])
    words = text_of(client.get(page))
    assert [row.participant for row in client.get(page).context["groups"][0][1]] == [person]
    for part in ("「名簿の整理」の経験があります", "0件（同時に1件まで）", "まだありません", "まだ、どなたにも声をかけていません"):
        assert words.count(part) == 1, part
    assert [event.verb for event in history.of(posting)] == ["matching.people_opened"] * 2
    answer = client.post(reverse("desk:invite", args=[posting.pk, person.pk]), follow=True)
    words = text_of(answer)
    assert ("さんに声をかけました" in words, "合う方は、まだいません" in words) == (True, True)
    assert [row.participant for row in answer.context["invited"]] == [person]
    other = made.posting("別の募集", by=made.organization("よその会"))
    words = text_of(client.get(reverse("desk:match", args=[other.pk])))
    assert ("次のお声がけまで、1週間あけてください" in words, "まだありません" in words) == (True, False)
    assert client.post(reverse("desk:invite", args=[other.pk, person.pk])).status_code == 409


def test_a_wish_of_an_organization_waits_in_the_queue(desk, posting, person, client):
    owner = made.member(posting.organization)
    further = made.participant("b@example.jp", skills=(("excel", 3, "current"),), inventory_done_at=now())
    wish = actions.want_invited(by=owner, posting=posting, participant=further)
    rows = [row for row in queue.waiting() if row.url == reverse("desk:match", args=[posting.pk])]
    assert [(row.kind, row.title, row.whom) for row in rows] == [("団体から声かけの希望", posting.title, posting.organization.name)]
    answer = client.get(reverse("desk:match", args=[posting.pk]))
    assert [[row.participant for row in people] for _words, people in answer.context["groups"]] == [[further, person]]
    assert "団体が声かけを希望しています" in text_of(client.get("/desk/matches/"))
    answer = client.post(reverse("desk:leave_wanted", args=[wish.pk]), follow=True)
    assert [[row.participant for row in people] for _words, people in answer.context["groups"]] == [[person, further]]
    assert [row for row in queue.waiting() if row.url == reverse("desk:match", args=[posting.pk])] == []


def test_who_cannot_be_invited_stands_apart_with_why_and_without_a_button(desk, posting, person, client, monkeypatch):
    busy = made.participant("busy@example.jp", inventory_done_at=now())
    monkeypatch.setattr(matches, "people_without_room", lambda: {busy.pk})
    page = reverse("desk:match", args=[posting.pk])
    answer = client.get(page)
    assert [(words, [row.participant for row in people]) for words, people in answer.context["groups"]] == [
        ("合っていて、いま声をかけられる方", [person]), ("合っているが、いまは声をかけられない方", [busy])]
    html, invite = answer.content.decode(), reverse("desk:invite", args=[posting.pk, busy.pk])
    assert (html.count(f'action="{invite}"'), html.count("この方は、いまご希望の数だけ活動をしています。")) == (0, 1)
    assert (client.post(invite).status_code, list(queries.reached(posting))) == (409, [])
    monkeypatch.undo()
    assert [len(people) for _words, people in client.get(page).context["groups"]] == [2]
    assert (client.post(invite).status_code, [row.participant for row in queries.reached(posting)]) == (302, [busy])


def test_only_the_desk(posting, person, client):
    client.force_login(person.user)
    for address in ("/desk/matches/", "/desk/fairness/", reverse("desk:match", args=[posting.pk])):
        assert client.get(address).status_code == 404
    assert client.post(reverse("desk:invite", args=[posting.pk, person.pk])).status_code == 404
