"""The end of a registration: by a representative at once, by the desk with two; what closes with it, who is told, what stays."""
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from engawa.base import history
from engawa.base.files.models import StoredFile
from engawa.base.notices.models import Notice
from engawa.base.privacy.actions import forget_old
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.agreements import make_sheet
from engawa.demo.builders.applications import make_accepted_application, make_application
from engawa.demo.builders.organizations import make_organization, verify
from engawa.demo.builders.outcomes import make_finished_project
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.demo.builders.projects import make_project
from engawa.front.desk.queries import organizations as at_the_desk
from engawa.journey.applications.models import State as ApplicationState
from engawa.journey.applications.rules import why_not_add_slots
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.closing import closing_of
from engawa.journey.organizations.models import Act, Role, State
from engawa.journey.postings import actions as postings
from tests import people
from tests.organizations.test_checking import at_desk
from tests.organizations.test_pages import go
from tests.organizations.test_photo import send as saved

PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user__name", flat=True))


def closed(konara, **more):
    return actions.close_organization(by=konara.owner, organization=konara.organization, **more)


@pytest.fixture
def waiting(konara):
    """An open posting to which somebody has applied, and a draft."""
    konara.posting = make_open_posting(konara.organization)
    konara.application = make_application(konara.posting)
    konara.applicant = konara.application.participant.user
    konara.draft = make_posting(konara.organization, by=konara.member)
    return konara


def test_everything_that_hangs_on_it_closes_and_everybody_is_told(waiting):
    actions.invite_member(by=waiting.owner, organization=waiting.organization, email="new@example.jp")
    means = closing_of(waiting.organization)
    assert ([title for title, _page in means.ends], means.waiting, means.first) == ([waiting.posting.title, waiting.draft.title], 1, ())
    organization = closed(waiting, words="会を閉じることになりました。")
    for row in (waiting.posting, waiting.draft, waiting.application):
        row.refresh_from_db()
    assert (organization.state, waiting.posting.state, waiting.draft.state) == (State.CLOSED, "closed", "closed")
    assert (waiting.application.state, waiting.application.kind_words) == (ApplicationState.CLOSED, "会を閉じることになりました。")
    assert (told("organizations/closed"), told("applications/closed"), told("postings/closed")) == (
        [waiting.member.name], [waiting.applicant.name], [])
    assert told("organizations/closed_to_desk") == [waiting.desk.name]
    event = history.of(organization).last()
    assert (event.verb, event.by, queries.open_invitations_of(organization).count()) == ("organizations.closed", waiting.owner, 0)


def test_a_draft_closes_without_the_desk(reference):
    owner = people.make_user(**people.TAKADA)
    desk = people.make_desk()
    draft = actions.register_organization(by=owner, name="あおぞら", legal_form="group", causes=[])
    assert actions.close_organization(by=owner, organization=draft).state == State.CLOSED
    assert told("organizations/closed_to_desk") == []
    assert not at_the_desk().exists()
    assert not queries.visible_to(desk).exists()


@pytest.mark.parametrize("state", [State.ASKED, State.CHECKING, State.MORE_WANTED, State.REFUSED])
def test_it_closes_from_every_state(new, state):
    type(new.organization).objects.update(state=state)
    assert actions.close_organization(by=new.owner, organization=new.organization).state == State.CLOSED


@pytest.mark.parametrize("who", ["member", "stranger", "desk"])
def test_nobody_else_closes_it(konara, who):
    with pytest.raises(Refused):
        actions.close_organization(by=getattr(konara, who), organization=konara.organization)
    konara.organization.refresh_from_db()
    assert konara.organization.state == State.VERIFIED


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_nobody_else_closes_all_postings(waiting, who):
    with pytest.raises(Refused):
        postings.close_postings_of(by=getattr(waiting, who), organization=waiting.organization)
    waiting.posting.refresh_from_db()
    assert waiting.posting.state == "open"


