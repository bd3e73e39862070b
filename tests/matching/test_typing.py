"""The list of postings as people type into it: conditions, slips, marks, what is near."""
import re
from datetime import timedelta

import pytest

from engawa.journey.matching import actions, queries
from tests.matching import made

pytestmark = pytest.mark.django_db
SEARCH = "/postings/"


def text_of(response) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def test_conditions_are_read_from_the_words(client):
    made.posting()
    answer = client.get(SEARCH, {"q": "名簿 夜だけ 週2時間", "sort": "new"})
    assert (answer.context["found"].asked.query, [one.words for one in answer.context["chosen"]]) == (
        "q=%E5%90%8D%E7%B0%BF&hours=2&time=any-eve&sort=new", ["「名簿」", "週2時間まで", "夜"])
    words = text_of(answer)
    assert words.count("入力したことばの一部を、条件として読み取りました") == 1
    assert answer.content.decode().count("as=typed") == 1
    literal = client.get(SEARCH, {"q": "名簿 夜だけ", "as": "typed"})
    assert (literal.context["found"].asked.has_conditions, literal.context["as_typed"]) == (False, "")


def test_a_slip_is_put_right_and_said(client):
    posting = made.posting("パワーポイントの資料を直したい", skills=())
    answer = client.get(SEARCH, {"q": "ぱわーぽいんと"})
    assert ([card.pk for card in answer.context["cards"]], answer.context["found"].corrected) == ([posting.pk], "パワーポイント")
    assert text_of(answer).count("もしかして「パワーポイント」でしょうか") == 1
    back = client.get(SEARCH + "?" + answer.context["as_typed"])
    assert (back.context["found"].corrected, back.context["found"].count) == ("", 0)
    assert client.get(SEARCH, {"q": "ぱわーぽいんと 夜だけ"}).context["found"].corrected == "パワーポイント"


def test_slips_meet_their_posting(client):
    """Put right, or found by another word of the same group."""
    titles = {"ホームページの更新": ["ホームぺージ", "ホムペ"], "会員名簿の整理": ["会員名薄", "名ボ"], "議事録の書式": ["議事禄"], "請求書づくり": ["請求所"],
              "エクセルの集計": ["eksel", "ekuseru", "えくせる"], "パワーポイントの資料": ["pawapo"], "ワードの書式": ["わーど"], "サイボウズの設定": ["ｻｲﾎﾞｳｽﾞ"],
              "キントーンの画面": ["きんとーん"], "ズームの使い方": ["zuum"], "インスタグラムの写真": ["insutagramu"], "フェイスブックの投稿": ["feisubukku"],
              "LINE WORKSの使い方": ["ラインワークス"], "スプレッドシートの共有": ["すぷれっどしーと"], "グーグルドライブの整理": ["ぐーぐるどらいぶ"]}
    organization = made.organization()
    postings = {title: made.posting(title, by=organization, skills=(), need="") for title in titles}
    for title, several in titles.items():
        for typed in several:
            assert (typed, postings[title].pk in client.get(SEARCH, {"q": typed}).context["found"].found) == (typed, True)


def test_conditions_in_a_sentence_are_shown_as_words_to_take_off(client):
    made.posting()
    answer = client.get(SEARCH, {"q": "名簿 10時間まで 日曜以外 個人情報は扱わない すぐ"})
    chosen = [one.words for one in answer.context["chosen"]]
    assert (chosen[:3], len(chosen)) == (["「名簿」", "週10時間まで", "日曜日以外の曜日"], 5)
    assert client.get(SEARCH, {"q": "英語でメールを書く"}).context["found"].asked.has_conditions is False


def test_all_days_but_one_are_one_condition_that_its_own_address_repeats(client):
    monday, tuesday = made.posting("月曜の名簿", contact_times=[9]), made.posting("火曜の名簿", by=made.organization("ほかの会"), contact_times=[21])
    answer = client.get(SEARCH, {"q": "月曜以外"}).context
    assert ([one.words for one in answer["chosen"]], answer["found"].found) == (["月曜日以外の曜日"], [tuesday.pk])
    asked = answer["found"].asked
    assert (asked.query, answer["chosen"][0].rest.query) == ("time=not-mon&sort=fit", "")
    again = client.get(f"{SEARCH}?{asked.query}").context
    assert ([one.words for one in again["chosen"]], again["found"].asked) == (["月曜日以外の曜日"], asked)
    assert set(client.get(f"{SEARCH}?{answer['chosen'][0].rest.query}").context["found"].found) == {monday.pk, tuesday.pk}


def test_the_words_are_marked_in_title_and_text(client):
    made.posting("住所録を直したい", need="会報が二通届きます。名簿が古いのです。", skills=())
    page = client.get(SEARCH, {"q": "名簿"}).content.decode()
    assert (page.count("<mark>住所録</mark>を直したい"), page.count("<mark>名簿</mark>が古いのです。")) == (1, 1)
    assert client.get(SEARCH).content.decode().count("<mark>") == 0


