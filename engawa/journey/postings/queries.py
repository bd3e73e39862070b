"""Reads of templates and postings."""
from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.postings.models import (
    Confidentiality,
    Posting,
    PostingSkill,
    ReviewComment,
    State,
    Template,
    TemplateSkill,
)
from engawa.journey.skills.models import Skill, Tool

SEEN_BY_ALL = (State.OPEN, State.PAUSED, State.FILLED, State.CLOSED)


def open_postings() -> QuerySet[Posting]:
    """Return postings one can apply to now: open, of a verified organization, the closing day not passed."""
    return Posting.objects.filter(state=State.OPEN, organization__state=OrganizationState.VERIFIED).filter(
        Q(deadline=None) | Q(deadline__gte=today()))


def visible_to(user: User) -> QuerySet[Posting]:
    """Own postings in any state; published ones for everybody; for the desk all that were submitted (security.md §5.2)."""
    seen = Q(state__in=SEEN_BY_ALL, published_at__isnull=False, organization__state=OrganizationState.VERIFIED)
    if user.is_authenticated:
        seen |= Q(organization__in=Membership.objects.filter(user=user).values("organization"))
        if user.is_desk:
            seen |= Q(submitted_at__isnull=False)
    return Posting.objects.filter(seen)


def editable_by(user: User) -> QuerySet[Posting]:
    """Postings of the organizations a person works for."""
    return Posting.objects.filter(organization__in=Membership.objects.filter(user=user).values("organization"))


def of_organization(organization: Organization) -> QuerySet[Posting]:
    """An organization's postings, the last saved first."""
    return Posting.objects.filter(organization=organization).select_related("area").order_by("-saved_at")


def waiting_for_desk() -> QuerySet[Posting]:
    """Postings the desk has to look at, oldest first."""
    return Posting.objects.filter(state=State.IN_REVIEW).select_related("organization", "area").order_by("submitted_at")


def whole(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Postings with everything their page shows, in a fixed number of queries."""
    skills = Prefetch("skills", PostingSkill.objects.select_related("skill").order_by("-is_required", "skill__position"))
    comments = Prefetch("comments", ReviewComment.objects.select_related("by"))
    return postings.select_related("organization", "area", "template").prefetch_related(skills, "tools", comments)


def templates(*, area: str = "", size: str = "") -> QuerySet[Template]:
    """Templates in use now, optionally of one area and size, by area, shortest first."""
    found = Template.objects.filter(retired_at=None).select_related("area")
    if area:
        found = found.filter(area=area)
    if size:
        found = found.filter(size=size)
    return found.order_by("area__position", "hours_typical", "position")


def template_with_parts(slug: str) -> QuerySet[Template]:
    """The template of a slug, if it is in use, with its skills and tools."""
    skills = Prefetch("skills", TemplateSkill.objects.select_related("skill").order_by("-is_required", "skill__position"))
    return templates().filter(pk=slug).prefetch_related(skills, "tools")


def missing(posting: Posting) -> list[str]:
    """Return the sections that still lack something a reader needs, in order."""
    careful = posting.confidentiality in (Confidentiality.PERSONAL, Confidentiality.SENSITIVE)
    complete = {
        "need": posting.title and posting.need, "task": posting.task, "deliverables": posting.deliverables,
        "time": posting.hours_per_week and posting.hours_total and posting.weeks and not posting.is_over,
        "contact": posting.contact_person and posting.contact_words, "data": posting.data_words or not careful,
    }
    return [section for section, there in complete.items() if not there]


def last_comment(posting: Posting) -> ReviewComment | None:
    """The comment of the desk that a returned draft still has to answer."""
    return posting.comments.select_related("by").order_by("at").last() if posting.state == State.DRAFT else None


def offered_skills(posting: Posting, more: Iterable[Skill] = ()) -> list[tuple[Skill, str]]:
    """Skills to choose from, each with how it is wished ("need", "nice" or ""): held ones, the template's, found ones."""
    held = posting.skills.select_related("skill").order_by("-is_required", "pk")
    seen = {row.skill_id: (row.skill, "need" if row.is_required else "nice") for row in held}
    suggested = [row.skill for row in posting.template.skills.select_related("skill")] if posting.template else []
    for skill in [*suggested, *more]:
        seen.setdefault(skill.pk, (skill, ""))
    return list(seen.values())


def offered_tools(posting: Posting) -> QuerySet[Tool]:
    """Tools to choose from: the seven everybody can learn here, and those the posting names."""
    return Tool.objects.current().filter(Q(in_article=True) | Q(pk__in=posting.tools.values("pk"))).distinct()