def test_a_suspended_one_is_closed_by_the_desk_only(konara):
    actions.suspend_organization(by=konara.desk, organization=konara.organization, words="確かめます。")
    with pytest.raises(Refused, match="止まっています"):
        closed(konara)
    done = actions.decide_closing(by=konara.desk, organization=konara.organization, words="なくなった団体です。")  # alone at the desk
    assert (done.state, done.desk_words) == (State.CLOSED, "なくなった団体です。")


def test_what_runs_with_participants_ends_first(konara):
    sheet = make_sheet(make_accepted_application(make_open_posting(konara.organization)))
    with pytest.raises(Refused, match="先に"):
        closed(konara)
    assert [title for title, _page in closing_of(konara.organization).first] == [sheet.title]
    page = go(konara.owner, "close").text
    assert f"/agreements/{sheet.pk}/" in page
    assert "取り消せません" not in page


def test_a_running_project_holds_it_and_a_finished_one_does_not(reference):
    project = make_project()
    owner = queries.owners_of(project.organization).get()
    with pytest.raises(Refused, match="先に"):
        actions.close_organization(by=owner, organization=project.organization)
    make_finished_project(project)
    assert actions.close_organization(by=owner, organization=project.organization).state == State.CLOSED


# ------------------------------------------------------------ two of the desk
def test_two_of_the_desk_close_it(waiting):
    second = people.make_desk("second@example.jp", "島田 修")
    actions.decide_closing(by=waiting.desk, organization=waiting.organization, words="連絡が取れません。")
    waiting.organization.refresh_from_db()
    assert (waiting.organization.state, queries.open_decision(waiting.organization).act) == (State.VERIFIED, Act.CLOSE)
    assert told("organizations/to_confirm") == [second.name]
    with pytest.raises(Refused, match="ほかの人"):
        actions.confirm_decision(by=waiting.desk, organization=waiting.organization)
    done = actions.confirm_decision(by=second, organization=waiting.organization)
    waiting.application.refresh_from_db()
    assert (done.state, waiting.application.kind_words, told("organizations/closed")) == (
        State.CLOSED, "連絡が取れません。", sorted([waiting.owner.name, waiting.member.name]))


def test_what_began_meanwhile_holds_the_second_person(konara):
    second = people.make_desk("second@example.jp", "島田 修")
    posting = make_open_posting(konara.organization)
    actions.decide_closing(by=konara.desk, organization=konara.organization, words="連絡が取れません。")
    make_accepted_application(posting)  # its sheet is laid out
    assert "先に" in rules.why_not_confirm(second, konara.organization)
    actions.take_back_decision(by=second, organization=konara.organization, words="まだ続いています。")
    konara.organization.refresh_from_db()
    assert konara.organization.state == State.VERIFIED


def test_an_owner_s_end_makes_a_waiting_decision_void(konara):
    people.make_desk("second@example.jp", "島田 修")
    actions.decide_closing(by=konara.desk, organization=konara.organization, words="連絡が取れません。")
    closed(konara)
    assert queries.open_decision(konara.organization) is None


@pytest.mark.parametrize("who", ["owner", "member", "stranger"])
def test_only_the_desk_decides_it(konara, who):
    with pytest.raises(Refused):
        actions.decide_closing(by=getattr(konara, who), organization=konara.organization, words="だめ。")
    assert at_desk(getattr(konara, who), konara.organization, "close", {"close-words": "だめ。"})[0] == 404


def test_the_desk_does_it_on_its_page(waiting):
    assert "1人に、お知らせ" in at_desk(waiting.desk, waiting.organization)[1]
    assert at_desk(waiting.desk, waiting.organization, "close", {"close-words": ""})[0] == 422
    people.make_desk("second@example.jp", "島田 修")
    _status, page = at_desk(waiting.desk, waiting.organization, "close", {"close-words": "もう活動していないそうです。"})
    assert "登録を終わりにすると決めました" in page
    assert "もう活動していないそうです。" in page


