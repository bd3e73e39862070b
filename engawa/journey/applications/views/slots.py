"""Times the organization offers for interviews."""
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from engawa.journey.applications import actions, queries
from engawa.journey.applications.forms import SlotRowsForm, posted
from engawa.journey.applications.models import Slot
from engawa.journey.organizations import chosen
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.rules import why_not_work


@require_http_methods(["GET", "HEAD", "POST"])
def slots(request: HttpRequest) -> HttpResponse:
    organization = chosen.organization(request)
    with timezone.override(organization.time_zone):
        form = SlotRowsForm(posted(request), zone=organization.time_zone)
        if form.is_valid() and (made := form.attempt(
                actions.add_slots, by=request.user, organization=organization, times=form.moments)):
            messages.success(request, ngettext("%(n)s time was added.", "%(n)s times were added.", len(made)) % {"n": len(made)})
            return redirect("applications:slots")
        rows = queries.slots_of(organization)
        days = [(day, list(group)) for day, group in groupby(rows, key=lambda slot: timezone.localtime(slot.starts_at).date())]
        return render(request, "applications/slots.html", {
            "organization": organization, "form": form, "days": days, "reason": why_not_work(request.user, organization)}, status=422 if form.is_bound else 200)


@require_POST
def remove(request: HttpRequest, pk) -> HttpResponse:
    own = Slot.objects.filter(organization__in=organizations.of_user(request.user))
    actions.remove_slot(by=request.user, slot=get_object_or_404(own, pk=pk))
    messages.success(request, _("The time was taken back."))
    return redirect("applications:slots")
