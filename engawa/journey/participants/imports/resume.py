"""From the rows of a 職務経歴書 or 履歴書 to careers. A row is a list of cells with their columns; a line has one cell.

Personal data (name, address, birth, phone, mail, photo) and schools are not taken.
"""
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engawa.journey.participants.imports import periods
from engawa.journey.participants.imports.above import Above
from engawa.journey.participants.imports.entries import SAME_PLACE, Entry, careers_of
from engawa.journey.participants.imports.found import Found, FoundLanguage, capped
from engawa.journey.participants.imports.headings import (
    AGAIN,
    AGE,
    APPOINTED,
    JOIN,
    LEAVE,
    OUTSIDE,
    PAGE,
    PERSONAL,
    SCHOOL,
    STILL,
    TRACES,
    Asked,
    asked_in,
    compact,
    is_period_label,
    label_of,
    labelled,
    opened,
    section_of,
)
from engawa.journey.participants.imports.letters import plain
from engawa.journey.participants.imports.names import TITLE_LENGTH, is_branch, is_location, is_name, is_short
from engawa.journey.participants.imports.periods import Period, narrow
from engawa.journey.participants.imports.rows import (
    MARGIN,
    NEW_PART,
    Row,
    in_bands,
    in_pairs,
    with_whole_periods,
    without_ages,
)
from engawa.journey.participants.imports.tables import TICK, Table

SPOKEN = ("日本語 英語 中国語 韓国語 ベトナム語 フィリピノ語 タガログ語 ポルトガル語 スペイン語 ネパール語 インドネシア語 タイ語 ミャンマー語 モンゴル語 "
          "ヒンディー語 ベンガル語 アラビア語 フランス語 ドイツ語 イタリア語 ロシア語 ウクライナ語 日本手話 Japanese English Chinese Korean Portuguese "
          "Spanish French German Italian Russian")
LANGUAGE = re.compile(rf"^\W*(?P<name>{'|'.join(SPOKEN.split())})\s*[:：(（]?\s*(?P<level>[^)）]*)", re.IGNORECASE)
TOLD = ("about", "skills", "languages")  # parts that tell of the whole person
DATED = ("period", "from", "until")  # heads under which a table says when
OPEN, CLOSED = "(（[【「〔〈<", " 　)）]】」〕〉>:：、,"
EMPTY = re.compile(r"[(（【]\s*[)）】]\s*$")
WIDEST = 40  # blanks in a row; more say no more, and patterns would try them all
BLANKS = re.compile(rf"[ \t\u3000\xa0]{{{WIDEST},}}")
LEAST_LETTERS = 20  # fewer tell no working life
SINCE = re.compile(r"^\s*(?:まで(?:の?間)?|にかけて|の間)[はに]?、?\s*")


def found_in(rows: Iterable[Row]) -> Found:
    """Read the rows of a document in their order."""
    rows = [row if row is NEW_PART else [(column, text) for column, each in row if (text := _ordinary(each))] for row in rows]
    reading = Reading()
    for row in with_whole_periods(in_bands(list(without_ages(rows)))):
        if row is NEW_PART:
            reading.begin_part("")
        if row and row[0][0] == MARGIN:
            reading.page = row[0][1]
            continue
        reading.take([cell for cell in row if cell[1]])
    found = capped(Found(careers=careers_of(reading.entries), languages=tuple(reading.languages),
                         about="\n".join(reading.about), text="\n".join(reading.skills)))
    return found if found.careers or found.languages or found.about or found.text else capped(Found(about=_told_freely(rows)))


def _ordinary(text: str) -> str:
    """The words of a cell in ordinary letters, without ages and long blanks."""
    return AGE.sub("", BLANKS.sub(" " * WIDEST, plain(text))).strip()


def _told_freely(rows: Iterable[Row]) -> str:
    """The lines of a document that has neither headings nor years, without the personal ones; empty when that is no text."""
    told = [row[0][1] for row in rows if row is not NEW_PART and len(row) == 1]
    kept = [TRACES.sub("", text).strip() for text in told
            if section_of(text) is None and not PERSONAL.match(narrow(text + " ")) and not SCHOOL.search(narrow(text))]
    return "\n".join(kept) if sum(map(len, kept)) >= LEAST_LETTERS else ""


def lines_in(lines: Iterable[str]) -> Found:
    """Read a document that is only lines."""
    return found_in([(0, line)] for line in lines)


