"""Reads of templates and postings, of their review, of questions and reports about them."""
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.postings import readiness
from engawa.journey.postings.models import (
    Confidentiality,
    Posting,
    PostingReport,
    PostingSkill,
    Question,
    ReviewComment,
    State,
    Submission,
    Template,
    TemplateSkill,
)
from engawa.journey.postings.signals import waiting_asked
from engawa.journey.skills.models import Skill, Tool

SEEN_BY_ALL = (State.OPEN, State.PAUSED, State.FILLED, State.CLOSED)


def _open() -> QuerySet[Posting]:
    return Posting.objects.filter(state=State.OPEN, organization__state=OrganizationState.VERIFIED)


def open_postings() -> QuerySet[Posting]:
    """Return postings one can apply to now: open, of a verified organization, the closing day not passed."""
    return _open().filter(Q(deadline=None) | Q(deadline__gte=today()))


def over() -> QuerySet[Posting]:
    """Return postings that nobody can apply to although they are open: their closing day has passed, that of the earliest first."""
    return _open().filter(deadline__lt=today()).order_by("deadline")


def visible_to(user: User) -> QuerySet[Posting]:
    """Own postings in any state; published ones for everybody; for the desk all that were submitted (security.md §5.2)."""
    seen = Q(state__in=SEEN_BY_ALL, published_at__isnull=False, organization__state=OrganizationState.VERIFIED)
    if user.is_authenticated:
        seen |= Q(organization__in=Membership.objects.filter(user=user).values("organization"))
        if user.is_desk:
            seen |= Q(submitted_at__isnull=False)
    return Posting.objects.filter(seen)


def being_changed() -> QuerySet[Posting]:
    """Postings that were open and whose change is being written or checked; of verified organizations only."""
    return Posting.objects.filter(
        state__in=(State.DRAFT, State.IN_REVIEW), published_at__isnull=False, organization__state=OrganizationState.VERIFIED)


def once_open() -> QuerySet[Posting]:
    """Postings that everybody could read at some time."""
    return Posting.objects.filter(published_at__isnull=False)


def editable_by(user: User) -> QuerySet[Posting]:
    """Postings of the organizations a person works for."""
    return Posting.objects.filter(organization__in=Membership.objects.filter(user=user).values("organization"))


def open_of(user: User) -> list[tuple[str, str]]:
    """Drafts and postings that nobody else could look after, as (title, page): the person is alone in the organization."""
    alone = Organization.objects.annotate(people=Count("memberships", filter=Q(memberships__user__is_active=True))).filter(
        people=1, pk__in=Membership.objects.filter(user=user).values("organization"))
    found = Posting.objects.filter(organization__in=alone).exclude(state=State.CLOSED).order_by("made_at")
    return [(_("Posting: %(title)s") % {"title": one.title}, reverse("postings:posting", kwargs={"pk": one.pk})) for one in found]


def of_organization(organization: Organization) -> QuerySet[Posting]:
    """An organization's postings, the last saved first; each knows whether it `is_returned`: a draft with comments that are not done yet."""
    settled = Coalesce("posting__opened_at", "posting__published_at")  # see Posting.settled_at
    asked = ReviewComment.objects.alias(settled=settled).filter(Q(settled=None) | Q(at__gt=F("settled")), posting=OuterRef("pk"), held=False, answered_at=None)
    return (Posting.objects.filter(organization=organization).annotate(is_returned=Q(state=State.DRAFT) & Exists(asked))
            .select_related("area").order_by("-saved_at"))


def not_closed(organization: Organization) -> QuerySet[Posting]:
    """An organization's postings that would close together with it, drafts too."""
    return Posting.objects.filter(organization=organization).exclude(state=State.CLOSED).order_by("made_at")


def on_shelves(organization: Organization) -> QuerySet[Posting]:
    """An organization's postings in the order of their shelves, on each the last saved first."""
    shelf = Case(*(When(state=state, then=n) for n, state in enumerate(State.values)))
    return of_organization(organization).order_by(shelf, "-saved_at")


def waiting_for_desk() -> QuerySet[Posting]:
    """Postings the desk has to look at, oldest first."""
    return Posting.objects.filter(state=State.IN_REVIEW).select_related("organization", "area").order_by("submitted_at")


