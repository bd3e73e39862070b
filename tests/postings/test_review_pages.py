"""The organization's pages of a review and of questions, and the one history, through plain forms."""
import re

import pytest
from django.urls import reverse

from engawa.base.notices.models import Mail
from engawa.demo.builders.applications import make_application
from engawa.demo.builders.postings import make_posting
from engawa.journey.postings import actions, queries
from engawa.journey.postings.models import Question, ReviewComment
from tests.people import make_participant


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(name, *args):
    return reverse(f"postings:{name}", args=args)


@pytest.fixture
def member(konara, client):
    """The member at a browser."""
    client.force_login(konara.member)
    return client


@pytest.fixture
def returned(konara, draft):
    actions.submit_posting(by=konara.member, posting=draft)
    actions.note_comment(by=konara.desk, posting=draft, section="need", text="だれが困っていますか。")
    return actions.return_posting(by=konara.desk, posting=draft, words="よい募集です。")


def test_comments_stand_in_the_check_and_at_their_section(member, returned):
    checked = words(member.get(page("check", returned.pk)))
    assert [text for text in ("だれが困っていますか。", "よい募集です。", "まだ直していません") if text not in checked] == []
    shown = {section: words(member.get(page("edit", returned.pk, section))) for section in ("need", "time")}
    assert [("だれが困っていますか。" in shown[section], "よい募集です。" in shown[section]) for section in ("need", "time")] == [
        (True, True), (False, True)]


def test_the_list_marks_what_the_desk_has_returned_until_all_is_done(konara, member, returned):
    comments, mark = list(queries.sent_comments()), "直してほしいところがあります"
    other = make_posting(konara.organization)
    def shown():
        page_words = words(member.get(page("list")))
        return page_words.count(mark), page_words.count("2件")
    assert (shown(), queries.of_organization(konara.organization).get(is_returned=True)) == ((1, 1), returned)
    for comment in comments:
        assert shown() == (1, 1)
        actions.answer_comment(by=konara.member, comment=comment)
    assert shown() == (0, 1)
    for posting in (other, returned):
        actions.submit_posting(by=konara.member, posting=posting)
        actions.note_comment(by=konara.desk, posting=posting, section="need", text="あとで書きます。")
    assert shown() == (0, 1)


def test_what_was_said_before_a_posting_was_opened_is_settled(konara, member, returned):
    actions.submit_posting(by=konara.member, posting=returned)
    actions.publish_posting(by=konara.desk, posting=returned)
    actions.save_section(by=konara.member, posting=returned, section="need", values={"need": "葉書が二通届きます。"})
    actions.take_back_posting(by=konara.member, posting=returned)
    assert queries.of_organization(konara.organization).filter(is_returned=True).count() == 0
    actions.submit_posting(by=konara.member, posting=returned)
    actions.return_posting(by=konara.desk, posting=returned, words="だれにですか。")
    assert queries.of_organization(konara.organization).filter(is_returned=True).get() == returned


def test_beside_the_fields_no_link_of_a_comment_leads_away_from_what_is_typed(member, returned):
    def left(name, *args):
        shown = re.search(r'<section class="note note--warn".*?</section>', member.get(page(name, returned.pk, *args)).content.decode(), re.S)[0]
        return re.findall(r'href="([^"]+)"', shown), "確かめるページで「直しました」の印" in shown
    links, said = left("check")
    assert (page("history", returned.pk) in links, len(links), said) == (True, 4, False)
    assert [left("edit", section) for section in ("need", "time")] == [([], True), ([], True)]


def test_a_comment_is_marked_from_the_check(member, returned):
    comment = ReviewComment.objects.get(section="need")
    url = page("comment", returned.pk, comment.pk)
    assert member.get(page("check", returned.pk)).content.decode().count(url) == 1
    assert member.get(url).content.decode().count("だれが困っていますか。") == 1
    assert member.post(url, {"answer": "あ" * 301}).status_code == 422
    assert member.post(url, {"answer": "会報の係です。"}).url == page("check", returned.pk)
    comment.refresh_from_db()
    assert (comment.answer, comment.is_open) == ("会報の係です。", False)
    assert words(member.get(page("check", returned.pk))).count("直しました 小林 由美") == 1
    assert member.get(url).content.decode().count("<form") == member.get(page("check", returned.pk)).content.decode().count("<form") - 2


def test_the_history_is_one_page_for_both_sides(konara, member, returned, client):
    actions.save_section(by=konara.member, posting=returned, section="need", values={"need": "会報の係が困っています。"})
    actions.submit_posting(by=konara.member, posting=returned)
    shown = member.get(page("history", returned.pk)).content.decode()
    assert (shown.count("だれが困っていますか。"), shown.count("<ins>") > 0, shown.count(konara.desk.name)) == (1, True, 0)
    client.force_login(konara.desk)
    assert client.get(page("history", returned.pk)).content.decode().count(konara.desk.name) > 0
    client.force_login(konara.stranger)
    assert client.get(page("history", returned.pk)).status_code == 404