@dataclass
class Reading:
    """Where we are in the document, and what was read so far."""

    section: str = ""
    page: str = ""  # the employer in the head of the page
    table: Table = field(default_factory=Table)
    year: int | None = None
    above: Above = field(default_factory=Above)  # the short lines before this one: the period of what they name may follow
    is_begun: bool = False  # the row before was a period
    first: str = ""  # whether its blocks begin with a labelled "title" or "period"
    opener: str = ""  # the word before the first title: 会社名
    entry: Entry | None = None  # the one that is being told
    entries: list[Entry] = field(default_factory=list)
    languages: list[FoundLanguage] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    def begin_part(self, section: str) -> None:
        """Another part of the document begins."""
        self.section, self.table, self.entry, self.above, self.first, self.opener = section, Table(), None, Above(), "", ""

    def begin_entry(self, entry: Entry) -> Entry:
        """What follows tells of this entry."""
        entry.page = self.page
        self.entries.append(entry)
        self.entry = entry
        return entry

    def take(self, row: list[tuple[int, str]]) -> None:
        """Read one row."""
        if not row:
            self.above.add("")
            return
        first = narrow(row[0][1])
        if self._is_heading(row) or PERSONAL.match(first + " ") or (len(row) == 1 and (PAGE.match(first) or periods.is_length(first))):
            return
        if pairs := in_pairs(row):
            for pair in pairs:
                self.take(pair)
            return
        if len(row) > 1 and not self.table.head(row[0][0]) and (section := section_of(row[0][1])) in TOLD:
            self._keep(TRACES.sub("", " ".join(text for _, text in row[1:])).strip(), section)
            return
        row = self._with_its_period(row)
        joined = " ".join(text for _, text in row)
        if self.section in TOLD and not self._is_work(narrow(joined)):
            self._keep(TRACES.sub("", joined).strip(), self.section)
        elif self.section in ("", "work", "both") or self._is_work(narrow(joined)):
            self._work(row, joined)

    # ------------------------------------------------------------ the parts
    def _is_heading(self, row: list[tuple[int, str]]) -> bool:
        """Take a row that orders what follows: the beginning of a part, or the heads of columns."""
        told = [text for _, text in row if compact(text) not in ("", "年", "月", "日", "年月", "no")]
        if len(told) == 1 and self.entry is None and compact(told[0]) in OUTSIDE:
            self.begin_part(OUTSIDE[compact(told[0])])
            return True
        if len(told) == 1 and (section := section_of(told[0])) is not None:
            if section:
                self.begin_part(section)
            return True
        if len(told) == 1 and (part := opened(told[0])):
            self.begin_part(part[0])
            self.take([(row[-1][0], part[1])])
            return True
        if self.table.begins(row):
            return True
        if len(row) == 1 and len(set(map(label_of, row[0][1].split())) - {None}) == len(row[0][1].split()) > 1:
            return True  # the heads of a table whose lines were lost, as in a PDF
        # 1990 - 2000 is no ornament, nor is ● below a head.
        return not told and not any(TICK.fullmatch(text) or periods.find_period(narrow(text)) for _, text in row)

    def _with_its_period(self, row: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """A row of a table with its dates put together, wherever they stand below 期間 or 開始 and 終了; its number goes."""
        if not self.table.columns or len(row) < 2:
            return row
        is_numbered = any(self.table.columns.get(column) == "number" for column, _ in row)
        row = [(column, text) for column, text in row if self.table.columns.get(column) not in ("number", "skip")] or row
        dates = [(column, text) for column, text in row if self.table.head(column) in DATED]
        if not all(periods.PART.match(narrow(text)) for _, text in dates):
            return row
        whole = ""
        for column, text in dates:
            is_open = whole and not (periods.OPENS.search(narrow(whole)) or periods.OPENS.match(narrow(text)))
            whole += ("～" if is_open else "") + text + ("～" if len(dates) == 1 and self.table.head(column) == "from" else "")
        if len(dates) == 1 and self.table.has("number") and self.table.written.get(dates[0][0], "").endswith("期間") and periods.BARE.match(narrow(whole)):
            # Start and end below each other: the first row of an entry has the number.
            if is_numbered:
                whole += "～"
            elif self._ends_waiting(narrow(whole), ""):
                return [cell for cell in row if cell != dates[0]]
        return [(dates[0][0], whole) if cell == dates[0] else cell for cell in row if cell not in dates[1:]] if dates else row

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

    def _keep(self, words: str, section: str) -> None:
        if section == "about":
            self.about.append(words)
            return
        self.skills.append(words)
        for piece in re.split("[、,;；／]", words):
            if found := LANGUAGE.match(piece):
                self.languages.append(FoundLanguage(words=found["name"], level_words=found["level"].strip()))

    # ------------------------------------------------------ the working life
    def _work(self, row: list[tuple[int, str]], joined: str) -> None:
        asked = asked_in(row)
        if asked.label == "title" and is_branch(asked.words):  # 勤務先：東京本社 is where, not for whom
            row, joined = [(row[-1][0], asked.words)], asked.words
        text = narrow(joined)
        if SCHOOL.search(text) or self._ends_waiting(text, joined):
            self.above.end(is_apart=False)
            return
        period, dated = self._period_below(row, joined) or self._period(text), self._date(text)
        if period:
            self._begin(row, joined, period)
        elif dated:
            self._happened(joined[dated[1]:].strip(), dated[0])
        elif self._begins_labelled(asked_in(row), in_table=any(self.table.head(column) for column, _ in row)):
            pass
        elif self.entry is not None and not (STILL.search(text) and len(text) < 12):
            self._detail(row, self.entry)
        elif self.entry is None and _tells_tools(row):
            self._keep("：".join(filter(None, (row[0][1], "、".join(words for _, words in row[1:])))), "skills")
        is_where = self.is_begun and is_location(joined)
        self.is_begun = bool(period)
        if not (period or dated or is_where) and is_short(joined) and (len(row) == 1 or (is_name(joined) and not label_of(row[0][1]))):
            self.above.add(joined)
        else:
            self.above.end(is_apart=not (period or dated or labelled(joined)))

    def _begins_labelled(self, asked: Asked, *, in_table: bool) -> bool:
        """Take 会社名：… and 入社年月：…; each begins an entry unless the one that is told still lacks it. 退社年月：… ends one.

        Where employers are called 会社名, 勤務先 in the middle of one says where the work was done.
        """
        label, word, words = asked
        entry, year = self.entry, periods.year_in(narrow(words))
        if in_table or not (label == "title" or (year and label in ("from", "until"))):
            return False
        if label == "title" and entry is not None and entry.title and self.opener and word != self.opener:
            entry.put("did", words)
            return True
        self.opener = self.opener or (word if label == "title" else "")
        self.first = self.first or (label if label == "title" else "period")
        if label == "until":
            if entry is not None and not entry.is_over:
                entry.end, entry.is_over, entry.is_waiting = year, True, False
        elif label == "from":
            entry = self.begin_entry(Entry()) if entry is None or entry.is_dated else entry
            entry.start = year
        elif entry is not None and not entry.title and (entry.is_bare or self.first == "period"):
            return False
        else:
            self.begin_entry(Entry(label="did" if words else "title")).put("title", words)
        return True

    def _period_below(self, row: list[tuple[int, str]], joined: str) -> Period | None:
        """The period in a column of its own, wherever that stands."""
        for column, text in row if self.table.columns else ():
            period = periods.find_period(narrow(text)) if self.table.head(column) in DATED else None
            if period and periods.LASTING.fullmatch(narrow(text[:period.span[0]] + text[period.span[1]:])):
                start = joined.index(text)
                return replace(period, span=(start + period.span[0], start + period.span[1]))
        return None

    def _period(self, text: str) -> Period | None:
        """The period that begins an entry; None when it only stands in a sentence."""
        period = periods.find_period(text)
        if period is None:
            since = periods.FROM.match(text)
            return Period(periods.year_in(since["start"]), None, since.span(), is_waiting=True) if since else None
        before, after = text[:period.span[0]].strip(), text[period.span[1]:].strip(CLOSED)
        stands_alone = not compact(before) or is_period_label(before) or before[-1] in OPEN or not after
        return period if stands_alone and len(before) <= TITLE_LENGTH and "。" not in before else None

    def _begin(self, row: list[tuple[int, str]], joined: str, period: Period) -> None:
        """A period begins an entry; what stands around it names it or tells of it."""
        before, after = joined[:period.span[0]].strip(OPEN + " 　"), SINCE.sub("", joined[period.span[1]:].lstrip(CLOSED))
        made = Entry(start=period.start, end=period.end, is_over=bool(period.end), is_waiting=period.is_waiting)
        is_named = is_name(before) or is_name(after.partition("\n")[0])
        is_labelled = is_period_label(before)
        is_apart = not after or periods.SET_APART.match(narrow(joined[period.span[1]:]))
        is_alone = len(row) == 1 and bool(is_apart) and (is_labelled or not compact(before)) and self.section in ("work", "both")
        named = [] if is_named else self.above.take(made, self.entry, is_alone=is_alone)
        in_table = len(row) > 1 and any(self.table.head(column) in DATED and periods.find_period(narrow(text)) for column, text in row)
        entry = self.entry
        self.first = self.first or ("period" if is_labelled else "")
        if entry is not None and entry.title and not entry.is_dated and not in_table and (entry.is_bare or is_labelled):
            entry.start, entry.end, entry.is_over, entry.is_waiting = made.start, made.end, made.is_over, made.is_waiting
        else:
            entry = self.begin_entry(made)
        if in_table:
            self._begin_in_table(row, entry, named)
            return
        if named:
            entry.call(named, has_places=self.above.has_places)
            self.above.has_places |= is_alone and bool(entry.title)
        if compact(before) and not is_labelled:
            entry.name(before)
        beside = [(column, text) for column, text in row if text in after and not periods.find_period(narrow(text))]
        if len(row) > 1 and beside:
            for column, text in beside:
                entry.cell(self.table.head(column), text)
        else:
            name, _, more = LEAVE.sub("", after, count=1).strip().partition("\n") if LEAVE.match(after) else after.partition("\n")
            entry.name(name)
            entry.lines(more)

    def _begin_in_table(self, row: list[tuple[int, str]], entry: Entry, named: list[str]) -> None:
        """The cell with the period names the entry, the others tell of it. A workplace merged over several rows speaks once."""
        entry.call(named)
        for column, text in row:
            period = periods.find_period(narrow(text)) if self.table.head(column) in DATED else None
            if period:
                words = EMPTY.sub("", (text[:period.span[0]] + text[period.span[1]:]).lstrip(OPEN + CLOSED + "\n").rstrip(OPEN + " 　\n"))
                entry.name("" if periods.LASTING.fullmatch(narrow(words)) else words)
            elif self.table.head(column) or compact(text):  # not the number of the row
                self._told_below(column, text, entry)
        entry.put("did", self.table.ticked(row))
        if self.table.has("title"):
            entry.title = self.table.place = entry.title or self.table.place

    def _told_below(self, column: int, text: str, entry: Entry) -> None:
        """A cell tells what its head says; words under 期間 that are no time are work."""
        head = self.table.head(column)
        is_time = periods.PART.match(narrow(text)) or periods.LASTING.fullmatch(narrow(text))
        if not TICK.fullmatch(text):
            entry.cell("" if head in DATED and not is_time else head, text, is_named=self.table.has("title"))

    def _detail(self, row: list[tuple[int, str]], entry: Entry) -> None:
        """A row without a date tells more of the entry before it."""
        label = label_of(row[0][1]) if len(row) > 1 else None
        if label and not any(self.table.columns.get(column) for column, _ in row[1:]):
            words = "\n".join(text for _, text in row[1:])
            entry.cell(label, f"{row[0][1]}：{words}" if label == "kept" else words)
            return
        for column, text in row:
            if self.table.head(column):
                self._told_below(column, text, entry)
            else:
                entry.lines(text)
        entry.put("did", self.table.ticked(row))

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
        if AGAIN.match(text):
            self.begin_entry(Entry(start=year, title=SAME_PLACE)).lines(words)
        elif leaves and not joins:
            self._left(compact(words[:leaves.start()]), year)
        elif joins or (is_new and words):
            entry = self.begin_entry(Entry(start=year))
            title, more = (words[:joins.start()], words[joins.end():]) if joins else (APPOINTED.sub("", words.partition("\n")[0]), words.partition("\n")[2])
            entry.title = TRACES.sub("", title).strip(" 　、")
            entry.lines(more.strip(" 　、。()（）"))
        elif self.entry is not None and words:
            self.entry.put("did", f"{year}年 {words}" if year else words)

    def _left(self, name: str, year: int | None) -> None:
        going = [entry for entry in self.entries if not entry.is_over]
        same = [entry for entry in going if name and entry.title and (name in compact(entry.title) or compact(entry.title) in name)]
        for entry in (same or going)[-1:]:
            entry.end, entry.is_over, entry.is_waiting = year, True, False


def _tells_tools(row: list[tuple[int, str]]) -> bool:
    """Whether a row outside any entry lists what the person works with: 言語 | COBOL | Java, 使用技術：COBOL."""
    asked = asked_in(row)
    return asked.label == "kept" and bool(asked.words)
