"""What visitors see is made once: 304 while nothing changed, the list from memory, never anything personal."""
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engawa.demo.builders.postings import make_open_posting
from engawa.journey.matching.views import finding
from engawa.journey.postings import actions as postings
from tests.reference import load_reference

ADDRESS = "/postings/"


@pytest.fixture
def posting(transactional_db):
    load_reference()
    caches["fragments"].clear()
    return make_open_posting(title="会員名簿を一つにまとめる")


def ask(client: Client, tag: str = "", address: str = ADDRESS, **more):
    return client.get(address, **({"HTTP_IF_NONE_MATCH": tag} if tag else {}), **more)


def test_a_page_that_did_not_change_is_not_sent_again(posting):
    client = Client()
    tag = ask(client)["ETag"]
    again = ask(client, tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    postings.close_posting(by=posting.made_by, posting=posting, words="決まりました。")
    after = ask(client, tag)
    assert (after.status_code, after.content.decode().count(posting.title)) == (200, 0)


def test_a_second_reader_costs_one_query(posting):
    client = Client()
    first = ask(client)
    with CaptureQueriesContext(connection) as second:
        page = ask(client)
    assert len(second) == 1  # the number of the data
    assert page.content == first.content
    assert page.content.decode().count(f">{posting.title}<") == 1
    part = ask(client, HTTP_HX_REQUEST="true").content.decode()
    assert (part.count(posting.title), part.count("<html")) == (1, 0)


def test_the_whole_page_is_taken_from_memory_for_a_reader_without_settings(posting, monkeypatch):
    first, part = ask(Client()), ask(Client(), HTTP_HX_REQUEST="true")
    restored = ask(Client(), HTTP_HX_REQUEST="true", HTTP_HX_HISTORY_RESTORE_REQUEST="true")
    monkeypatch.setattr(finding, "render", None)      # nothing is written any more
    again, its_part = ask(Client()), ask(Client(), HTTP_HX_REQUEST="true")
    assert (again.content, again["Vary"], its_part.content) == (first.content, first["Vary"], part.content)
    assert restored.content.count(b"<html") == first.content.count(b"<html") == 1
    assert again.has_header("Content-Security-Policy")
    with pytest.raises(TypeError):
        ask(Client(headers={"Cookie": "engawa_display=max"}))


def test_other_readers_and_other_questions_get_pages_of_their_own(posting):
    tag = ask(Client())["ETag"]
    client = Client()
    client.cookies["engawa_display"] = "max"
    assert ask(client, tag).status_code == 200
    assert ask(Client(), tag, "/en/postings/").status_code == 200
    assert ask(Client(), tag, ADDRESS + "?q=名簿").status_code == 200
    assert ask(Client(), tag).status_code == 304


def test_who_is_signed_in_gets_no_tag_and_nothing_from_memory(posting):
    ask(Client())
    client = Client()
    client.force_login(posting.made_by)
    page = ask(client)
    assert page.has_header("ETag") is False
    assert page.content.decode().count("あとで見る") >= 1


def test_inside_a_transaction_nothing_is_kept(db):
    assert ask(Client()).has_header("ETag") is False