def test_three_returns_through_the_pages_keep_every_comment(konara, member, draft):
    officer, said = type(member)(), []
    officer.force_login(konara.desk)
    for turn in ("一", "二", "三"):
        assert member.post(page("check", draft.pk)).url == page("sent", draft.pk)
        for section in ("need", "time"):
            said.append(f"{turn}回目：{section}を短く。")
            officer.post(reverse("desk:comment", args=[draft.pk, section]), {f"{section}-text": said[-1]})
        said.append(f"{turn}回目：よい募集です。")
        back = officer.post(reverse("desk:posting_act", args=[draft.pk, "return"]), {"return-words": said[-1]})
        checked = words(member.get(page("check", draft.pk)))
        assert (back.url, [text for text in said[-3:] if text not in checked]) == (reverse("desk:queue"), [])
        comment = ReviewComment.objects.get(section="need", text=f"{turn}回目：needを短く。")
        member.post(page("comment", draft.pk, comment.pk), {"answer": f"{turn}度目に直しました。"})
        save = {"title": draft.title, "need": f"{turn}度目の困りごとです。", "area": draft.area_id}
        assert member.post(page("edit", draft.pk, "need"), save).status_code == 302
    member.post(page("check", draft.pk))
    at_desk = words(officer.get(reverse("desk:posting", args=[draft.pk])))
    for shown in (words(member.get(page("history", draft.pk))), words(officer.get(page("history", draft.pk))), at_desk):
        assert [(text, shown.count(text)) for text in said if shown.count(text) != 1] == []
        assert [shown.count(f"{turn}度目に直しました。") for turn in ("一", "二", "三")] == [1, 1, 1]
    assert officer.post(reverse("desk:posting_act", args=[draft.pk, "publish"])).url == reverse("desk:queue")
    after = words(member.get(page("history", draft.pk)))
    assert [text for text in said if after.count(text) != 1] == []


def test_the_page_of_a_posting_leads_to_seats_questions_and_history(member, published):
    shown = member.get(page("posting", published.pk)).content.decode()
    assert [name for name in ("seats", "history") if page(name, published.pk) not in shown] == []
    assert shown.count(page("questions")) == 1


def test_seats(member, published, draft):
    assert member.post(page("seats", published.pk), {"seats": "０"}).status_code == 422
    assert member.post(page("seats", published.pk), {"seats": "３"}).url == page("posting", published.pk)
    published.refresh_from_db()
    assert published.seats == 3
    assert words(member.get(page("seats", draft.pk))).count("ここで人数を変えられるのは") == 1


def test_closing_asks_for_a_sentence_only_where_somebody_waits_and_says_who_was_told(member, published, draft):
    nobody = member.get(page("close", published.pk))
    assert (nobody.content.decode().count("<textarea"), words(nobody).count("いま、返事を待っている方はいません。")) == (0, 1)
    for n in (1, 2):
        make_application(posting=published, participant=make_participant(f"p{n}@example.jp", f"応募 {n}"))
    assert words(member.get(page("close", published.pk))).count("返事を待っている2人に、メールで届きます。") == 1
    assert member.post(page("close", published.pk), {"words": ""}).status_code == 422
    closed = member.post(page("close", published.pk), {"words": "ありがとうございました。"}, follow=True)
    assert words(closed).count("返事を待っていた2人に、お知らせしました。") == 1
    assert Mail.objects.filter(kind="postings/closed").first().text.count("返事を待っていた2人に、お知らせしました。") == 1
    assert Mail.objects.filter(kind="applications/closed", text__contains="ありがとうございました。").count() == 2


def test_a_posting_for_which_nobody_waits_closes_without_a_sentence(member, published):
    closed = member.post(page("close", published.pk), follow=True)
    assert words(closed).count("返事を待っている方はいませんでした。") == 1
    assert Mail.objects.filter(kind="postings/closed").first().text.count("返事を待っている方はいませんでした。") == 1


def test_a_draft_is_thrown_away_and_copied_from_its_page_and_from_the_list(member, draft):
    for where in (page("check", draft.pk), page("list")):
        shown = member.get(where).content.decode()
        assert (shown.count(f'href="{page("close", draft.pk)}"'), shown.count(f'action="{page("copy", draft.pk)}"')) == (1, 1)
    assert member.get(page("close", draft.pk)).content.decode().count("下書きを捨てる</button>") == 1
    away = member.post(page("close", draft.pk), follow=True)
    assert words(away).count("下書きを片づけました。") == 1
    draft.refresh_from_db()
    shown = member.get(page("list")).content.decode()
    assert (draft.state, shown.count(page("close", draft.pk)), shown.count(f'action="{page("copy", draft.pk)}"')) == ("closed", 0, 1)


