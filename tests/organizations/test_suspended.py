"""The pages of a suspended organization offer nothing that is refused and say nothing that is untrue."""
import pytest
from django.test import Client
from django.urls import reverse

from engawa.demo.builders.applications import make_application
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.organizations import actions
from engawa.journey.postings import actions as postings
from tests.participants.reading import words

REASON = "この団体の利用は、いま止まっています。"


def seen(user, name, **where):
    client = Client()
    client.force_login(user)
    return words(client.get(reverse(name, kwargs=where)))


@pytest.fixture
def stopped(konara):
    """An organization with an open posting, a paused one and an application that waits; then it is suspended."""
    konara.open, konara.paused = make_open_posting(konara.organization), make_open_posting(konara.organization)
    make_application(konara.open)
    postings.pause_posting(by=konara.owner, posting=konara.paused)
    actions.suspend_organization(by=konara.desk, organization=konara.organization, words="お電話ください。")
    return konara


def test_its_home_page(stopped):
    page = seen(stopped.owner, "home:organization")
    assert [page.count(said) for said in ("新しい募集を作る", "待っている応募はありません", "返事を待つ人には、お知らせしました。")] == [0, 0, 1]
    client = Client()
    client.force_login(stopped.owner)
    assert reverse("postings:posting", args=[stopped.open.pk]) in client.get(reverse("home:organization")).content.decode()


@pytest.mark.parametrize(("which", "button"), [("open", "募集をお休みにする"), ("paused", "もう一度募集する")])
def test_the_page_of_a_posting_says_why_not(stopped, which, button):
    page = seen(stopped.owner, "postings:posting", pk=getattr(stopped, which).pk)
    assert (button in page, REASON in page, "公開しているページを見る" in page) == (False, True, False)


def test_without_any_posting_it_says_why_none_can_be_made(konara):
    actions.suspend_organization(by=konara.desk, organization=konara.organization, words="お電話ください。")
    page = seen(konara.owner, "home:organization")
    assert (REASON in page, "ひな形を選ぶ" in page) == (True, False)
