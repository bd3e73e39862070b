"""The five levels of a skill and the freshness of its last use, read from `data/levels.yaml` once."""
from dataclasses import dataclass

from engawa.base.text.language import in_reader_language
from engawa.journey.skills.reference import read_data


@dataclass(frozen=True)
class Level:
    """How well somebody knows a skill. `self_check` is the sentence the person agrees with."""

    number: int
    slug: str
    ja: str
    en: str
    desc_ja: str
    desc_en: str
    self_check_ja: str
    self_check_en: str
    itss_ja: str
    itss_en: str
    itss: tuple[int, ...]

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)

    @property
    def desc(self) -> str:
        return in_reader_language(self.desc_ja, self.desc_en)

    @property
    def self_check(self) -> str:
        return in_reader_language(self.self_check_ja, self.self_check_en)

    @property
    def itss_words(self) -> str:
        return in_reader_language(self.itss_ja, self.itss_en)


@dataclass(frozen=True)
class Recency:
    """When a skill was last used, and the factor (0 to 1) by which that lessens its level in a match."""

    slug: str
    ja: str
    en: str
    factor: float

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)


_data = read_data("engawa.journey.skills", "levels.yaml")
LEVELS: tuple[Level, ...] = tuple(
    Level(number=row["level"], itss=tuple(row["itss"]), **{k: row[k] for k in row if k not in ("level", "itss")})
    for row in _data["levels"]
)
RECENCY: tuple[Recency, ...] = tuple(Recency(**row) for row in _data["recency"])
LOWEST, HIGHEST = LEVELS[0].number, LEVELS[-1].number
_by_number = {level.number: level for level in LEVELS}
_by_slug = {recency.slug: recency for recency in RECENCY}


def level(number: int) -> Level:
    """The level with this number; KeyError outside 1 to 5."""
    return _by_number[number]


def recency(slug: str) -> Recency:
    """The recency with this slug; KeyError for an unknown one."""
    return _by_slug[slug]


def level_choices() -> list[tuple[int, str]]:
    """(number, name) in the active language, lowest first: for models and selects."""
    return [(one.number, one.name) for one in LEVELS]


def self_check_choices() -> list[tuple[int, str]]:
    """(number, sentence) in the active language: for the rows of radio buttons in the inventory."""
    return [(one.number, one.self_check) for one in LEVELS]


def recency_choices() -> list[tuple[str, str]]:
    """(slug, words) in the active language, freshest first."""
    return [(one.slug, one.name) for one in RECENCY]
