"""What somebody meant who mistyped."""
import pytest

from engawa.journey.matching import normaliser, spelling

TEXTS = ("ホームページの更新", "会員名簿の整理", "エクセルの集計", "パワーポイントの資料", "アンケートの集計", "セキュリティの研修", "ズームの使い方",
         "バックアップ", "JavaScript", "会計ソフト", "助成金の報告", "引き継ぎの手順書", "ボランティアのシフト表", "福祉の事務", "spreadsheet")


@pytest.fixture(scope="module")
def words():
    counts: dict[str, float] = {}
    for text in TEXTS:
        for token in normaliser.index_words(text).split():
            counts[token] = counts.get(token, 0) + 1
    return counts


@pytest.fixture(scope="module")
def known(words):
    return spelling.lexicon(words)


def better(text, words, known):
    def finds(piece):
        asked = normaliser.units(piece)
        return bool(asked) and all(any(all(token in words for token in way) for way in unit.ways) for unit in asked)
    return spelling.corrected(text, finds, lambda: known)


@pytest.mark.parametrize(("typed", "meant"), [
    ("javasript", "JavaScript"), ("ぱわーぽいんと", "パワーポイント"), ("ほーむぺーじ", "ホームページ"), ("homupeji", "ホームページ"),
    ("hoomupeeji", "ホームページ"), ("ほうむぺえじ", "ホームページ"), ("ほーむぺーじの更新", "ホームページの更新"), ("えくせる", "エクセル"),
    ("ekuseru", "エクセル"), ("アンケト集計", "アンケート集計"), ("ankeeto", "アンケート"), ("バックアプ", "バックアップ"),
    ("zuumu", "ズーム"), ("hikitsugi", "引き継ぎ"), ("会系ソフト", "会計ソフト"), ("しふと表", "シフト表"), ("fukushi jimu", "福祉 事務"),
    ("spreadsheat", "spreadsheet"), ("パスワドの管理", "パスワードの管理"), ("Pyhton", "Python"), ("wordpess", "WordPress"), ("databse", "database"),
    ("めいぼ", "名簿"), ("すまほ", "スマホ"),
])
def test_what_was_meant(typed, meant, words, known):
    assert better(typed, words, known) == meant


@pytest.mark.parametrize("typed", [
    "会計", "名簿", "こんにゃく", "豆腐", "ズーム", "COBOL", "困っている", "更新してほしい", "エクセルが重くて困っている", "手書きの記録を書き写すのが大変",
    "を、", "", "🙂", "xyzzyq", "C++"])
def test_what_is_right_or_unknown_stays(typed, words, known):
    assert better(typed, words, known) is None


def test_slips_are_counted_up_to_a_limit():
    assert [spelling.distance(one, other, 2) for one, other in (
        ("excel", "excel"), ("excl", "excel"), ("excell", "excel"), ("exxel", "excel"), ("ecxel", "excel"), ("exl", "excel"), ("word", "excel"))] == [
        0, 1, 1, 1, 1, 2, 3]
    assert spelling.coarse("hoomu-peeji") == spelling.coarse("homupezi") == "homupezi"
