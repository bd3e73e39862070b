"""The order of texts for a question, without a database."""
from datetime import date

import numpy as np
import pytest

from engawa.journey.matching import measuring, normaliser, ranking, spoken
from engawa.journey.matching.ranking import Facts, Index, Text
from engawa.journey.matching.topics import topics, topics_of

TODAY = date(2026, 11, 27)
TEXTS = {
    "list": ("三つに分かれた会員名簿を一つにまとめたい", "同じ方に会報が二通届きます。"),
    "site": ("ホームページが三年前のまま", "作ってくれた人が辞め、お知らせを直せません。"),
    "handover": ("事務局長だけが知っていること", "担当者が退職し、引き継ぎがなく、だれも触れません。"),
    "photos": ("写真が山のよう", "活動の写真を探せません。"),
}


def index(facts=None):
    return Index.of(Text(name, normaliser.index_words(title), body=normaliser.index_words(body), facts=(facts or {}).get(name))
                    for name, (title, body) in TEXTS.items())


def names(query, facts=None):
    return [name for name, _score in ranking.rank(query, index(facts), today=TODAY)]


@pytest.mark.parametrize(("query", "first"), [
    ("名簿", "list"), ("住所録", "list"), ("めいぼ", "list"), ("ウェブサイト", "site"), ("homupeji", "site"), ("引き継ぎの人がいなくて触れない", "handover"),
    ("WordPress", "site"), ("画像", "photos"), ("データクレンジング", "list"), ("属人化", "handover")])
def test_the_best_comes_first(query, first):
    assert names(query)[0] == first


@pytest.mark.parametrize(("query", "first"), [("Excel", "sheet"), ("エクセル", "sheet"), ("Excel 2016", "sheet"), ("Excel2019", "sheet"), ("Windows", "machine")])
def test_a_name_is_found_whatever_its_edition(query, first):
    texts = {"sheet": "Excel2016の表が壊れる", "machine": "Windows10にしてから遅い", "photos": "写真を探せない"}
    found = ranking.rank(query, Index.of(Text(name, normaliser.index_words(words)) for name, words in texts.items()), today=TODAY)
    assert found[0][0] == first


def test_what_is_near_stands_behind_what_was_typed():
    found = dict(ranking.rank("名簿", index(), today=TODAY))
    assert next(iter(found)) == "list"
    assert sorted(found.values(), reverse=True) == list(found.values())
    assert names("こんにゃく") == []
    assert names("") == []


def test_what_breaks_a_condition_comes_last():
    facts = {"list": Facts(hours=8, blocks=frozenset({4}), language="ja", data="personal", weeks=20, start=date(2026, 10, 1)),
             "site": Facts(hours=2, blocks=frozenset({9}), language="en", data="none", weeks=4, start=date(2027, 1, 1))}
    for condition in ("週2時間", "夜だけ", "英語で", "個人情報なし", "短期", "来月から"):
        found = names(f"名簿 {condition}", facts)
        assert (found[-1], found[0]) == ("list", "site" if found[0] == "site" else found[0]), condition
    assert names("夜だけ", facts)[-1] == "list"
    assert ranking.breaks(spoken.understand("夜だけ 英語で 週2時間", TODAY), facts["list"]) == 3
    assert ranking.breaks(spoken.understand("夜だけ", TODAY), None) == 0
    assert ranking.breaks(spoken.understand("夜だけ 英語で 週2時間 短期 来月から 個人情報なし", TODAY), Facts()) == 0


def test_words_about_looking_are_passed_over():
    def asked(text, **how):
        return [unit.typed for unit in ranking.asked_for(text, **{"conditions": False, "meeting": False, **how})]
    assert asked("エクセルで困っている人を助けたい") == ["エクセル"]
    assert asked("募集") == ["募集"]
    assert asked("募集", conditions=True) == []
    assert asked("会議", conditions=True, meeting=True) == []
    assert asked("エクセルを教える") == ["エクセル"]


