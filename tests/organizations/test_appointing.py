"""The desk appoints a representative when nobody is left to hand over: two coordinators, a reason, everybody told."""
import pytest
from django.test import Client
from django.urls import reverse

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization
from engawa.front.desk.queue import waiting
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import Act, Organization, Role, State
from tests import people
from tests.organizations.test_checking import at_desk
from tests.organizations.test_deciding import kept
from tests.organizations.test_handing import roles, told

WHY = "高田さんは八月に亡くなられたと、小林さんからお電話をいただきました。"


@pytest.fixture
def gone(konara):
    """こなら, whose only representative has no living account any more."""
    konara.owner.is_active = False
    konara.owner.save()
    return konara


def appoint(konara, email, by=None):
    return actions.appoint_representative(by=by or konara.desk, organization=konara.organization, email=email, words=WHY)


def page(user, organization, data=None, language=""):
    client = Client()
    client.force_login(user)
    path = language + reverse("desk:organization_representative", kwargs={"pk": organization.pk})
    return client.post(path, data) if data is not None else client.get(path)


def test_a_member_is_appointed_at_once_by_who_is_alone_at_the_desk(gone):
    o = appoint(gone, "KOBAYASHI@example.jp ")
    assert roles(o) == {"高田 一郎": Role.OWNER, "小林 由美": Role.OWNER}
    assert kept(o)[1:] == [(Act.APPOINT, gone.desk, None, WHY, "", True, False)]
    assert told("appointed") == {"小林 由美"}
    event = history.of(o).last()
    assert (event.verb, event.by, event.data) == (
        "organizations.appointed", gone.desk, {"to": str(gone.member.pk), "alone": True})


def test_a_second_coordinator_confirms_it(gone):
    second = people.make_desk("second@example.jp", "島田 修")
    o = appoint(gone, gone.member.email)
    assert (roles(o)["小林 由美"], told("appointed"), queries.open_decision(o).email) == (Role.MEMBER, set(), gone.member.email)
    assert [(row.kind, row.whom) for row in waiting() if row.title == o.name] == [
        ("代表の決定（二人目の確認待ち）", "決めた人：森田 恵")]
    with pytest.raises(Refused, match="二人目の確認を待っています"):
        appoint(gone, gone.member.email, second)
    with pytest.raises(Refused, match="ほかの人が確認します"):
        actions.confirm_decision(by=gone.desk, organization=o)
    actions.confirm_decision(by=second, organization=o)
    assert (roles(o)["小林 由美"], told("appointed")) == (Role.OWNER, {"小林 由美"})


def test_taken_back_nothing_changes(gone):
    second = people.make_desk("second@example.jp", "島田 修")
    o = appoint(gone, gone.member.email)
    o = actions.take_back_decision(by=second, organization=o, words="ご本人の考えを聞いてからにします。")
    assert (roles(o)["小林 由美"], o.state, told("appointed")) == (Role.MEMBER, State.VERIFIED, set())


def test_somebody_new_becomes_it_on_accepting(gone):
    o = appoint(gone, "atarashii@example.jp")
    invitation = queries.open_invitations_of(o).get()
    assert (invitation.email, invitation.role, invitation.invited_by, invitation.after) == (
        "atarashii@example.jp", Role.OWNER, gone.desk, "")
    assert (Mail.objects.filter(address="atarashii@example.jp").get().kind, told("appointed")) == ("organizations/invited", {"小林 由美"})
    assert "招待しました" in Notice.objects.get(kind="organizations/appointed").line
    new = people.make_user("atarashii@example.jp", "新井 京子")
    actions.accept_invitation(by=new, invitation=invitation)
    assert roles(o) == {"高田 一郎": Role.OWNER, "小林 由美": Role.MEMBER, "新井 京子": Role.OWNER}


def test_an_open_invitation_to_the_same_address_gives_way(konara):
    actions.invite_member(by=konara.owner, organization=konara.organization, email="atarashii@example.jp")
    appoint(konara, "atarashii@example.jp")
    assert queries.open_invitations_of(konara.organization).get().role == Role.OWNER
    assert told("appointed") == {"高田 一郎", "小林 由美"}


def test_not_who_represents_it_already_and_nobody_of_the_desk(konara):
    for email, reason in ((konara.owner.email, "もう代表です"), (konara.desk.email, "事務局の人を")):
        with pytest.raises(Refused, match=reason):
            appoint(konara, email)
    second = people.make_desk("second@example.jp", "島田 修")
    appoint(konara, konara.member.email)
    actions.change_role(by=konara.owner, membership=konara.organization.memberships.get(user=konara.member), role=Role.OWNER)
    with pytest.raises(Refused, match="もう代表です"):
        actions.confirm_decision(by=second, organization=konara.organization)


def test_only_the_desk_never_for_its_own_and_not_before_it_was_asked(konara):
    o = konara.organization
    for wrong in (konara.owner, konara.member, konara.stranger):
        with pytest.raises(Refused, match="これは事務局だけができます"):
            appoint(konara, konara.member.email, wrong)
        assert page(wrong, o).status_code == page(wrong, o, {"to": "new"}).status_code == 404
    Organization.objects.update(state=State.DRAFT)
    o.refresh_from_db()
    assert rules.why_not_appoint(konara.desk, o) == rules.why_not_correct(konara.desk, o)
    Organization.objects.update(state=State.VERIFIED)
    o.refresh_from_db()
    actions.accept_invitation(by=konara.desk, invitation=actions.invite_member(by=konara.owner, organization=o, email=konara.desk.email))
    with pytest.raises(Refused, match="事務局のほかの"):
        appoint(konara, konara.member.email)
    assert roles(o)["小林 由美"] == Role.MEMBER


