"""The one-time link of the desk."""
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engawa.base.accounts import actions, queries, rules
from engawa.base.users.access import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_door(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing; the button uses it up and signs in. A second factor is still asked for."""
    if request.method == "POST":
        user = actions.use_link(token=token)
        record_authentication(request, user, method="link")
        return perform_login(request, Login(user=user, email_verification="none"))
    reason = rules.why_not_use_link(queries.find_link(token))
    return render(request, "accounts/first_door.html", {"reason": reason}, status=410 if reason else 200)
