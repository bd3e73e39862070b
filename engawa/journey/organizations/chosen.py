"""For which of their organizations a person works on a page."""
from django.http import Http404, HttpRequest

from engawa.base.ui.navigation import WORKING_FOR
from engawa.journey.organizations import queries
from engawa.journey.organizations.models import Organization


def organization_or_none(request: HttpRequest) -> Organization | None:
    """Return the organization a form was shown for, else the one worked for: a choice in another window writes nothing into the wrong one.

    Raises:
        Http404: the form was shown for one that the person does not belong to (any more).
    """
    shown_for = request.POST.get(WORKING_FOR)
    if not shown_for:
        return queries.organization_of(request.user)
    found = next((one for one in queries.of_user(request.user) if str(one.pk) == shown_for), None)
    if found is None:
        raise Http404
    return found


def organization(request: HttpRequest) -> Organization:
    """Return it; the page does not exist for somebody without an organization."""
    if found := organization_or_none(request):
        return found
    raise Http404
