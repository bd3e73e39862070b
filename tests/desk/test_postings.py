"""The desk reads a posting beside its template, comments, returns, publishes, takes it off the list, hides and answers."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.notices.models import Mail
from engawa.base.times import at_moment, now
from engawa.demo.builders.applications import make_application, owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import READY, make_open_posting, make_posting
from engawa.front.desk.queue import waiting
from engawa.journey.postings import actions
from engawa.journey.postings.hints import all_hints
from engawa.journey.postings.models import Posting, ReviewComment
from tests.people import STRANGER, make_user


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def organization(desk):
    return make_organization()


@pytest.fixture
def submitted(organization):
    posting = make_posting(organization, out_of_scope=["印刷と発送"])
    return actions.submit_posting(by=owner_of(organization), posting=posting)


@pytest.mark.parametrize(("answers", "said"), [({}, ""), ({"board": "no"}, "今はまだ早いようです"), (READY, "準備ができています")])
def test_what_the_organization_answered_is_seen_by_the_desk(client, submitted, answers, said):
    Posting.objects.filter(pk=submitted.pk).update(readiness={**READY, **answers} if answers else {})
    shown = words(client.get(page("posting", submitted.pk)))
    assert (said in shown, "団体の答えから" in shown) == (True, bool(said))


def test_that_a_company_pays_is_a_warning_to_the_desk(client, submitted):
    paid = "もとになる活動の代金を、会社が払っています。"
    for funding, count in (("own", 0), ("company", 1)):
        Posting.objects.filter(pk=submitted.pk).update(readiness={**READY, "board": "no", "funding": funding})
        shown = client.get(page("posting", submitted.pk)).content.decode()
        assert [len(re.findall(found, shown)) for found in (paid, rf'note--warn">(?:<[^>]*>)*{paid}')] == [count, count]


def test_the_desk_sees_that_the_closing_day_of_an_open_posting_has_passed(client, organization):
    posting, mark = make_open_posting(organization), "応募のしめきりを過ぎました"
    assert [words(client.get(each)).count(mark) for each in (page("postings"), page("posting", posting.pk))] == [0, 0]
    with at_moment(now() + timedelta(days=50)):
        for each in (page("postings"), page("posting", posting.pk)):
            shown = words(client.get(each))
            assert (shown.count(mark), shown.count(f"募集中 {mark}")) == (1, 1)


def test_the_posting_stands_beside_its_template(client, submitted):
    shown = client.get(page("posting", submitted.pk)).content.decode()
    assert (shown.count("ひな形とちがうところ：1か所"), shown.count("<ins><small>【追加】</small>") > 0, shown.count("<del><small>【削除】</small>") > 0) == (
        1, True, True)
    assert shown.count("前回（") == 0


def test_without_a_template_it_says_so(client, organization):
    own = actions.start_posting(by=owner_of(organization), organization=organization, title="会計の手順")
    Posting.objects.filter(pk=own.pk).update(state="in_review", submitted_at=own.made_at)
    assert words(client.get(page("posting", own.pk))).count("ひな形を使わずに") == 1


def test_comments_are_noted_one_by_one_and_sent_together(client, submitted):
    sent = client.post(page("comment", submitted.pk, "need"), {"need-text": "だれが困っていますか。"})
    assert sent.url == page("posting", submitted.pk) + "#s-need"
    assert client.post(page("comment", submitted.pk, "need"), {"need-text": "あ" * 2001}).status_code == 422
    assert client.post(page("comment", submitted.pk, "nonsense"), {"text": "x"}).status_code == 404
    shown = client.get(page("posting", submitted.pk)).content.decode()
    assert (shown.count("だれが困っていますか。"), shown.count(page("posting_act", submitted.pk, "publish"))) == (1, 0)
    assert client.post(page("posting_act", submitted.pk, "return"), {"return-words": ""}).url == page("queue")
    submitted.refresh_from_db()
    assert (submitted.state, ReviewComment.objects.get().held) == ("draft", False)


def test_an_emptied_comment_is_told_as_empty_and_nothing_goes_back(client, submitted):
    client.post(page("comment", submitted.pk, "need"), {"need-text": "x"})
    emptied = client.post(page("comment", submitted.pk, "need"), {"need-text": "", "need-was": "x"}, follow=True)
    assert words(emptied).count("コメントを空にしました") == 1
    refused = client.post(page("posting_act", submitted.pk, "return"), {"return-words": ""})
    assert (refused.status_code, words(refused).count("コメントを一つは書いてください")) == (422, 1)


def test_the_next_submission_shows_what_changed_and_what_was_answered(client, submitted):
    owner = owner_of(submitted.organization)
    client.post(page("comment", submitted.pk, "need"), {"need-text": "だれが困っていますか。"})
    client.post(page("posting_act", submitted.pk, "return"), {"return-words": "よい募集です。"})
    actions.answer_comment(by=owner, comment=ReviewComment.objects.get(section="need"), answer="会報の係です。")
    actions.save_section(by=owner, posting=submitted, section="need", values={"title": "名簿を一つに"})
    actions.submit_posting(by=owner, posting=submitted)
    shown = words(client.get(page("posting", submitted.pk)))
    assert re.search(r"前回（[^）]*（.）[^）]*）の申し込みから変わったところ：1か所", shown) is not None
    assert [text for text in ("会報の係です。", "直しました", "よい募集です。", "2回目の申し込み") if text not in shown] == []
    assert client.post(page("posting_act", submitted.pk, "publish")).url == page("queue")


def test_an_unchanged_submission_says_so(client, submitted):
    owner = owner_of(submitted.organization)
    actions.take_back_posting(by=owner, posting=submitted)
    actions.submit_posting(by=owner, posting=submitted)
    assert words(client.get(page("posting", submitted.pk))).count("の申し込みから変わったところはありません") == 1


def test_the_desk_takes_an_open_posting_off_and_puts_it_back(client, organization):
    posting = make_open_posting(organization)
    states = []
    make_application(posting=posting)
    for act, sent in (("pause", {}), ("resume", {}), ("close", {"close-words": ""}), ("close", {"close-words": "事情が変わりました。"})):
        client.post(page("posting_act", posting.pk, act), sent)
        posting.refresh_from_db()
        states.append(posting.state)
    assert states == ["paused", "open", "open", "closed"]
    assert Mail.objects.get(kind="applications/closed").text.count("事情が変わりました。") == 1
    assert client.post(page("posting_act", posting.pk, "delete")).status_code == 404


def test_closing_at_the_desk_speaks_to_the_applicants_or_says_that_nobody_waits(client, organization):
    posting = make_open_posting(organization)
    assert words(client.get(page("posting", posting.pk))).count("いま、返事を待っている方はいません。") == 1
    make_application(posting=posting)
    shown = words(client.get(page("posting", posting.pk)))
    assert [shown.count(each) for each in ("応募した人への一言", "返事を待っている1人に、メールで届きます。", "団体への言葉")] == [1, 1, 0]
    closed = client.post(page("posting_act", posting.pk, "close"), {"close-words": "事情が変わりました。"}, follow=True)
    assert words(closed).count("返事を待っていた1人に、お知らせしました。") == 1


def test_a_question_is_hidden_from_the_page_of_its_posting(client, organization):
    posting = make_open_posting(organization)
    asked = actions.ask_question(by=make_user(**STRANGER), posting=posting, text="お金はもらえますか。")
    shown = client.get(page("posting", posting.pk)).content.decode()
    assert shown.count(page("hide_question", asked.pk)) == 1
    assert client.post(page("hide_question", asked.pk)).url == page("posting", posting.pk)
    asked.refresh_from_db()
    shown = client.get(page("posting", posting.pk))
    assert (asked.hidden_at is not None, words(shown).count("見えないようにしました"), shown.content.decode().count(page("hide_question", asked.pk))) == (
        True, 1, 0)
    back = client.post(page("show_question", asked.pk), follow=True)
    asked.refresh_from_db()
    assert (asked.hidden_at, words(back).count("また見えるようにしました"), back.content.decode().count(page("show_question", asked.pk))) == (None, 1, 0)


def test_the_hints_stand_beside_the_words_also_those_put_aside(client, organization):
    posting = make_posting(organization, need="いろいろ困っています。", task="三つの表を一つにまとめてください。謝礼をお渡しします。")
    owner = owner_of(organization)
    hint, other = (one for one in all_hints(posting) if one.section in ("need", "task"))
    actions.put_hint_aside(by=owner, posting=posting, key=hint.key)
    actions.submit_posting(by=owner, posting=posting)
    shown = client.get(page("posting", posting.pk)).content.decode()
    assert [shown.count(each) for each in (hint.words, other.words, "団体は、このヒントを見て、そのままにしました。")] == [1, 1, 1]
    assert shown.index('id="s-need"') < shown.index(hint.words) < shown.index('id="s-task"') < shown.index(other.words)


def test_reports_wait_in_the_queue_until_they_are_answered(client, organization, desk):
    posting = make_open_posting(organization)
    asked = actions.ask_question(by=make_user(**STRANGER), posting=posting, text="お金はもらえますか。")
    first = actions.report_posting(by=None, posting=posting, reason="money", words="お金の話があります。", email="visitor@example.jp")
    second = actions.report_posting(by=owner_of(organization), posting=posting, question=asked, reason="unkind")
    kinds = [row.kind for row in waiting() if row.title == posting.title]
    assert kinds == ["知らせのあった募集", "知らせのあった質問"]
    shown = words(client.get(page("posting_report", first.pk)))
    assert re.search(rf'href="{page("posting", first.posting_id)}" target="_blank"[^>]*>[^<]*<span class="hide">（新しい画面で開きます）',
                     client.get(page("posting_report", first.pk)).content.decode())
    assert [text for text in ("お金の話があります。", "visitor@example.jp", posting.need) if text not in shown] == []
    assert client.get(page("posting_report", second.pk)).content.decode().count(page("hide_question", asked.pk)) == 1
    assert client.post(page("posting_report", first.pk), {"answer": ""}).status_code == 422
    assert client.post(page("posting_report", first.pk), {"answer": "団体に確かめました。"}).url == page("queue")
    assert words(client.get(page("posting_report", first.pk))).count("団体に確かめました。") == 1
    assert [row.kind for row in waiting() if row.title == posting.title] == ["知らせのあった質問"]


def test_more_hours_are_allowed_on_the_page_with_a_written_reason(client, submitted):
    act = page("posting_act", submitted.pk, "allow")
    empty = client.post(act, {"allow-because": ""})
    assert (empty.status_code, words(empty).count("この募集に認める理由を入力してください。")) == (422, 2)
    assert client.post(act, {"allow-because": "一年の行事に合わせるため"}).url == page("posting", submitted.pk)
    shown = words(client.get(page("posting", submitted.pk)))
    assert [shown.count(each) for each in ("週20時間・52週間までを認めています", "一年の行事に合わせるため", "週10時間・26週間をこえることを認める")] == [1, 2, 0]
    again = client.post(act, {"allow-because": "もう一度"})
    assert (again.status_code, words(again).count("この募集は、もう認められています。")) == (422, 1)


# ------------------------------------------------------------------ the list
@pytest.fixture
def several(organization):
    """One posting in review and one open; another organization with an open one; a draft that nobody submitted."""
    other = make_organization("みどり町の図書室", owner=make_user("m@example.jp", "村山 礼子"), phone="0480001366")
    waiting = actions.submit_posting(by=owner_of(organization), posting=make_posting(organization, title="名簿を一つにしたい"))
    mine, theirs = make_open_posting(organization, title="予約を楽にしたい"), make_open_posting(other, title="本の貸出を数えたい")
    make_posting(organization, title="書きかけの名簿")
    return {"waiting": waiting, "open": mine, "other": theirs}


@pytest.mark.parametrize(("asked", "found", "states"), [
    ("", ["waiting", "open", "other"], ["すべて（3）", "事務局が確かめています（1）", "募集中（2）"]),
    ("?state=open", ["open", "other"], ["すべて（3）", "事務局が確かめています（1）", "募集中（2）"]),
    ("?state=nowhere", ["waiting", "open", "other"], ["すべて（3）", "事務局が確かめています（1）", "募集中（2）"]),
    ("?q=一つにしたい", ["waiting"], ["すべて（1）", "事務局が確かめています（1）"]), ("?q=みどり町", ["other"], ["すべて（1）", "募集中（1）"]),
    ("?q=みどり町　貸出&state=open", ["other"], ["すべて（1）", "募集中（1）"]), ("?q=みどり町 予約", [], []),
    ("?q={number}", ["open"], ["すべて（1）", "募集中（1）"]), ("?q=99999999999", [], [])])
def test_the_list_is_narrowed_by_state_and_by_words(client, several, asked, found, states):
    full = str(several["open"].number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    response = client.get(page("postings") + asked.format(number=full))
    shown = response.content.decode()
    assert [name for name, posting in several.items() if page("posting", posting.pk) in shown] == found
    nav = re.search(r'<nav class="above-5".*?</nav>', shown, re.S)
    assert re.findall(r">([^<>]+（\d+）)<", nav[0] if nav else "") == states
    assert "書きかけの名簿" not in shown


def test_a_search_without_a_hit_leads_back_to_all(client, several):
    shown = client.get(page("postings") + "?q=xyzxyz").content.decode()
    assert (shown.count("この言葉の募集はありません"), shown.count(f'href="{page("postings")}"') > 0, shown.count('value="xyzxyz"')) == (1, True, 1)


def test_the_words_stay_when_the_state_changes(client, several):
    shown = client.get(page("postings") + "?q=一つにしたい&state=in_review").content.decode()
    assert shown.count('<input type="hidden" name="state" value="in_review">') == 1
    assert shown.count('aria-current="page">事務局が確かめています（1）') == 1


@pytest.mark.parametrize(("asked", "found"), [("roster", ["both"]), ("名寄せ済み", ["both"]), ("Merged list", ["both"]), ("引き継ぎの手順書", ["both"]), ("title", [])])
def test_the_list_is_searched_in_both_languages_and_by_what_is_to_come_of_it(client, organization, asked, found):
    both = make_posting(organization, title="名簿を一つにしたい", deliverables=["名寄せ済みの名簿", "引き継ぎの手順書"])
    Posting.objects.filter(pk=both.pk).update(other_words={"title": "One roster", "deliverables": ["Merged list", "名寄せ済みの表"]})
    named = {"both": actions.submit_posting(by=owner_of(organization), posting=both), "none": make_open_posting(organization, title="予約を楽にしたい")}
    shown = client.get(page("postings") + f"?q={asked}").content.decode()
    assert [name for name, posting in named.items() if page("posting", posting.pk) in shown] == found


def test_what_was_allowed_is_mended_and_taken_back_with_a_reason(client, submitted):
    mend, disallow = (page("posting_act", submitted.pk, act) for act in ("mend", "disallow"))
    client.post(page("posting_act", submitted.pk, "allow"), {"allow-because": "行事のため"})
    assert client.post(mend, {"mend-because": ""}).status_code == 422
    assert '>\n行事のため</textarea>' in (shown := client.get(page("posting", submitted.pk)).content.decode()) or '>行事のため</textarea>' in shown
    same = client.post(mend, {"mend-because": " 行事のため\r\n"})
    assert (same.status_code, "この理由は、もう書いてあります" in words(same)) == (422, True)
    client.post(mend, {"mend-because": "秋の行事のため"})
    shown = words(client.get(page("posting", submitted.pk)))
    assert (shown.count("秋の行事のため"), "認めるのを取りやめる" in shown) == (2, True)  # as it stands, and in the field that mends it
    client.post(page("comment", submitted.pk, "need"), {"need-text": "だれのためですか。", "mend-because": "秋の行事のため"})
    kept = client.get(page("posting", submitted.pk))
    assert "まだ送っていない言葉は" not in words(kept)
    assert '<details class="fold"><summary>認めた理由を書き直す' in kept.content.decode()
    client.post(page("comment", submitted.pk, "need"), {"need-text": "だれのためですか。", "mend-because": "冬の行事のため"})
    kept = client.get(page("posting", submitted.pk))
    assert ("まだ送っていない言葉は" in words(kept), "冬の行事のため" in words(kept)) == (True, True)
    assert '<details class="fold" open><summary>認めた理由を書き直す' in kept.content.decode()
    client.post(disallow, {"disallow-because": "行事がなくなったため"})
    assert "認めるのを取りやめる" not in words(client.get(page("posting", submitted.pk)))
    assert Posting.objects.get().allowed_because == ""


def test_a_change_of_open_words_is_compared_with_them_and_with_the_submission_before(client, desk, submitted):
    by = submitted.made_by
    changed = actions.save_section(by=by, posting=actions.publish_posting(by=desk, posting=submitted), section="need", values={"need": "新しい文です。"})
    shown = words(client.get(page("posting", submitted.pk)))
    assert ("前に掲載していた文と違うところ：1か所" in shown, "前回（" in shown) == (True, False)
    actions.return_posting(by=desk, posting=changed, words="題も直してください。")
    actions.save_section(by=by, posting=changed, section="need", values={"title": "新しい題です"})
    actions.submit_posting(by=by, posting=changed)
    shown = words(client.get(page("posting", submitted.pk)))
    assert ("前に掲載していた文と違うところ：2か所" in shown, shown.count("前回（")) == (True, 1)


def test_a_long_queue_is_read_page_by_page(client, organization, submitted, monkeypatch):
    monkeypatch.setattr("engawa.front.desk.views.PER_PAGE", 1)
    later = actions.submit_posting(by=owner_of(organization), posting=make_posting(organization))
    pages = [client.get(page("queue") + f"?page={number}").content.decode() for number in (1, 2)]
    assert [[shown.count(page("posting", one.pk)) for one in (submitted, later)] for shown in pages] == [[1, 0], [0, 1]]
    assert [shown.count('class="btn btn--main" href="/desk/postings/') for shown in pages] == [1, 0]
