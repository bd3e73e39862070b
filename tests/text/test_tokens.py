"""Japanese is split into words that two writers of the same thing share."""
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from engawa.base.text import tokens


def normals(text):
    return [word.normal for word in tokens.words(text)]


@pytest.mark.parametrize(("one", "other"), [
    ("サーバ", "サーバー"), ("ｻｰﾊﾞｰ", "サーバー"), ("ＥＸＣＥＬ", "excel"), ("引越し", "引っ越し"), ("附属", "付属"), ("打合せ", "打ち合わせ"),
])
def test_two_spellings_give_the_same_words(one, other):
    assert tokens.content_words(one) == tokens.content_words(other) != []


@pytest.mark.parametrize("name", ["C++", "C#", ".NET", "VB.NET", "ASP.NET", "Node.js", "DB2", "GA4", "Ｃ＋＋", "node.JS"])
def test_names_with_signs_stay_whole(name):
    words = tokens.words(f"昔は{name}を使いました。")
    found = [word for word in words if word.normal == tokens.folded(name)]
    assert [word.pos[0] for word in found] == ["名詞"]


def test_c_is_not_c_plus_plus():
    assert tokens.content_words("C言語") != tokens.content_words("C++言語")
    assert "c++" not in tokens.content_words("C言語")


def test_a_name_with_its_edition_is_the_name_too():
    assert tokens.content_words("Excel2016とWindows10") == ["excel2016", "excel", "windows10", "windows"]
    assert tokens.content_words("DB2とMP3") == ["db2", "mp3"]


def test_words_keep_the_surface_and_the_order():
    words = tokens.words("会計を手伝いました。")
    assert [word.surface for word in words] == ["会計", "を", "手伝い", "まし", "た", "。"]
    assert words[0] == tokens.Word("会計", "会計", "カイケイ", ("名詞", "普通名詞", "サ変可能", "*", "*", "*"))


def test_content_words_leave_particles_numbers_and_auxiliaries():
    assert tokens.content_words("20年、情報漏洩を防いでいました。") == ["年", "情報漏洩", "情報", "漏洩", "防ぐ"]


def test_content_words_of_nothing():
    assert tokens.content_words("") == tokens.content_words("　。、！") == []


def test_readings():
    assert tokens.readings("会計ソフト（弥生）") == "カイケイソフトヤヨイ"
    assert tokens.readings("Zabbixの監視") == "zabbixノカンシ"


def test_a_very_long_text_is_read_to_its_end():
    text = "名簿を整えました。" * 9000 + "最後は海でした。"
    words = tokens.words(text)
    assert [word.surface for word in words[-4:]] == ["海", "でし", "た", "。"]
    assert "".join(word.surface for word in words) == text


def test_a_long_line_without_any_end():
    assert "".join(word.surface for word in tokens.words("あ" * 30_000)) == "あ" * 30_000


def test_many_threads_share_one_tokenizer():
    text = "会員名簿の整理とC++のプログラムの引き継ぎをお願いします。" * 20
    alone = normals(text)
    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(normals, [text] * 64))


def test_pieces_stand_at_their_place():
    text = "会計システムのWordpres " * 900
    found = tokens.pieces(text)
    assert [text[start:end] for start, end in pairwise(found.starts[:5])] == ["会計", "システム", "の", "Wordpres"]
    assert len(found.starts) == len(found.kinds) == 5 * 900
    assert found.ends(len(text)) == [*found.starts[1:], len(text)]
    assert [kind.pos[0] for kind in found.kinds[:3]] == ["名詞", "名詞", "助詞"]


@pytest.mark.parametrize(("word", "known"), [("canvas", True), ("会計", True), ("Wordpres", False), ("ワードプレズ", False)])
def test_known_words(word, known):
    assert tokens.is_known(word) is known
