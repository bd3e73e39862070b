"""Reads of the check-up: whose it is, what is asked, what the answers come to."""
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet

from engawa.base.users.models import User
from engawa.journey.diagnosis.bands import UNKNOWN, Band, band_for
from engawa.journey.diagnosis.models import BEST, Answer, CheckUp, Question
from engawa.journey.postings.models import Template
from engawa.journey.skills import queries as vocabulary
from engawa.journey.skills.models import Area

MOST_RECOMMENDED = 3


def visible_to(user: User | AnonymousUser, session_key: str = "") -> QuerySet[CheckUp]:
    """A person's own check-ups, and those of the session they are in before they sign in."""
    own = Q(user__isnull=True, session_key=session_key) if session_key else Q(pk__in=[])
    if user.is_authenticated:
        own |= Q(user=user)
    return CheckUp.objects.filter(own)


# --------------------------------------------------------------- what is asked
def areas() -> QuerySet[Area]:
    """The four areas with `questions_count`, the number of questions asked in each."""
    counts = dict(Question.objects.current().order_by().values_list("area").annotate(Count("pk")))
    found = vocabulary.seed_areas()
    for area in found:
        area.questions_count = counts.get(area.pk, 0)
    return found


def questions_of(check_up: CheckUp) -> list[Question]:
    """The questions of the chosen areas in their order, with their answers."""
    asked = Question.objects.current().filter(area__in=check_up.areas).select_related("area")
    found = asked.prefetch_related(Prefetch("answers", Answer.objects.order_by("score").prefetch_related("templates")))
    return sorted(found, key=lambda question: (check_up.areas.index(question.area_id), question.number))


def first_open(check_up: CheckUp) -> int | None:
    """Number (from 1) of the first question without an answer; None when there is none left."""
    for number, question in enumerate(questions_of(check_up), start=1):
        if question.pk not in check_up.answers:
            return number
    return None


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
class Recommended:
    """A template and the questions whose answers name it, the most pressing first."""

    template: Template
    questions: tuple[Question, ...]
    is_pressing: bool


@dataclass(frozen=True)
class Line:
    """One question with the words that were chosen."""

    number: int
    question: Question
    chosen: str
    score: int | None


def area_results(check_up: CheckUp) -> list[AreaResult]:
    """Each chosen area: sum of the scores over three times the number of its answered questions."""
    results = []
    asked = [question for question in questions_of(check_up) if question.pk in check_up.answers]
    for area in vocabulary.seed_areas().filter(pk__in=check_up.areas):
        scores = [check_up.answers[question.pk] for question in asked if question.area_id == area.pk]
        if scores:
            points = sum(UNKNOWN.score if score is None else score for score in scores)
            possible = BEST * len(scores)
            results.append(AreaResult(area, points, possible, scores.count(None), band_for(100 * points / possible)))
    return results


def recommended(check_up: CheckUp) -> list[Recommended]:
    """At most three templates that would help.

    First those named by a priority question answered 0 or 1, then those named by more answers, then those that
    take fewer hours. 分からない counts as 0 and names the look at everything together.
    """
    named: dict[str, list[Question]] = {}
    pressing: set[str] = set()
    for question in questions_of(check_up):
        if question.pk not in check_up.answers:
            continue
        score = check_up.answers[question.pk]
        answer = next((one for one in question.answers.all() if one.score == score), None)
        for slug in UNKNOWN.templates if score is None else _templates_of(answer):
            named.setdefault(slug, []).append(question)
            if question.priority and (UNKNOWN.score if score is None else score) <= 1:
                pressing.add(slug)
    counts = Counter({slug: len(questions) for slug, questions in named.items()})
    templates = Template.objects.filter(pk__in=named, retired_at__isnull=True).select_related("area")
    ordered = sorted(templates, key=lambda t: (t.pk not in pressing, -counts[t.pk], t.hours_typical, t.position))
    return [Recommended(t, tuple(named[t.pk]), t.pk in pressing) for t in ordered[:MOST_RECOMMENDED]]


def _templates_of(answer: Answer | None) -> list[str]:
    """Slugs an answer names; none when the answer has left the file since."""
    return [template.pk for template in answer.templates.all()] if answer else []


def lines(check_up: CheckUp) -> list[Line]:
    """Every answered question with the chosen words, for the reader to look over."""
    found = []
    for number, question in enumerate(questions_of(check_up), start=1):
        if question.pk in check_up.answers:
            score = check_up.answers[question.pk]
            words = next((a.name for a in question.answers.all() if a.score == score), UNKNOWN.name)
            found.append(Line(number, question, words, score))
    return found