# ------------------------------------------------------------ afterwards
def test_the_pages_answer_calmly(waiting):
    means = go(waiting.owner, "close").text
    assert waiting.posting.title in means
    assert "1人に、お知らせ" in means
    assert go(waiting.owner, "close", "post", {}).status == 422
    done = go(waiting.owner, "close", "post", {"words": "お世話になりました。"})
    assert (done.status, done.to) == (302, "/organization/verification/")
    page = go(waiting.owner, "verification").text
    assert "登録は終わりました" in page
    assert "確認が済むまで" not in page
    assert "登録は" in go(waiting.owner, "close").text
    assert "取り消せません" not in go(waiting.owner, "close").text
    visitor = Client()
    for path in (f"/organizations/{waiting.organization.pk}/", f"/postings/{waiting.posting.pk}/"):
        answer = visitor.get(path)
        assert (answer.status_code, "いまは登録されていません" in answer.content.decode()) == (410, True)
    assert visitor.get(f"/postings/{waiting.draft.pk}/").status_code == 404
    home = browse(waiting.owner, "/organization/")
    assert "登録は終わりました" in home
    assert "新しい募集を作る" not in home
    assert "登録が終わりました" in at_desk(waiting.desk, waiting.organization)[1]


def browse(user, path):
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def test_nothing_is_written_any_more(konara):
    organization = closed(konara)
    for reason in (rules.why_not_work(konara.owner, organization), rules.why_not_close(konara.owner, organization),
                   rules.why_not_ask(konara.owner, organization), rules.why_not_invite(konara.owner, organization),
                   why_not_add_slots(konara.owner, organization, [now() + timedelta(days=2)]),
                   rules.why_not_correct(konara.desk, organization), rules.why_not_decide_closing(konara.desk, organization)):
        assert "終わりました" in reason
    page = browse(konara.owner, "/organization/slots/")
    assert "終わりました" in page
    assert "この日時を加える" not in page
    assert (rules.why_not_leave(konara.owner, organization), queries.to_hand_over(konara.owner)) == (None, [])


def test_the_next_organization_comes_first_and_may_carry_the_number(konara):
    type(konara.organization).objects.filter(pk=konara.organization.pk).update(corporate_number="7000012050002")
    other = make_organization("あおぞら", owner=konara.owner)
    actions.work_for(by=konara.owner, organization=konara.organization)
    closed(konara)
    assert queries.organization_of(konara.owner) == other
    again = actions.register_organization(by=konara.member, name="里山の会 こなら", legal_form="npo", causes=[], corporate_number="7000012050002")
    assert (again.corporate_number, queries.organization_of(konara.member)) == ("7000012050002", again)


def test_papers_go_after_thirty_days_and_access_after_three_years(new):
    actions.add_paper(by=new.owner, organization=new.organization, upload=SimpleUploadedFile("rules.pdf", PAPER))
    organization = actions.close_organization(by=new.owner, organization=verify(new.organization))
    with at_moment(now() + timedelta(days=29)):
        assert actions.drop_old_papers() == 0
    with at_moment(now() + timedelta(days=31)):
        assert actions.drop_old_papers() == 1
    with at_moment(now() + timedelta(days=3 * 365 - 2)):
        forget_old()
        assert queries.is_member(new.owner, organization)
    with at_moment(now() + timedelta(days=3 * 365 + 2)):
        forget_old()
        organization.refresh_from_db()
        assert (queries.is_member(new.owner, organization), organization.name, organization.phone) == (False, "みどり町 見守りの会", "")


def test_the_photo_goes_at_once(konara):
    saved(konara.owner, konara.organization)
    closed(konara)
    assert queries.photo_of(konara.organization) is None
    assert not StoredFile.objects.exists()


def test_a_second_representative_is_told(konara):
    actions.change_role(by=konara.owner, membership=konara.organization.memberships.get(user=konara.member), role=Role.OWNER)
    actions.close_organization(by=konara.member, organization=konara.organization)
    assert told("organizations/closed") == [konara.owner.name]
