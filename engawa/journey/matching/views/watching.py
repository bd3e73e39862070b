"""Saved searches, followed organizations, and the link that ends the mails about them."""
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.users.access import public
from engawa.journey.matching import actions, queries, rules
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.forms import SearchForm
from engawa.journey.matching.models import News, SavedSearch
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary

LONGEST_NAME = 60


@require_safe
def watching(request: HttpRequest) -> HttpResponse:
    followed = list(queries.followed_by(request.user))
    open_counts = queries.open_counts() if followed else {}
    return render(request, "matching/watching.html", {
        "searches": queries.watched(request.user), "followed": [(one, open_counts.get(one.organization_id, 0)) for one in followed],
        "full": rules.why_not_keep_search(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Save the search whose address this page got; a misspelt word is saved as it was put right."""
    known = vocabulary()
    asked = Asked.read(request.GET, known)
    found = queries.search(asked, known)
    asked = Asked.written(QueryDict(replace(asked, words=found.corrected or asked.words).kept), known)
    kept = SavedSearch.objects.filter(user=request.user, query=asked.kept).first()
    conditions = [chosen.words for chosen in asked.chosen(known)]
    initial = {"name": kept.name if kept else _name_of(asked, known), "mails": kept.mails if kept else News.DAILY}
    form = SearchForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and form.attempt(actions.keep_search, by=request.user, asked=asked, **form.cleaned_data):
        messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
        return redirect("matching:watching")
    return render(request, "matching/keep_search.html", {
        "form": form, "conditions": conditions, "count": 0 if found.any_word else found.count,
        "is_near": found.any_word or bool(found.near), "kept": kept, "back": reverse("matching:search") + f"?{asked.query}",
        "full": None if kept else rules.why_not_keep_search(request.user)}, status=422 if form.is_bound else 200)


def _name_of(asked: Asked, known: Vocabulary) -> str:
    """Suggest a name: the words and the conditions."""
    rest = replace(asked, words="").chosen(known)
    parts = [asked.words, *(chosen.words for chosen in rest)]
    return pgettext("between conditions", ", ").join(part for part in parts if part)[:LONGEST_NAME] or _("All postings")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk) -> HttpResponse:
    search = get_object_or_404(queries.searches_of(request.user), pk=pk)
    form = SearchForm(request.POST if request.method == "POST" else None, initial={"name": search.name, "mails": search.mails})
    if form.is_valid():
        actions.change_search(by=request.user, search=search, **form.cleaned_data)
        messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
        return redirect("matching:watching")
    return render(request, "matching/change_search.html", {"form": form, "search": search}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk) -> HttpResponse:
    search = get_object_or_404(queries.searches_of(request.user), pk=pk)
    if request.method == "POST":
        actions.remove_search(by=request.user, search=search)
        messages.success(request, _("“%(name)s” is no longer saved.") % {"name": search.name})
        return redirect("matching:watching")
    return render(request, "matching/remove_search.html", {"search": search})


@require_POST
def look(request: HttpRequest, pk) -> HttpResponse:
    """Lead to what a saved search finds; what is there now is new no longer."""
    search = get_object_or_404(queries.searches_of(request.user), pk=pk)
    actions.note_looked(by=request.user, search=search)
    return redirect(reverse("matching:search") + f"?{search.query}")


@require_POST
def mails_of_followed(request: HttpRequest, pk) -> HttpResponse:
    """Turn the mails about a followed organization off, or on again."""
    followed = get_object_or_404(queries.followed_by(request.user), organization=pk)
    is_off, name = followed.mails == News.OFF, {"name": followed.organization.name}
    actions.choose_news(by=request.user, watch=followed, mails=News.DAILY if is_off else News.OFF)
    messages.success(request, _("New postings of %(name)s come by mail again.") % name if is_off
                     else _("No mail comes about %(name)s any more. You still follow it.") % name)
    return redirect("matching:watching")


@csrf_exempt  # mail programs post here by themselves (RFC 8058); what the link carries is the only right one needs
@public
@require_http_methods(["GET", "HEAD", "POST"])
def news_off(request: HttpRequest, token: str) -> HttpResponse:
    """Open the page of the link in a mail: one button, no signing in."""
    found = queries.watch_of_token(token)
    if found is None:
        raise Http404
    user, watch = found
    if request.method == "POST":
        if watch is None or request.POST.get("all"):
            actions.end_news(user=user)
        else:
            actions.choose_news(by=None, watch=watch, mails=News.OFF)
        return redirect("matching:news_off", token=token)
    name = watch.name if isinstance(watch, SavedSearch) else watch.organization.name if watch else ""
    return render(request, "matching/news_off.html", {
        "name": name, "is_off": queries.is_off(user, watch), "all_off": queries.is_off(user, None)})
