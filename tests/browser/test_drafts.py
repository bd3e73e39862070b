"""Two windows of one person: the later one is shown what differs, and the page that says so is as open as any other."""
import pytest

from engawa.demo.builders.participants import make_participant
from tests.browser.looking import Look
from tests.browser.test_journeys import signed_in
from tests.reference import load_reference


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_later_window_shows_the_difference(chromium, live_server):
    load_reference()
    kazuo = make_participant()
    context = chromium.new_context(locale="ja-JP", reduced_motion="reduce")
    context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in signed_in(kazuo.user).cookies.items()])
    first, later = Look(context), Look(context)
    for window, hours in ((first, "6"), (later, "10")):
        window.page.goto(f"{live_server.url}/skills/time/")
        window.page.check(f"[name=hours_per_week][value='{hours}']")
    for window, status in ((first, 200), (later, 409), (later, 200)):
        with window.page.expect_navigation() as arrival:
            window.page.locator("main form .btn--main").first.press("Enter")
        assert arrival.value.status == status
        if status == 409:
            kazuo.refresh_from_db()
            assert kazuo.hours_per_week == 6
            assert "保存されている内容" in window.page.inner_text("main")
            window.said.clear()
            assert window._all() == []
    kazuo.refresh_from_db()
    assert kazuo.hours_per_week == 10
    context.close()
