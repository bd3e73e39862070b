"""Pages of the organization's own postings: the list, the templates, six sections, the check, the life afterwards."""
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base import history
from engawa.base.times import add_working_days, now
from engawa.journey.organizations import chosen
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import actions, forms, queries, record, rules
from engawa.journey.postings.models import Posting, State, Template
from engawa.journey.postings.sections import section_names
from engawa.journey.postings.showing import shown
from engawa.journey.postings.signals import hours_asked
from engawa.journey.postings.symptoms import forget, told
from engawa.journey.postings.writing import own

FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK_WORKING_DAYS = 2
PER_PAGE = 50


def _why_not_start(request: HttpRequest, ours: Organization | None) -> str | None:
    """Templates may be read by everybody with an account; writing begins with an organization."""
    return rules.why_not_start(request.user, ours) if ours else _("Please register your organization first.")


# ------------------------------------------------------------------ the shelves
@require_safe
def posting_list(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    found = queries.on_shelves(ours)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    shelves = [(state.label, counts.get(state), [row for row in page if row.state == state]) for state in State]
    return render(request, "postings/list.html", {
        "organization": ours, "page": page, "shelves": [shelf for shelf in shelves if shelf[2]],
        "may_close": rules.why_not_close(request.user, Posting(organization=ours)) is None,
        "reason": rules.why_not_start(request.user, ours)})


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    ours, form = chosen.organization_or_none(request), forms.TemplatesForm(request.GET)
    return render(request, "postings/choose.html", {
        "form": form, "templates": queries.templates(**form.conditions()), "organization": ours,
        "reason": _why_not_start(request, ours)})


@FORM
def template(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a template; its button begins a draft."""
    ours, found = chosen.organization_or_none(request), get_object_or_404(queries.template_with_parts(slug))
    if request.method == "POST":
        if ours is None:
            return redirect("organizations:register")
        made = actions.start_posting(by=request.user, organization=ours, template=found, need=told(request))
        forget(request)
        return redirect("postings:edit", pk=made.pk, section="need")
    language = "ja" if (get_language() or "ja").startswith("ja") else "en"
    real = next((hours for _receiver, hours in hours_asked.send(sender=Template, slug=slug)), None)
    return render(request, "postings/template.html", {
        **shown(found, language), "skills": found.skills.all(), "tools": found.tools.all(), "real_hours": real,
        "organization": ours, "reason": _why_not_start(request, ours)})


@FORM
def blank(request: HttpRequest) -> HttpResponse:
    """Begin without a template: a title and an area are enough."""
    ours, form = chosen.organization(request), forms.StartForm(request.POST or None)
    if form.is_valid() and (made := form.attempt(
            actions.start_posting, by=request.user, organization=ours, **form.cleaned_data)):
        return redirect("postings:edit", pk=made.pk, section="need")
    return render(request, "postings/blank.html", {
        "form": form, "organization": ours, "reason": rules.why_not_start(request.user, ours)},
        status=422 if form.is_bound else 200)


# ------------------------------------------------------------------ reading one's own
@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = own(request, pk)
    return render(request, "postings/preview.html", {
        "posting": found, "organization": found.organization})


@require_safe
def sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = own(request, pk)
    if found.state != State.IN_REVIEW:
        return redirect("postings:posting", pk=pk)
    day = timezone.localdate(found.submitted_at or now())
    return render(request, "postings/sent.html", {"posting": found, "until": add_working_days(day, DESK_WORKING_DAYS)})


# ------------------------------------------------------------------ its life afterwards
@require_safe
def posting(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, user = own(request, pk), request.user
    if found.state == State.DRAFT:
        return redirect("postings:check", pk=pk)
    names = {key: name for key, name in section_names(found.kind).items() if key != "ready"}  # asked before it is published
    said = list(found.comments.all())
    last = [one for one in said if one.at == said[-1].at or one.is_open]
    return render(request, "postings/posting.html", {
        "posting": found, "organization": found.organization, "comments": last, "earlier": [one for one in said if one not in last],
        "events": record.timeline(history.of(found)),
        "sections": [(name, reverse("postings:edit", kwargs={"pk": pk, "section": key})) for key, name in names.items()],
        "older": forms.older_words(found), "why_not_edit": rules.why_not_edit(user, found), "why_not_extend": rules.why_not_extend(user, found),
        "why_not_pause": rules.why_not_pause(user, found), "why_not_resume": rules.why_not_resume(user, found),
        "why_not_take_back": rules.why_not_take_back(user, found),
        "why_not_copy": rules.why_not_start(user, found.organization), "why_not_close": rules.why_not_close(user, found)})


@require_POST
def change_state(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    acts = {
        "pause": (actions.pause_posting, _("The posting is paused. Nobody finds it for now.")),
        "resume": (actions.resume_posting, _("The posting is open again.")),
        "take-back": (actions.take_back_posting, _("The posting is among your drafts again. You can change it and submit it anew.")),
    }
    if act not in acts:
        raise Http404
    action, words = acts[act]
    action(by=request.user, posting=own(request, pk))
    messages.success(request, words)
    return redirect("postings:posting", pk=pk)


@FORM
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = own(request, pk)
    form = forms.DeadlineForm(request.POST or None, initial={"deadline": found.deadline})
    if form.is_valid() and form.attempt(actions.extend_deadline, by=request.user, posting=found, **form.cleaned_data):
        messages.success(request, _("The closing day has been moved."))
        return redirect("postings:posting", pk=pk)
    return render(request, "postings/extend.html", {
        "form": form, "posting": found, "reason": rules.why_not_extend(request.user, found)}, status=422 if form.is_bound else 200)


@require_POST
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    made = actions.copy_posting(by=request.user, posting=own(request, pk))
    messages.success(request, _("Copied as a new draft. Please look at the days."))
    return redirect("postings:edit", pk=made.pk, section="time")
