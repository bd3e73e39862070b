"""Every write: what it changes, whom it tells, what it notes, and that the wrong person cannot."""
from datetime import timedelta

import pytest

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.journey.organizations import actions
from engawa.journey.organizations.models import Invitation, Membership, Organization, Point, Role, State
from engawa.journey.organizations.signals import organization_changed
from engawa.journey.skills.models import Cause
from tests import people

FACTS = {"name": "NPO法人 あおぞら", "legal_form": "npo", "summary": "川の掃除を続けています。", "phone": "0300001111",
         "prefecture": "東京都"}


def register(user, **more):
    return actions.register_organization(by=user, causes=Cause.objects.filter(pk="environment"), **{**FACTS, **more})


def verified(desk, organization):
    actions.tick_points(by=desk, organization=organization, points=Point.values)
    return actions.verify_organization(by=desk, organization=organization)


def told(user):
    return list(Notice.objects.filter(user=user).order_by("at").values_list("kind", flat=True))


def verbs(organization):
    return list(history.of(organization).values_list("verb", flat=True))


@pytest.fixture
def heard():
    """What later steps hear."""
    found = []

    def hear(organization, **_):
        found.append(organization.state)
    organization_changed.connect(hear)
    yield found
    organization_changed.disconnect(hear)


# ------------------------------------------------------------ registering and saving
def test_who_registers_becomes_the_representative(reference):
    user = people.make_user("a@example.org", "Ana", language="en", time_zone="Asia/Manila")
    made = register(user)
    assert (made.state, made.language, made.time_zone, made.name_key) == (State.DRAFT, "en", "Asia/Manila", "アオゾラ")
    assert list(made.memberships.values_list("user", "role")) == [(user.pk, Role.OWNER)]
    assert [cause.pk for cause in made.causes.all()] == ["environment"]
    assert verbs(made) == ["organizations.registered"]


def test_registering_can_ask_at_once(reference):
    user = people.make_user(**people.TAKADA)
    made = register(user, ask=True, language="ja")
    assert made.state == State.ASKED
    assert made.asked_at
    assert verbs(made) == ["organizations.registered", "organizations.asked"]


def test_a_used_number_is_refused_kindly(reference):
    register(people.make_user(**people.TAKADA), corporate_number="7000012050002")
    with pytest.raises(Refused, match="招待"):
        register(people.make_user(**people.STRANGER), corporate_number="7000012050002")
    assert Organization.objects.count() == 1


def test_an_unknown_field_is_a_fault_of_the_program(reference):
    user = people.make_user(**people.TAKADA)
    with pytest.raises(TypeError):
        register(user, state="verified")
    with pytest.raises(TypeError):
        actions.save_organization(by=user, organization=register(user), verified_at=now())


def test_saving_changes_what_is_given_and_is_heard(konara, heard):
    o = actions.save_organization(by=konara.owner, organization=konara.organization, vision="林を手渡す。", staff_size=2,
                                  causes=Cause.objects.filter(pk__in=["children", "environment"]))
    assert (o.vision, o.staff_size, o.summary) == ("林を手渡す。", 2, konara.organization.summary)
    assert {cause.pk for cause in o.causes.all()} == {"children", "environment"}
    assert history.of(o).last().data == {"fields": ["causes", "staff_size", "vision"]}
    assert heard == [State.VERIFIED]
    actions.save_organization(by=konara.owner, organization=o, vision="林を手渡す。")
    assert o.causes.count() == 2


@pytest.mark.parametrize("who", ["member", "desk", "stranger"])
def test_others_do_not_save(konara, who):
    with pytest.raises(Refused):
        actions.save_organization(by=getattr(konara, who), organization=konara.organization, vision="x")
    konara.organization.refresh_from_db()
    assert konara.organization.vision == ""


def test_a_number_of_another_is_not_taken_over(new):
    register(new.stranger, corporate_number="7000012050002")
    actions.ask_for_more(by=new.desk, organization=new.organization, words="番号を教えてください。")
    with pytest.raises(Refused):
        actions.save_organization(by=new.owner, organization=new.organization, corporate_number="7000012050002")


# ------------------------------------------------------------ verification
def test_the_way_to_a_verified_organization(new, heard):
    o, owner, desk = new.organization, new.owner, new.desk
    o = actions.ask_for_more(by=desk, organization=o, words="会則はありますか。")
    assert (o.state, o.desk_words) == (State.MORE_WANTED, "会則はありますか。")
    o = actions.ask_verification(by=owner, organization=o, words="ホームページに載せました。")
    assert (o.state, o.answer_words) == (State.ASKED, "ホームページに載せました。")
    o = verified(desk, o)
    assert (o.state, o.verified_by, o.desk_words) == (State.VERIFIED, desk, "")
    assert o.verified_at
    o = actions.suspend_organization(by=desk, organization=o, words="お電話をください。")
    assert (o.state, o.desk_words) == (State.SUSPENDED, "お電話をください。")
    o = actions.restore_organization(by=desk, organization=o)
    assert (o.state, o.desk_words) == (State.VERIFIED, "")
    assert told(owner) == [f"organizations/{name}" for name in ("more_wanted", "verified", "suspended", "restored")]
    assert verbs(o)[2:] == [f"organizations.{name}" for name in (
        "taken_up", "more_wanted", "asked", "taken_up", "checked", "verified", "suspended", "restored")]
    assert heard == [State.MORE_WANTED, State.ASKED, State.VERIFIED, State.SUSPENDED, State.VERIFIED]


