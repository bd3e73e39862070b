"""Public pages."""
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.files.sending import show
from engawa.base.threads import actions as threads
from engawa.base.users.access import public
from engawa.front.public import prose as texts
from engawa.front.public import queries
from engawa.front.public.forms import CallBackForm, ContactForm
from engawa.front.public.questions import organization_closed, posting_page
from engawa.journey.organizations import queries as organizations
from engawa.journey.outcomes import queries as outcomes
from engawa.journey.postings import queries as postings

SHOWN = 12  # open postings, and finished projects, at once on the page of an organization


@public
@require_safe
def top(request: HttpRequest) -> HttpResponse:
    return render(request, "public/top.html", {
        "postings": queries.newest_postings(), "thanks": queries.public_thanks(), "figures": queries.figures()})


@public
@require_safe
def prose(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "public/prose.html", {"text": texts.text(slug)})


@public
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    counts = queries.open_count_by_area()
    rows = [(area, counts.get(area.slug, 0)) for area in queries.areas_with_counts()]
    return render(request, "public/areas.html", {"rows": rows})


@public
@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.areas_with_counts(), slug=slug)
    return render(request, "public/area.html", {
        "area": found, "templates": queries.templates_of(found), "count": queries.open_count_by_area().get(slug, 0),
        "postings": postings.open_postings().filter(area=found).select_related("organization", "area")[:5]})


@public
@require_safe
def organization(request: HttpRequest, pk) -> HttpResponse:
    found = organizations.public().prefetch_related("causes").filter(pk=pk).first()
    if found is None:
        return organization_closed(request, get_object_or_404(organizations.no_longer_public(), pk=pk))
    finished, hours = queries.record_of(found)
    lists = {"page": postings.open_postings().filter(organization=found).select_related("organization", "area"),
             "finished": outcomes.shown_of(found)}
    pages = {name: Paginator(rows, SHOWN).get_page(request.GET.get(name)) for name, rows in lists.items()}
    return render(request, "public/organization.html", {
        "organization": found, "finished": finished, "hours": hours, "photo": organizations.photo_of(found),
        "postings": pages["page"], "shown": pages["finished"]})


@public
@require_safe
def organization_photo(request: HttpRequest, pk) -> HttpResponse:
    return show(request, get_object_or_404(organizations.public_photos(), organization=pk).file)


@public
@require_safe
def posting(request: HttpRequest, pk) -> HttpResponse:
    return posting_page(request, pk)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    return _ask(request, ContactForm, "public/contact.html")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: HttpRequest) -> HttpResponse:
    return _ask(request, CallBackForm, "public/call_back.html")


def _ask(request: HttpRequest, form_class, template: str) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    known = {"name": user.name, "email": user.email, "phone": user.phone} if user else {}
    form = form_class(request.POST or None, initial=known)
    if not form.is_valid():
        return render(request, template, {"form": form}, status=422 if form.is_bound else 200)
    values = {key: value for key, value in form.cleaned_data.items() if key != "leave_empty"}
    if not form.cleaned_data["leave_empty"]:  # people never see this field; programs that fill everything do
        threads.send_inquiry(by=user, language=get_language() or "ja", **values)
    return redirect("public:contact_done")


@public
@require_safe
def contact_done(request: HttpRequest) -> HttpResponse:
    return render(request, "public/contact_done.html")
