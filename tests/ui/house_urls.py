"""Addresses for the tests of the frame: pages that refuse, break, answer only to POST, and show one form."""
from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_POST, require_safe

from engawa.base.ui import errors
from engawa.base.ui.forms import Form
from engawa.base.ui.refusal import Refused
from engawa.base.users.access import public


class NameForm(Form):
    name = forms.CharField(label="氏名")


@public
def refuse(request):
    raise Refused("今は取り下げられません。面談が始まっています。")


@public
def breaks(request):
    raise RuntimeError("planted")


@public
def forbids(request):
    raise PermissionDenied


@public
def bad(request):
    raise BadRequest


@public
@require_POST
def button(request):
    return HttpResponse("pressed")


@public
@require_safe
def page(request):
    form = NameForm(request.GET) if "name" in request.GET else NameForm()
    return render(request, "ui/display.html", {"form": form, "came_from": ""})


@require_safe
def closed(request):
    return HttpResponse("only for members")


@public
def maintenance(request):
    return errors.maintenance(request)


@public
def too_many(request):
    return errors.too_many(request)


urlpatterns = i18n_patterns(
    path("", include("engawa.base.ui.urls")),
    path("", page, name="top"),
    path("refuse/", refuse), path("breaks/", breaks), path("forbids/", forbids), path("bad/", bad),
    path("button/", button), path("closed/", closed), path("maintenance/", maintenance), path("too-many/", too_many),
    path("sign-in/", page, name="account_login"), path("sign-out/", button, name="account_logout"),
    prefix_default_language=False,
)
handler400 = "engawa.base.ui.errors.bad_request"
handler403 = "engawa.base.ui.errors.forbidden"
handler404 = "engawa.base.ui.errors.not_found"
handler500 = "engawa.base.ui.errors.server_error"
