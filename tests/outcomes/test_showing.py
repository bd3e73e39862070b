"""A finished project stands on the organization's public page only while both sides agree."""
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engawa.base import history
from engawa.base.notices.models import Notice
from engawa.base.privacy import entries
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.agreements import sides_of
from engawa.demo.builders.outcomes import make_finished_project
from engawa.demo.builders.people import make_user
from engawa.journey.organizations import actions as organizations
from engawa.journey.outcomes import actions, queries, rules
from engawa.journey.outcomes.models import Showing

THANKS = ("名簿を開くのが、こわくなくなりました。", "よい時間でした。")


@pytest.fixture
def finished(house):
    return make_finished_project(thanks=THANKS)


@pytest.fixture
def both(finished):
    """(representative, participant)"""
    return sides_of(finished.agreement)


def public(project, language="ja") -> str:
    with translation.override(language):
        path = reverse("public:organization", kwargs={"pk": project.organization_id})
    return Client().get(path).content.decode()


def press(user, name: str, project):
    client = Client()
    client.force_login(user)
    answer = client.post(reverse(f"outcomes:{name}", kwargs={"pk": project.pk}))
    return answer.status_code


def done(user, project, language="ja") -> str:
    client = Client()
    client.force_login(user)
    with translation.override(language):
        return client.get(reverse("outcomes:done", kwargs={"pk": project.pk})).content.decode()


def test_nothing_is_shown_without_consent_or_with_that_of_one_side(finished, both):
    owner, participant = both
    assert public(finished).count(finished.title) == 0
    actions.agree_to_show(by=owner, project=finished)
    assert (public(finished).count(finished.title), queries.is_shown(finished)) == (0, False)
    assert [(row.user, row.kind) for row in Notice.objects.filter(kind="outcomes/showing_asked")] == [(participant, "outcomes/showing_asked")]
    actions.agree_to_show(by=participant, project=finished)
    assert queries.is_shown(finished)
    assert Notice.objects.filter(kind="outcomes/showing_asked").count() == 1
    assert [event.verb for event in history.of(finished)][-2:] == ["outcomes.showing_agreed"] * 2


@pytest.mark.parametrize(("language", "words"), [("ja", "受け取ったもの"), ("en", "What was received")])
def test_what_is_shown(finished, both, language, words):
    for by in both:
        actions.agree_to_show(by=by, project=finished)
    page = public(finished, language)
    assert [page.count(each) for each in (finished.title, words, *THANKS)] == [1, 1, 1, 1]
    assert [page.count(each) for each in finished.completion.delivered] == [1] * len(finished.completion.delivered)
    assert page.count(both[1].name) == 0


def test_thanks_that_are_not_to_be_shown_stay_inside(house):
    project = make_finished_project(thanks=THANKS, shown=False, on_page=True)
    page = public(project)
    assert [page.count(each) for each in (project.title, *THANKS)] == [1, 0, 0]


@pytest.mark.parametrize("who", [0, 1])
def test_each_side_takes_it_back_at_any_time(house, who):
    project = make_finished_project(on_page=True)
    assert press(sides_of(project.agreement)[who], "hide", project) == 302
    assert (public(project).count(project.title), Showing.objects.count()) == (0, 1)
    assert history.of(project).last().verb == "outcomes.showing_taken_back"


def test_every_participant_has_to_agree(house):
    from engawa.demo.builders.participants import make_participant
    project = make_finished_project(on_page=True)
    other = make_participant(email="midori@example.jp", name="緑川 進")
    project.participants.add(other)
    assert not queries.is_shown(project)
    actions.agree_to_show(by=other.user, project=project)
    assert queries.is_shown(project)
    assert queries.shown_of(project.organization).count() == 1


def test_a_successor_of_the_representative_takes_it_back(house):
    project = make_finished_project(on_page=True)
    owner = sides_of(project.agreement)[0]
    new = make_user("new@example.jp", "新野 明")
    organizations.accept_invitation(by=new, invitation=organizations.invite_successor(
        by=owner, organization=project.organization, email=new.email, after="leaves"))
    actions.take_back_showing(by=new, project=project)
    assert not queries.is_shown(project)


def test_the_wrong_people_decide_nothing(finished, both, stranger):
    owner, participant = both
    member = make_user("yumi@example.jp", "小林 由美")
    organizations.accept_invitation(by=member, invitation=organizations.invite_member(
        by=owner, organization=finished.organization, email=member.email))
    for wrong in (member, stranger):
        with pytest.raises(Refused):
            actions.agree_to_show(by=wrong, project=finished)
        with pytest.raises(Refused):
            actions.take_back_showing(by=wrong, project=finished)
    assert "代表" in rules.why_not_show(member, finished)
    assert rules.why_not_hide(participant, finished) == "まだ同意していないので、載っていません。"
    actions.agree_to_show(by=participant, project=finished)
    assert rules.why_not_show(participant, finished) == "もう同意しています。"
    assert press(stranger, "show", finished) == 404
    assert press(participant, "show", finished) == 409


def test_a_running_project_is_not_shown(project, sides):
    assert "完了を確かめてから" in rules.why_not_show(sides[1], project)


def test_the_page_after_the_end_asks_and_says_where_it_stands(finished, both):
    owner, participant = both
    assert done(participant, finished).count("載せることに同意する") == 1
    assert press(participant, "show", finished) == 302
    assert (done(participant, finished).count("同意を取り消す"), done(participant, finished).count("相手がまだなので")) == (1, 1)
    assert press(owner, "show", finished) == 302
    assert done(owner, finished).count("双方が同意し、載っています") == 1
    assert done(owner, finished, "en").count("Both sides agree: it is shown") == 1


def test_the_consent_goes_with_the_account():
    entry = next(entry for entry in entries() if entry.model is Showing)
    assert (entry.owner, entry.erase) == ("participant__user", "delete")
    assert str(Showing(project_id="x")) == "x organization"


def test_many_finished_projects_keep_the_number_of_queries(house, django_assert_max_num_queries):
    project = make_finished_project(on_page=True)
    with django_assert_max_num_queries(15):
        public(project)
