"""What stands out in the words of a text, sentence by sentence. Only patterns and the dictionary: nothing leaves the house."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from engawa.base.text import tokens
from engawa.base.text.normal import normal
from engawa.journey.skills.reference import read_data

LONG = {"ja": 90, "en": 40}  # letters of a Japanese sentence, words of an English one
WEEKLY_MOST, MONTHS_MOST, WEEKS_MOST, DAY_MOST = 10, 6, 26, 6  # hours a week, months, weeks, hours a day
WISHES = {
    "ja": re.compile(r"ください|下さい|ほしい|欲しい|いただきたい|いただける|もらいたい|もらえ|お願い|たい(です|と|。|の|$)|いただきます|いただくこと|お待ちし|歓迎|希望|探して|求めて|募集|手伝"),
    "en": re.compile(r"\b(please|want|wish|would like|need|hope|looking for|help us|you will|could you|we seek)\b", re.IGNORECASE)}
FIGURES = str.maketrans("一二三四五六七八九", "123456789")
ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
NUMBER = r"(\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
AMOUNT = re.compile(
    r"(?:¥|\$|€|£|PHP|USD|JPY|EUR|VND)\s?\d[\d,.]*(?:\s?(?:thousand|million))?|[\d,.]*\d\s?(?:万|千|百|億)*\s?円"
    r"|[一二三四五六七八九十百千万]+円|\b\d[\d,.]*\s?(?:yen|dollars|euros?|pesos?|dong|pounds|USD|EUR|PHP|JPY|VND)\b", re.IGNORECASE)
PHONE = re.compile(r"(?<![\d-])(?:\+\d[\d\s()-]{7,}\d|0\d{1,4}[-( ]\d{1,4}[-) ]\d{3,4}|0\d{9,10})(?![\d-])")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# An address in a service of messages: a name behind @, or told as an ID.
ACCOUNT = re.compile(r"(?<![\w.])@[A-Za-z][\w.]{2,}|(?:ID|アカウント)(?:は|：|:|「|\s)+[A-Za-z][\w.-]{3,}")
DASHES = re.compile(r"(?<=\d)[‐-―−ー](?=\d)")
# What makes one name a person whose matter it is nobody's business to read.
PRIVATE = re.compile(r"\d{1,3}(?:歳|才)|認知症|障害|障がい|病気|病で|発作|梗塞|うつ|がん|入院|依存症|妊娠|離婚|虐待|暴力|いじめ|不登校|自殺|逮捕|刑務所|服役"
                     r"|借金|破産|滞納|生活保護|在留|番地|\d-\d{1,3}-\d|丁目"
                     r"|diabetes|dementia|disabilit|illness|depress|cancer|hospital|stroke|\bHIV\b|AIDS\b|addict|pregnan|divorc|abuse|prison|\bjail|arrest"
                     r"|suicid|debt|bankrupt|\baged? \d{1,3}|\b\d{1,3} years old|cannot (?:read|write|walk|see)", re.IGNORECASE)
# Somebody without a name of whom too much is told: Aさん（19歳、…）.
LETTERED = re.compile(r"[A-ZＡ-Ｚ](?:さん|様|氏|君|くん|ちゃん)(?:は)?[（(、][^）)。]*?(?:歳|才|男性|女性|在住|障|病)")
NAMED = re.compile(r"\b(?-i:[A-Z][a-z]+ [A-Z][a-z]+)(?:,? (?:who|whose)\b|,? \(?(?:aged? )?\d{1,3}\b)")
TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Miss)\.?\s+(?:[A-Z][a-z]+\s?)+")
LISTED = re.compile(r"(?:[A-Z][a-z]+ [A-Z][a-z]+(?:, | and |, and )){2,}[A-Z][a-z]+ [A-Z][a-z]+")
# What is asked for as if it were a thing one holds in one's hands.
NO_THING = re.compile(r"(支援|サポート|お手伝い|手伝い|相談|対応|協力|アドバイス|助言|フォロー)$|^(support|help|advice|assistance|follow-up)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One thing that stands out: its kind, the words it was found by, the sentence they stand in."""

    kind: str
    word: str
    sentence: str


@cache
def data() -> Any:
    """The content of data/hints.yaml."""
    return read_data("engawa.journey.postings", "hints.yaml")


def sentences(text: str) -> list[str]:
    """The sentences of a text in one width; a line is at most one sentence."""
    parts = re.split(r"(?<=[。！？!?])\s*|\n+|(?<=(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)\.)\s+(?=[A-Z])", normal(text))
    return [part.strip() for part in parts if part and part.strip()]


