"""組み合わせの案, as the desk sees it: made by one button, beside going by the best pair first, each line answered by a person."""
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engawa.base import history
from engawa.base.times import now
from engawa.demo.builders import projects
from engawa.front.desk import plans, tasks
from engawa.journey.matching import actions
from engawa.journey.matching.actions import planning
from engawa.journey.matching.models import Plan, PlanLine, Suggestion
from tests.matching import made
from tests.people import make_desk
from tests.reference import load_reference

pytestmark = pytest.mark.django_db
PLAN = "/desk/matches/plan/"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def counted(response, *parts):
    words = text_of(response)
    return {part: words.count(part) for part in parts}


@pytest.fixture
def desk(client):
    officer = make_desk()
    client.force_login(officer)
    return officer


def person(name, skills, **fields):
    one = made.participant(f"{name}@example.jp", skills=tuple((skill, level, "current") for skill, level in skills),
                           inventory_done_at=now(), **fields)
    made.User.objects.filter(pk=one.user_id).update(name=name)
    actions.agree_to_cards(by=one.user, participant=one)
    return one


@pytest.fixture
def market():
    """Both skills with 田中, one with 鈴木: by the best pair first nobody is left for the lists."""
    house = made.organization()
    postings = [made.posting(title, by=house, skills=((skill, 3, True),)) for title, skill in (("名簿の募集", "list-cleaning"), ("広報の募集", "sns-operation"))]
    return postings, [person("田中", [("list-cleaning", 2), ("sns-operation", 3)]), person("鈴木", [("sns-operation", 2)])]


def test_from_nothing_to_a_plan(desk, client, market):
    page = client.get("/desk/matches/")
    assert page.content.decode().count(f'href="{PLAN}"') == 1
    assert "案は、まだありません" in text_of(client.get(PLAN))
    page = client.post(PLAN, follow=True)
    assert counted(page, "案ができました。まだ、どなたにも声をかけていません。", "募集2件に、2人の候補がいます", "いま声をかけてよい方2人と、席の空いている募集2件",
                   "いちばん合う組から順に決めた場合は、募集1件に1人です。", "合う順では候補なし → この案では1人",
                   "田中さん：「広報の募集」→ この募集。「広報の募集」は鈴木さんにも合うので、どちらの募集にも人が見つかります。",
                   "田中さん：この募集 →「名簿の募集」", "鈴木さん：合う順では候補の募集なし → この募集", "「名簿の整理」の経験があります",
                   "ほかの募集", "変わりません") == {
        "案ができました。まだ、どなたにも声をかけていません。": 1, "募集2件に、2人の候補がいます": 1, "いま声をかけてよい方2人と、席の空いている募集2件": 1,
        "いちばん合う組から順に決めた場合は、募集1件に1人です。": 1, "合う順では候補なし → この案では1人": 1,
        "田中さん：「広報の募集」→ この募集。「広報の募集」は鈴木さんにも合うので、どちらの募集にも人が見つかります。": 1,
        "田中さん：この募集 →「名簿の募集」": 1, "鈴木さん：合う順では候補の募集なし → この募集": 1, "「名簿の整理」の経験があります": 1,
        "ほかの募集": 0, "変わりません": 0}
    assert [(row.posting.title, [one.name for one in row.people], row.plain) for row in page.context["rows"]] == [
        ("名簿の募集", ["田中"], []), ("広報の募集", ["鈴木"], ["田中"])]
    plan = Plan.objects.get()
    assert [event.verb for event in history.of(plan)] == ["matching.plan_asked", "matching.plan_opened"]
    client.post(PLAN)
    assert (Plan.objects.count(), Suggestion.objects.count()) == (1, 0)   # a second click is harmless


def test_each_line_is_answered_by_a_person(desk, client, market):
    client.post(PLAN)
    first, second = PlanLine.objects.filter(plain=False).order_by("posting__published_at")

    def act(line, name, page=""):
        return client.post(reverse("desk:plan_line", args=[line.pk, name]) + page)
    answer = act(first, "confirm", "?page=1")
    assert (answer.status_code, answer["Location"]) == (302, f"{PLAN}?page=1#line-{first.pk}")
    page = client.get(PLAN)
    assert counted(page, "さんに声をかけました。", "に声をかけました", "これから確かめる 1 声をかけた 1 やめた 0") == {
        "さんに声をかけました。": 1, "に声をかけました": 2, "これから確かめる 1 声をかけた 1 やめた 0": 1}
    act(first, "confirm")
    assert Suggestion.objects.values_list("participant__user__name", "posting__title", "way").get() == ("田中", "名簿の募集", "invited")
    assert act(first, "leave").status_code == 409
    act(second, "leave", "?page=x")
    assert counted(client.get(PLAN), "この組み合わせはやめました", "もとに戻す") == {"この組み合わせはやめました": 1, "もとに戻す": 1}
    assert act(second, "confirm").status_code == 409
    act(second, "take-back")
    actions.note_application(posting=second.posting, participant=second.participant)
    page = client.get(PLAN)
    assert counted(page, "この方は、もうこの募集に応募しています。", "この案を作ったあとに、募集か参加者が変わりました", "組み合わせをもとに戻しました。") == {
        "この方は、もうこの募集に応募しています。": 1, "この案を作ったあとに、募集か参加者が変わりました": 1, "組み合わせをもとに戻しました。": 1}
    answer = act(second, "confirm")
    assert (answer.status_code, counted(answer, "この方は、もうこの募集に応募しています。")) == (409, {"この方は、もうこの募集に応募しています。": 1})
    assert Suggestion.objects.filter(way="invited").count() == 1
    assert act(second, "burn").status_code == 404
    assert act(PlanLine.objects.filter(plain=True)[0], "confirm").status_code == 404