@pytest.mark.parametrize(("text", "how", "told", "searched"), [
    ("仕事", {}, True, None), ("時間が空いてます", {}, True, None), ("空いてます", {"conditions": True, "meeting": True}, True, None), ("家でできる仕事", {}, True, None),
    ("会議", {}, True, ["会議"]), ("会議", {}, False, None), ("会議", {"conditions": True, "meeting": True}, True, None),
    ("人に教えたい", {}, True, ["教え"]), ("人に教えたい", {}, False, None), ("リモート会議", {}, True, ["会議"]), ("名簿 会議", {}, False, ["名簿", "会議"]),
    ("ちゃっとぼっとを教える", {}, False, ["ぼっ"]), ("わーるぷを教える", {}, True, ["教える", "わーるぷを"]), ("", {}, True, []), ("を、", {}, True, []),
    ("できる", {"conditions": True}, True, None), ("してほしい", {}, True, None), ("I can help", {}, True, None)])
def test_words_are_searched_where_they_narrow_anything(text, how, told, searched):
    found = ranking.sought(text, lambda _unit: told, **{"conditions": False, "meeting": False, **how})
    assert (found if found is None else [unit.typed for unit in found]) == searched


@pytest.mark.parametrize(("text", "is_true"), [
    ("オンライン", True), ("家でできる仕事", True), ("経験がなくても大丈夫", True), ("anything online", True), ("仕事", False), ("会議", False), ("教える", False),
    ("リモート会議", False), ("仕事をしているので", False), ("空いてます", False), ("わーるぷを在宅で", False), ("名簿", False), ("", False)])
def test_only_what_every_posting_has_is_said_to_be_true_of_all(text, is_true):
    assert ranking.is_true_of_all(text) is is_true


def test_an_index_of_some_texts_knows_the_whole():
    some = Index.of([Text(1, "a b"), Text(2, "a")], total=100, spread={"a": 50, "b": 1}, wanted=frozenset({"a", "b"}))
    assert some.rarity("b") > some.rarity("a") > 0 == some.rarity("c")
    assert (sorted(some.where), list(np.sign(some.score("b")))) == (["a", "b"], [1.0, 0.0])
    assert ranking.rarity(0, 10) == 0.0


def test_topics_of_words():
    assert topics_of([]) == []
    best = topics_of([("=名簿", 1.0)])
    assert all(0 < share <= 1 for _topic, share in best)
    assert len(topics().every) > 200


def test_figures():
    grades = {"q": {"a": 3, "b": 1}, "r": {"c": 2}}
    perfect, none = {"q": ["a", "b"], "r": ["c"]}, {}
    assert [str(one) for one in measuring.figures(perfect, grades).values()] == ["1.000 [1.000, 1.000]"] * 3
    assert [one.mean for one in measuring.figures(none, grades).values()] == [0.0, 0.0, 0.0]
    assert measuring.gain(perfect, none, grades).mean == 1.0
    assert measuring.ndcg(["b", "a"], grades["q"]) == pytest.approx((1 + 7 / 1.5849625) / (7 + 1 / 1.5849625))
    assert (measuring.recall(["x"], {}), measuring.ndcg(["x"], {}), measuring.reciprocal(["x", "b"], {"b": 1})) == (0.0, 0.0, 0.5)


def test_the_plain_baselines():
    texts = {"one": "名簿の整理", "two": "写真の整理と名簿", "three": "会報"}
    words = {name: measuring.plain_words(text) for name, text in texts.items()}
    assert measuring.bm25({"q": measuring.plain_words("名簿 会報"), "none": ["x"]}, words) == {"q": ["three", "one", "two"], "none": []}
    assert measuring.pairs_of_letters("名簿 あ") == ["名簿", "あ"]
    assert measuring.bm25({"q": ["x"]}, {}) == {"q": []}
