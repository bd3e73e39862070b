"""The pages of the search: who sees what, and that nobody sees a number that compares people."""
import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engawa.base.users.models import User
from engawa.journey.matching import actions, fulltext, normaliser, queries, reasons_of_others
from engawa.journey.matching.models import OpenVersion, SavedPosting, SearchRow
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting
from engawa.journey.skills.models import Area, Cause
from tests.matching import made

pytestmark = pytest.mark.django_db
SEARCH = "/postings/"
REASON = "「名簿の整理」の経験が、そのまま生きます"


def text_of(response) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def test_a_visitor_finds_postings_without_reasons(client):
    posting = made.posting()
    answer = client.get(SEARCH, {"q": "住所録"})
    assert (answer.status_code, [card.pk for card in answer.context["cards"]]) == (200, [posting.pk])
    words = text_of(answer)
    assert "募集をさがす　1件" in words
    assert "「名簿」「会員リスト」「連絡先一覧」も、いっしょにさがしました。" in words
    assert "あなたと一致する点" not in words
    assert "あとで見る" not in words
    assert "おすすめ順" in words


def test_a_participant_reads_the_reasons(client):
    made.posting()
    client.force_login(made.participant().user)
    words = text_of(client.get(SEARCH))
    assert REASON in words
    assert "「一致する点」は、点数ではありません" in words
    assert "おすすめ順" in words


def test_a_participant_without_skills_is_told_where_to_write_them(client):
    made.posting()
    client.force_login(made.participant(skills=()).user)
    words = text_of(client.get(SEARCH))
    assert "あなたに合う募集を知りたいときは" in words
    assert "あなたと一致する点" not in words


def test_twenty_on_a_page(client):
    organization = made.organization()
    for n in range(21):
        made.posting(f"{n}番目", by=organization, age=n)
    first, second = client.get(SEARCH), client.get(SEARCH, {"page": "2"})
    assert (len(first.context["cards"]), len(second.context["cards"])) == (20, 1)
    assert client.get(SEARCH, {"page": "nonsense"}).status_code == 200


def test_what_people_wrote_stays_text(client):
    evil = "<script>alert('名簿')</script>"
    made.vocabulary()
    Cause.objects.create(slug="evil", ja="<i>環境</i>", en="evil", number=99, position=99)
    made.posting(evil, by=made.organization("<b>会</b>", "evil"))
    Area.objects.filter(pk="data").update(ja="<u>データ</u>")
    client.force_login(made.participant().user)
    for question in ({}, {"q": "名簿"}):
        page = client.get(SEARCH, question).content.decode()
        assert [written for written in ("<script>alert", "<b>会", "<i>環境", "<u>データ") if written in page] == []
        assert [text for text in ("&lt;script&gt;", "&lt;b&gt;会", "&lt;i&gt;環境", "&lt;u&gt;データ") if text not in page] == []


def test_a_card_says_what_is_so_now(client):
    posting = made.posting("名簿を直す", by=made.organization("こならの会"))
    assert f'<a href="/postings/{posting.pk}/" lang="ja">名簿を直す' in client.get(SEARCH).content.decode()
    assert f'<a href="/en/postings/{posting.pk}/" lang="ja">名簿を直す' in client.get("/en/postings/").content.decode()
    Posting.objects.update(title="台帳を直す", hours_per_week=7, other_words={"title": "Mend the register"})
    Area.objects.filter(pk=posting.area_id).update(ja="新しい分野")
    Organization.objects.update(name="くぬぎの会")
    words = text_of(client.get(SEARCH))
    assert [text for text in ("台帳を直す", "くぬぎの会", "週7時間", "新しい分野") if text not in words] == []
    assert "名簿を直す" not in words
    assert "Mend the register" in text_of(client.get("/en/postings/"))


