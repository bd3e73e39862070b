"""From the rows of a 職務経歴書 or 履歴書 to careers. A row is a list of cells with their columns; a line has one cell.

Personal data (name, address, birth, phone, mail, photo) and schools are not taken.
"""
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from engawa.journey.participants.imports import periods
from engawa.journey.participants.imports.entries import TITLE_LENGTH, Entry, careers_of, is_name
from engawa.journey.participants.imports.found import Found, FoundLanguage, capped
from engawa.journey.participants.imports.headings import (
    JOIN,
    LEAVE,
    PERSONAL,
    SCHOOL,
    STILL,
    TRACES,
    compact,
    label_of,
    labelled,
    section_of,
)
from engawa.journey.participants.imports.periods import Period, narrow

Row = Sequence[tuple[int, str]]
NEW_PART: Row = ((-1, ""),)  # another sheet or page: what follows tells no more of the entry before
SPOKEN = ("日本語 英語 中国語 韓国語 ベトナム語 フィリピノ語 タガログ語 ポルトガル語 スペイン語 ネパール語 インドネシア語 タイ語 ミャンマー語 モンゴル語 "
          "ヒンディー語 ベンガル語 アラビア語 フランス語 ドイツ語 イタリア語 ロシア語 ウクライナ語 日本手話 Japanese English Chinese Korean Portuguese "
          "Spanish French German Italian Russian")
LANGUAGE = re.compile(rf"^\W*(?P<name>{'|'.join(SPOKEN.split())})\s*[:：(（]?\s*(?P<level>[^)）]*)", re.IGNORECASE)
OPEN, CLOSED = "(（[【「〔〈<", " 　)）]】」〕〉>:：、,"
SINCE = re.compile(r"^\s*(?:まで(?:の?間)?|にかけて|の間)[はに]?、?\s*")


def found_in(rows: Iterable[Row]) -> Found:
    """Read the rows of a document in their order."""
    reading = Reading()
    for row in with_whole_periods(in_bands(list(rows))):
        if row is NEW_PART:
            reading.begin_part("")
        reading.take([(column, text.strip()) for column, text in row if text.strip()])
    return capped(Found(careers=careers_of(reading.entries), languages=tuple(reading.languages),
                        about="\n".join(reading.about), text="\n".join(reading.skills)))


def lines_in(lines: Iterable[str]) -> Found:
    """Read a document that is only lines."""
    return found_in([(0, line)] for line in lines)


def in_bands(rows: list[Row]) -> list[Row]:
    """A form with two pages side by side (年 月 … 年 月 …): the left one first."""
    for row in rows:
        years = [column for column, text in row if compact(text) == "年"]
        if len(years) > 1:
            left = [[cell for cell in each if cell[0] < years[1]] for each in rows]
            return [*left, NEW_PART, *in_bands([[cell for cell in each if cell[0] >= years[1]] for each in rows])]
    return rows


def with_whole_periods(rows: list[Row]) -> Iterator[Row]:
    """1983年4月, ～ and 1990年3月 in rows below each other become one row."""
    left = list(rows)
    while left:
        row = left.pop(0)
        while left and len(row) == len(left[0]) == 1 and _goes_on(row[0][1], left[0][0][1]):
            row = [(row[0][0], row[0][1] + left.pop(0)[0][1])]
        yield row


def _goes_on(text: str, more: str) -> bool:
    text, more = narrow(text), narrow(more)
    if periods.BARE.match(text):
        return bool(periods.DASHED.match(more))
    return bool(re.match(rf"\s*{periods.DATE}\s*{periods.DASH}+\s*$", text) and periods.ENDED.match(more))


