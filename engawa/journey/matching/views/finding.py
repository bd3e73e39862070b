"""さがす: the list, what is kept for later, suggestions."""
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.cache import caches
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from engawa.base.ui import unchanged
from engawa.base.users.access import public
from engawa.journey.matching import actions, cards, open_postings, queries
from engawa.journey.matching.asked import SORTS, Asked
from engawa.journey.matching.normaliser import also_searched
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.queries.own import participant_of
from engawa.journey.postings.models import Posting
from engawa.journey.postings.opened import in_open_words

PAGE, SUGGESTED, ALSO = 20, 10, 3


@public
@require_safe
@unchanged.until(open_postings.edition)
def search(request: HttpRequest) -> HttpResponse:
    """The list; htmx asks for the same address and gets the changing part alone. What visitors see is made once."""
    part = request.part_of_page
    made = caches["fragments"].get(part) if part else None
    if made is None:
        made = _title_and_list(request)
        if part:
            caches["fragments"].set(part, made)
    title, found = made
    answer = HttpResponse(found) if _is_part(request) else render(request, "matching/search.html", {"title": title, "found": found})
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _is_part(request: HttpRequest) -> bool:
    return bool(request.htmx and not request.htmx.history_restore_request)


def _title_and_list(request: HttpRequest) -> tuple[str, SafeString]:
    """Search; write the title of the page and the part that changes."""
    known = vocabulary()
    asked = Asked.read(request.GET, known)
    participant = participant_of(request.user)
    person = queries.person_of(participant) if participant else None
    found = queries.search(asked, known, person if person and person.skills else None)
    page = Paginator(found.found, PAGE).get_page(request.GET.get("page"))
    user = request.user if request.user.is_authenticated else None
    if participant:   # attention counts of those who might apply
        actions.note_shown(postings=list(page), first=page.start_index())
    shown = cards.cards([*page, *(found.near if page.number == page.paginator.num_pages else [])], found, known, user)
    context = {
        "found": found, "page": page, "cards": shown[:len(page)], "near": shown[len(page):], "is_part": _is_part(request),
        "chosen": asked.chosen(known), "sorts": _sorts(found), "participant": participant, "as_typed": _as_typed(request, found),
        "also": "".join(_("“%s”") % word for word in also_searched(found.corrected or asked.words)[:ALSO]),
        "has_skills": bool(person and person.skills)}
    title = _title(found)
    return title, render_to_string("matching/_search.html", {**context, "title": title}, request)


def _title(found: queries.Search) -> str:
    if found.is_more_than_counted:
        return _("Find a posting: 1,000 postings or more")
    return ngettext("Find a posting: %(n)s posting", "Find a posting: %(n)s postings", found.count) % {"n": found.count}


def _sorts(found: queries.Search) -> list[tuple[str, str, bool]]:
    """Orders one may choose now: (words, question, chosen)."""
    possible = [name for name in SORTS if name != "words" or found.tokens or found.asked.sort == "words"]
    return [(str(SORTS[name]), found.asked.by(name).query, name == found.asked.sort) for name in possible]


def _as_typed(request: HttpRequest, found: queries.Search) -> str:
    """The question with the words exactly as typed, when they were understood as conditions, put right or passed over; else nothing."""
    typed = " ".join(request.GET.get("q", "").split())
    if found.asked.literal or not (found.corrected or found.fit_any or typed != found.asked.words):
        return ""
    fields = request.GET.copy()
    fields["q"], fields["as"] = typed, "typed"
    fields.pop("page", None)
    return fields.urlencode()


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page the button stood on, if it was one of ours."""
    to = request.POST.get("next", "")
    good = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and urlsplit(to).path.startswith("/")
    return to if good else otherwise


@require_POST
def save(request: HttpRequest, pk) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.exclude(published_at=None).select_related("organization"), pk=pk)
    actions.save_posting(by=request.user, posting=posting)
    messages.success(request, _("“%(title)s” is kept for later. You find it on your page under “Look at later”.") % {
        "title": posting.title})
    return redirect(back_to(request, reverse("matching:saved")))


@require_POST
def unsave(request: HttpRequest, pk) -> HttpResponse:
    kept = get_object_or_404(queries.saved_by(request.user), posting=pk)
    actions.unsave_posting(by=request.user, posting=kept.posting)
    messages.success(request, _("“%(title)s” was taken out of “Look at later”.") % {"title": in_open_words(kept.posting).title})
    return redirect(back_to(request, reverse("matching:saved")))


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.saved_by(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/saved.html", {
        "page": page, "cards": cards.kept_cards(page)})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    participant = participant_of(request.user)
    found = queries.suggestions(participant, SUGGESTED) if participant else []
    actions.note_shown(postings=[one.posting.pk for one in found])
    return render(request, "matching/suggestions.html", {
        "cards": cards.suggested_cards(found, request.user), "participant": participant})
