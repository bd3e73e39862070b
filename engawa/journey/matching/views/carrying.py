"""「あなたの経験は生きます」: what each held skill is worth in an organization, and the postings it opens now."""
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from engawa.journey.matching import cards, queries
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.queries import participant_of

PAGE = 20


@require_safe
def carries_over(request: HttpRequest) -> HttpResponse:
    participant = participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    found, known = queries.carry_over(participant), vocabulary()
    rows = [(row, [known.area(area) for area in row.areas]) for row in found.rows]
    return render(request, "matching/carries_over.html", {
        "found": found, "opening": [row for row in rows if row[0].postings], "waiting": [row for row in rows if not row[0].postings],
        "wish": found.wish, "wish_name": known.skill(found.wish.skill) if found.wish else "",
        "best": found.best, "best_name": known.skill(found.best.skill) if found.best else ""})


@require_safe
def opened(request: HttpRequest, skill: str) -> HttpResponse:
    participant = participant_of(request.user)
    row = queries.opened_by(participant, skill) if participant else None
    if participant is None or row is None:
        raise Http404
    page = Paginator(row.postings, PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/opened.html", {
        "row": row, "page": page, "cards": cards.suggested_cards(queries.suggested(participant, list(page)), request.user)})
