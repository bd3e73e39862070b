"""Pages against the smallest page Django can answer, all middleware on, in one process (performance.md §3)."""
import sys
import types

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from bench.ratios import measure, tell
from engawa.base.users.access import public
from engawa.base.users.models import User
from engawa.config.urls import urlpatterns

ROUNDS = 60


@public
def hello(_request):
    return HttpResponse("hello", content_type="text/plain")


def _with_hello() -> str:
    """Return the name of a module of routes: those of the house and one more."""
    routes = types.ModuleType("bench_routes")
    routes.urlpatterns = [path("hello/", hello), *urlpatterns]
    sys.modules[routes.__name__] = routes
    return routes.__name__


def run() -> None:
    """Load the story and ask for each page as those ask who see it most."""
    call_command("prepare", story=True, verbosity=0)
    visitor, participant = Client(), Client()
    participant.force_login(User.objects.filter(participant__inventory_done_at__isnull=False).order_by("email").first())
    pages = {"hello": (visitor, "/hello/"), "top": (visitor, "/"), "list of postings": (visitor, "/postings/"),
             "search 名簿": (visitor, "/postings/?q=名簿"), "list in order of fit": (participant, "/postings/"),
             "my page": (participant, "/home/")}
    with override_settings(ROOT_URLCONF=_with_hello()):
        for name, (client, address) in pages.items():
            assert client.get(address).status_code == 200, f"{name}: {address}"
        tell(measure({name: lambda c=client, a=address: c.get(a) for name, (client, address) in pages.items()}, ROUNDS))
