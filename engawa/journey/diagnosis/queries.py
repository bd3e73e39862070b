"""Reads of the check-up: whose it is, what is asked, what the answers come to."""
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from engawa.base.users.models import User
from engawa.journey.diagnosis.bands import UNKNOWN, Band, band_for
from engawa.journey.diagnosis.models import BEST, Answer, CheckUp, Question
from engawa.journey.organizations.models import Membership
from engawa.journey.postings.models import Template
from engawa.journey.skills import queries as vocabulary
from engawa.journey.skills.models import Area

MOST_RECOMMENDED = 3
MOST_REASONS = 3
MOST_SHOWN = 10
PRESSING = 1


def visible_to(user: User | AnonymousUser, session_key: str = "") -> QuerySet[CheckUp]:
    """Whatever somebody may read: their own check-ups, and the results that were given to an organization they work for."""
    seen = _own(user, session_key)
    if user.is_authenticated:
        seen |= Q(finished_at__isnull=False, organization__in=Membership.objects.filter(user=user).values("organization"))
    return CheckUp.objects.filter(seen).select_related("user", "organization")


def answered_by(user: User | AnonymousUser, session_key: str = "") -> QuerySet[CheckUp]:
    """A person's own check-ups, and those of the session they are in before they sign in: only these can be answered."""
    return CheckUp.objects.filter(_own(user, session_key)).select_related("user", "organization")


def _own(user: User | AnonymousUser, session_key: str) -> Q:
    own = Q(user__isnull=True, organization__isnull=True, session_key=session_key) if session_key else Q(pk__in=[])
    if not user.is_authenticated:
        return own
    ours = Membership.objects.filter(user=user).values("organization")  # what was given stays there when the person leaves
    return own | Q(user=user) & (Q(organization=None) | Q(organization__in=ours))


@dataclass(frozen=True)
class Begun:
    """A check-up of the reader, and the areas it is about."""

    check_up: CheckUp
    areas: tuple[Area, ...]
    href: str  # where it goes on, or the result


def begun(user: User | AnonymousUser, session_key: str = "") -> list[Begun]:
    """The reader's latest check-ups, newest first: to be gone on with, or looked at again."""
    named = {area.pk: area for area in vocabulary.seed_areas()}
    asked: dict[str, list[str]] = {}
    for area, pk in Question.objects.current().order_by("number").values_list("area", "pk"):
        asked.setdefault(area, []).append(pk)
    return [Begun(one, tuple(named[slug] for slug in one.areas if slug in named), _href(one, [pk for slug in one.areas for pk in asked.get(slug, [])]))
            for one in visible_to(user, session_key)[:MOST_SHOWN]]


def _href(check_up: CheckUp, asked: list[str]) -> str:
    if check_up.is_finished:
        return reverse("diagnosis:result", args=[check_up.pk])
    return reverse("diagnosis:question", args=[check_up.pk, _first_open(check_up, asked) or max(1, len(asked))])


def _first_open(check_up: CheckUp, asked: list[str]) -> int | None:
    return next((number for number, pk in enumerate(asked, start=1) if pk not in check_up.answers), None)


# --------------------------------------------------------------- what is asked
def areas() -> QuerySet[Area]:
    """The four areas with `questions_count`, the number of questions asked in each."""
    counts = dict(Question.objects.current().order_by().values_list("area").annotate(Count("pk")))
    found = vocabulary.seed_areas()
    for area in found:
        area.questions_count = counts.get(area.pk, 0)  # type: ignore[attr-defined]  # because pages read it from the area
    return found


def questions_of(check_up: CheckUp) -> list[Question]:
    """The questions of the chosen areas in their order, with their answers."""
    asked = Question.objects.current().filter(area__in=check_up.areas).select_related("area")
    found = asked.prefetch_related(Prefetch("answers", Answer.objects.order_by("score").prefetch_related("templates")))
    return sorted(found, key=lambda question: (check_up.areas.index(question.area_id), question.number))


def first_open(check_up: CheckUp) -> int | None:
    """Number (from 1) of the first question without an answer; None when there is none left."""
    return _first_open(check_up, [question.pk for question in questions_of(check_up)])


def is_any_open(check_up: CheckUp, besides: Question) -> bool:
    """Whether another question than this one is still without an answer."""
    return any(one.pk not in check_up.answers for one in questions_of(check_up) if one != besides)


def goes_on(check_up: CheckUp) -> int:
    """Number (from 1) of the question at which an unfinished check-up goes on: the first open one, or else the last."""
    return first_open(check_up) or max(1, len(questions_of(check_up)))


# ------------------------------------------------------------------ the result
@dataclass(frozen=True)
class AreaResult:
    """One area: its points of the points possible, the band these fall into, how often 分からない was chosen."""

    area: Area
    points: int
    possible: int
    unknown: int
    band: Band

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.possible)


@dataclass(frozen=True)
class Line:
    """One question with the words that were chosen, their points, and the templates they name."""

    number: int
    question: Question
    chosen: str
    points: int
    names: tuple[str, ...]
    is_unknown: bool

    @property
    def is_pressing(self) -> bool:
        """A low answer to a question of safety: what it leads to comes first."""
        return self.question.priority and self.points <= PRESSING


@dataclass(frozen=True)
class Recommended:
    """A template and the answers that name it, the most pressing first."""

    template: Template
    because: tuple[Line, ...]
    is_pressing: bool


def area_results(check_up: CheckUp) -> list[AreaResult]:
    """Each chosen area: sum of the scores over three times the number of its answered questions."""
    answered = lines(check_up)
    results = []
    for area in vocabulary.seed_areas().filter(pk__in=check_up.areas):
        own = [line for line in answered if line.question.area_id == area.pk]
        if own:
            points, possible = sum(line.points for line in own), BEST * len(own)
            unknown = sum(line.is_unknown for line in own)
            results.append(AreaResult(area, points, possible, unknown, band_for(100 * points / possible)))
    return results


def recommended(check_up: CheckUp) -> list[Recommended]:
    """At most three templates that would help.

    First those named by a priority question answered 0 or 1, then those named by more answers, then those that
    take fewer hours. 分からない counts as 0 and names the look at everything together.
    """
    named: dict[str, list[Line]] = {}
    pressing: set[str] = set()
    for line in lines(check_up):
        for slug in line.names:
            named.setdefault(slug, []).append(line)
            if line.is_pressing:
                pressing.add(slug)
    templates = Template.objects.filter(pk__in=named, retired_at__isnull=True).select_related("area")
    ordered = sorted(templates, key=lambda t: (t.pk not in pressing, -len(named[t.pk]), t.hours_typical, t.position))
    return [
        Recommended(template, tuple(sorted(named[template.pk], key=lambda line: not line.is_pressing)),
                    template.pk in pressing)
        for template in ordered[:MOST_RECOMMENDED]
    ]


def lines(check_up: CheckUp) -> list[Line]:
    """Every answered question with the chosen words and the templates they name, in the order of asking."""
    found = []
    for number, question in enumerate(questions_of(check_up), start=1):
        if question.pk not in check_up.answers:
            continue
        score = check_up.answers[question.pk]
        # An answer that has left the file since is still counted; it only has no words of its own any more.
        answer = next((one for one in question.answers.all() if one.score == score), None)
        names = tuple(one.pk for one in answer.templates.all()) if answer else ()
        found.append(
            Line(number, question, UNKNOWN.name, UNKNOWN.score, UNKNOWN.templates, True) if score is None else
            Line(number, question, answer.name if answer else "", score, names, False))
    return found
