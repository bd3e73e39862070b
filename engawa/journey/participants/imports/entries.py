"""The entries of a working life while they are being read, and what becomes of them."""
import re
from dataclasses import dataclass, field

from engawa.journey.participants.imports import workplaces
from engawa.journey.participants.imports.found import FoundCareer
from engawa.journey.participants.imports.headings import BULLET, EMPLOYER, TRACES, compact, labelled
from engawa.journey.participants.imports.names import (
    SAME,
    WORKED_AT,
    bare,
    is_branch,
    is_employer,
    is_name,
    is_role,
    may_be_place,
    parted,
)
from engawa.journey.participants.imports.periods import BRACKETED, narrow

MIDDLE_LABEL = re.compile(r"(?<![ 　])[ 　]+(?=[^\s:：]{1,10}[:：])")
GONE = 9999
SAME_PLACE = "同社"


@dataclass
class Entry:
    """One entry as it grows.

    `is_waiting`: the period has a dash and its end may stand in the next row. `label`: what the next lines tell.
    """

    start: int | None = None
    end: int | None = None
    is_over: bool = False
    is_waiting: bool = False
    title: str = ""
    role: str = ""
    kind: str = ""
    page: str = ""  # the employer in the head of the page
    did: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    label: str = "did"
    is_telling: bool = False  # 業務内容 stood there: a name that follows is a customer's

    @property
    def is_bare(self) -> bool:
        """Whether it only says where and when."""
        return not (self.did or self.result or self.role)

    @property
    def is_dated(self) -> bool:
        """Whether its period was read, or begun."""
        return self.start is not None or self.end is not None or self.is_waiting

    def covers(self, other: "Entry") -> bool:
        """Whether the other happened within this one."""
        if self.start is None or other.start is None:
            return False
        return self.start <= other.start and (other.end or GONE) <= (self.end or GONE)

    def name(self, words: str) -> None:
        """Keep what stands beside the period: an organization is the workplace, what somebody was the role, anything else work."""
        words, role = parted(bare(words))
        if role:
            self.put("role", role)
        if not compact(words):
            return
        at = WORKED_AT.match(words)
        if at and is_employer(at["place"]) and not self.title:
            self.title, words = at["place"], at["did"]
            self.did.insert(0, words)
        elif not self.title and (is_name(words) or (role and may_be_place(words))):
            self.title = words
        else:
            self.did.insert(0, words)

    def call(self, names: list[str], *, has_places: bool = False) -> None:
        """Keep the lines that stand above the period: one may name the workplace, another one beside it the role.

        `has_places`: the workplace stands above the periods of this part; where a role stands there alone, it is the one before.
        """
        names = [bare(name) for name in names]
        if len(names) == 1 and not self.title:
            names = [each for each in parted(names[0]) if each]
        roles = [name for name in names if is_role(name)]
        place = self.title or next(filter(is_employer, names), "")
        if not place and (roles or has_places):
            place = next(filter(may_be_place, names), SAME_PLACE if has_places and roles else "")
        self.title = place
        others = [name for name in names if name != place]
        role = roles[0] if len(roles) == 1 else others[0] if place and len(others) == 1 and not is_branch(others[0]) else ""
        self.put("role", role)
        self.did[:0] = [name for name in others if name and name != role]

    def drop(self, lines: list[str]) -> None:
        """Give back the last lines: they tell of the next entry."""
        for line in reversed(lines):
            line = TRACES.sub("", line).strip()
            told = next((told for told in (self.did, self.result) if told and told[-1] == line), None)
            if told:
                told.pop()
            elif self.role == bare(line):
                self.role = ""

    def lines(self, text: str) -> None:
        """Take what a row or cell tells, line by line; the first may be the name of the workplace."""
        for each in text.splitlines():
            pieces = MIDDLE_LABEL.split(each.strip())
            told = [labelled(piece) is not None for piece in pieces]
            for piece in pieces if len(pieces) > 1 and all(told) else [each.strip()]:
                self._line(piece)

    def cell(self, label: str, text: str, *, is_named: bool = False) -> None:
        """Take a cell that stands under or beside a label; without one, as lines. `is_named`: the workplace has a column of its own."""
        if label == "did":
            first, *more = re.split(r"[\s　]+" if "\n" not in text.strip() else r"\n", text.strip(), maxsplit=1)
            if more and not (is_named or self.title) and is_name(first) and EMPLOYER.search(first) and compact(workplaces.LEGAL.sub("", narrow(first))):
                self.title, text = first.strip(), more[0]
            self.is_telling, self.label = True, "did"
            self.lines(text)
        elif not label:
            self.label = "did"
            self.lines(text)
        elif label == "kept":
            self.put("did", "、".join(each.strip() for each in text.splitlines() if each.strip()))
        else:
            self.put(label, text.strip() if label in ("result", "project") else " ".join(text.split("\n")))

    def put(self, label: str, words: str) -> None:
        """Keep words where their label wants them; a label nobody needs here (期間, 従業員数) keeps nothing."""
        words = TRACES.sub("", words).strip()
        if not words or BRACKETED.fullmatch(narrow(words)):
            return
        if label == "title" and is_branch(words):
            label = "did"
        if label == "unit":
            label = "did" if self.title or not is_name(words) else "title"
        if label == "role" and self.role:
            label = "did"
        if label == "role":
            self.role = BULLET.sub("", words)
        elif label == "place":
            self.kind = self.kind or words
        elif label == "title":
            self.title = words
        elif label == "project":
            self.did.insert(0, words)
        elif label == "result":
            self.result.append(words)
        elif label == "did":
            self.did.append(words)

    def _line(self, text: str) -> None:
        found = labelled(text)
        if found and not (found[0] == "kept" and self.label == "role" and not found[2]):  # メンバー is a role below 役割
            label, words, rest = found
            if label == "kept":
                self.put("did", f"{words}：{rest}" if rest else words)
            else:
                self.put(label, rest)
            self.is_telling |= label == "did"
            # 実績 heads all lines after it, 役割 alone only the next one.
            if label in ("result", "did") or not rest:
                self.label = "did" if label == "kept" else label
        elif not (self.title or self.is_telling) and is_name(text) and (self.is_bare or (len(self.did) == 1 and EMPLOYER.search(text))):
            self.name(text)
        elif not (self.did or self.role or self.is_telling) and self.label == "did" and is_role(text):
            self.role = bare(text)
        else:
            self.put(self.label, text)
            self.label = self.label if self.label in ("result", "did") else "did"

    def career(self) -> FoundCareer:
        """The entry as it goes to the confirm page. The kind of workplace is wanted; its name only without a kind."""
        return FoundCareer(from_year=self.start, to_year=self.end, role_words=self.role, place=self.kind or self.title or self.page,
                           did="\n".join(self.did), result="\n".join(self.result), is_named=not self.kind and workplaces.is_name(self.title or self.page))


def careers_of(entries: list[Entry]) -> tuple[FoundCareer, ...]:
    """All entries that tell of work, without the frames: an employment that only says where and when, told in full by other entries."""
    entries = [entry for entry in entries if entry.is_dated or not entry.is_bare]
    named = Entry()
    for entry in entries:
        if same := SAME.match(entry.title):
            entry.did[:0] = filter(None, [entry.title[same.end():].strip()])
            entry.title, entry.kind = named.title, entry.kind or named.kind
        named = entry if entry.title or entry.kind else named
    kept: list[Entry] = []
    for place, frame in enumerate(entries):
        told = [*entries[place + 1:], *(one for one in entries[:place] if one.title in ("", frame.title))]
        inner = [one for one in told if not one.is_bare and frame.covers(one)] if frame.is_bare else []
        for one in inner:
            if not (one.title or one.kind):
                one.title, one.kind = frame.title, frame.kind
        if not (frame.title or frame.kind or frame.page) and (around := next((one for one in reversed(kept) if one.title and one.covers(frame)), None)):
            frame.title, frame.kind = around.title, around.kind
        if not inner:
            kept.append(frame)
    return tuple(entry.career() for entry in kept)
