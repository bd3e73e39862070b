"""Words, conditions, order: the same on both databases."""
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from engawa.base.times import now, today
from engawa.journey.matching import actions, fulltext, normaliser, queries
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import SearchRow
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.skills.models import Alias
from tests.matching import made

pytestmark = pytest.mark.django_db

TITLES = ["三つに分かれた会員名簿を、一つにまとめたい", "ホームページの更新を自分たちでできるように", "C++で書かれた道具を直したい",
          "個人情報の漏洩を防ぐきまりを作りたい", "インスタグラムで活動を伝えたい", "見積りの書き方をそろえたい", "C言語の古い道具を見てほしい"]


@pytest.fixture
def shelf():
    organization = made.organization()
    return {title: made.posting(title, by=organization, skills=(), need="", age=n) for n, title in enumerate(TITLES)}


def ask(address: str = "", person=None):
    known = vocabulary()
    return queries.search(Asked.read(QueryDict(address), known), known, person)


def titles(found):
    names = dict(SearchRow.objects.values_list("posting", "posting__title"))
    return [names[one] for one in found.found]


@pytest.mark.parametrize(("words", "numbers"), [
    ("名簿", [0]), ("住所録", [0]), ("会員 名簿", [0]), ("ｻｲﾄ", [1]), ("Webサイト", [1]), ("ウェブサイト", [1]), ("c++", [2]), ("Ｃ＋＋", [2]),
    ("C言語", [6]), ("情報漏洩", [3]), ("Instagram", [4]), ("インスタ", [4]), ("見積もり", [5]), ("見積書", [5]), ("道具", [2, 6]),
    ("里山", [0, 1, 2, 3, 4, 5, 6]), ("こんにゃく", []), ("環境", [0, 1, 2, 3, 4, 5, 6]),
])
def test_words_find_postings(shelf, words, numbers):
    assert sorted(titles(ask(f"q={words.replace('+', '%2B')}"))) == sorted(TITLES[n] for n in numbers)


def test_all_words_are_wanted_and_else_any_of_them(shelf):
    both = ask("q=名簿 会員")
    assert (titles(both), both.any_word) == ([TITLES[0]], False)
    either = ask("q=名簿 インスタ")
    assert (sorted(titles(either)), either.any_word) == (sorted([TITLES[0], TITLES[4]]), True)
    none = ask("q=こんにゃく 豆腐")
    assert (none.count, none.any_word) == (0, False)


def test_signs_without_a_word_are_looked_up_in_titles(shelf):
    assert titles(ask("q=を、")) == [TITLES[0]]


@pytest.mark.parametrize("nasty", ['"', "'", '" OR "1', "a'b\\c", "NEAR(", "*", "(", "-", "名簿* ^", "\\", "q:名簿", "&|!<->", "%00"])
def test_signs_of_the_query_languages_mean_nothing(shelf, nasty):
    found = ask(QueryDict(mutable=True).urlencode() + "q=" + nasty.replace("&", "%26").replace("+", "%2B"))
    assert found.count in range(len(TITLES) + 1)


def test_a_word_in_the_title_weighs_more_than_in_the_text(shelf):
    organization = shelf[TITLES[0]].organization
    made.posting("会報の発送を手伝ってほしい", by=organization, need="名簿もあります。", skills=(), age=0)
    assert titles(ask("q=名簿")) == [TITLES[0], "会報の発送を手伝ってほしい"]


def test_other_words_for_a_skill_find_its_postings():
    made.vocabulary()
    Alias.objects.create(skill_id="list-cleaning", text="名寄せ", key="名寄せ")
    posting = made.posting("住まいの記録を整えたい")
    assert ask("q=名寄せ").found == [posting.pk]


def test_of_many_words_for_a_skill_the_usual_and_those_of_the_desk_are_searched():
    made.vocabulary()
    fruits = "林檎 蜜柑 葡萄 苺 桃 梨 柿 栗 西瓜 無花果 枇杷 梅 杏 桜桃 石榴 柚子".split()
    for word in [*fruits, "檸檬", "胡桃"]:
        Alias.objects.create(skill_id="list-cleaning", text=word, key=word, added_at=now() if word == "胡桃" else None)
    one = made.posting("名簿を直す", need="")
    assert [titles(ask(f"q={word}")) == [one.title] for word in ("林檎", "柚子", "檸檬", "胡桃")] == [True, True, False, True]


def test_only_open_postings_of_verified_organizations_are_found():
    posting = made.posting()
    assert ask().count == 1
    posting.state = "paused"
    posting.save()
    assert not actions.index_posting(posting=posting)
    assert ask().count == 0
    posting.state = "open"
    posting.save()
    posting.organization.state = "suspended"
    posting.organization.save()
    assert actions.index_organization(organization=posting.organization) == 1
    assert (ask().count, SearchRow.objects.count()) == (0, 0)


