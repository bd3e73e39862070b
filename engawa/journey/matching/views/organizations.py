"""The list of organizations, and following one."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.base.users.access import public
from engawa.journey.matching import actions, queries
from engawa.journey.matching.asked_organizations import AskedOrganizations
from engawa.journey.matching.views.finding import back_to
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations import queries as organizations

PAGE = 20


@public
@require_safe
def organizations_list(request: HttpRequest) -> HttpResponse:
    known = vocabulary()
    asked = AskedOrganizations.read(request.GET, known)
    found = queries.search_organizations(asked, known)
    page = Paginator(found.found, PAGE).get_page(request.GET.get("page"))
    followed = queries.followed_ids(request.user) if request.user.is_authenticated else set()
    rows = [(one, found.open[one.pk], one.pk in followed) for one in queries.organizations_in_order(list(page))]
    return render(request, "matching/organizations.html", {"found": found, "page": page, "rows": rows, "chosen": asked.chosen(known)})


@require_POST
def follow(request: HttpRequest, pk) -> HttpResponse:
    organization = get_object_or_404(organizations.public(), pk=pk)
    actions.follow_organization(by=request.user, organization=organization)
    messages.success(request, _("You follow %(name)s. Its new postings come to you by mail in the morning. Only you know this.") % {
        "name": organization.name})
    return redirect(back_to(request, reverse("matching:watching")))


@require_POST
def unfollow(request: HttpRequest, pk) -> HttpResponse:
    followed = get_object_or_404(queries.followed_by(request.user), organization=pk)
    actions.stop_following(by=request.user, organization=followed.organization)
    messages.success(request, _("You no longer follow %(name)s.") % {"name": followed.organization.name})
    return redirect(back_to(request, reverse("matching:watching")))