def test_a_refused_organization_can_ask_again(new):
    o = actions.refuse_organization(by=new.desk, organization=new.organization, words="営利の団体はお受けできません。")
    assert (o.state, o.desk_words, told(new.owner)) == (State.REFUSED, "営利の団体はお受けできません。", ["organizations/refused"])
    assert actions.ask_verification(by=new.owner, organization=o).state == State.ASKED


def test_notices_speak_the_reader_s_language(reference):
    user, desk = people.make_user("a@example.org", "Ana", language="en"), people.make_desk()
    organization = verified(desk, register(user, ask=True))
    mail = Mail.objects.filter(user=user).latest("at")
    assert "verified" in mail.subject.lower() + mail.text.lower()
    assert "Dear Ana" in mail.text
    assert f"/en/organization/{organization.pk}/about/verification/" in mail.text


# ------------------------------------------------------------ people
def test_an_invitation_is_a_mail_to_the_address_whoever_has_it(konara):
    for address in ("Nakamura@Example.jp ", konara.stranger.email):
        actions.invite_member(by=konara.owner, organization=konara.organization, email=address, role=Role.OWNER)
    unknown, known = Mail.objects.filter(kind="organizations/invited").order_by("-at")[:2][::-1]
    assert (unknown.address, unknown.user, known.user) == ("nakamura@example.jp", None, None)
    assert unknown.subject == known.subject
    assert "Invitation" not in told(konara.stranger)
    assert Invitation.objects.filter(email="nakamura@example.jp", role=Role.OWNER).exists()


def test_an_expired_invitation_makes_room_for_a_new_one(konara):
    first = actions.invite_member(by=konara.owner, organization=konara.organization, email="n@example.jp")
    with pytest.raises(Refused):
        actions.invite_member(by=konara.owner, organization=konara.organization, email="n@example.jp")
    with at_moment(now() + timedelta(days=15)):
        second = actions.invite_member(by=konara.owner, organization=konara.organization, email="n@example.jp")
    assert list(konara.organization.invitations.filter(answered_at=None)) == [second]
    assert not Invitation.objects.filter(pk=first.pk).exists()


def test_accepting_is_told_to_the_representatives(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email=konara.stranger.email)
    with pytest.raises(Refused):
        actions.accept_invitation(by=konara.desk, invitation=invitation)
    made = actions.accept_invitation(by=konara.stranger, invitation=invitation)
    assert (made.role, made.organization) == (Role.MEMBER, konara.organization)
    assert told(konara.owner)[-1] == "organizations/joined"
    assert "organizations/joined" not in told(konara.member)
    with pytest.raises(Refused):
        actions.accept_invitation(by=konara.stranger, invitation=invitation)


def test_a_second_invitation_does_not_lower_a_role(konara):
    invitation = Invitation.objects.create(organization=konara.organization, email=konara.owner.email)
    assert actions.accept_invitation(by=konara.owner, invitation=invitation).role == Role.OWNER


def test_an_invitation_taken_back_is_worthless(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email=konara.stranger.email)
    with pytest.raises(Refused):
        actions.take_back_invitation(by=konara.member, invitation=invitation)
    actions.take_back_invitation(by=konara.owner, invitation=invitation)
    assert not Invitation.objects.filter(pk=invitation.pk).exists()


def test_roles_change_hands(konara):
    other = konara.organization.memberships.get(user=konara.member)
    with pytest.raises(Refused):
        actions.change_role(by=konara.member, membership=other, role=Role.OWNER)
    assert actions.change_role(by=konara.owner, membership=other, role=Role.OWNER).role == Role.OWNER
    assert told(konara.member)[-1] == "organizations/role_changed"
    actions.leave_organization(by=konara.owner, organization=konara.organization)
    assert list(Membership.objects.values_list("user", flat=True)) == [konara.member.pk]
    assert told(konara.member)[-1] == "organizations/left"
    with pytest.raises(Refused):
        actions.leave_organization(by=konara.member, organization=konara.organization)


def test_removing_is_told_to_the_person(konara):
    other = konara.organization.memberships.get(user=konara.member)
    with pytest.raises(Refused):
        actions.remove_member(by=konara.stranger, membership=other)
    actions.remove_member(by=konara.owner, membership=other)
    assert told(konara.member)[-1] == "organizations/removed"
    assert not konara.organization.memberships.filter(user=konara.member).exists()