def test_the_index_follows_a_change_and_a_deletion():
    posting = made.posting()
    posting.title = "寄付の記録を読み解きたい"
    posting.save()
    actions.index_posting(posting=posting)
    assert (ask("q=名簿").count, ask("q=募金").count) == (1, 1)       # the skill still says 名簿
    posting.skills.all().delete()
    actions.index_posting(posting=posting)
    assert [len(rows) for rows in fulltext.rows_with(["=名簿", "=寄付"])] == [0, 1]
    SearchRow.objects.all().delete()
    assert [len(rows) for rows in fulltext.rows_with(["=名簿", "=寄付"])] == [0, 0]


def test_words_in_the_other_language_are_found_too():
    made.posting("名簿を直す", other_words={"title": "Tidy our ledger", "task": "Merge duplicates", "deliverables": ["A clean inventory"]})
    assert [titles(ask(f"q={words}")) for words in ("ledger", "duplicates", "inventory", "brewery")] == [["名簿を直す"]] * 3 + [[]]


def test_a_posting_past_its_last_day_is_not_shown():
    made.posting(deadline=today() - timedelta(days=1))
    open_one = made.posting("今日まで", by=made.organization("ほかの会"), deadline=today())
    assert ask().found == [open_one.pk]


def rebuilt(**options):
    out = StringIO()
    call_command("rebuild-index", stdout=out, **options)
    return out.getvalue()


def test_rebuild_writes_what_is_missing_and_drops_what_should_not_be(monkeypatch):
    posting, paused = made.posting(indexed=False), made.posting("休み", by=made.organization("ほかの会"))
    paused.state = "paused"
    paused.save()
    assert rebuilt() == "1 postings and 2 organizations were written to the search index.\n"
    assert list(SearchRow.objects.values_list("posting", flat=True)) == [posting.pk]
    SearchRow.objects.update(tokenizer="old")
    assert [rebuilt(stale=True) for _n in (1, 2)] == ["1 postings and 0 organizations were written to the search index.\n", ""]
    assert SearchRow.objects.get().tokenizer == normaliser.tokenizer_version()


def test_rebuild_tells_how_far_it_is(monkeypatch):
    organization = made.organization()
    for n in range(3):
        made.posting(str(n), by=organization, indexed=False)
    monkeypatch.setattr(import_module("engawa.journey.matching.management.commands.rebuild-index"), "STEP", 2)
    assert rebuilt() == "2 of 3 (66 %)\n3 of 3 (100 %)\n3 postings and 1 organizations were written to the search index.\n"
    assert rebuilt(verbosity=0) == "3 postings and 1 organizations were written to the search index.\n"


def test_another_map_of_synonyms_makes_the_index_stale(monkeypatch):
    made.posting()
    assert actions.rebuild_index(only_stale=True) == 0
    monkeypatch.setattr("engawa.journey.matching.actions.index.tokenizer_version", lambda: "another")
    assert actions.rebuild_index(only_stale=True) == 1


@pytest.fixture
def varied():
    nature, welfare = made.organization(), made.organization("ゆうなぎ", "welfare", "children")
    return {
        "a": made.posting("a", by=nature, area_id="data", hours_per_week=2, confidentiality="none", contact_times=[4], age=3,
                          deadline=today() + timedelta(days=9)),
        "b": made.posting("b", by=welfare, area_id="web-sns", hours_per_week=4, confidentiality="internal", contact_times=[10],
                          language="en", age=2, deadline=today() + timedelta(days=3)),
        "c": made.posting("c", by=welfare, area_id="data", hours_per_week=None, confidentiality="sensitive",
                          contact_times=[5 * 12 + 5], age=1),
    }


@pytest.mark.parametrize(("address", "names"), [
    ("", "cba"), ("sort=new", "cba"), ("sort=deadline", "bac"), ("sort=fit", "cba"), ("sort=words", "cba"), ("sort=strange", "cba"),
    ("area=data", "ca"), ("area=data&area=web-sns", "cba"), ("area=nowhere", "cba"),
    ("hours=2", "a"), ("hours=4", "ba"), ("hours=8", "ba"), ("hours=99", "cba"), ("hours=x", "cba"),
    ("time=day", "a"), ("time=evening", "b"), ("time=weekend", "c"), ("time=day&time=weekend", "ca"),
    ("cause=nature", "a"), ("cause=children", "cb"), ("cause=welfare&cause=nature", "cba"),
    ("lang=en", "b"), ("lang=ja", "ca"), ("lang=xx", "cba"),
    ("data=none", "a"), ("data=internal", "ba"), ("data=personal", "ba"), ("area=data&hours=4&lang=ja", "a"),
])
def test_conditions_and_order(varied, address, names):
    by_id = {posting.pk: name for name, posting in varied.items()}
    assert "".join(by_id[one] for one in ask(address).found) == names


