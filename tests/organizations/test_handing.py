"""Handing over: to a member at once, to somebody new on accepting; never an organization without a representative."""
import pytest

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import now
from engawa.base.ui.refusal import Refused
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import After, Invitation, Membership, Role
from tests import people
from tests.organizations.test_pages import go


def roles(organization) -> dict[str, str]:
    return {row.user.name: row.role for row in organization.memberships.select_related("user")}


def told(kind: str) -> set[str]:
    return {row.user.name for row in Notice.objects.filter(kind=f"organizations/{kind}").select_related("user")}


def membership(konara, user) -> Membership:
    return konara.organization.memberships.get(user=user)


@pytest.mark.parametrize(("after", "left"), [
    (After.MEMBER, {"小林 由美": Role.OWNER, "高田 一郎": Role.MEMBER}), (After.LEAVES, {"小林 由美": Role.OWNER})])
def test_a_member_takes_over_at_once(konara, after, left):
    actions.hand_over(by=konara.owner, organization=konara.organization, to=membership(konara, konara.member), after=after)
    assert roles(konara.organization) == left
    assert (told("took_over"), told("handed_over")) == ({"小林 由美"}, {"高田 一郎"})
    assert Mail.objects.filter(kind__in=["organizations/took_over", "organizations/handed_over"]).count() == 2
    event = history.of(konara.organization).last()
    assert (event.verb, event.by, event.data) == (
        "organizations.handed_over", konara.owner, {"to": str(konara.member.pk), "after": str(after)})


def test_other_representatives_are_told_too(konara):
    other = people.make_user("sato@example.jp", "佐藤 光")
    actions.accept_invitation(by=other, invitation=actions.invite_member(
        by=konara.owner, organization=konara.organization, email=other.email, role=Role.OWNER))
    actions.hand_over(by=konara.owner, organization=konara.organization, to=membership(konara, konara.member), after="leaves")
    assert (told("took_over"), told("handed_over")) == ({"小林 由美"}, {"高田 一郎", "佐藤 光"})


def test_a_co_representative_may_take_over(konara):
    actions.change_role(by=konara.owner, membership=membership(konara, konara.member), role=Role.OWNER)
    actions.hand_over(by=konara.owner, organization=konara.organization, to=membership(konara, konara.member), after="member")
    assert roles(konara.organization) == {"小林 由美": Role.OWNER, "高田 一郎": Role.MEMBER}


def test_only_a_representative_hands_over_and_only_to_a_living_member(konara, new_one):
    for wrong in (konara.member, konara.stranger, konara.desk):
        with pytest.raises(Refused):
            actions.hand_over(by=wrong, organization=konara.organization, to=membership(konara, konara.member), after="member")
        with pytest.raises(Refused):
            actions.invite_successor(by=wrong, organization=konara.organization, email="x@example.jp", after="member")
    with pytest.raises(Refused, match="ご自分のほかの方"):
        actions.hand_over(by=konara.owner, organization=konara.organization, to=membership(konara, konara.owner), after="member")
    assert "メンバーではありません" in rules.why_not_hand_over(konara.owner, konara.organization, new_one.memberships.get())
    konara.member.is_active = False
    konara.member.save()
    assert "メンバーではありません" in rules.why_not_hand_over(konara.owner, konara.organization, membership(konara, konara.member))
    assert roles(konara.organization) == {"高田 一郎": Role.OWNER, "小林 由美": Role.MEMBER}


@pytest.fixture
def new_one(konara):
    """Another organization."""
    return actions.register_organization(by=konara.stranger, name="別の会", legal_form="npo", causes=[])


def successor(konara, after: str = "leaves") -> Invitation:
    return actions.invite_successor(by=konara.owner, organization=konara.organization, email=konara.stranger.email, after=after)


@pytest.mark.parametrize(("after", "left"), [
    ("member", {"見知らぬ 人": Role.OWNER, "高田 一郎": Role.MEMBER, "小林 由美": Role.MEMBER}),
    ("leaves", {"見知らぬ 人": Role.OWNER, "小林 由美": Role.MEMBER})])
def test_an_invited_successor_takes_over_on_accepting(konara, after, left):
    invitation = successor(konara, after)
    assert roles(konara.organization)["高田 一郎"] == Role.OWNER
    actions.accept_invitation(by=konara.stranger, invitation=invitation)
    assert roles(konara.organization) == left
    assert (told("took_over"), told("handed_over")) == ({"見知らぬ 人"}, {"高田 一郎"})