@dataclass
class Reading:
    """Where we are in the document, and what was read so far."""

    section: str = ""
    columns: dict[int, str] = field(default_factory=dict)
    year: int | None = None
    named: str = ""  # the row before, when it named a workplace: its period may follow
    entry: Entry | None = None  # the one that is being told
    entries: list[Entry] = field(default_factory=list)
    languages: list[FoundLanguage] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    def begin_part(self, section: str) -> None:
        """Another part of the document begins."""
        self.section, self.columns, self.named, self.entry = section, {}, "", None

    def begin_entry(self, entry: Entry) -> Entry:
        """What follows tells of this entry."""
        self.entries.append(entry)
        self.entry = entry
        return entry

    def take(self, row: list[tuple[int, str]]) -> None:
        """Read one row."""
        if not row:
            self.named = ""
            return
        joined = " ".join(text for _, text in row)
        if self._is_heading(row) or PERSONAL.match(narrow(row[0][1] + " ")):
            return
        if self.section in ("about", "skills", "languages") and not self._is_work(narrow(joined)):
            self._keep(TRACES.sub("", joined).strip())
        elif self.section in ("", "work", "both") or self._is_work(narrow(joined)):
            self._work(row, joined)

    # ------------------------------------------------------------ the parts
    def _is_heading(self, row: list[tuple[int, str]]) -> bool:
        """Take a row that orders what follows: the beginning of a part, or the heads of columns."""
        told = [text for _, text in row if compact(text) not in ("", "年", "月", "日", "年月", "no")]
        if len(told) == 1 and (section := section_of(told[0])) is not None:
            if section:
                self.begin_part(section)
            return True
        labels = {column: label for column, text in row if (label := label_of(text))}
        if len(row) > 1 and len(labels) == len(row) and len(set(labels.values())) > 1:
            self.columns = labels
            return True
        return not told

    def _is_work(self, text: str) -> bool:
        """Whether a line in another part tells of work nevertheless: it begins with a period, or says 入社."""
        if self.section == "school" or SCHOOL.search(text):
            return False
        period = periods.find_period(text) if self.section != "about" else None
        found = bool(period and period.span[0] <= 3 and (period.end or period.is_now)) or \
            bool(periods.FIRST.match(text) and JOIN.search(text))
        if found:
            self.section = "work"
        return found

    def _keep(self, words: str) -> None:
        if self.section == "about":
            self.about.append(words)
            return
        self.skills.append(words)
        for piece in re.split("[、,;；／]", words):
            if found := LANGUAGE.match(piece):
                self.languages.append(FoundLanguage(words=found["name"], level_words=found["level"].strip()))

    # ------------------------------------------------------ the working life
    def _work(self, row: list[tuple[int, str]], joined: str) -> None:
        text = narrow(joined)
        named, self.named = self.named, ""
        if SCHOOL.search(text) or self._ends_waiting(text, joined):
            return
        period, dated = self._period(text), self._date(text)
        if period:
            self._begin(row, joined, period, named)
        elif dated:
            self._happened(joined[dated[1]:].strip(), dated[0])
        elif self.entry is not None and not (STILL.search(text) and len(text) < 12):
            self._detail(row, self.entry)
        if not (period or dated) and is_name(joined) and not labelled(joined):
            self.named = joined

    def _period(self, text: str) -> Period | None:
        """The period that begins an entry; None when it only stands in a sentence."""
        period = periods.find_period(text)
        if period is None:
            pair = re.match(rf"\s*({periods.DATE})\s+({periods.DATE}|{periods.NOW})\s", text) if "until" in self.columns.values() else None
            since = periods.FROM.match(text)
            if pair:
                end = periods.year_in(pair[2])
                return Period(periods.year_in(pair[1]), end, pair.span(), is_now=end is None)
            return Period(periods.year_in(since["start"]), None, since.span(), is_waiting=True) if since else None
        before, after = text[:period.span[0]].strip(), text[period.span[1]:].strip(CLOSED)
        stands_alone = not compact(before) or _is_period_label(before) or before[-1] in OPEN or not after
        return period if stands_alone and len(before) <= TITLE_LENGTH and "。" not in before else None

    def _begin(self, row: list[tuple[int, str]], joined: str, period: Period, named: str) -> None:
        """A period begins an entry; what stands around it names it or tells of it."""
        before, after = joined[:period.span[0]].strip(OPEN + " 　"), SINCE.sub("", joined[period.span[1]:].lstrip(CLOSED))
        if named and self.entry and self.entry.did and self.entry.did[-1] == named:
            self.entry.did.pop()
        entry = self.begin_entry(Entry(start=period.start, end=period.end, is_over=bool(period.end), is_waiting=period.is_waiting))
        if compact(before) and not _is_period_label(before):
            entry.name(before)
        elif named:
            entry.name(named)
        beside = [(column, text) for column, text in row if text in after and not periods.find_period(narrow(text))]
        if len(row) > 1 and beside:
            for column, text in beside:
                entry.cell(self.columns.get(column, ""), text)
        else:
            name, _, more = LEAVE.sub("", after, count=1).strip().partition("\n") if LEAVE.match(after) else after.partition("\n")
            entry.name(name)
            entry.lines(more)

    def _detail(self, row: list[tuple[int, str]], entry: Entry) -> None:
        """A row without a date tells more of the entry before it."""
        label = label_of(row[0][1]) if len(row) > 1 else None
        if label and not any(self.columns.get(column) for column, _ in row[1:]):
            words = "\n".join(text for _, text in row[1:])
            entry.cell(label, f"{row[0][1]}：{words}" if label == "kept" else words)
            return
        for column, text in row:
            if known := self.columns.get(column):
                entry.cell(known, text)
            else:
                entry.lines(text)

    # --------------------------------------------------------- single dates
    def _date(self, text: str) -> tuple[int | None, int] | None:
        """(year, where the words after it begin) of a row that begins with one date."""
        for pattern in (periods.COLUMNS, periods.FIRST):
            if found := pattern.match(text):
                self.year = periods.year_in(found["date"])
                return self.year, found.end()
        found = periods.SAME_YEAR.match(text) if self.year else None
        return (self.year, found.end()) if found else None

    def _ends_waiting(self, text: str, joined: str) -> bool:
        """Take the row after 1983年4月〜 or 自 昭和58年4月 that brings the end of the period."""
        entry = self.entry
        if entry is None or not entry.is_waiting:
            return False
        found = periods.UNTIL.match(text) or periods.BARE.match(text)
        if not found:
            return not compact(text)
        entry.end = periods.year_in(found["end"])
        entry.is_waiting, entry.is_over = False, entry.end is not None
        entry.lines(joined[found.end():].strip())
        return True

    def _happened(self, words: str, year: int | None) -> None:
        """One date: joining begins an entry, leaving ends one, all else is told inside the one that goes on."""
        text = narrow(words)
        joins, leaves = JOIN.search(text), LEAVE.search(text)
        is_new = self.section in ("work", "both") and (self.entry is None or self.entry.is_over)
        if leaves and not joins:
            self._left(compact(words[:leaves.start()]), year)
        elif joins or (is_new and words):
            entry = self.begin_entry(Entry(start=year))
            title, more = (words[:joins.start()], words[joins.end():]) if joins else (words, "")
            entry.title = TRACES.sub("", title).strip(" 　、")
            entry.lines(more.strip(" 　、。()（）"))
        elif self.entry is not None and words:
            self.entry.put("did", f"{year}年 {words}" if year else words)

    def _left(self, name: str, year: int | None) -> None:
        going = [entry for entry in self.entries if not entry.is_over]
        same = [entry for entry in going if name and entry.title and (name in compact(entry.title) or compact(entry.title) in name)]
        for entry in (same or going)[-1:]:
            entry.end, entry.is_over, entry.is_waiting = year, True, False


def _is_period_label(before: str) -> bool:
    """Whether the words before a period only say that it is one: 期間：, 【在籍期間】."""
    found = labelled(before.rstrip(":： ") + "：…") if before else None
    return bool(found and found[0] == "period")
