"""What was read from a file, the same whatever the file was. Plain data both ways, everything within our limits.

Readers fill the words as they stand in the file; `meaning` adds our own (slugs, codes, levels).
"""
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from engawa.journey.participants.imports.workplaces import kind_of

CAREERS, SKILLS, LANGUAGES = 40, 100, 10
DID, RESULT, PLACE, WORDS, ABOUT, TEXT = 2000, 1000, 120, 120, 12_000, 40_000
FIRST_YEAR, LAST_YEAR = 1940, 2100
# What no database takes or no page shows: what the forms of the house drop as well, NUL and halves of letters.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\ufeff\ud800-\udfff]")


class Unreadable(Exception):
    """A file that cannot be read; `code` names the sentence in `refusals`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class FoundCareer:
    """One entry of a working life.

    `role` is the slug of a career role, or empty. `is_named`: the place is the name of an employer, not a kind of workplace;
    what we ask for and keep is the kind.
    """

    from_year: int | None = None
    to_year: int | None = None
    role_words: str = ""
    role: str = ""
    place: str = ""
    did: str = ""
    result: str = ""
    is_named: bool = False

    @property
    def kind(self) -> str:
        """The kind of workplace: the place as it stands, or what its name tells of it."""
        return kind_of(self.place) if self.is_named else self.place


@dataclass(frozen=True)
class FoundSkill:
    """A skill with the words it came from. `level` 0 and `last_use` "" until the file or the person says them."""

    words: str = ""
    level_words: str = ""
    skill: str = ""
    level: int = 0
    last_use: str = ""
    years: int | None = None
    is_sure: bool = True


@dataclass(frozen=True)
class FoundLanguage:
    words: str = ""
    level_words: str = ""
    code: str = ""
    level: str = ""


@dataclass(frozen=True)
class Found:
    """Everything read from one file. `about` is what it says of the whole working life in one text; `text` is where skills
    may be named; `dropped` counts careers beyond the limit.

    After the careers were confirmed, only skills that still need their level remain (`is_confirmed`).
    """

    careers: tuple[FoundCareer, ...] = ()
    skills: tuple[FoundSkill, ...] = ()
    languages: tuple[FoundLanguage, ...] = ()
    about: str = ""
    text: str = ""
    dropped: int = 0
    is_confirmed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to confirm."""
        return not (self.careers or self.skills or self.languages or self.about)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Found":
        parts = {"careers": FoundCareer, "skills": FoundSkill, "languages": FoundLanguage}
        return capped(cls(**{key: tuple(parts[key](**row) for row in value) if key in parts else value
                             for key, value in data.items()}))


def capped(found: Found) -> Found:
    """The same with every text cleaned and cut to our limits; doing it twice changes nothing."""
    careers = [_career(career) for career in found.careers]
    careers = [career for career in careers if career != FoundCareer()]
    return replace(
        found, careers=tuple(careers[:CAREERS]), dropped=found.dropped + len(careers[CAREERS:]),
        skills=tuple(one for one in map(_short, found.skills) if one.words)[:SKILLS],
        languages=tuple(one for one in map(_short, found.languages) if one.words)[:LANGUAGES],
        about=clean(found.about, ABOUT), text=clean(found.text, TEXT))


def clean(text: str, limit: int) -> str:
    """Readable text of at most `limit` letters: no control signs, composed letters (NFC), no outer spaces."""
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text).strip()[:limit].strip()


def line(text: str, limit: int = WORDS) -> str:
    """`clean` on one line."""
    return clean(text.replace("\n", " "), limit)


def _career(career: FoundCareer) -> FoundCareer:
    return FoundCareer(
        from_year=_year(career.from_year), to_year=_year(career.to_year), role_words=line(career.role_words),
        role=career.role, place=line(career.place, PLACE), did=clean(career.did, DID), result=clean(career.result, RESULT),
        is_named=career.is_named and bool(line(career.place)))


def _year(year: int | None) -> int | None:
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def _short(one: Any) -> Any:
    return replace(one, **{field.name: line(value) for field in fields(one) if isinstance(value := getattr(one, field.name), str)})
