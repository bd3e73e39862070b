"""How a text is laid out: headings and labels, the lines below them, sentences."""
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engawa.journey.skills.extraction import cues
from engawa.journey.skills.extraction.finding import Sight
from engawa.journey.skills.extraction.mentions import Kind

BULLET = re.compile(r"[ \t]*(?:[・●■◆○◎□◇▼▽▲★☆※*•→>–-]+|[\d①-⑳]{1,2}[.)、]|\(\d{1,2}\))[ \t]*")
BRACKET = re.compile(r"(?:[【\[〔《〈<≪]|[★☆■◆●*]+[ \t]*(?=[^\s★☆■◆●*]{2,10}[★☆■◆●*]))([^】\]〕》〉>≫★☆■◆●*\n。]{1,25})[】\]〕》〉>≫★☆■◆●*]+[ \t:]*")
# Several items in one line: ・Java 5年 ・Python独学中, ①COBOL ②JCL.
ITEM = re.compile(r"[ \t]*([・●■◆○◎▪•]|[①-⑳])")
FURTHER = re.compile(r"[ \t]+(?:(?P<sign>[・●■◆○◎▪•])|[①-⑳])(?=\S)")
OPENS = re.compile(r"[【\[〔《〈<≪★☆■◆●*]")
POINTS = re.compile(r"[:→⇒]")
COLON = re.compile(r"([^:。、\n=(「【]{1,20}?)[ \t]*[:=→⇒][ \t]*(?!//|\d\d(?!\d))")
# A sentence that only names something, and one that points back to it: Java？ 一度もありません。 …SQL。どれも無理です。
ONLY_NAMED = re.compile(r"^(?:の?[一-鿿ァ-ヶーa-z]{0,6})(?:です(?:か|ね)|でしょうか|か)?[。?？]+$")
POINTS_BACK = re.compile(r"\s*(?:これ|それ|あれ|どれ|どちら|いずれ|両方|どっち|こちら|そちら|あちら)(?:は|も|だけは|ら|なら|[、はが])")
STOP = re.compile(r'[。!?！？.;](?:(?<=[。!?！？])[。!?！？]*|(?<=[a-z0-9)#+\]"”][.;])(?=\s|$))')
NUMBER = re.compile(r"[\d①-⑳]+")
WRAPPED = 20  # letters; no line shorter than that was wrapped
# A line that ends here goes on in the next one.
OPEN_END = re.compile(r"[をにでのがはとやも、,]$")


@dataclass(frozen=True)
class Label:
    """A heading or label: its words and what it makes of the skills below it (None: nothing)."""

    words: str
    kind: Kind | None
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A stretch of text with one full stop, and the label it stands under."""

    start: int
    end: int
    label: Label | None


def sentences(low: str, sights: list[Sight]) -> Iterator[Sentence]:
    """Each sentence in order, under its label. A label that names a skill (Java：10年) belongs to its sentence."""
    named = [sight.start for sight in sights]
    heading: Label | None = None
    standing: Label | None = None
    section = ""  # how the heading was numbered: it ends where the next number stands
    for start, end in _items(low, _lines(low, named)):
        if not low[start:end].strip():
            standing = None
            continue
        bullet = None if OPENS.match(low, start, end) and BRACKET.match(low, start, end) else BULLET.match(low, start, end)
        at = bullet.end() if bullet else start
        numbered = NUMBER.sub("#", bullet[0].strip()) if bullet else ""
        if section and numbered == section:
            heading, section = None, ""
        for part_start, part_end, bracket in _parts(low, at, end):
            if bracket:
                heading, standing = bracket, None
                if bracket.kind is None and _names(named, bracket.start, bracket.end):
                    part_start = bracket.start  # 【COBOL】 20年: the heading names what its line speaks of
            label, at = _label(low, part_start, part_end, named)
            if label:
                standing = label
                if at >= part_end:
                    continue
            elif _is_heading(low, start, part_start, part_end, named):
                words = low[part_start:part_end].strip()
                heading, standing = Label(words, cues.kind_of_label(words), part_start, part_end), None
                section = numbered if "#" in numbered else ""
                continue
            elif not bullet and standing and not _is_short(low, part_start, part_end):
                standing = None
            under = label or standing or heading
            for sentence_start, sentence_end in _joined(low, _split(low, at, part_end), sights, named):
                yield Sentence(sentence_start, sentence_end, under)
            if label:
                standing = None


def _is_short(low: str, start: int, end: int) -> bool:
    return end - start <= 30 and "。" not in low[start:end]


def _is_heading(low: str, line: int, start: int, end: int, named: list[int]) -> bool:
    """■やってみたいこと, 3. 未経験の分野, or a short line without a sentence above a list."""
    if end - start > 15 or re.search(r"[。、,]", low[start:end]):
        return False
    if _names(named, start, end):
        return False
    if cues.LABEL_ALONE.fullmatch(low, start, end):
        return True
    marked = low[line:start].strip()[:1] in set("■●◆◇□▼★☆○◎▽△#*")
    return bool(marked) or (line == start and BULLET.match(low, end + 1) is not None)


def _items(low: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A line of several items cut before each; other lines as they are."""
    for start, end in lines:
        if first := ITEM.match(low, start, end):
            for found in FURTHER.finditer(low, first.end(), end):
                if found["sign"] in (None, first[1]):
                    yield start, found.start()
                    start = found.start()
        yield start, end