def findings(text: str, language: str) -> Iterator[Finding]:
    """Everything that stands out in a text of one language, in the order of its sentences."""
    for sentence in sentences(text):
        yield from (Finding("jargon", word, sentence) for word in _in_jargon(sentence))
        for kind, look in LOOKS.items():
            if word := look(sentence, language):
                yield Finding(kind, word, sentence)


def is_no_thing(line: str) -> bool:
    """Whether a deliverable is no thing yet: support, advice."""
    return bool(NO_THING.search(line.strip(" 。.")))


def wishes(sentence: str, language: str) -> bool:
    """Whether something is asked for in a sentence."""
    return bool(WISHES[language].search(sentence))


# ------------------------------------------------------------------ one look a kind: the words found, or None; of jargon all
@cache
def _jargon() -> list[tuple[re.Pattern[str], str]]:
    rows = []
    for row in data()["jargon"]:
        for word in sorted(row["words"], key=len, reverse=True):
            exact = word.isupper() or not word.isascii()
            edge = "A-Za-z0-9" if word[0].isascii() else "ァ-ヺー"
            # What is explained in brackets right behind is no riddle any more.
            pattern = rf"(?<![{edge}]){re.escape(normal(word))}(?![{edge}])(?!\s?[（(])"
            rows.append((re.compile(pattern, 0 if exact else re.IGNORECASE), word))
    return sorted(rows, key=lambda row: -len(row[1]))


def _in_jargon(sentence: str) -> list[str]:
    """Every word of a sentence that only specialists know, each once; a part of a longer one is no word of its own."""
    found: list[str] = []
    for word in (*(match[0] for pattern, _word in _jargon() if (match := pattern.search(sentence))), *_unknown(sentence)):
        if not any(word.casefold() in each.casefold() for each in found):
            found.append(word)
    return found


# Words nobody listed: a row of capitals, or a word in katakana that ends as words of trades do. Explained in brackets they are no riddle.
CAPITALS = re.compile(r"(?<![A-Za-z0-9.@/&-])[A-Z]{3,7}s?(?![A-Za-z0-9.@&-])(?!\s?[（(]|法人|協会|財団|の会)")
TRADE = re.compile(r"(?<![ァ-ヺー])[ァ-ヺー]{2,}(?:ィング|キング|ニング|リング|シング|ッチング|テーション|メーション|デーション|ケーション|ゼーション|ジェーション|ライゼーション"
                   r"|メント|ビリティ|ライズ)(?![ァ-ヺー])(?!\s?[（(])")


def _unknown(sentence: str) -> list[str]:
    if sentence.isascii() and sentence.isupper():  # somebody who writes everything large
        return []
    known = data()["known"]
    return [word for word in (*TRADE.findall(sentence), *CAPITALS.findall(sentence)) if word.removesuffix("s") not in known]


def plain_words(word: str, language: str) -> str | None:
    """What to say instead of a word only specialists know; None where the list has nothing."""
    return next((str(row[language]) for row in data()["jargon"] if word.casefold() in [each.casefold() for each in row["words"]]), None)


@dataclass(frozen=True)
class Row:
    """A pattern of the data: what it finds, what may stand there all the same, what must stand there too, is a wish needed."""

    find: re.Pattern[str]
    unless: re.Pattern[str] | None
    only: re.Pattern[str] | None
    wish: bool


@cache
def _rows(kind: str, language: str) -> list[Row]:
    def ready(pattern: str | None) -> re.Pattern[str] | None:
        return re.compile(pattern, re.IGNORECASE) if pattern else None
    # English words count as whole words.
    whole = "{}" if language == "ja" else r"(?<![A-Za-z])(?:{})(?![A-Za-z])"
    return [Row(re.compile(whole.format(row["find"]), re.IGNORECASE), ready(row.get("not")), ready(row.get("only")),
                bool(row.get("wish"))) for row in data()[kind][language]]


def _in_rows(kind: str, sentence: str, language: str) -> str | None:
    for row in _rows(kind, language):
        if (found := row.find.search(sentence)) and not (row.unless and row.unless.search(sentence)) \
                and (row.only is None or row.only.search(sentence)) and (not row.wish or wishes(sentence, language)):
            return found.groupdict().get("word") or found[0]
    return None


def _vague(sentence: str, language: str) -> str | None:
    return _in_rows("vague", sentence, language)