def test_counts_say_what_each_condition_would_leave(varied):
    facets = {facet.name: {o.value: o.count for o in (*facet.options, *facet.more)} for facet in ask("area=data").facets}
    assert facets == {
        "area": {"web-sns": 1, "data": 2, "systems": 0, "strategy-security": 0}, "hours": {"2": 1, "4": 1, "8": 1},
        "weeks": {"4": 0, "8": 2, "13": 2},
        "time": {"day": 1, "evening": 0, "weekend": 1}, "cause": {"welfare": 1, "children": 1, "nature": 1},
        "lang": {"ja": 2, "en": 0}, "data": {"none": 1, "internal": 1, "personal": 1}}
    assert [f.name for f in ask("area=data").facets if f.is_chosen] == ["area"]


def test_chosen_conditions_can_be_taken_off_one_by_one(varied):
    known = vocabulary()
    asked = Asked.read(QueryDict("q=a&area=data&hours=4&time=day&cause=nature&lang=ja&data=none&sort=new"), known)
    assert [(one.words, one.rest.query) for one in asked.chosen(known)] == [
        ("「a」", "area=data&hours=4&time=day&cause=nature&lang=ja&data=none&sort=new"),
        ("データの整理と分析", "q=a&hours=4&time=day&cause=nature&lang=ja&data=none&sort=new"),
        ("週4時間まで", "q=a&area=data&time=day&cause=nature&lang=ja&data=none&sort=new"),
        ("平日の昼", "q=a&area=data&hours=4&cause=nature&lang=ja&data=none&sort=new"),
        ("環境", "q=a&area=data&hours=4&time=day&lang=ja&data=none&sort=new"),
        ("日本語", "q=a&area=data&hours=4&time=day&cause=nature&data=none&sort=new"),
        ("公開された情報だけ", "q=a&area=data&hours=4&time=day&cause=nature&lang=ja&sort=new"),
    ]


def test_nothing_found_offers_the_nearest_looser_questions(varied):
    found = ask("area=web-sns&hours=2&lang=en")
    assert (found.count, [(one.asked.query, one.count) for one in found.looser]) == (0, [("area=web-sns&lang=en&sort=fit", 1)])
    assert [(one.words, one.asked.query, one.count) for one in ask("area=systems&hours=2&time=evening").looser] == [
        ("業務の仕組みと道具、週2時間まで", "time=evening&sort=fit", 1), ("業務の仕組みと道具、平日の夜", "hours=2&sort=fit", 1)]
    assert [(one.words, one.count) for one in ask("area=systems&hours=1").looser] == [("", 3)]     # nothing of it would be left
    assert [one.asked.query for one in ask("q=こんにゃく&hours=2").looser] == ["hours=2&sort=words"]
    assert ask("q=こんにゃく").looser[0].count == 3


def test_for_a_participant_the_postings_that_suit_come_first():
    other = made.organization("ほかの会", "welfare")
    suits, near = made.posting(age=9), made.posting("n", by=other, skills=(("excel", 3, True),), age=5)
    far = made.posting("f", by=other, skills=(("sns-operation", 3, True),), age=0, contact_times=[])
    person = queries.person_of(made.participant())
    assert ask("", person).found == [suits.pk, near.pk, far.pk]
    assert ask("sort=new", person).found == [far.pk, near.pk, suits.pk]
    assert ask("q=会報", person).asked.sort == "words"
    assert ask("q=会報&sort=fit", person).found == [suits.pk, near.pk, far.pk]


def test_to_a_visitor_what_is_new_and_has_nobody_waiting_is_recommended_first():
    house = made.organization()
    old, crowded, new = (made.posting(title, by=house, age=age) for title, age in (("old", 40), ("crowded", 1), ("new", 2)))
    taken = made.posting("one waits", by=house, age=0, seats=2)
    for posting, times in ((crowded, 6), (taken, 1)):
        for _n in range(times):
            actions.note_application(posting=posting)
    found = ask("")
    assert (found.asked.sort, found.found, found.fits) == ("fit", [new.pk, taken.pk, old.pk, crowded.pk], None)
    assert ask("sort=new").found == [taken.pk, crowded.pk, new.pk, old.pk]


@pytest.mark.parametrize(("words", "is_said"), [
    ("オンライン", True), ("誰でもできる仕事", True), ("経験がなくても大丈夫", True), ("anything online", True), ("おんらいん", True),
    ("仕事", False), ("家でできる仕事", False), ("ボランティア 募集", False), ("何でもやります", False), ("会議", False), ("人に教えたい", False), ("コミニュケーション", False)])