def _lines(low: str, named: list[int]) -> Iterator[tuple[int, int]]:
    """Lines, joined where a sentence was only wrapped, or where a name stands alone above what is said of it: 【Java】."""
    start, length = 0, len(low)
    while start < length:
        end = low.find("\n", start)
        end = length if end < 0 else end
        while (WRAPPED < end - start < length - start and OPEN_END.search(low[start:end])
               and not BULLET.match(low, end + 1) and low[end + 1:end + 2] not in "【\n"):
            following = low.find("\n", end + 1)
            end = length if following < 0 else following
        if BRACKET.fullmatch(low, start, end) and _names(named, start, end):
            following = low.find("\n", end + 1)
            following = length if following < 0 else following
            if low[end + 1:following].strip() and not (_names(named, end, following) or BULLET.match(low, end + 1) or OPENS.match(low, end + 1)):
                end = following
        yield start, end
        start = end + 1


def _names(named: list[int], start: int, end: int) -> bool:
    """Whether a skill is named in a stretch of the text."""
    return bisect_left(named, start) < bisect_left(named, end)


def _parts(low: str, start: int, end: int) -> Iterator[tuple[int, int, Label | None]]:
    """A line cut at bracketed headings."""
    label: Label | None = None
    inside = [found.start() for found in cues.LABEL_INSIDE.finditer(low, start, end)] if POINTS.search(low, start, end) else []
    for found in BRACKET.finditer(low, start, end) if OPENS.search(low, start, end) else ():
        if low[found.start()] not in "【★☆■◆●*" and found.start() != start:
            continue
        if found.start() > start or label:
            yield start, found.start(), label
        label = Label(found[1], cues.kind_of_label(found[1]), found.start(), found.end())
        start = found.end()
    for cut in inside:
        if cut > start:
            yield start, cut, label
            start, label = cut, None
    if start < end or label:
        yield start, end, label


def _label(low: str, start: int, end: int, named: list[int]) -> tuple[Label | None, int]:
    found = COLON.match(low, start, end)
    if not found:
        if crossed := cues.CROSSED.match(low, start, end):
            return Label(crossed[0].strip(), Kind.NEGATED, start, crossed.end()), crossed.end()
        found = cues.BARE_LABEL.match(low, start, end)
        return (Label(found[0].strip(), cues.kind_of_label(found[0]), start, found.end()), found.end()) if found else (None, start)
    at = bisect_left(named, start)
    if at < len(named) and named[at] < found.end(1) and found.end() < end and cues.kind_of_label(found[1]) is None:
        return None, start
    return Label(found[1], cues.kind_of_label(found[1]), found.start(1), found.end(1)), found.end()


def _joined(low: str, spans: Iterable[tuple[int, int]], sights: list[Sight], named: list[int]) -> Iterator[tuple[int, int]]:
    """Sentences that name nothing are added to the one they speak of."""
    open_span: tuple[int, int] | None = None
    for start, end in spans:
        if open_span is not None:
            last = bisect_left(named, open_span[1]) - 1
            if not _names(named, start, end) and last >= 0 and named[last] >= open_span[0] and (
                    POINTS_BACK.match(low, start, end)
                    or ("を" not in low[open_span[0]:sights[last].start] and ONLY_NAMED.match(low[sights[last].end:open_span[1]]))):
                open_span = open_span[0], end
                continue
            yield open_span
        open_span = start, end
    if open_span is not None:
        yield open_span


def _split(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in STOP.finditer(low, start, end):
        if low[start:found.end()].strip():
            yield start, found.end()
        start = found.end()
    if low[start:end].strip():
        yield start, end
