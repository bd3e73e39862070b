"""Words that mean one thing here, though their spellings do not meet by themselves: data/synonyms.yaml and the vocabulary.

Of the vocabulary only the two names of a skill stand for each other (汎用機データベース管理 and its English name). Its
other words are no synonyms (課長 speaks for leading a team, yet is not the same): a posting is found by them through
the skills it asks for.
"""
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from engawa.base.text import tokens
from engawa.base.text.normal import key
from engawa.journey.skills.reference import read_data

# A token of a group begins like this; no word of a text does.
MARK = "="
WHOLE = "!"
# The longest spelling has so many shortest parts.
LONGEST = 8


@dataclass(frozen=True)
class Synonyms:
    """Spelling (as a key) -> token of its group; group token -> its spellings as written; a name of this state.

    `beginnings` are all beginnings of spellings; the parts of `wholes` are no words of a text that holds the whole.
    """

    tokens: Mapping[str, str]
    beginnings: frozenset[str]
    wholes: frozenset[str]
    spellings: Mapping[str, tuple[str, ...]]
    version: str


@cache
def synonyms() -> Synonyms:
    """Return the map of all groups, read once in a process. A spelling of two groups stays with the first."""
    found: dict[str, str] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    listed = [[str(word) for word in group] for group in read_data("engawa.journey.matching", "synonyms.yaml")]
    wholes = frozenset(key(word[:-1]) for group in listed for word in group if word.endswith(WHOLE))
    groups = [[word.rstrip(WHOLE) for word in group] for group in listed]
    groups += [names for names in _names_of_skills() if not any(key(name) in found for name in names)]
    for group in groups:
        token = MARK + key(group[0])
        for word in group:
            for spelling in {key(word), _in_dictionary_form(word)}:
                found.setdefault(spelling, token)
        spellings[token] = tuple(group)
    state = hashlib.sha256(repr((sorted(found.items()), sorted(wholes), _words_of_skills())).encode()).hexdigest()[:8]
    beginnings = frozenset(one[:end] for one in found for end in range(1, len(one) + 1))
    return Synonyms(found, beginnings, wholes, spellings, state)


@cache
def _words_of_skills() -> tuple[tuple[str, ...], ...]:
    """Every skill with its names and other words, as shipped: postings are in the index by them."""
    rows = read_data("engawa.journey.skills", "skills.yaml")["skills"]
    return tuple(tuple(str(word) for word in (row["ja"], row["en"], *row["aliases"])) for row in rows)


def _names_of_skills() -> list[list[str]]:
    """Both names of every skill, where they are names of one thing: several in one (Go・Rust) are passed over."""
    pairs = [list(words[:2]) for words in _words_of_skills()]
    return [pair for pair in pairs if key(pair[0]) != key(pair[1]) and not any(set("・/（(、,") & set(name) for name in pair)]


def _in_dictionary_form(word: str) -> str:
    return key("".join(form for one in tokens.words(word) for _, form in (one.cut or ((one.surface, one.normal),))))