def test_a_suspension_does_not_wait_for_an_appointment(gone):
    people.make_desk("second@example.jp", "島田 修")
    o = appoint(gone, gone.member.email)
    assert "団体の利用を止める" in at_desk(gone.desk, o)[1]
    o = actions.suspend_organization(by=gone.desk, organization=o, words="お電話をください。")
    assert (o.state, [(act, back, is_open) for act, _by, _second, _words, back, _alone, is_open in kept(o)[1:]]) == (
        State.SUSPENDED, [(Act.APPOINT, "お電話をください。", False), (Act.SUSPEND, "", True)])


# ------------------------------------------------------------ the page
def test_the_page_of_the_desk_says_that_nobody_represents_it(konara):
    line = "この団体には、いま利用できる代表がいません。"
    assert line not in at_desk(konara.desk, konara.organization)[1]
    konara.owner.is_active = False
    konara.owner.save()
    assert line in at_desk(konara.desk, konara.organization)[1]


def test_a_member_is_chosen_on_the_page(gone):
    member = str(gone.organization.memberships.get(user=gone.member).pk)
    shown = page(gone.desk, gone.organization).content.decode()
    assert (f'value="{member}"' in shown, "高田" in shown, "そのあと" in shown) == (True, False, False)
    assert page(gone.desk, gone.organization, {"to": member}).status_code == 422
    assert page(gone.desk, gone.organization, {"to": "new", "words": WHY}).status_code == 422
    answer = page(gone.desk, gone.organization, {"to": member, "words": WHY})
    assert (answer.status_code, roles(gone.organization)["小林 由美"]) == (302, Role.OWNER)
    assert WHY in at_desk(gone.desk, gone.organization)[1]
    assert WHY not in "".join(Mail.objects.values_list("text", flat=True))


def test_an_address_is_written_on_the_page(gone):
    assert page(gone.desk, gone.organization, {"to": "new", "email": "atarashii@example.jp", "words": WHY}).status_code == 302
    assert queries.open_invitations_of(gone.organization).get().email == "atarashii@example.jp"


def test_where_nobody_else_is_a_member_an_address_is_asked(new):
    shown = page(new.desk, new.organization).content.decode()
    assert shown.count('name="to"') == 1


def test_during_a_decision_the_page_says_why_not(gone):
    people.make_desk("second@example.jp", "島田 修")
    appoint(gone, gone.member.email)
    assert "二人目の確認を待っています" in page(gone.desk, gone.organization).content.decode()
    assert "Nothing changes for the organization." in at_desk(gone.desk, gone.organization, language="en")[1]
    other = make_organization("別の会", owner=gone.stranger, verified=False)
    assert page(gone.desk, other).status_code == 200


# ------------------------------------------------------------ withdrawn before it is taken up
def mistyped(gone):
    """An appointment that went to a wrong address; its invitation."""
    return queries.appointments_of(appoint(gone, "atarashi@example.jp")).get()


def test_an_appointment_to_a_wrong_address_is_withdrawn_and_given_again(gone):
    invitation = mistyped(gone)
    actions.withdraw_appointment(by=gone.desk, invitation=invitation)
    o = gone.organization
    event = history.of(o).last()
    assert (list(queries.open_invitations_of(o)), event.verb, event.by, event.data) == ([], "organizations.appointment_withdrawn", gone.desk, {})
    assert told("appointment_withdrawn") == {"小林 由美"}
    right = queries.appointments_of(appoint(gone, "atarashii@example.jp")).get()
    new = people.make_user("atarashii@example.jp", "新井 京子")
    actions.accept_invitation(by=new, invitation=right)
    assert (roles(o)["新井 京子"], list(queries.appointments_of(o))) == (Role.OWNER, [])


def test_only_the_desk_withdraws_it_never_of_its_own(gone):
    invitation = mistyped(gone)
    for wrong in (gone.owner, gone.member, gone.stranger):
        with pytest.raises(Refused, match="これは事務局だけができます"):
            actions.withdraw_appointment(by=wrong, invitation=invitation)
    with pytest.raises(Refused, match="代表だけ"):
        actions.take_back_invitation(by=gone.member, invitation=invitation)
    gone.organization.memberships.create(user=gone.desk, role=Role.MEMBER)
    with pytest.raises(Refused, match="事務局のほかの"):
        actions.withdraw_appointment(by=gone.desk, invitation=invitation)


def test_a_representative_who_is_still_there_takes_it_back_too(konara):
    actions.take_back_invitation(by=konara.owner, invitation=mistyped(konara))
    assert list(queries.open_invitations_of(konara.organization)) == []


def test_what_was_taken_up_or_sent_by_the_organization_is_not_withdrawn(konara):
    own = actions.invite_member(by=konara.owner, organization=konara.organization, email="own@example.jp", role=Role.OWNER)
    taken = mistyped(konara)
    actions.accept_invitation(by=people.make_user("atarashi@example.jp", "新 一"), invitation=taken)
    for invitation in (own, taken):
        with pytest.raises(Refused, match="受け取りを待っている"):
            actions.withdraw_appointment(by=konara.desk, invitation=invitation)


def test_the_desk_withdraws_it_on_the_page(gone):
    invitation = mistyped(gone)
    shown = page(gone.desk, gone.organization).content.decode()
    assert ("atarashi@example.jp" in shown, "代表の決定を取り下げる" in shown) == (True, True)
    client = Client()
    client.force_login(gone.desk)
    path = reverse("desk:withdraw_appointment", kwargs={"pk": gone.organization.pk, "invitation": invitation.pk})
    done = client.post(path, follow=True).content.decode()
    assert ("取り下げました" in done, "atarashi@example.jp" in done) == (True, False)
    assert client.post(path).status_code == 404
    assert "代表の決定が、使われる前に取り下げられました" in at_desk(gone.desk, gone.organization)[1]
