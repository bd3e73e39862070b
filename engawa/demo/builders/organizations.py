"""Organizations, verified by a desk officer unless told otherwise."""
from collections.abc import Iterable

from engawa.base.users.models import User
from engawa.demo.builders.people import make_desk, make_user
from engawa.journey.organizations import actions
from engawa.journey.organizations.models import Organization, Point
from engawa.journey.skills.models import Cause


def desk() -> User:
    """Return a desk officer, making the first one when there is none."""
    return User.objects.filter(is_desk=True).first() or make_desk()


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
    """Look at every point and verify, as the desk does."""
    actions.tick_points(by=desk(), organization=organization, points=Point.values)
    return actions.verify_organization(by=desk(), organization=organization)