def test_who_has_no_room():
    load_reference()
    project = projects.make_project()
    busy = project.participants.get()
    assert plans.people_without_room() == {busy.pk}
    busy.at_once = 2
    busy.save()
    assert plans.people_without_room() == set()


def test_who_has_no_room_is_not_named(desk, client, market, monkeypatch):
    _postings, (tanaka, suzuki) = market
    monkeypatch.setattr(plans, "people_without_room", lambda: {tanaka.pk})
    client.post(PLAN)
    assert set(PlanLine.objects.values_list("participant", flat=True)) == {suzuki.pk}


def test_a_large_plan_is_made_by_the_worker(desk, client, market, monkeypatch):
    monkeypatch.setattr(planning, "AT_ONCE", 0)
    page = client.post(PLAN, follow=True)
    assert counted(page, "案を作っています", "できたか確かめる", "案ができました") == {"案を作っています": 1, "できたか確かめる": 1, "案ができました": 0}
    for _n in range(2):
        tasks.make_plans.call()
    assert "募集2件に、2人の候補がいます" in text_of(client.get(PLAN))


def test_nothing_to_propose(desk, client):
    page = client.post(PLAN, follow=True)
    assert counted(page, "いま提案できる組み合わせはありません", "いま声をかけてよい方0人と、席の空いている募集0件", "ほかの募集") == {
        "いま提案できる組み合わせはありません": 1, "いま声をかけてよい方0人と、席の空いている募集0件": 1, "ほかの募集": 0}
    made.posting()
    page = client.post(PLAN, follow=True)
    assert counted(page, "いま声をかけてよい方0人と、席の空いている募集1件") == {"いま声をかけてよい方0人と、席の空いている募集1件": 1}


def test_ten_postings_a_page_with_as_many_queries_as_one(desk, client):
    house = made.organization()
    made.posting("最初", by=house, age=30)
    person("一郎", [("list-cleaning", 4)])
    client.post(PLAN)
    client.get(PLAN)
    with CaptureQueriesContext(connection) as few:
        client.get(PLAN)
    for n in range(12):
        made.posting(f"募集{n:02}", by=house, age=20 - n)
        person(f"人{n:02}", [("list-cleaning", 4)])
    client.post(PLAN)
    client.get(PLAN)
    with CaptureQueriesContext(connection) as many:
        page = client.get(PLAN)
    assert (len(many), len(page.context["rows"]), page.context["page"].paginator.count) == (len(few), 10, 13)
    rest = client.get(f"{PLAN}?page=2")
    assert [len(row.people) for row in rest.context["rows"]] == [1, 1, 1]
    assert counted(rest, "変わりません。") == {"変わりません。": 3}


def test_a_posting_that_closed_meanwhile_says_so(desk, client, market):
    client.post(PLAN)
    made.Posting.objects.filter(title="名簿の募集").update(state="closed")
    actions.index_posting(posting=made.Posting.objects.get(title="名簿の募集"))
    page = client.get(PLAN)
    assert counted(page, "この募集は、いま公開されていません。", "「名簿の整理」の経験があります") == {
        "この募集は、いま公開されていません。": 1, "「名簿の整理」の経験があります": 0}
    assert client.post(PLAN, follow=True).context["plan"].postings == 1


def test_nobody_else_sees_it(client, market):
    postings, (tanaka, _suzuki) = market
    plan = actions.ask_for_plan(by=make_desk())
    line = plan.lines.filter(plain=False).first()
    for user in (tanaka.user, made.member(postings[0].organization)):
        client.force_login(user)
        assert [client.get(PLAN).status_code, client.post(PLAN).status_code,
                client.post(reverse("desk:plan_line", args=[line.pk, "confirm"])).status_code] == [404] * 3
    client.logout()
    assert client.get(PLAN).status_code == 302
    assert Suggestion.objects.count() == 0
