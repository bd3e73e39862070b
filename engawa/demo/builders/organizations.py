"""Organizations, verified by a desk officer unless told otherwise."""
from collections.abc import Iterable

from engawa.base.users.models import User
from engawa.demo.builders.people import make_desk, make_user
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import Organization, Point
from engawa.journey.skills.models import Cause


def desk() -> User:
    """Return the first desk officer, making one when there is none."""
    return User.objects.filter(is_desk=True).order_by("joined_at", "email").first() or make_desk()


def make_organization(name: str = "里山の会 こなら", *, owner: User | None = None, causes: Iterable[str] = ("environment",),
                      legal_form: str = "npo", verified: bool = True, summary: str = "雑木林の手入れを続けています。",
                      phone: str = "0480001201", prefecture: str = "埼玉県", country: str = "JP", language: str = "ja",
                      **more) -> Organization:
    """Make an organization with its representative."""
    owner = owner or make_user("takada@example.jp", "高田 一郎", furigana="たかだ いちろう", language=language)
    organization = actions.register_organization(
        by=owner, name=name, legal_form=legal_form, causes=Cause.objects.filter(pk__in=causes), summary=summary, phone=phone,
        prefecture=prefecture if country == "JP" else "", country=country, ask=True, language=language, **more)
    return verify(organization) if verified else organization


def verify(organization: Organization) -> Organization:
    """Look at every point and verify, as the desk does; a colleague confirms it where there is one."""
    first = desk()
    actions.tick_points(by=first, organization=organization, points=Point.values)
    verified = actions.verify_organization(by=first, organization=organization)
    second = queries.seconds_for(organization, first).order_by("joined_at", "email").first()
    return actions.confirm_decision(by=second, organization=organization) if second else verified
