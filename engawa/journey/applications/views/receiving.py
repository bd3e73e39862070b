"""The organization reads applications and answers them."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from engawa.journey.applications import actions, queries, rules, standing
from engawa.journey.applications.forms import DeclineForm, InviteForm, posted
from engawa.journey.applications.models import Application
from engawa.journey.applications.quiet import proposals_for
from engawa.journey.applications.zones import other_zone
from engawa.journey.organizations import chosen
from engawa.journey.organizations import queries as organizations
from engawa.journey.participants import queries as participants
from engawa.journey.postings.models import Posting
from engawa.journey.postings.opened import in_open_words


def _inbox(request: HttpRequest, rows, **context) -> HttpResponse:
    found = [(one, standing.for_organization(one)) for one in rows]
    return render(request, "applications/inbox.html", {
        "open": [row for row in found if row[0].is_open], "over": [row for row in found if not row[0].is_open], **context})


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    organization = chosen.organization(request)
    rows = queries.received_by(request.user).filter(posting__organization=organization)
    return _inbox(request, rows, organization=organization, elsewhere=queries.waiting_elsewhere(request.user, organization))


@require_safe
def of_posting(request: HttpRequest, pk) -> HttpResponse:
    own = Posting.objects.filter(organization__in=organizations.of_user(request.user)).select_related("organization")
    posting = get_object_or_404(own, pk=pk)
    rows = queries.received_by(request.user).filter(posting=posting)
    return _inbox(request, rows, organization=posting.organization, posting=in_open_words(posting))


@require_safe
def quiet(request: HttpRequest, pk) -> HttpResponse:
    """What the organization could change when nobody applies."""
    posting = get_object_or_404(Posting.objects.filter(
        organization__in=organizations.of_user(request.user), published_at__isnull=False).select_related("template"), pk=pk)
    return render(request, "applications/quiet.html", {
        "posting": posting, "proposals": proposals_for(posting), "applied": posting.applications.exists()})


@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.received_by(request.user), pk=pk)
    usable = [one for one in found.candidates.select_related("slot") if rules.why_not_at(one) is None]
    form = InviteForm(posted(request), candidates=usable, other_zone=other_zone(found, request.user.pk))
    if form.is_valid() and form.attempt(actions.set_interview, by=request.user, application=found, candidate=form.chosen,
                                        link=form.cleaned_data["link"]):
        messages.success(request, _("The interview is fixed. Both sides were told, with a file for the calendar."))
        return redirect("applications:interview", pk=pk)
    return render(request, "applications/received.html", {
        "application": found, "posting": found.posting_as_read, "form": form, "usable": usable, "sheet": participants.read_sheet(found.sheet),
        "standing": standing.for_organization(found), "timeline": standing.timeline(found),
        "may_set": rules.why_not_set(request.user, found) is None}, status=422 if form.is_bound else 200)


def ready_words(application: Application) -> str:
    """A kind sentence to begin with, in the language of the applicant."""
    with override(application.participant.user.language):
        return _("Thank you very much for your application. We read your experience with respect. "
                 "This time we decided to ask somebody else. We hope to be in touch again at another time.")


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.received_by(request.user), pk=pk)
    form = DeclineForm(posted(request), initial={"words": ready_words(found)})
    if form.is_valid() and form.attempt(actions.decline_application, by=request.user, application=found,
                                        words=form.cleaned_data["words"]):
        messages.success(request, _("The applicant was told, with your words."))
        return redirect("applications:received", pk=pk)
    return render(request, "applications/decline.html", {
        "application": found, "form": form, "reason": rules.why_not_decline(request.user, found)},
        status=422 if form.is_bound else 200)
