"""さがす: the list, what is kept for later, suggestions."""
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.base.users.access import public
from engawa.journey.matching import actions, cards, queries
from engawa.journey.matching.asked import SORTS, Asked
from engawa.journey.matching.normaliser import also_searched
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries.own import participant_of
from engawa.journey.postings.models import Posting

PAGE, SUGGESTED, ALSO = 20, 10, 3


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    known = vocabulary()
    asked = Asked.read(request.GET, known)
    participant = participant_of(request.user)
    person = queries.person_of(participant) if participant else None
    found = queries.search(asked, known, person if person and person.skills else None)
    page = Paginator(found.found, PAGE).get_page(request.GET.get("page"))
    user = request.user if request.user.is_authenticated else None
    return render(request, "matching/search.html", {
        "found": found, "page": page, "cards": cards.cards(list(page), found, known, user),
        "chosen": asked.chosen(known), "sorts": _sorts(found, participant), "participant": participant,
        "also": "".join(_("“%s”") % word for word in also_searched(asked.words)[:ALSO]), "has_skills": bool(person and person.skills)})


def _sorts(found: queries.Search, participant: Participant | None) -> list[tuple[str, str, bool]]:
    """Orders one may choose now: (words, question, chosen)."""
    possible = [name for name in SORTS if (name != "fit" or found.fits) and (name != "words" or found.asked.words)]
    return [(str(SORTS[name]), found.asked.by(name).query, name == found.asked.sort) for name in possible]


def _back(request: HttpRequest) -> str:
    """The page the button stood on, if it was one of ours."""
    to = request.POST.get("next", "")
    good = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and urlsplit(to).path.startswith("/")
    return to if good else reverse("matching:saved")


@require_POST
def save(request: HttpRequest, pk) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.exclude(published_at=None).select_related("organization"), pk=pk)
    actions.save_posting(by=request.user, posting=posting)
    messages.success(request, _("“%(title)s” is kept for later. You find it on your page under “Look at later”.") % {
        "title": posting.title})
    return redirect(_back(request))


@require_POST
def unsave(request: HttpRequest, pk) -> HttpResponse:
    kept = get_object_or_404(queries.saved_by(request.user), posting=pk)
    actions.unsave_posting(by=request.user, posting=kept.posting)
    messages.success(request, _("“%(title)s” was taken out of “Look at later”.") % {"title": kept.posting.title})
    return redirect(_back(request))


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.saved_by(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/saved.html", {
        "page": page, "cards": cards.kept_cards(page)})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    participant = participant_of(request.user)
    found = queries.suggestions(participant, SUGGESTED) if participant else []
    return render(request, "matching/suggestions.html", {
        "cards": cards.suggested_cards(found, request.user), "participant": participant})
