"""A page of the desk with several buttons: none of them loses what stands typed or ticked for another."""
import re

import pytest
from django.urls import reverse
from django.utils import translation

from engawa.base.ui.unsent import KEY, PAGES
from engawa.demo.builders.applications import owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.journey.organizations import actions as checking
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Point, State
from engawa.journey.postings import actions
from engawa.journey.postings.models import ReviewComment
from tests.people import STRANGER, make_desk, make_user

TYPED = {"words": "規約を送ってください。", "person": "村山さん", "said": "登録はご存じでした。", "despite": "県の名簿で確かめました。"}


def boxes(response):
    """What stands in the fields of a page: name → text."""
    shown = response.content.decode()
    lines = re.findall(r'<input type="text" name="([^"]+)" value="([^"]*)"', shown)
    return {name: text.strip() for name, text in [*lines, *re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', shown)] if text.strip()}


def ticked(response):
    return re.findall(r'name="points" value="(\w+)"[^>]* checked', response.content.decode())


# ------------------------------------------------------------------ an organization
@pytest.fixture
def new(desk):
    """An organization that waits for its check."""
    return make_organization("みどり町の図書室", owner=make_user("m@example.jp", "村山 礼子"), verified=False)


def at(thing, act="", language=""):
    with translation.override("ja"):
        return language + (reverse("desk:organization_act", args=[thing.pk, act]) if act else reverse("desk:organization", args=[thing.pk]))


def test_a_button_keeps_what_is_typed_for_the_others_and_sends_its_own(client, new):
    answer = client.post(at(new, "take"), TYPED)
    assert (answer.status_code, answer.url) == (302, at(new))
    page = client.get(at(new))
    assert (boxes(page), page.content.decode().count("まだ送っていない言葉は、入力欄に残っています。")) == (TYPED, 1)
    client.post(at(new, "call"), TYPED)
    assert boxes(client.get(at(new))) == {name: TYPED[name] for name in ("words", "despite")}
    assert organizations.calls_of(new).get().said == TYPED["said"]
    client.post(at(new, "more"), {name: TYPED[name] for name in ("words", "despite")})
    new.refresh_from_db()
    assert (new.state, boxes(client.get(at(new)))) == (State.MORE_WANTED, {})


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_refused_page_opens_again_by_its_address_with_everything(client, new, language):
    refused = client.post(at(new, "call", language), {**TYPED, "said": ""})
    left = {name: text for name, text in TYPED.items() if name != "said"}
    assert (refused.status_code, boxes(refused)) == (422, left)
    again = client.get(at(new, "call", language))
    assert (again.status_code, again.url) == (302, at(new, language=language))
    for other in ("", "/en"):
        assert boxes(client.get(at(new, language=other))) == left
    assert client.get(at(new, "dance")).status_code == 404


def test_ticks_are_kept_with_every_button_and_count_for_the_answer(client, new):
    client.post(at(new, "call"), {**TYPED, "points": ["name", "phone"]})
    assert organizations.points_left(new) == ["register", "at_work"]
    client.post(at(new, "verify"), {"points": Point.values, "initial-points": ["name", "phone"]})
    new.refresh_from_db()
    assert new.state == State.VERIFIED


def test_ticks_of_a_colleague_stay_and_ones_own_go_when_taken_off(client, new):
    client.post(at(new, "check"), {"points": ["name", "phone"]})
    checking.tick_points(by=make_desk("colleague@example.jp"), organization=new, points=["name", "phone", "register"])
    client.post(at(new, "check"), {"points": ["name"], "initial-points": ["name", "phone"]})
    assert ticked(client.get(at(new))) == ["register", "name"]


def test_ticks_that_cannot_be_kept_any_more_are_said(client, desk):
    verified = make_organization()
    answer = client.post(at(verified, "check"), {"initial-points": Point.values, "words": "x"})
    assert (answer.status_code, "確認を待っていません" in answer.content.decode(), boxes(answer)) == (422, True, {"words": "x"})
    assert client.post(at(verified, "call"), {**TYPED, "initial-points": Point.values}).status_code == 302
    assert organizations.points_left(verified) == []


def leading(response):
    """The links inside the big form of a page: whether each opens a window of its own and says so."""
    form = max(re.findall(r"<form method=.*?</form>", response.content.decode(), re.S), key=len)
    return {address: ('target="_blank"' in link, "新しい画面で開きます" in link)
            for link, address in re.findall(r'(<a [^>]*href="([^"#][^"]*)".*?</a>)', form, re.S)}


def test_links_beside_what_is_typed_open_a_window_of_their_own(client, new):
    other = make_organization("NPO法人みどり町の図書室", owner=make_user("n@example.jp", "中田 一"), corporate_number="")
    links = leading(client.get(at(new)))
    assert (at(other) in links, any(address.startswith("https://") for address in links)) == (True, True)
    assert {address: said for address, said in links.items() if said != (True, True)} == {}


def test_the_enter_key_sends_nothing(client, new):
    page = client.get(at(new)).content.decode()
    form = re.search(rf'<form method="post" action="{at(new, "check")}".*?</form>', page, re.S)[0]
    assert re.findall(r'<button[^>]*type="submit"[^>]*>', form)[0] == '<button type="submit" hidden>'
    answer = client.post(at(new, "check"), TYPED, follow=True)
    assert (answer.content.decode().count("何も送っていません。"), boxes(answer)) == (1, TYPED)
    new.refresh_from_db()
    assert (new.state, organizations.calls_of(new).count()) == (State.ASKED, 0)


@pytest.mark.parametrize(("go", "name"), [("organization_facts", "organization_facts"), ("organization_representative", "organization_representative"),
                                          ("queue", "organization")])
def test_the_pages_beside_it_are_reached_with_everything_kept(client, new, go, name):
    assert client.post(at(new, "check"), {**TYPED, "go": go}).url == reverse(f"desk:{name}", args=[new.pk])
    assert boxes(client.get(at(new))) == TYPED


def test_of_many_pages_the_oldest_are_forgotten_and_nothing_is_kept_of_an_empty_one(client, new):
    client.post(at(new, "check"), {"words": " "})
    assert KEY not in client.session
    for number in range(PAGES + 2):
        client.post(at(make_organization(f"会{number}", owner=make_user(f"o{number}@example.jp", "山"), phone=f"04800012{number:02}"), "check"), {"words": "x"})
    assert len(client.session[KEY]) == PAGES


# ------------------------------------------------------------------ a posting
@pytest.fixture
def posting(desk):
    return make_posting(make_organization())


@pytest.fixture
def submitted(posting):
    return actions.submit_posting(by=owner_of(posting.organization), posting=posting)


def of(posting, *act):
    with translation.override("ja"):
        return reverse("desk:posting_act" if act else "desk:posting", args=[posting.pk, *act])


WRITTEN = {"need-text": "だれが困っていますか。", "task-text": "一つにまとめてください。", "return-words": "よい募集です。", "allow-because": "行事に合わせるため"}


def test_noting_one_comment_notes_the_others_and_keeps_the_words(client, submitted):
    client.post(reverse("desk:comment", args=[submitted.pk, "need"]), WRITTEN)
    assert dict(ReviewComment.objects.values_list("section", "text")) == {"need": "だれが困っていますか。", "task": "一つにまとめてください。"}
    assert boxes(client.get(of(submitted))) == WRITTEN
    client.post(of(submitted, "return"), {**WRITTEN, "need-was": WRITTEN["need-text"], "task-was": WRITTEN["task-text"]})
    submitted.refresh_from_db()
    assert (submitted.state, ReviewComment.objects.filter(held=False).count()) == ("draft", 3)


def test_publishing_with_a_comment_that_stands_typed_is_refused_and_loses_nothing(client, submitted):
    refused = client.post(of(submitted, "publish"), WRITTEN)
    assert (refused.status_code, boxes(refused), refused.content.decode().count("まだ送っていないコメントがあります") > 0) == (422, WRITTEN, True)
    assert client.get(of(submitted, "publish")).url == of(submitted)
    assert boxes(client.get("/en" + of(submitted))) == WRITTEN


def test_a_comment_that_is_too_long_stops_every_button_and_stays(client, submitted):
    long = "あ" * 2001
    for page in (of(submitted, "return"), reverse("desk:comment", args=[submitted.pk, "need"])):
        refused = client.post(page, {**WRITTEN, "need-text": long})
        assert (refused.status_code, boxes(refused)) == (422, {**WRITTEN, "need-text": long})
    assert boxes(client.get(of(submitted))) == {**WRITTEN, "need-text": long}
    assert client.get(reverse("desk:comment", args=[submitted.pk, "need"])).url == of(submitted) + "#s-need"
    assert dict(ReviewComment.objects.values_list("section", "text")) == {"task": WRITTEN["task-text"]}
    client.post(of(submitted, "return"), {**WRITTEN, "need-was": "", "task-was": WRITTEN["task-text"]})
    assert ReviewComment.objects.filter(held=False).count() == 3


def test_what_a_colleague_noted_meanwhile_stays(client, submitted):
    actions.note_comment(by=make_desk("colleague@example.jp"), posting=submitted, section="need", text="短くしましょう。")
    client.post(reverse("desk:comment", args=[submitted.pk, "task"]), {"need-text": "", "need-was": "", "task-text": "まとめましょう。"})
    assert dict(ReviewComment.objects.values_list("section", "text")) == {"need": "短くしましょう。", "task": "まとめましょう。"}


def test_a_comment_after_a_colleague_has_published_is_shown_again_with_the_reason(client, submitted):
    actions.publish_posting(by=make_desk("colleague@example.jp"), posting=submitted)
    refused = client.post(of(submitted, "return"), WRITTEN)
    assert (refused.status_code, boxes(refused)["need-text"]) == (422, WRITTEN["need-text"])


def test_hiding_a_question_keeps_what_is_typed_on_the_posting_and_on_the_report(client, desk):
    posting = make_open_posting(make_organization())
    asked = actions.ask_question(by=make_user(**STRANGER), posting=posting, text="お金はもらえますか。")
    assert client.post(reverse("desk:hide_question", args=[asked.pk]), {"allow-because": "行事"}).url == of(posting)
    assert boxes(client.get(of(posting))) == {"allow-because": "行事"}
    report = actions.report_posting(by=owner_of(posting.organization), posting=posting, question=asked, reason="unkind")
    own = reverse("desk:posting_report", args=[report.pk])
    assert client.post(reverse("desk:show_question", args=[asked.pk]), {"report": report.pk, "answer": "見ました。"}).url == own
    assert boxes(client.get(own)) == {"answer": "見ました。"}
    assert client.get(own).content.decode().count(reverse("desk:hide_question", args=[asked.pk])) == 1
    client.post(own, {"answer": "見ました。"})
    assert boxes(client.get(own)) == {}
