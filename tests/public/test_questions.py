"""On the page of a posting: who asks, who reads what, and reports by anybody."""
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from engawa.demo.builders.applications import owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.journey.postings import actions
from engawa.journey.postings.models import PostingReport, Question
from tests.people import STRANGER, make_desk, make_participant, make_user
from tests.reference import load_reference


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(name, *args):
    return reverse(f"public:{name}", args=args)


@pytest.fixture
def posting(db):
    cache.clear()
    load_reference()
    return make_open_posting(make_organization())


def test_a_participant_asks_and_reads_the_answer(client, posting):
    asker = make_participant().user
    client.force_login(asker)
    assert client.post(page("ask", posting.pk), {"text": ""}).status_code == 422
    assert client.post(page("ask", posting.pk), {"text": "夜でもよいですか。"}).url == page("posting", posting.pk)
    assert words(client.get(page("posting", posting.pk))).count("夜でもよいですか。") == 1
    actions.answer_question(by=owner_of(posting.organization), question=Question.objects.get(), answer="はい、どうぞ。")
    assert words(client.get(page("posting", posting.pk))).count("はい、どうぞ。") == 1
    client.logout()
    assert words(client.get(page("posting", posting.pk))).count("はい、どうぞ。") == 0


def test_what_the_organization_agrees_to_show_is_there_for_everybody_without_a_name(client, posting):
    asker = make_participant().user
    asked = actions.ask_question(by=asker, posting=posting, text="夜でもよいですか。")
    actions.answer_question(by=owner_of(posting.organization), question=asked, answer="はい、どうぞ。", may_be_shown=True)
    shown = words(client.get(page("posting", posting.pk)))
    assert [shown.count(text) for text in ("夜でもよいですか。", "はい、どうぞ。", asker.name)] == [2, 1, 0]  # once more in the words of the link to report it
    actions.hide_question(by=make_desk("second@example.jp"), question=asked)
    assert words(client.get(page("posting", posting.pk))).count("夜でもよいですか。") == 0


def test_a_visitor_is_led_to_sign_in_and_a_member_reads_why_not(client, posting):
    shown = client.get(page("posting", posting.pk)).content.decode()
    assert (shown.count(page("ask", posting.pk)), words(client.get(page("posting", posting.pk))).count("ログインして質問する")) == (0, 1)
    client.force_login(owner_of(posting.organization))
    assert words(client.get(page("posting", posting.pk))).count("これは、あなたの団体の募集です。") > 0


def test_words_of_people_are_shown_as_written(client, posting):
    asked = actions.ask_question(by=make_user(**STRANGER), posting=posting, text="<script>alert(1)</script>")
    actions.answer_question(by=owner_of(posting.organization), question=asked, answer="<b>はい</b>", may_be_shown=True)
    shown = client.get(page("posting", posting.pk)).content.decode()
    assert [shown.count(text) for text in ("<script>alert", "<b>はい</b>")] == [0, 0]


def test_a_visitor_reports_with_an_address(client, posting):
    assert client.get(page("report", posting.pk)).content.decode().count('name="email"') == 1
    assert client.post(page("report", posting.pk), {"words": "x"}).status_code == 422
    sent = client.post(page("report", posting.pk), {"reason": "money", "words": "お金の話です。", "email": "visitor@example.jp"})
    assert (sent.url, client.get(sent.url).status_code) == (page("report_done"), 200)
    assert PostingReport.objects.values_list("by", "email", "reason", "language").get() == (None, "visitor@example.jp", "money", "ja")


def test_whoever_signed_in_is_not_asked_for_an_address(client, posting):
    client.force_login(make_participant().user)
    assert client.get(page("report", posting.pk)).content.decode().count('name="email"') == 0
    client.post(page("report", posting.pk), {"reason": "other"})
    assert PostingReport.objects.filter(by__isnull=False, email="").count() == 1


def test_programs_and_floods_leave_nothing(client, posting):
    filled = client.post(page("report", posting.pk), {"reason": "other", "leave_empty": "x"})
    assert (filled.url, PostingReport.objects.count()) == (page("report_done"), 0)
    answers = [client.post(page("report", posting.pk), {"reason": "other", "words": str(n)}).status_code for n in range(7)]
    assert (answers, PostingReport.objects.count()) == ([302] * 5 + [429] * 2, 5)


def test_what_cannot_be_seen_cannot_be_reported(client, posting):
    draft = make_posting(posting.organization)
    asked = actions.ask_question(by=make_user(**STRANGER), posting=posting, text="夜でもよいですか。")
    assert [client.get(url).status_code for url in (page("report", draft.pk), page("report_question", asked.pk))] == [404, 404]
    actions.answer_question(by=owner_of(posting.organization), question=asked, answer="はい。", may_be_shown=True)
    assert words(client.get(page("report_question", asked.pk))).count("夜でもよいですか。") == 1
    client.post(page("report_question", asked.pk), {"reason": "unkind"})
    assert PostingReport.objects.get().question == asked
