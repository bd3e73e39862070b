"""The guide: to be read by anybody, on the screen or on paper."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engawa.base.users.access import public
from engawa.journey.learning import queries
from engawa.journey.skills import queries as vocabulary


@public
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """All sections at a glance, and the seven tools."""
    return render(request, "learning/guide.html", {
        "intro": queries.intro(), "sections": queries.sections(), "minutes": queries.total_minutes(),
        "tools": vocabulary.article_tools(), "quiz_count": len(queries.quiz()),
    })


@public
@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """One section: its lessons, its checklist, the way on."""
    found = queries.section(slug)
    if found is None:
        raise Http404
    before, after = queries.neighbours(found)
    return render(request, "learning/section.html", {
        "section": found, "before": before, "after": after, "number": queries.sections().index(found) + 1,
        "count": len(queries.sections()), "has_quiz": found.slug == queries.QUIZ_AFTER,
    })


@public
@require_safe
def quiz(request: HttpRequest) -> HttpResponse:
    """The questions on security, each with its answer folded away."""
    return render(request, "learning/quiz.html", {"intro": queries.quiz_intro(), "questions": queries.quiz()})