def _long(sentence: str, language: str) -> str | None:
    length = len(sentence) if language == "ja" else len(sentence.split())
    return str(length) if length > LONG[language] else None


def _pay(sentence: str, language: str) -> str | None:
    """Money is offered in English words in a Japanese posting too."""
    languages = ("ja", "en") if language == "ja" else ("en",)
    if any(re.search(data()["pay"]["none"][each], sentence, re.IGNORECASE) for each in languages):
        return None
    return next((word for each in languages if (word := _in_rows("pay", sentence, each))), None)


def _amount(sentence: str, language: str) -> str | None:
    found = AMOUNT.search(sentence)
    return found[0] if found else None


def _staffing(sentence: str, language: str) -> str | None:
    return _too_much(sentence, language) or _in_rows("staffing", sentence, language)


MEASURES: dict[str, list[tuple[str, int]]] = {
    "ja": [(rf"週(?:間)?(?:に|で|あたり)?(?:約)?{NUMBER}時間", WEEKLY_MOST), (rf"週(?:に)?{NUMBER}(?:日(?!前|後|以内|間)|回)", 2),
           (rf"(?<!\d)月(?:に)?(?:約)?{NUMBER}時間", 40),
           (rf"{NUMBER}(?:か|ヶ|カ|ケ|箇|ヵ)月(?:間|ほど|くらい|以上|続|お願い|の間)", MONTHS_MOST), (rf"{NUMBER}週間(?!後|前|おき|ごと)", WEEKS_MOST),
           (rf"{NUMBER}年間?(?:ほど|以上)?、?(?:続(?!けてき|いて|いた|く)|お願い|毎月|毎週|一緒|手伝|支え)", 0)],
    "en": [(r"(\d+) (?:hours|hrs)(?: or more)? (?:a|per|each|every) week", WEEKLY_MOST),
           (r"(\d+|three|four|five|six|seven) (?:days|times|afternoons|mornings) (?:a|per|each|every) week", 2),
           (r"(\d+) (?:hours|hrs) (?:a|per|each|every) month", 40),
           (r"for (?:at least |about )?(\d+|seven|eight|nine|ten|eleven|twelve) months", MONTHS_MOST), (r"for (?:at least |about )?(\d+) weeks", WEEKS_MOST),
           (r"for (?:at least |about )?(one|a|two|three|\d+) (?:full |whole )?years?\b", 0)],
}


def _too_much(sentence: str, language: str) -> str | None:
    for pattern, most in MEASURES[language]:
        if (found := re.search(pattern, sentence, re.IGNORECASE)) and number(found[1]) > most and (most or wishes(sentence, language)):
            return found[0]
    if (day := re.search(rf"{NUMBER}時(?:半)?(?:から|~|〜|-|～)(?:午後)?{NUMBER}時", sentence)) and wishes(sentence, language):
        first, last = number(day[1]), number(day[2])
        if (last if last > first else last + 12) - first >= DAY_MOST:
            return day[0]
    return None


def number(text: str) -> int:
    """A number as it is written: 15, 十五, 二十, twelve. Anything else is one: a year."""
    text = text.translate(FIGURES)
    if text.casefold() in ENGLISH:
        return ENGLISH[text.casefold()]
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十")
        return int(tens or 1) * 10 + int(ones or 0)
    return 1


def _contact(sentence: str, language: str) -> str | None:
    text = DASHES.sub("-", sentence)
    found = MAIL.search(text) or PHONE.search(text) or ACCOUNT.search(text)
    return found[0] if found else None


def _people(sentence: str, language: str) -> str | None:
    names = list(full_names(sentence)) if language == "ja" else []
    if len(names) > 1 or (names and PRIVATE.search(sentence)):
        return names[0]
    told = LETTERED.search(sentence) or TITLED.search(sentence) or NAMED.search(sentence)
    found = LISTED.search(sentence) or (told if PRIVATE.search(sentence) else None)
    return found[0].strip() if found else None


def full_names(text: str) -> Iterable[str]:
    """Family and given names that stand together, in order."""
    words = tokens.words(text)
    for family, given in pairwise(words):
        if family.pos[2:4] == ("人名", "姓") and given.pos[2:4] == ("人名", "名"):
            yield family.surface + given.surface


LOOKS = {"vague": _vague, "long": _long, "staffing": _staffing, "pay": _pay, "amount": _amount,
         "contact": _contact, "people": _people}
