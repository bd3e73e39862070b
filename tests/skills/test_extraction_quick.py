"""Long patterns that are first searched for words find what they would find anyway."""
import re
from pathlib import Path
from re import _parser

import pytest

from engawa.journey.skills.extraction import cues, people, strength, writing
from engawa.journey.skills.extraction.quick import Quick, needed

TEXTS = ["", "未経験です", "苦手な方", "Javaを少し", "やってみたいと思います。", "問題なく動いた", "一切触っていません、勉強中です", "孫と家で"]
QUICK = {f"{module.__name__}.{name}": one for module in (cues, strength, writing) for name, one in vars(module).items() if isinstance(one, Quick)}


@pytest.mark.parametrize(("pattern", "words"), [
    ("未経験|苦手だ?", {"未経験", "苦手"}),
    ("ない|なかった", {"ない", "なかった"}),
    ("不得[意手]な", {"不得意な", "不得手な"}),
    ("(?:本|雑誌)[^、。]{0,6}を?(?:買|読)", {"本", "雑誌"}),
    ("(?<=[がも])はやって(?!い)", {"はやって"}),
    ("(?:習い|学び)+[ぁ-ん]{0,4}たい", {"習い", "学び"}),
    ("(?:まだ)?[^、。]*$", set()),
    ("今|[^。]", set()),
])
def test_words_that_must_stand_in_a_match(pattern, words):
    assert needed(_parser.parse(pattern)) == words


def test_a_pattern_that_anything_matches_is_refused():
    with pytest.raises(ValueError, match="Anything may match"):
        Quick("[ぁ-ん]{0,3}")


@pytest.mark.parametrize("text", ["台帳を全部打ち込んだ", "台帳は打ち込んだ", "台帳を見た。打ち込んだ", "台帳", "打ち込んだ", "台帳をすべて打ち込み"])
def test_words_of_a_part_decide(text):
    pattern, done = "(?:台帳|名簿)[^。は]{0,4}(?:打ち込|入力し)", "打ち込|入力し"
    quick, plain = Quick(pattern, part=done).match(text, 0), re.compile(pattern).match(text)
    assert (quick and quick.span()) == (plain and plain.span())


@pytest.mark.parametrize("name", QUICK)
def test_the_same_is_found(name):
    quick, pattern = QUICK[name], re.compile(QUICK[name].pattern)
    for text in TEXTS:
        first, plain = quick.search(text), pattern.search(text)
        assert (first and first.span()) == (plain and plain.span())
        assert [one.span() for one in quick.finditer(text)] == [one.span() for one in pattern.finditer(text)]
        assert quick.sub(lambda found: "+" * len(found[0]), text) == pattern.sub(lambda found: "+" * len(found[0]), text)


def test_nobody_begins_with_a_common_letter():
    text = (Path(__file__).parent / "said.txt").read_text(encoding="utf-8")
    assert [one.span() for one in people.NAMED.finditer(text)] == [one.span() for one in re.finditer(people.ANYBODY, text)] != []


@pytest.mark.parametrize(("said", "level"), [
    ("設計から製造まで一人でやった", 3), ("要件定義から保守まで一貫して担当", 3), ("開発から運用までを、すべて担当", 3), ("帳票を一手に引き受けた", 3), ("保守を任された", 3), ("窓口を立ち上げた", 3),
    ("設計から製造まで担当", 2), ("1990年から2000年まで一貫して使った", 2), ("設計から製造まですべて手伝った", 1)])
def test_who_did_a_whole_work_alone_holds_it_strongly(said, level):
    assert strength.strength_of(said) == level
