"""The persons of an application. Not in conftest, which is read before the apps are loaded."""
from types import SimpleNamespace

from engawa.demo.builders.applications import make_application, make_slots, owner_of
from engawa.demo.builders.organizations import desk, make_organization
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import make_open_posting
from tests.applications import reference


def a_house() -> SimpleNamespace:
    """An organization with an open posting and three slots, a participant, a stranger, another organization, the desk."""
    reference.load()
    organization = make_organization()
    posting = make_open_posting(organization)
    other = make_organization("ゆうなぎ", owner=make_user("yunagi@example.jp", "夕凪 文"), phone="0480001299")
    return SimpleNamespace(
        organization=organization, owner=owner_of(organization), posting=posting, slots=make_slots(organization),
        participant=make_participant(), stranger=make_user("stranger@example.jp", "見知らぬ 人"),
        other=other, other_owner=owner_of(other), desk=desk())


def with_application(house: SimpleNamespace) -> SimpleNamespace:
    """The same, with an application that has all three slots."""
    house.application = make_application(house.posting, house.participant, slots=house.slots)
    return house
