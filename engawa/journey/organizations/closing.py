"""What the end of a registration would mean, asked from the steps that keep something for an organization."""
from dataclasses import dataclass

from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.signals import closing_asked

Thing = tuple[str, str]  # words, page


@dataclass(frozen=True)
class Closing:
    """`ends`: what closes together with it. `waiting`: how many people are told so. `first`: what both sides have to end before."""

    ends: tuple[Thing, ...] = ()
    waiting: int = 0
    first: tuple[Thing, ...] = ()


def closing_of(organization: Organization) -> Closing:
    """Return what would close with an organization, who waits, and what keeps it open."""
    said: list[Closing] = [answer for _receiver, answer in closing_asked.send(sender=Organization, organization=organization)]
    return Closing(ends=tuple(thing for one in said for thing in one.ends), waiting=sum(one.waiting for one in said),
                   first=tuple(thing for one in said for thing in one.first))