def test_a_stranger_throws_nothing_away(client, konara, draft):
    client.force_login(konara.stranger)
    assert {client.get(page("close", draft.pk)).status_code, client.post(page("close", draft.pk)).status_code} == {404}


def test_a_suspended_organization_is_offered_no_copy_and_no_throwing_away(member, draft, suspended):
    suspended()
    shown = member.get(page("list")).content.decode()
    assert (shown.count(page("close", draft.pk)), shown.count(page("copy", draft.pk))) == (0, 0)


def test_questions_are_answered_with_a_tick_that_is_off(konara, member, published):
    assert words(member.get(page("questions"))).count("まだ質問はありません") == 1
    asked = actions.ask_question(by=konara.stranger, posting=published, text="夜でもよいですか。")
    shown = member.get(page("questions")).content.decode()
    assert (shown.count("夜でもよいですか。"), shown.count(konara.stranger.name)) == (1, 0)
    form = member.get(page("question", asked.pk)).content.decode()
    assert (form.count("checked"), form.count(konara.stranger.name)) == (0, 0)
    assert member.post(page("question", asked.pk), {"answer": ""}).status_code == 422
    assert member.post(page("question", asked.pk), {"answer": "はい。"}).url == page("questions")
    assert Question.objects.values_list("answer", "may_be_shown").get() == ("はい。", False)
    member.post(page("question", asked.pk), {"answer": "はい。", "may_be_shown": "on"})
    assert Question.objects.get().is_public is True
    assert member.get(page("question", asked.pk)).content.decode().count("checked") == 1


def test_strangers_have_no_questions_and_their_own_reports_only(konara, published, client):
    asked = actions.ask_question(by=konara.stranger, posting=published, text="夜でもよいですか。")
    mine = actions.report_posting(by=konara.stranger, posting=published, reason="other", words="読みにくいです。")
    theirs = actions.report_posting(by=konara.member, posting=published, reason="other")
    client.force_login(konara.stranger)
    assert [client.get(url).status_code for url in (page("questions"), page("question", asked.pk), page("report", theirs.pk))] == [404] * 3
    assert words(client.get(page("report", mine.pk))).count("事務局が確かめています") == 1
    actions.handle_posting_report(by=konara.desk, report=mine, answer="読みやすく直してもらいました。")
    assert words(client.get(page("report", mine.pk))).count("読みやすく直してもらいました。") == 1


def test_after_three_returns_the_page_shows_the_last_words_and_keeps_the_earlier_ones_in_reach(konara, member, returned):
    for words_of_desk in ("だいぶ分かりやすくなりました。", "もう少しです。"):
        for comment in ReviewComment.objects.filter(answered_at=None):
            actions.answer_comment(by=konara.member, comment=comment, answer="直しました。")
        actions.submit_posting(by=konara.member, posting=returned)
        actions.return_posting(by=konara.desk, posting=returned, words=words_of_desk)
    actions.submit_posting(by=konara.member, posting=returned)
    shown = member.get(page("posting", returned.pk)).content.decode()
    first, folded = re.search(r"事務局からの言葉</h2>(.*?)<details class=\"fold\"><summary>前のコメントを見る（3件）</summary>(.*?)</details>", shown, re.S).groups()
    assert [text for text in ("だれが困っていますか。", "よい募集です。", "だいぶ分かりやすくなりました。", "もう少しです。") if text in first] == ["もう少しです。"]
    assert [text for text in ("だれが困っていますか。", "よい募集です。", "だいぶ分かりやすくなりました。", "もう少しです。") if text in folded] == [
        "だれが困っていますか。", "よい募集です。", "だいぶ分かりやすくなりました。"]


def test_what_was_said_before_the_publication_waits_for_nobody_afterwards(konara, member, returned):
    checked = member.get(page("check", returned.pk)).content.decode()
    assert checked.count("まだ直していません") == 2
    assert re.findall(r'の印を付ける<span class="hide">(.*?)</span>', checked) == ["：だれが困っていますか。", "：よい募集です。"]
    actions.submit_posting(by=konara.owner, posting=returned)
    waiting = member.get(page("posting", returned.pk)).content.decode()
    actions.publish_posting(by=konara.desk, posting=returned)
    published = member.get(page("posting", returned.pk)).content.decode()
    assert [(shown.count("まだ直していません"), shown.count("だれが困っていますか。")) for shown in (waiting, published)] == [(2, 1), (0, 1)]
    changed = actions.save_section(by=konara.owner, posting=returned, section="need", values={"need": "会報が二通届きます。"})
    actions.return_posting(by=konara.desk, posting=changed, words="もう少しです。")
    changed.refresh_from_db()
    assert [comment.text for comment in queries.last_comments(changed)] == ["もう少しです。"]