def test_a_successor_who_became_a_member_meanwhile_takes_over_too(konara):
    invitation = successor(konara)
    Membership.objects.create(organization=konara.organization, user=konara.stranger, role=Role.MEMBER)
    actions.accept_invitation(by=konara.stranger, invitation=invitation)
    assert roles(konara.organization)["見知らぬ 人"] == Role.OWNER


def test_who_is_no_representative_any_more_hands_over_nothing(konara):
    invitation = successor(konara)
    actions.hand_over(by=konara.owner, organization=konara.organization, to=membership(konara, konara.member), after="member")
    actions.accept_invitation(by=konara.stranger, invitation=invitation)
    assert roles(konara.organization) == {"小林 由美": Role.OWNER, "高田 一郎": Role.MEMBER, "見知らぬ 人": Role.OWNER}


def test_an_account_that_was_erased_hands_over_nothing(konara):
    invitation = successor(konara)
    Invitation.objects.update(invited_by=None)
    actions.accept_invitation(by=konara.stranger, invitation=invitation)
    assert roles(konara.organization)["高田 一郎"] == Role.OWNER


def test_the_former_representative_loses_the_rights_with_the_next_page(konara):
    actions.hand_over(by=konara.owner, organization=konara.organization, to=membership(konara, konara.member), after="leaves")
    assert go(konara.owner, "members").status == 404
    assert queries.organization_of(konara.owner) is None


# ------------------------------------------------------------ the page
@pytest.mark.parametrize(("language", "button"), [("ja", "この内容で引き継ぐ"), ("en", "Hand over now")])
def test_one_page_one_press(konara, language, button):
    page = go(konara.owner, "hand_over", language=language).text
    assert (page.count(button), page.count("小林 由美")) == (1, 1)
    assert go(konara.member, "hand_over", language=language).text.count(button) == 0
    assert go(konara.stranger, "hand_over").status == 404
    assert go(konara.owner, "hand_over", "post", {}).status == 422
    done = go(konara.owner, "hand_over", "post", {"to": str(membership(konara, konara.member).pk), "after": "member"})
    assert done.to == "/organization/members/"
    assert go(konara.owner, "hand_over", "post", {"to": "new", "email": "x@example.jp", "after": "member"}).status == 422


def test_leaving_leads_to_one_s_own_page(konara):
    done = go(konara.owner, "hand_over", "post", {"to": str(membership(konara, konara.member).pk), "after": "leaves"})
    assert done.to == "/home/"


def test_the_page_invites_somebody_new(konara):
    assert go(konara.owner, "hand_over", "post", {"to": "new", "after": "leaves"}).status == 422
    assert go(konara.owner, "hand_over", "post", {"to": "new", "email": "これは", "after": "leaves"}).status == 422
    assert go(konara.owner, "hand_over", "post", {"to": "new", "email": konara.member.email, "after": "leaves"}).status == 422
    assert go(konara.owner, "hand_over", "post", {"to": "new", "email": "x@example.jp", "after": "leaves"}).to == "/organization/members/"
    assert [(row.email, row.role, row.after) for row in queries.open_invitations_of(konara.organization)] == [
        ("x@example.jp", Role.OWNER, "leaves")]
    assert go(konara.owner, "members").text.count("代表を引き継ぐ予定") == 1


def test_alone_one_can_only_invite(konara):
    actions.remove_member(by=konara.owner, membership=membership(konara, konara.member))
    assert go(konara.owner, "hand_over").text.count('value="new" id="id_to_0" checked') == 1


def test_who_is_closing_the_account_does_not_count_as_a_representative(konara):
    actions.change_role(by=konara.owner, membership=membership(konara, konara.member), role=Role.OWNER)
    konara.member.closing_at = now()
    konara.member.save()
    assert rules.why_not_leave(konara.owner, konara.organization) is not None
    assert [name for name, _page in queries.to_hand_over(konara.owner)] == [konara.organization.name]
    konara.member.closing_at = None
    konara.member.save()
    assert (rules.why_not_leave(konara.owner, konara.organization), queries.to_hand_over(konara.owner)) == (None, [])
