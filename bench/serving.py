"""Pages against the smallest page Django can answer, all middleware on, in one process (performance.md §3)."""
import itertools
import sys
import time
import types

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from bench.ratios import Way, in_turns, target, tell_ways
from engawa.base.users.access import public
from engawa.base.users.models import User
from engawa.config.urls import urlpatterns

ROUNDS = 60
LIST = "/postings/"


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
    tag = visitor.get(LIST)["ETag"]

    others = itertools.count()  # addresses that nobody has asked for yet

    hello, anew, part, unchanged, whole, *_more = ways = [Way(name, call) for name, call in {
        "hello": lambda: visitor.get("/hello/"),
        # Nothing of a posting is remembered, only small pieces that many share.
        "list of postings, made anew": lambda: visitor.get(f"{LIST}?new={next(others)}"),
        "list of postings, the changing part from memory": lambda: visitor.get(LIST, HTTP_HX_REQUEST="true"),
        "list of postings, unchanged (304)": lambda: visitor.get(LIST, HTTP_IF_NONE_MATCH=tag),
        "list of postings, whole from memory": lambda: visitor.get(LIST),
        "list in order of fit": lambda: participant.get(LIST),
        "top": lambda: visitor.get("/"),
        "my page": lambda: participant.get("/home/")}.items()]
    with override_settings(ROOT_URLCONF=_with_hello()):
        assert [way.call().status_code for way in ways] == [200, 200, 200, 304, 200] + [200] * len(_more)
        in_turns(ways, ROUNDS, clock=time.thread_time)
    tell_ways(ways, memory=False)
    target("a list made anew, times hello", anew.middle / hello.middle, 14)
    target("its changing part from memory, times hello", part.middle / hello.middle, 3)
    target("an unchanged page, times hello", unchanged.middle / hello.middle, 1.3)
    target("a whole page from memory, times hello", whole.middle / hello.middle, 1.3)