def test_nothing_found_offers_looser_questions(client):
    made.posting()
    words = text_of(client.get(SEARCH, {"area": "data", "lang": "en"}))
    assert "すべての条件に合う募集は、いまはありません" in words
    assert "英語をはずす　1件" in words
    assert "いま出ている募集はありません" not in words
    assert "ウェブサイト・SNS、週2時間まで、英語をはずす　1件" in text_of(client.get(SEARCH, {"q": "名簿", "area": "web-sns", "lang": "en", "hours": "2"}))
    assert "条件をすべてはずす　1件" in text_of(client.get(SEARCH, {"q": "こんにゃく", "area": "web-sns", "lang": "en", "hours": "2"}))


def test_an_empty_house_says_so(client):
    assert "いま出ている募集はありません" in text_of(client.get(SEARCH))


def test_any_word_is_said(client):
    made.posting()
    assert "すべてのことばを含む募集は、いまはありません" in text_of(client.get(SEARCH, {"q": "名簿 こんにゃく"}))


def test_in_english(client):
    made.posting()
    assert "Find a posting" in text_of(client.get("/en/postings/"))


def test_look_at_later_and_take_it_out(client):
    posting = made.posting()
    user = made.user("someone@example.jp")
    client.force_login(user)
    back = SEARCH + "?q=x"
    answer = client.post(reverse("matching:save", args=[posting.pk]), {"next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert "あとで見るに入っています" in text_of(client.get(SEARCH))
    assert posting.title in text_of(client.get("/saved/"))
    client.post(reverse("matching:save", args=[posting.pk]), {"next": "https://example.com/"})
    assert SavedPosting.objects.count() == 1
    answer = client.post(reverse("matching:unsave", args=[posting.pk]), {"next": "//example.com/"})
    assert (answer["Location"], SavedPosting.objects.count()) == ("/saved/", 0)
    assert "まだ何も入っていません" in text_of(client.get("/saved/"))


def test_a_closed_posting_cannot_be_kept_and_a_stranger_takes_nothing_out(client):
    posting = made.posting()
    keeper, stranger = made.user("keeper@example.jp"), made.user("stranger@example.jp")
    actions.save_posting(by=keeper, posting=posting)
    client.force_login(stranger)
    assert client.post(reverse("matching:unsave", args=[posting.pk])).status_code == 404
    posting.state = "closed"
    posting.save()
    refused = client.post(reverse("matching:save", args=[posting.pk]))
    assert (refused.status_code, "いま公開されていません" in text_of(refused)) == (409, True)
    posting.state, posting.published_at = "draft", None
    posting.save()
    assert client.post(reverse("matching:save", args=[posting.pk])).status_code == 404
    client.force_login(keeper)
    assert "この募集は終わりました" in text_of(client.get("/saved/"))
    actions.unsave_posting(by=keeper, posting=posting)
    actions.unsave_posting(by=keeper, posting=posting)
    assert queries.saved_by(keeper).count() == 0


@pytest.mark.parametrize("path", ["/saved/", "/suggestions/"])
def test_a_visitor_signs_in_first(client, path):
    assert client.get(path).status_code == 302


def test_suggestions_say_why(client):
    participant = made.participant()
    client.force_login(participant.user)
    assert "いまは、おすすめがありません" in text_of(client.get("/suggestions/"))
    made.posting()
    own = made.organization("自分の会")
    made.Membership.objects.create(organization=own, user=participant.user, role="owner")
    made.posting("自分の募集", by=own)
    words = text_of(client.get("/suggestions/"))
    assert REASON in words
    assert "自分の募集" not in words
    client.force_login(made.user("no-inventory@example.jp"))
    assert "まず、経験とスキルの棚卸しを" in text_of(client.get("/suggestions/"))


def test_reasons_for_one_posting_name_what_is_missing():
    posting = made.posting(skills=(("list-cleaning", 3, True), ("sns-operation", 3, False), ("database-design", 3, True)),
                           hours_per_week=6, language="en", contact_times=[80])
    found = queries.reasons_for(made.participant(), posting)
    assert found.reasons == [REASON, "「環境」に関心があると書いています"]
    assert found.missing == [
        "データベース設計：団体が望んでいます。面談で相談できます。", "SNSの更新：あれば助かりますが、なくてもかまいません。",
        "連絡のつく時間が重なっていません。面談で相談できます。", "週6時間の仕事です。あなたの「週4時間まで」では足りません。面談で相談できます。",
        "英語でのやりとりになります。あなたの棚卸しには、英語が入っていません。"]


def test_every_kind_of_reason_is_a_sentence():
    posting = made.posting(skills=(("database-design", 3, True), ("excel", 3, False), ("list-cleaning", 5, True)), language="en",
                           contact_times=[4])
    participant = made.participant(skills=(("mainframe-dba", 5, "current"), ("list-cleaning", 4, "within5")), wishes=("excel",),
                                   languages=[{"code": "en", "level": "business"}], causes=("welfare",))
    assert queries.reasons_for(participant, posting).reasons == [
        "「汎用機のDB管理」の経験が、「データベース設計」に生きます",
        "「名簿の整理」の経験が生きます。求められる深さには、少し届かないかもしれません",
        "「名簿の整理」の経験は、「Excel」に近いものです", "連絡のつく時間が、週に2時間重なります",
        "週3時間は、希望の「週4時間まで」に収まります", "「Excel」は「学びたいこと」に入っています", "団体のことば（英語）でやりとりできます"]
    posting.contact_times = [0]
    participant.free_times = [83]
    participant.user.time_zone = "Asia/Kathmandu"       # 22-24 on Sunday there is 1:15-3:15 on Monday here
    assert "連絡のつく時間が重なるのは、週に45分だけです。面談で相談できます。" in queries.reasons_for(participant, posting).missing
    _good, missing = reasons_of_others.told(queries.fit_of(participant, posting), vocabulary())
    assert missing == ["連絡のつく時間が重なるのは、週に45分だけです"]


def test_a_card_says_what_lowers_its_place_but_not_which_skills_are_missing(client):
    made.posting(skills=(("list-cleaning", 3, True), ("sns-operation", 3, True)), hours_per_week=10)
    client.force_login(made.participant(months_max=1).user)
    for address in ("/suggestions/", SEARCH):
        answer = client.get(address)
        assert [card.missing for card in answer.context["cards"]] == [[
            "週10時間の仕事です。あなたの「週4時間まで」では足りません。面談で相談できます。",
            "6週間ほどの仕事です。あなたの希望の1か月より長めです。面談で相談できます。"]]
        assert text_of(answer).count("あなたの「週4時間まで」では足りません") == 1


def test_every_kind_of_gap_is_a_sentence_for_both_sides():
    posting = made.posting(skills=(("database-design", 3, True),), language="en", contact_times=[8], hours_per_week=5, weeks=13,
                           starts_on=date(2027, 4, 1))
    participant = made.participant(languages=[{"code": "en", "level": "conversation"}], free_times=[7], starts_on=date(2027, 5, 1), months_max=2)
    participant.user.time_zone = "Asia/Kathmandu"
    assert queries.reasons_for(participant, posting).missing == [
        "データベース設計：団体が望んでいます。面談で相談できます。", "連絡のつく時間が重なるのは、週に45分だけです。面談で相談できます。",
        "週5時間の仕事です。あなたの「週4時間まで」では足りません。面談で相談できます。",
        "開始の希望は2027年4月1日（木）で、始められるのは2027年5月1日（土）からです。面談で相談できます。",
        "13週間ほどの仕事です。あなたの希望の2か月より長めです。面談で相談できます。",
        "英語でのやりとりになります。ご記入の「ふだんの会話」では、足りないことがあります。面談で相談できます。"]
    _good, missing = reasons_of_others.told(queries.fit_of(participant, posting), vocabulary())
    assert missing == [
        "団体が望む「データベース設計」は、棚卸しにありません", "連絡のつく時間が重なるのは、週に45分だけです", "求められる週5時間は、希望の週4時間より長めです",
        "始められるのは2027年5月1日（土）からです", "期間が希望より長めです", "英語は「ふだんの会話」"]
    participant.languages = [{"code": "en", "level": "meeting"}]
    assert "英語での打ち合わせに出られます。求められる深さには、少し届かないかもしれません" in queries.reasons_for(participant, posting).reasons
    good, _missing = reasons_of_others.told(queries.fit_of(participant, posting), vocabulary())
    assert good == ["「環境」に関心があります", "英語での打ち合わせに出られます"]


def ask_pages(client):
    return [client.get(path, {"sort": sort} if sort else {}) for path, sort in (
        (SEARCH, "fit"), (SEARCH, "new"), ("/suggestions/", ""), ("/saved/", ""))]


def test_no_page_shows_a_score(client):
    posting, participant = made.posting(), made.participant()
    actions.save_posting(by=participant.user, posting=posting)
    client.force_login(participant.user)
    score = queries.fit_of(participant, posting).score
    shown = {f"{score:.{n}f}" for n in (1, 2, 3)} | {str(score), f"{score * 100:.0f}%", f"{score * 100:.0f}点"}
    for answer in ask_pages(client):
        words = text_of(answer)
        assert not [number for number in shown if re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", words)]
        assert not re.search(r"\d\s*[%％点](?!は)|マッチング率|スコア|score", words)


def count_queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asked", ["area=data&sort=fit", "sort=words", "area=data", "hours=4&sort=new"])
def test_the_number_of_queries_does_not_grow(client, asked):
    organization = made.organization()
    client.force_login(made.participant().user)
    for n in range(10):
        made.posting(f"名簿の{n}番目", by=organization)
    address = f"{SEARCH}?q=名簿&{asked}"
    client.get(address)      # the vocabulary is read once in a process
    few = count_queries(client, address)
    made.Posting.objects.bulk_create(
        made.Posting(organization=organization, title=f"名簿 {n}", area_id="data", state="open", published_at=made.now(),
                     hours_per_week=2) for n in range(990))
    many = list(made.Posting.objects.filter(search_row=None))
    made.PostingSkill.objects.bulk_create(
        made.PostingSkill(posting=posting, skill_id="excel", level=2, is_required=True) for posting in many)
    words = {"title": normaliser.index_words("名簿の整理"), "skills": "excel", "body": "", "organization": "里山", "tokenizer": "x"}
    SearchRow.objects.bulk_create(SearchRow(posting=posting, tokenizer="x") for posting in many)
    for posting in many:
        fulltext.write(posting.pk, words)
    OpenVersion.objects.update(era=uuid4())
    client.get(address)      # all is read anew, once
    often = count_queries(client, address)
    assert (often - few <= 1, often <= 15) == (True, True), (few, often)      # one more: by title and skills, where there are many


def test_the_tags_for_the_page_of_a_posting(rf):
    from django.contrib.auth.models import AnonymousUser
    from django.template import Context, Template
    posting, participant = made.posting(), made.participant()
    template = Template("{% load matching %}{% fit_reasons posting %}|{% keep_posting posting %}")

    def printed(user):
        request = rf.get("/")
        request.user = user
        return " ".join(re.sub(r"<[^>]+>", " ", template.render(Context({"request": request, "posting": posting}))).split())
    assert printed(AnonymousUser()) == "|"
    assert printed(User.objects.create_user(email="x@example.jp")) == f"| あとで見る ：{posting.title}"
    actions.save_posting(by=participant.user, posting=posting)
    reasons, keep = printed(participant.user).split("|")
    assert REASON in reasons
    assert keep == f" あとで見るに入っています 取り出す ：{posting.title}"
    assert template.render(Context({"posting": posting})).strip() == "|"
