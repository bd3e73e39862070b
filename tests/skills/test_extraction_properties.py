"""Whatever is typed, the reading answers, points into the text, and answers the same again."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engawa.journey.skills.extraction import Kind, extract_skills
from engawa.journey.skills.extraction.sources import vocabulary_from_files
from engawa.journey.skills.extraction.writing import sounds, written

PIECES = st.sampled_from(
    "COBOL Java ｴｸｾﾙ ＶＢ C C++ R AS/400 エクセル サーバー 会計 部下が ベンダーに任せ 未経験 は が、 、 。 （ ） ( 【未経験】 得意： \n ・ 習いたい 20年 しか "
    "ない 使わない日はなかった 98年まで 以外は ではなく × ？ ㈱ ① Ⅲ ﾞ ー ~ \t 私は http://a.b/c x@y.z but never I \0 \u3000 İ ß 𠮷".split(" "))
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=200)
@given(TEXTS)
def test_mentions_point_into_the_text(text):
    found = extract_skills(text, vocabulary_from_files(), this_year=2026)
    assert [mention.surface for mention in found] == [text[slice(*mention.span)] for mention in found]
    assert all(0 <= mention.span[0] < mention.span[1] <= len(text) for mention in found)
    assert all(mention.strength in {1, 2, 3} and mention.kind in Kind and mention.reason.sentence for mention in found)
    assert all(mention.last_year is None or 1868 <= mention.last_year <= 2026 for mention in found)
    assert found == extract_skills(text, vocabulary_from_files(), this_year=2026)


@given(TEXTS)
def test_writing_keeps_its_places(text):
    writing = written(text)
    assert len(writing.text) == len(writing.low)
    spans = [writing.span(index, index + 1) for index in range(len(writing.text))]
    assert spans == sorted(spans)
    letters, places = sounds(writing.low)
    assert len(letters) == len(places)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "(" * 500, "（" * 500 + "COBOL", "は" * 3000, "、COBOL" * 300, "COBOLは" * 300])
def test_strange_lengths(text):
    assert {mention.skill for mention in extract_skills(text, vocabulary_from_files())} <= {"cobol"}


def test_only_the_beginning_of_a_book_is_read():
    assert extract_skills("あ" * 50_000 + "COBOL", vocabulary_from_files()) == []
