"""What is typed survives every link of the page: the letter size, the other language, the way back."""
import pytest
from django.urls import reverse

from engawa.demo.builders.organizations import make_organization
from tests.browser.looking import Look
from tests.browser.test_journeys import signed_in
from tests.people import KOBAYASHI, TAKADA, make_desk, make_user
from tests.reference import load_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(chromium, live_server):
    """A window of somebody who is signed in, or of a visitor."""
    contexts = []

    def open_window(person=None) -> Look:
        context = chromium.new_context(locale="ja-JP", reduced_motion="reduce", base_url=live_server.url)
        contexts.append(context)
        if person:
            context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in signed_in(person).cookies.items()])
        return Look(context)

    load_reference()
    yield open_window
    for context in contexts:
        context.close()


def follow(page, words):
    with page.expect_navigation():
        page.get_by_role("link", name=words, exact=True).first.click()


def test_letter_size_and_language_in_the_middle_of_registering(window):
    look = window(make_user(**KOBAYASHI))
    page = look.page
    page.goto(reverse("organizations:register"))
    page.fill("[name=name]", "NPO法人 あおぞら")
    page.check("[name=causes][value=environment]")
    follow(page, "文字の大きさ・色")
    page.check("[name=text_size][value=large]")
    with page.expect_navigation():
        page.locator("main .btn--main").click()
    assert (page.input_value("[name=name]"), page.is_checked("[name=causes][value=environment]")) == ("NPO法人 あおぞら", True)
    assert page.locator("html").get_attribute("data-size") == "large"
    follow(page, "English")   # nothing is typed on this page since: what was given back goes along
    assert (page.url.endswith("/en/organization/register/"), page.input_value("[name=name]")) == (True, "NPO法人 あおぞら")
    with page.expect_navigation():
        page.locator("main form .btn--main").click()
    page.fill("[name=summary]", "川の掃除")
    follow(page, "日本語")     # from the page that says what is missing
    assert (page.input_value("[name=name]"), page.input_value("[name=summary]"), look.said) == ("NPO法人 あおぞら", "川の掃除", [])


def test_a_visitor_and_the_other_language(window):
    page = window().page
    page.goto(reverse("account_signup"))
    page.fill("[name=email]", "hana@example.jp")
    follow(page, "English")
    assert page.input_value("[name=email]") == "hana@example.jp"


def test_the_way_back_of_long_forms(window):
    owner, desk = make_user(**TAKADA), make_desk()
    make_organization(owner=owner, verified=False)
    template = reverse("desk:list_new", kwargs={"code": "template"})
    for person, address, name in ((owner, reverse("organizations:basics"), "summary"), (owner, reverse("organizations:invite"), "email"),
                                  (desk, template, "title_en")):
        page = window(person).page
        page.goto(address)
        page.fill(f"[name={name}]", "hana@example.jp")
        with page.expect_navigation():
            page.locator("main a[href]").first.click()
        page.goto(address)
        assert page.input_value(f"[name={name}]") == "hana@example.jp"


def test_corrections_of_a_file_are_kept_when_the_page_is_left(window):
    from engawa.journey.participants import actions
    from engawa.journey.participants.imports.found import Found, FoundCareer
    from tests.people import SAEKI, make_participant
    saeki = make_participant(**SAEKI)
    row = actions.keep_found(by=saeki.user, participant=saeki, kind="txt", name="経歴.txt",
                             found=Found(careers=tuple(FoundCareer(1990 + n, 1991 + n, place="株式会社みほん", is_named=True, did="帳票") for n in range(3))))
    page = window(saeki.user).page
    page.goto(reverse("participants:import_confirm", args=[row.pk]))
    page.fill("[name=career-0-place]", "銀行")
    page.uncheck("[name=career-2-keep]")
    follow(page, "文字の大きさ・色")
    other = window(saeki.user)   # another device
    other.page.goto(reverse("participants:import_confirm", args=[row.pk]))
    assert (other.page.input_value("[name=career-0-place]"), other.page.is_checked("[name=career-2-keep]")) == ("銀行", False)
    assert other.page.locator("#typed").count() == 1
    other.page.fill("[name=career-1-place]", "市役所")
    other.page.locator("text=変えたところを残して、あとで続ける").click()
    page.goto(reverse("participants:import_confirm", args=[row.pk]))
    assert (page.input_value("[name=career-0-place]"), page.input_value("[name=career-1-place]"), page.locator("#typed").count()) == ("銀行", "市役所", 1)
    other.page.goto(reverse("participants:import_confirm", args=[row.pk]))
    for leaving, name, words in ((page, "career-0-place", "病院"), (other.page, "career-1-place", "学校")):
        leaving.fill(f"[name={name}]", words)
        leaving.goto(reverse("participants:hub"))   # an address typed in, as a page that is closed
        for _ in range(50):                         # the last words of a page go on their own way
            row.refresh_from_db()
            if row.typed[name] == [words]:
                break
            page.wait_for_timeout(100)
    # Both were open at once: neither device takes back what the other kept.
    assert (row.typed["career-0-place"], row.typed["career-1-place"]) == (["病院"], ["学校"])
