"""The fixed words of the check-up, read from `data/diagnosis.yaml` once: introduction, bands, 分からない."""
from dataclasses import dataclass
from typing import Any

from engawa.base.text.language import in_reader_language
from engawa.journey.skills.reference import read_data


@dataclass(frozen=True)
class Band:
    """What a result from `min_percent` up is called, and what is said to it."""

    slug: str
    min_percent: int
    ja: str
    en: str
    message_ja: str
    message_en: str

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)

    @property
    def message(self) -> str:
        return in_reader_language(self.message_ja, self.message_en)


@dataclass(frozen=True)
class Unknown:
    """The answer 分からない, added to every question: no blame, and a look at things together."""

    ja: str
    en: str
    score: int
    advice_ja: str
    advice_en: str
    templates: tuple[str, ...]

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)

    @property
    def advice(self) -> str:
        return in_reader_language(self.advice_ja, self.advice_en)


_data: dict[str, Any] = read_data("engawa.journey.diagnosis", "diagnosis.yaml")
BANDS: tuple[Band, ...] = tuple(Band(**row) for row in _data["bands"])
UNKNOWN = Unknown(**{**_data["unknown_answer"], "templates": tuple(_data["unknown_answer"]["templates"])})


def intro() -> str:
    """What is said before the first question."""
    return in_reader_language(_data["intro"]["ja"], _data["intro"]["en"])


def band_for(percent: float) -> Band:
    """The band with the highest lower edge that a result reaches."""
    return max((band for band in BANDS if band.min_percent <= percent), key=lambda band: band.min_percent)
