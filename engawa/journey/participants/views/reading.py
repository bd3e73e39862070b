"""The sheet to read and print, for the person alone."""
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from engawa.journey.participants import fitting, paper, queries
from engawa.journey.participants.queries import Sheet, imports


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    return _read(request, "sheet", printed=fitting.for_the_browser)


@require_safe
def sheet_pdf(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    answer = HttpResponse(paper.sheet_pdf(participant, is_whole="all" in request.GET), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="engawa-sheet.pdf"'
    return answer


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    return _read(request, "profile")


def _read(request: HttpRequest, page: str, printed: Callable[[Sheet], tuple[bool, Sheet]] = lambda sheet: (False, sheet)) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    is_tight, sheet = printed(queries.read_sheet(queries.sheet_of(participant)))
    return render(request, f"participants/{page}.html", {
        "participant": participant, "sheet": sheet, "is_tight": is_tight, "own": queries.shown(participant),
        "kept": imports.kept_files_of(participant), "changed_at": queries.changed_at(participant)})


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return render(request, "participants/proposals.html", {"proposals": queries.proposals_of(participant)})
