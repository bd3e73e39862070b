"""The sheet to read and print, for the person alone."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from engawa.journey.participants import queries


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    return _read(request, "sheet")


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    return _read(request, "profile")


def _read(request: HttpRequest, page: str) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return render(request, f"participants/{page}.html", {"participant": participant, "sheet": queries.shown(participant)})


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    participant = queries.participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    return render(request, "participants/proposals.html", {"proposals": queries.proposals_of(participant)})
