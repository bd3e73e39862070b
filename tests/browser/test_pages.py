"""Every page once, in Chromium, in the role that works there."""
import pytest
from django.urls import reverse
from django.utils import translation

from engawa.base.ui import display
from tests.architecture.test_permissions import MATRIX
from tests.browser.looking import Look
from tests.browser.pages import MOST_USED, House, Visit

pytestmark = pytest.mark.browser
SHARES = {"visitor": ("visitor", "caller"), "participant": ("participant", "newcomer"),
          "organization": ("owner", "waiting", "stranger", "busy", "suspended", "refused", "closed"), "desk": ("desk", "officer")}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("share", SHARES)
def test_every_page_is_open_to_everybody(share, chromium, live_server, record_property):
    house, found, looked = House(), {}, 0
    visits = house.visits()
    assert {visit.role for visit in visits} == {role for roles in SHARES.values() for role in roles}
    for role in SHARES[share]:
        context = chromium.new_context(locale="ja-JP", reduced_motion="reduce")  # no colour is caught halfway
        context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}
                             for name, morsel in house.clients[role].cookies.items()])
        look = Look(context)
        for visit in (visit for visit in visits if visit.role == role):
            looked += 1
            often = visit.name in MOST_USED and not visit.path.startswith("/en/")  # the pages are the same in both languages
            if wrong := look.at(live_server.url + visit.path, visit.status, often=often):
                found[name_of(visit)] = wrong
        context.close()
    record_property("figure", f"{looked} pages looked at in Chromium ({share})")
    assert found == {}


def name_of(visit: Visit) -> str:
    return f"{visit.name} as {visit.role} at {visit.path}"


BAD = """<!doctype html><html lang="ja"><head><title>悪い例</title></head><body><main><h1>題</h1><h3>とばした</h3>
<c-note>部品</c-note><p style="color:#666">うすい字です</p><img src="data:,"><button>短</button>
<p style="width:700px">広い</p><script>console.error('落ちました')</script></main></body></html>"""


def test_this_test_sees_a_bad_page(chromium):
    context = chromium.new_context()
    context.route("**/*", lambda route: route.fulfill(body=BAD, content_type="text/html; charset=utf-8"))
    wrong = "\n".join(Look(context).at("http://localhost/bad/"))
    for each in ("component", "heading skips 1→3", "small target at 1280 px: button", "small target at 390 px: button",
                 "axe color-contrast-enhanced", "axe image-alt", "wider than 320 px: p", "wider than 390 px: p", "console: 落ちました"):
        assert each in wrong, wrong
    context.close()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_gallery_in_the_other_colours(theme, db, chromium, live_server):
    """All components at once; that every pair of tokens is far enough apart is tests/ui/test_contrast.py."""
    context = chromium.new_context(locale="ja-JP", reduced_motion="reduce")
    context.add_cookies([{"name": display.COOKIE, "value": f"standard.{theme}.standard", "url": live_server.url}])
    look = Look(context)
    assert look.at(live_server.url + "/gallery/") == []
    assert look.page.evaluate("document.documentElement.dataset.theme") == theme
    context.close()


EMPTY = {  # a form sent as it stands, by whom
    "account_signup": "visitor", "public:contact": "visitor", "public:call_back": "visitor", "diagnosis:start": "visitor",
    "participants:areas": "newcomer", "organizations:register": "newcomer", "participants:career": "participant",
    "participants:import": "participant",
    "projects:messages": "participant", "projects:hours": "participant", "organizations:invite": "owner",
}


@pytest.mark.django_db(transaction=True)
def test_a_mistake_is_shown_where_everybody_finds_it(chromium, live_server):
    house, found = House(), {}
    for name, role in EMPTY.items():
        context = chromium.new_context(locale="ja-JP", reduced_motion="reduce")
        context.add_cookies([{"name": key, "value": morsel.value, "url": live_server.url}
                             for key, morsel in house.clients[role].cookies.items()])
        look = Look(context)
        with_ = MATRIX.get(name, {}).get("with")
        with translation.override("ja"):
            where = reverse(name, kwargs=house.things[with_] if with_ else {})
        if wrong := look.after_sending(live_server.url + where):
            found[name] = wrong
        context.close()
    assert found == {}
