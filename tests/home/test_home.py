"""The two home pages: the next thing first, then what is under way, then calm."""
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import at_moment, now, today
from engawa.demo.builders.agreements import make_ready_sheet
from engawa.demo.builders.applications import make_application, make_held_interview, make_interview, owner_of
from engawa.demo.builders.organizations import desk, make_organization
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.demo.builders.projects import make_project
from engawa.front.home import todo
from engawa.journey.postings import actions as postings
from tests.people import make_desk, make_participant, make_user
from tests.reference import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference(db):
    load_reference()


def page(client, user, name="home:home"):
    client.force_login(user)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


def says(shown, words):
    assert shown.count(words) > 0, f"the page does not say {words}"


def titles(found):
    return [one.title for one in found]


@pytest.mark.parametrize(("make", "participant_does", "organization_does"), [
    (make_application, [], ["応募が返事を待っています"]),
    (make_held_interview, ["面談のあとの気持ちを教えてください"], ["面談のあとの気持ちを教えてください"]),
])
def test_what_waits_after_each_step(make, participant_does, organization_does):
    application = make()
    organization = application.posting.organization
    assert titles(todo.for_participant(application.participant)) == participant_does
    assert titles(todo.for_organization(organization, owner_of(organization))) == organization_does


def test_a_sheet_waits_for_both_and_a_report_day_for_the_participant():
    sheet = make_ready_sheet()
    participant = sheet.parties.exclude(participant=None).get().participant
    assert len(todo.for_participant(participant)) == 1
    assert todo.for_participant(participant)[0].url == reverse("agreements:sheet", kwargs={"pk": sheet.pk})
    project = make_project(days_ago=7, participant=make_participant("other@example.jp", "別の 人"),
                           organization=make_organization("となりの会", owner=make_user("next@example.jp", "隣 人")))
    other = project.participants.get()
    assert titles(todo.for_participant(other)) == ["今日は報告の日です"]
    assert todo.for_participant(other)[0].url == reverse("projects:report", kwargs={"pk": project.pk})


def test_a_new_person_is_asked_who_they_are(client):
    shown = page(client, make_user("new@example.jp", "新野 春"))
    assert [href for href in (reverse("participants:start"), reverse("organizations:register")) if href not in shown] == []


def test_the_desk_and_an_organization_are_led_to_their_own_pages(client):
    client.force_login(make_desk())
    assert client.get("/home/").url == reverse("desk:queue")
    organization = make_organization()
    client.force_login(owner_of(organization))
    assert client.get("/home/").url == reverse("home:organization")


def test_my_page_with_nothing_waiting_suggests_and_says_what_is_worth_adding(client):
    me = make_participant(careers=[{"from_year": 1982, "to_year": 1994, "role": "mainframe-se", "place": "銀行", "did": "夜間処理を作りました。"}])
    posting = make_open_posting(make_organization())
    shown = page(client, me.user)
    says(shown, "いま、することはありません")
    says(shown, posting.title)
    says(shown, "書き足すとよいこと")
    says(shown, reverse("participants:career_change", kwargs={"pk": me.careers.get().pk}))


def test_my_page_of_somebody_who_has_only_begun(client):
    shown = page(client, make_participant(finish=False).user)
    says(shown, reverse("participants:start"))
    assert shown.count("書き足すとよいこと") == 0


def test_the_next_interview_is_on_both_pages(client):
    application = make_interview()
    for user, name in ((application.participant.user, "home:home"), (owner_of(application.posting.organization), "home:organization")):
        shown = page(client, user, name)
        says(shown, reverse("applications:interview", kwargs={"pk": application.pk}))


def test_the_organizations_page_lists_its_postings_by_where_they_lead(client):
    organization = make_organization()
    owner, draft = owner_of(organization), make_posting(organization)
    returned = make_posting(organization)
    postings.submit_posting(by=owner, posting=returned)
    shown = page(client, owner, "home:organization")
    says(shown, draft.title)
    says(shown, "書きかけの募集")


def test_a_returned_posting_comes_first_until_its_comments_are_done(client):
    organization = make_organization()
    owner, returned = owner_of(organization), make_posting(organization)
    postings.submit_posting(by=owner, posting=returned)
    postings.return_posting(by=desk(), posting=returned, words="だれに二通届きますか。")
    later = make_posting(organization, template="website-checkup")
    check = reverse("postings:check", kwargs={"pk": returned.pk})
    found = todo.for_organization(organization, owner)
    assert [(one.title, one.lead, one.url) for one in found[:1]] == [("事務局から直してほしいところが届きました", returned.title, check)]
    assert [(one.title, one.lead) for one in found[1:]] == [("書きかけの募集があります", later.title)]
    shown = page(client, owner, "home:organization")
    assert [shown.count(words) for words in ("直すところを読む", "直してほしいところがあります")] == [1, 1]
    postings.answer_comment(by=owner, comment=returned.comments.get())
    assert titles(todo.for_organization(organization, owner)) == ["書きかけの募集があります"]
    assert page(client, owner, "home:organization").count("直してほしいところ") == 0


def test_a_posting_whose_closing_day_has_passed_waits_to_be_moved_or_closed(client):
    organization = make_organization()
    owner, posting = owner_of(organization), make_open_posting(organization)
    its, cards = (reverse(name, kwargs={"pk": posting.pk}) for name in ("postings:posting", "matching:cards"))
    assert (titles(todo.for_organization(organization, owner)), page(client, owner, "home:organization").count(cards)) == ([], 1)
    with at_moment(now() + timedelta(days=50)):
        assert [(one.title, one.url) for one in todo.for_organization(organization, owner)] == [("応募のしめきりを過ぎました", its)]
        shown = page(client, owner, "home:organization")
        assert [shown.count(words) for words in ("応募のしめきりを過ぎました", "しめきりを動かすか、終わりにする", cards)] == [2, 1, 0]
        postings.extend_deadline(by=owner, posting=posting, deadline=today() + timedelta(days=9))
        assert titles(todo.for_organization(organization, owner)) == []


def test_an_unverified_organization_reads_what_it_can_do_meanwhile(client):
    owner = make_user("new@example.jp", "新野 明")
    make_organization("みなとの食卓", owner=owner, verified=False)
    shown = page(client, owner, "home:organization")
    says(shown, reverse("postings:choose"))
    says(shown, "下書き")


def test_without_an_organization_there_is_no_such_page(client):
    client.force_login(make_participant().user)
    assert client.get(reverse("home:organization")).status_code == 404


def test_my_page_asks_the_database_as_often_with_ten_suggestions(client, django_assert_max_num_queries):
    me, organization = make_participant(), make_organization()
    for _n in range(10):
        make_open_posting(organization)
    client.force_login(me.user)
    with django_assert_max_num_queries(60):
        client.get("/home/")