def test_words_that_narrow_nothing_show_all_and_what_is_true_of_all_is_said(varied, words, is_said):
    found = ask(f"q={words}")
    assert (found.count, found.fit_any, found.asked.sort, found.looser) == (3, is_said, "fit", [])
    assert ask(f"q={words}&hours=2").count == 1
    assert ask(f"q={words}&as=typed").fit_any is False


def test_words_about_meeting_and_teaching_are_searched_where_postings_are_about_them():
    house = made.organization()
    meeting = made.posting("会議の録画を残したい", by=house, skills=(), need="")
    teaching = made.posting("スマホの使い方を教えてほしい", by=house, skills=(), need="連絡を待っています。")
    assert [ask(f"q={words}").found for words in ("会議", "リモート会議", "人に教えたい")] == [[meeting.pk], [meeting.pk], [teaching.pk]]
    assert [ask(f"q={words}").count for words in ("連絡", "会議&time=any-am", "打ち合わせ&lang=ja")] == [2, 2, 2]


def test_a_word_written_by_its_sound_is_put_right_though_its_splinters_are_found():
    house = made.organization()
    system, throwing, chat, word = (made.posting(title, by=house, skills=(), need="") for title in (
        "システムの見直し", "古い書類を捨てたい", "チャットワークの設定", "ワードの書式を教えて"))
    found = {words: ask(f"q={words}") for words in ("しすてむ", "ちゃっとわーく", "わーどを教えてほしい", "捨てる")}
    assert [(one.found, one.corrected, one.fit_any) for one in found.values()] == [
        ([system.pk], "システム", False), ([chat.pk], "チャットワーク", False), ([word.pk], "ワードを教えてほしい", False), ([throwing.pk], "", False)]
    assert (ask("q=しすてむ&as=typed").found, ask("q=わーるぷを教える").any_word) == ([throwing.pk], True)


def test_a_name_in_hiragana_is_found_as_it_was_typed():
    named = made.posting("白樺の名簿", by=made.organization("ねっとわーく白樺"), skills=(), need="")
    assert [(one.found, one.corrected) for one in [ask("q=ねっとわーく")]] == [([named.pk], "")]


@pytest.mark.parametrize("words", ["海外", "海外の団体", "overseas"])
def test_work_for_organizations_abroad_is_found_as_such(words):
    made.posting("英語のページ", by=made.organization("Hill School", "children", country="NP"))
    made.posting("会計の見直し")
    assert titles(ask(f"q={words}")) == ["英語のページ"]


@pytest.mark.parametrize(("words", "count"), [("大阪", 1), ("大阪府", 1), ("Nepal", 1), ("ネパール", 1), ("京都", 0), ("こなら", 3), ("うすずみ", 1)])
def test_postings_are_found_by_the_place_and_the_name_of_their_organization(words, count):
    osaka = made.organization("うすずみ", "nature", prefecture="大阪府")
    made.posting("大きな表", by=osaka)
    made.posting("英語のページ", by=made.organization("Hill School", "children", country="NP"))
    for n in range(3):
        made.posting(f"{n}番目", by=Organization.objects.filter(name__contains="こなら").first() or made.organization())
    assert ask(f"q={words}").count == count


@pytest.mark.parametrize("typed", ["AS/400", "AS400", "as/400"])
def test_old_machines_are_found_with_and_without_their_stroke(typed):
    one = made.posting("AS/400から表を取り出したい")
    made.posting("Teamsの使い方", by=one.organization)
    assert ask(f"q={typed}").found == [one.pk]


def test_the_two_indexes_hold_the_same_words():
    vector = fulltext.vector("c++ 名簿", "it's a\\b 名簿", "会", "名簿 昔")
    assert vector == "'^a\\\\b' '^c++' '^it''s' '^名簿' 'a\\\\b' 'c++' 'it''s' '会' '名簿' '昔'"


def test_the_database_is_the_one_asked_for():
    assert fulltext.is_postgres() is (connection.vendor == "postgresql")


@pytest.mark.django_db(transaction=True)
def test_words_are_weighed_once_and_again_after_a_change():
    one = made.posting("会報の整理")
    other = made.posting("名簿と会報", by=one.organization, need="会報を送る名簿です。", age=2)
    question = Asked.read(QueryDict("q=会報"), vocabulary())

    def asked():
        with CaptureQueriesContext(connection) as queries_of_it:
            found = queries.search(question, vocabulary()).found
        return found, sum("body FROM matching_searchrow" in query["sql"] for query in queries_of_it)
    first, read = asked()
    assert (len(first), read, asked()) == (2, 1, (first, 0))
    last = {one.pk: one, other.pk: other}[first[1]]
    last.title, last.need = "会報の会報", "会報です。"
    last.save()
    actions.index_posting(posting=last)
    assert asked()[0] == [last.pk, first[0]]
