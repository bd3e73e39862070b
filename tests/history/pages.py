"""Pages whose buttons have an effect that can be counted."""
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from engawa.base import history
from engawa.base.history.models import Event
from engawa.base.ui.refusal import Refused
from engawa.base.users.access import without_key


def pour(request: HttpRequest) -> HttpResponse:
    """Pour tea once and lead to the cup; an empty pot has to be corrected."""
    if not request.POST.get("pot"):
        return HttpResponse("nothing in the pot", status=422)
    event = history.record(by=request.user, verb="tea.poured", about=request.user)
    return HttpResponseRedirect(f"/cup/{event.pk}/")


def spill(request: HttpRequest) -> HttpResponse:
    """Do something, then answer that it went wrong."""
    history.record(by=request.user, verb="tea.spilled", about=request.user)
    return HttpResponse(status=503)


def drop(request: HttpRequest) -> HttpResponse:
    """Do something, then fail."""
    history.record(by=request.user, verb="tea.dropped", about=request.user)
    raise ZeroDivisionError


def refuse(request: HttpRequest) -> HttpResponse:
    """Do something, then refuse it."""
    history.record(by=request.user, verb="tea.refused", about=request.user)
    raise Refused("お茶はもうありません。")


def clash(request: HttpRequest) -> HttpResponse:
    """Break a constraint that has nothing to do with the key."""
    event = history.record(by=request.user, verb="tea.clashed", about=request.user)
    Event.objects.create(pk=event.pk, verb="tea.clashed", about_type="x", about_id="x")
    return HttpResponseRedirect("/")


urlpatterns = [
    path("pour/", pour), path("pour/elsewhere/", pour), path("spill/", spill), path("drop/", drop), path("refuse/", refuse),
    path("clash/", clash), path("free/", without_key(lambda request: pour(request))), path("", include("engawa.base.ui.urls")),
]
handler500 = "engawa.base.ui.errors.server_error"
