"""Punctuation, spelling, glossary and tone of every Japanese and English text in the files."""
import re

import pytest

from tests.skills.data import files

POLITE = re.compile(r"(?:ます|です|ません|ました|でした|ましょう|ください|ますか|ですか)。$")
SENTENCE_KEYS = {
    "desc_ja", "why_ja", "measure_ja", "explain_ja", "transfer_note_ja", "self_check_ja", "itss_ja", "message_ja",
    "advice_ja", "intro_ja",
}
SENTENCE_PARENTS = {
    "clauses", "acceptance", "risks", "checklist", "for_you_if", "body", "intro", "notice", "terms", "sign_off",
}
LONGEST_SENTENCE = 60

JAPANESE = {
    "brackets are full-width": r"[()]",
    "only 、 and 。": r"[!！?？，．,;]",
    "letters and digits are half-width": r"[Ａ-Ｚａ-ｚ０-９]",
    "katakana is full-width": r"[ｦ-ﾟ]",
    "ranges are written 〜": r"～",
    "marks in their order": r"。。|、、|、。| 。|。[）」]|（\s",
    "か月": r"[0-9一二三四五六七八九十数][ヶケカヵ]月",
    "the long vowel is written": r"(?:サーバ|フォルダ|ルータ|プリンタ|コンピュータ|ブラウザ|スキャナ|ユーザ|ベンダ)(?!ー)",
    "生かす, 仕組み, 入れかえ, など, なくす, できる": r"活か|しくみ|入れ替え|[^ぁ-ん]等[。、）]|失くし|出来る",
    "担当の人": r"担当者|窓口の方",
    "the person is 参加者": r"プロボノ(?!で|（仕事)",
    "words of the glossary": (
        r"プロボノワーカー|シニア|高齢者|クライアント(?!サーバー)|支援先|案件|不採用|不合格|面接|期待値すり合わせ|ミーティング"
        r"|タスク|テンプレート|ステータス|タイムゾーン|お気に入り|ブックマーク|マッチング率|ユーザー|コーディネーター"),
    "nobody is talked down to": r"簡単です|はもちろん|だけでいい|こちら|いただけますと",
}
ENGLISH = {
    "-ize": r"\b(?:organis|visualis|digitis|anonymis|prioritis|recognis|customis|summaris)",
    "email": r"\b[Ee]-mail",
    "the participant, the coordinator team": r"\b[Tt]he volunteer\b|\b[Oo]ur office\b",
    "English punctuation": r"[（）、。「」]",
}
FOR_IT_PEOPLE = re.compile(
    r"アセスメント|ダッシュボード|工数|インタビュー|エントリー|ダミー|マスタ|ヒアリング|リリース|スコープ|ステークホルダー"
    r"|フィックス|ベンダー|リスク|ルール")


def is_sentence(text: files.Text, name: str) -> bool:
    """Whether a text is spoken to the reader, and not a title, a label or an answer to choose."""
    if text.key in SENTENCE_KEYS:
        return True
    # Only the nearest named thing counts: the options inside a clause are labels again.
    return name != "tools" and bool(text.under) and text.under[-1] in SENTENCE_PARENTS


def sentences(text: str) -> list[str]:
    return re.findall(r"[^。]+。?", text)


@pytest.mark.parametrize("rule", JAPANESE)
@pytest.mark.parametrize("name", files.OWNERS)
def test_japanese(name, rule):
    assert [t.where for t in files.in_language(name, "ja") if re.search(JAPANESE[rule], t.value)] == []


@pytest.mark.parametrize("rule", ENGLISH)
@pytest.mark.parametrize("name", files.OWNERS)
def test_english(name, rule):
    assert [t.where for t in files.in_language(name, "en") if re.search(ENGLISH[rule], t.value)] == []


@pytest.mark.parametrize("name", files.OWNERS)
def test_brackets_come_in_pairs(name):
    open_ = [t.where for t in files.in_language(name, "ja")
             if any(t.value.count(pair[0]) != t.value.count(pair[1]) for pair in ("（）", "「」", "『』"))]
    assert open_ == []


@pytest.mark.parametrize("name", files.OWNERS)
def test_sentences_are_polite_and_short(name):
    spoken = [(t.where, s) for t in files.in_language(name, "ja") if is_sentence(t, name) for s in sentences(t.value)]
    assert [(where, len(s)) for where, s in spoken if len(s) > LONGEST_SENTENCE] == []
    assert [(where, s) for where, s in spoken if not POLITE.search(s) and "」" not in s[-3:]] == []


@pytest.mark.parametrize("name", files.FOR_NPO)
def test_staff_meet_no_jargon(name):
    assert [t.where for t in files.in_language(name, "ja") if FOR_IT_PEOPLE.search(t.value)] == []


def test_files_hold_sentences_to_check():
    counts = {name: sum(is_sentence(t, name) for t in files.in_language(name, "ja")) for name in files.OWNERS}
    assert [name for name, count in counts.items() if count == 0] == ["roles", "causes"]


@pytest.mark.parametrize(("text", "broken"), [
    ("案件を見ましょう！", {"only 、 and 。", "words of the glossary"}),
    ("3ヶ月のサーバの運用(案)", {"brackets are full-width", "か月", "the long vowel is written"}),
    ("サーバーを3か月使います。", set()),
    ("プロボノは担当者が決めます。", {"担当の人", "the person is 参加者"}),
])
def test_this_test_sees_a_wrong_word(text, broken):
    assert {rule for rule, pattern in JAPANESE.items() if re.search(pattern, text)} == broken