def test_what_is_near_stands_apart_where_little_was_found(client):
    exact = made.posting("名簿を直したい", skills=())
    near = made.posting("会員の住所の重複をなくしたい", by=made.organization("ほかの会"), skills=(), need="")
    answer = client.get(SEARCH, {"q": "名簿"})
    assert [[card.pk for card in answer.context[name]] for name in ("cards", "near")] == [[exact.pk], [near.pk]]
    assert text_of(answer).count("近いことばの募集") == 1


def test_what_is_near_is_shown_where_the_conditions_leave_nothing_else(client):
    house = made.organization()
    made.posting("会計ソフトを選びたい", by=house, skills=(), need="", contact_times=[9])
    near = made.posting("会計の帳簿を直したい", by=house, skills=(), need="", contact_times=[4])
    answer = client.get(SEARCH, {"q": "会計ソフト 月曜の午前"})
    assert [[card.pk for card in answer.context[name]] for name in ("cards", "near")] == [[], [near.pk]]
    words = text_of(answer)
    assert [words.count(one) for one in ("近いことばの募集", "すべての条件に合う募集は、いまはありません", "の帳簿を直したい", "を選びたい")] == [1, 1, 1, 0]


def test_what_narrows_nothing_is_said_only_where_it_is_so(client):
    made.posting()
    true_of_all = client.get(SEARCH, {"q": "在宅"})
    assert (text_of(true_of_all).count("「在宅」は、どの募集にもあてはまります"), true_of_all.content.decode().count("as=typed")) == (1, 1)
    silent = client.get(SEARCH, {"q": "教える"})
    orders = [str(words) for words, _address, _here in silent.context["sorts"]]
    assert (text_of(silent).count("どの募集にもあてはまります"), orders[:2]) == (0, ["おすすめ順", "新しい順"])


def test_a_trouble_told_meets_the_postings_of_its_template(client):
    from engawa.journey.postings.models import Template
    made.vocabulary()
    template, _made = Template.objects.get_or_create(slug="hand-over", defaults={
        "area_id": "systems", "title_ja": "引き継ぎ書づくり", "title_en": "Hand-over", "for_you_if_ja": "担当者しか分からず、だれも触れない仕事がある団体に",
        "for_you_if_en": "Only one person knows", "hours_min": 5, "hours_typical": 10, "hours_max": 20, "weeks": 4, "size": "small",
        "confidentiality": "internal", "content": {}})
    posting = made.posting("事務局長の頭の中", template=template, skills=(), need="")
    answer = client.get(SEARCH, {"q": "担当者が突然いなくなり、だれも触れない仕事"})
    assert ([card.pk for card in answer.context["cards"]], answer.context["found"].any_word) == ([posting.pk], True)


def test_htmx_gets_the_changing_part_alone(client):
    made.posting()
    part = client.get(SEARCH, {"q": "名簿"}, headers={"HX-Request": "true"})
    page = part.content.decode()
    assert (page.count("<html"), page.count('id="search"'), page.count('id="status"'), page.count("<title>")) == (0, 1, 1, 1)
    assert "HX-Request" in part["Vary"]
    restored = client.get(SEARCH, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}).content.decode()
    assert (restored.count("<html"), restored.count('id="search"')) == (1, 1)


def test_a_large_number_is_said_honestly(client, monkeypatch):
    monkeypatch.setattr(queries.searching, "COUNTED", 1)
    organization = made.organization()
    made.posting("一", by=organization)
    made.posting("二", by=organization)
    assert text_of(client.get(SEARCH)).count("1,000件以上") == 2


def test_further_conditions_and_orders_in_the_address(client):
    nature = made.organization()
    later = made.posting("later", by=nature, weeks=4, starts_on=made.now().date() + timedelta(days=40), age=2)
    soon = made.posting("soon", by=nature, weeks=20, deadline=made.now().date() + timedelta(days=5), age=1)
    actions.note_application(posting=soon)
    actions.index_posting(posting=soon)

    def found(**address):
        return client.get(SEARCH, address).context["found"].found
    day = (made.now().date() + timedelta(days=30)).isoformat()
    assert [found(weeks="4"), found(calm="1"), found(sort="fresh"), found(sort="new")] == [[later.pk], [later.pk], [later.pk, soon.pk], [soon.pk, later.pk]]
    assert [found(sort="new", **one) for one in ({"from": day}, {"from": "2026-99-99"}, {"weeks": "0"}, {"time": "x"})] == [[soon.pk, later.pk]] * 4
    past = made.posting("past", by=nature, starts_on=made.now().date() - timedelta(days=1), age=3)
    assert found(sort="new", **{"from": day}) == [soon.pk, later.pk]
    assert past.pk in found()
    chosen = client.get(SEARCH, {"weeks": "4", "from": "2030-01-05", "calm": "1", "time": "wed-pm"}).context["chosen"]
    assert [one.words for one in chosen] == ["4週間まで", "水曜日の午後", "1月5日（土）以降に始まる", "急がない"]
    assert [one.rest.query for one in chosen][-1] == "weeks=4&time=wed-pm&from=2030-01-05"
