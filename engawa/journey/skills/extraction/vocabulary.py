"""The words to look for, prepared once: their spellings, the words that support or forbid them."""
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engawa.base.text.normal import folded
from engawa.base.text.together import Together
from engawa.journey.skills.extraction.quick import Quick
from engawa.journey.skills.extraction.typing_errors import TypingErrors
from engawa.journey.skills.extraction.writing import sounds

SEPARATORS = set(" ・-_/()")
# 業務フロー整理 is also written 業務フローの整理 and 業務フローを整理.
ACTION = re.compile(
    r"(?<=..)(設計|構築|管理|作成|整理|移行|分析|運用|開発|保守|監視|対応|改善|点検|編集|制作|撮影|導入|設定|集計|配信|更新|"
    r"評価|推進|選定|調整|支援|整備|指導|育成|連携|自動化|電子化|見積り|見積もり|修理|復旧|印刷|診断|監査|訓練|対策|消去|確認|説明)$")
UNSAID = re.compile(r"\(\?[^)]*\)|.\?")  # what is looked at beside a thing, and letters that may be missing
KANA_NAME = re.compile(r"[ァ-ヺー]{4,}")
SHORT_NAME = re.compile(r"[A-Za-z0-9]{1,2}")


@dataclass(frozen=True)
class Word:
    """A word by which a skill is known, as the files or the desk wrote it."""

    text: str
    skill: str
    is_ambiguous: bool = False


@dataclass(frozen=True)
class Entry:
    """What a path of letters means. `skill` is empty for longer words that only contain one (マクロ経済)."""

    key: str
    skill: str
    is_ambiguous: bool
    separators: frozenset[int] = frozenset()

    @property
    def is_ascii(self) -> bool:
        return self.key.isascii()


@dataclass(eq=False)
class Phrase:
    """A skill described instead of named: a thing and what was done with it (サーバーを立てた)."""

    skill: str
    pattern: Quick


@dataclass
class Vocabulary:
    """Everything `extract_skills` needs besides the text."""

    names: Together[Entry] = field(default_factory=lambda: Together({}))
    things: Together[list[Phrase]] = field(default_factory=lambda: Together({}))  # what phrases begin with
    done: Together[list[Phrase]] = field(default_factory=lambda: Together({}))    # words one of which stands in every phrase
    errors: TypingErrors = field(default_factory=TypingErrors)
    contexts: dict[str, re.Pattern[str]] = field(default_factory=dict)
    everyday: frozenset[str] = frozenset()
    strict: frozenset[str] = frozenset()  # paths of words that nothing but their support makes clear
    told: dict[str, re.Pattern[str]] = field(default_factory=dict)  # skills that are told without a name only beside these words
    common: frozenset[str] = frozenset()  # paths of words that are clear in lists and notes
    groups: dict[str, str] = field(default_factory=dict)
    near: dict[str, frozenset[str]] = field(default_factory=dict)

    def are_near(self, one: str, other: str) -> bool:
        """Whether two skills stand on one shelf or are related."""
        return self.groups.get(one) == self.groups.get(other) or other in self.near.get(one, frozenset())


def entry_of(text: str, skill: str, is_ambiguous: bool) -> Entry:
    """The path of a word: its sounds without separators, remembering where those stood."""
    letters: list[str] = []
    separators: set[int] = set()
    for letter in sounds(folded(text))[0]:
        if letter in SEPARATORS:
            separators.add(len(letters))
        else:
            letters.append(letter)
    return Entry("".join(letters), skill, is_ambiguous, frozenset(separators))


def variants(text: str) -> Iterable[str]:
    """Other ways in which the same word is written."""
    found = ACTION.search(text)
    if found and not text.isascii():
        head = text[:found.start()]
        if head[-1] not in "のを・/ )）":
            yield f"{head}の{found[0]}"
            yield f"{head}を{found[0]}"
    if KANA_NAME.fullmatch(text):
        yield "".join(chr(ord(letter) - 96) if "ァ" <= letter <= "ヶ" else letter for letter in text)


def prepare(
    words: Iterable[Word], groups: Mapping[str, str], related: Iterable[tuple[str, str]], reading: Mapping[str, Any],
) -> Vocabulary:
    """Build the vocabulary.

    Args:
        words: all names and aliases, first owner first.
        groups: skill → shelf.
        related: pairs of skills that stand near each other.
        reading: the content of data/reading.yaml.
    """
    vocabulary = Vocabulary(groups=dict(groups), everyday=frozenset(reading["everyday"]))
    near: dict[str, set[str]] = {}
    for one, other in related:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    vocabulary.near = {skill: frozenset(others) for skill, others in near.items()}
    known = list(words)
    for row in [*reading["contexts"], *reading["common"]]:
        support = re.compile("|".join(map(folded, row["support"])))
        vocabulary.contexts |= {entry_of(text, "", True).key: support for text in row["words"]}
    vocabulary.strict = frozenset(entry_of(text, "", True).key for row in reading["contexts"] if row.get("strict") for text in row["words"])
    vocabulary.told = {skill: re.compile("|".join(row["support"])) for row in reading["told"] for skill in row["skills"]}
    vocabulary.common = frozenset(entry_of(text, "", True).key for row in reading["common"] for text in row["words"])
    # Two letters may mean many things: such a name needs support like an everyday word.
    unsure = [word.is_ambiguous or SHORT_NAME.fullmatch(word.text) is not None or entry_of(word.text, "", True).key in vocabulary.common
              for word in known]
    entries = [entry_of(text, "", False) for text in reading["other_words"]]
    entries += [entry_of(word.text, word.skill, is_unsure) for word, is_unsure in zip(known, unsure, strict=True)]
    for word, is_unsure in zip(known, unsure, strict=True):
        entries += [entry_of(text, word.skill, is_unsure) for text in variants(word.text)]
        if not is_unsure:
            vocabulary.errors.add(folded(word.text), word.skill)
    # The first owner of a spelling keeps it.
    vocabulary.names = Together({entry.key: entry for entry in reversed(entries) if entry.key})
    things: dict[str, list[Phrase]] = {}
    done: dict[str, list[Phrase]] = {}
    for row in reading["phrases"]:
        phrase = Phrase(row["skill"], _described(row))
        for thing in row["things"]:
            things.setdefault(UNSAID.sub("", thing), []).append(phrase)
        for said in phrase.pattern.words:
            done.setdefault(said, []).append(phrase)
    vocabulary.things, vocabulary.done = Together(things), Together(done)
    return vocabulary


def _described(row: Mapping[str, Any]) -> Quick:
    things, done = "|".join(row["things"]), "|".join(row["done"])
    return Quick(rf"(?:{things})[^。、\nはがも]{{0,{row.get('gap', 6)}}}?(?:{done})", part=done)