def with_words(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Postings with everything a reader reads, in a fixed number of queries."""
    skills = Prefetch("skills", PostingSkill.objects.select_related("skill").order_by("-is_required", "skill__position"))
    return postings.select_related("organization", "area", "template").prefetch_related(skills, "tools")


def whole(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Postings with everything their page shows to the organization, the comments of the desk among it."""
    return with_words(postings).prefetch_related(Prefetch("comments", sent_comments()))


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
    if posting.is_talk:
        complete = {"talk": posting.title and posting.need and posting.contact_times and not posting.is_over}
    else:
        careful = posting.confidentiality in (Confidentiality.PERSONAL, Confidentiality.SENSITIVE)
        complete = {
            "need": posting.title and posting.need, "task": posting.task, "deliverables": posting.deliverables,
            "time": posting.hours_per_week and posting.hours_total and posting.weeks and not posting.is_over,
            "contact": posting.contact_person and posting.contact_words, "data": posting.data_words or not careful,
            "ready": readiness.is_answered(posting.readiness),
        }
    return [section for section, there in complete.items() if not there]


def people_waiting(*postings: Posting) -> int:
    """Count those who wait for an answer about postings and are told when these close."""
    return sum(int(count or 0) for _receiver, count in waiting_asked.send(sender=Posting, postings=postings))


def sent_comments() -> QuerySet[ReviewComment]:
    """Comments of the desk that the organization has received, oldest first."""
    return ReviewComment.objects.filter(held=False).select_related("by", "answered_by").order_by("at", "pk")


def held_comments(posting: Posting) -> QuerySet[ReviewComment]:
    """Comments the desk has noted while reading and not sent yet; emptied ones are left out."""
    return posting.comments.filter(held=True).exclude(text="").order_by("at", "pk")


def last_comments(posting: Posting) -> list[ReviewComment]:
    """The comments of the last return and those of earlier ones that are not done yet; none but for a draft.

    What was said before the posting was opened last is settled: the desk has opened it.
    """
    if posting.state != State.DRAFT:
        return []
    sent = [comment for comment in posting.comments.all() if not comment.held]
    return [comment for comment in sent if comment.at == sent[-1].at or (
        comment.is_open and (posting.settled_at is None or comment.at > posting.settled_at))]


def last_comment(posting: Posting) -> ReviewComment | None:
    """The last comment that a returned draft still has to answer."""
    return next(iter(reversed(last_comments(posting))), None)


def last_submissions(posting: Posting) -> tuple[Submission | None, Submission | None]:
    """Return the last submission of a posting and the one before it."""
    found = list(posting.submissions.filter(was_dropped=False).select_related("by").order_by("-number")[:2])
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def with_history_for(user: User) -> QuerySet[Posting]:
    """Postings whose whole history a person may read: those of the own organization, for the desk all that were submitted."""
    ours = Q(organization__in=Membership.objects.filter(user=user).values("organization"))
    if user.is_desk or user.is_superuser:
        ours |= Q(submitted_at__isnull=False)
    return Posting.objects.filter(ours).select_related("organization", "area")


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


# ------------------------------------------------------------------ questions and reports
def _day_of(day: date) -> tuple[datetime, datetime]:
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, start + timedelta(days=1)


def asked_on(user: User, day: date) -> int:
    """Count the questions a person asked on a day of the reader's zone."""
    start, end = _day_of(day)
    return Question.objects.filter(by=user, at__gte=start, at__lt=end).count()


def reported_on(user: User, day: date) -> int:
    """Count the postings and questions a person reported on a day of the reader's zone."""
    start, end = _day_of(day)
    return PostingReport.objects.filter(by=user, at__gte=start, at__lt=end).count()


def shown_questions(posting: Posting) -> QuerySet[Question]:
    """Questions with answers that the organization agreed to show to everybody, oldest first."""
    return posting.questions.filter(may_be_shown=True, hidden_at=None).order_by("at", "pk")


def own_questions(user: User, posting: Posting) -> QuerySet[Question]:
    """What a person asked about a posting, answered or not, as long as the desk has not hidden it."""
    return posting.questions.filter(by=user, hidden_at=None).order_by("at", "pk") if user.is_authenticated else posting.questions.none()


def questions_received(user: User) -> QuerySet[Question]:
    """Questions to the organizations a person works for: unanswered ones first, then the newest."""
    return (Question.objects.filter(posting__in=editable_by(user), hidden_at=None).select_related("posting__organization")
            .order_by(F("answered_at").desc(nulls_first=True), "-at"))


def questions_seen_by(user: User) -> QuerySet[Question]:
    """Questions somebody may read: the public ones of visible postings, and all to the own organization."""
    seen = Q(posting__in=visible_to(user), may_be_shown=True)
    if user.is_authenticated:
        seen |= Q(posting__in=editable_by(user))
    return Question.objects.filter(seen, hidden_at=None).select_related("posting__organization")


def reports_by(user: User) -> QuerySet[PostingReport]:
    """A person's own reports."""
    return PostingReport.objects.filter(by=user).select_related("posting__organization", "question")


def open_reports() -> QuerySet[PostingReport]:
    """Reports of postings and questions that nobody has settled, oldest first."""
    return PostingReport.objects.filter(handled_at=None).select_related("posting__organization").order_by("at")


def further_tools(posting: Posting) -> QuerySet[Tool]:
    """Every other tool of the vocabulary, by kind."""
    return Tool.objects.current().exclude(pk__in=offered_tools(posting).values("pk")).order_by("kind__position", "position")
