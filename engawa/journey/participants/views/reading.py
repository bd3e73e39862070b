"""The sheet to read and print, for the person alone."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from engawa.journey.participants import paper, queries
from engawa.journey.participants.queries import imports


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    return _read(request, "sheet")


@require_safe
def sheet_pdf(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        raise Http404
    answer = HttpResponse(paper.sheet_pdf(participant), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="engawa-sheet.pdf"'
    return answer


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    return _read(request, "profile")


def _read(request: HttpRequest, page: str) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return render(request, f"participants/{page}.html", {
        "participant": participant, "sheet": queries.read_sheet(queries.sheet_of(participant)), "own": queries.shown(participant),
        "kept": imports.kept_files_of(participant), "changed_at": queries.changed_at(participant)})


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return render(request, "participants/proposals.html", {"proposals": queries.proposals_of(participant)})
