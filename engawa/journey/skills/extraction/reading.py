"""Reads a text from beginning to end: finds the names, looks at the statement around each, makes mentions."""
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from engawa.base import times
from engawa.base.text import tokens
from engawa.journey.skills.extraction import clauses, cues, english, layout, people, stance, strength, support, weighing
from engawa.journey.skills.extraction.finding import Sight, find
from engawa.journey.skills.extraction.mentions import Kind, Mention
from engawa.journey.skills.extraction.reasons import Reason
from engawa.journey.skills.extraction.vocabulary import Vocabulary
from engawa.journey.skills.extraction.writing import Writing, written

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿]")
ENGLISH = re.compile(r"[a-z]{2,}")
LONGEST = 40_000
TOGETHER = 32  # texts that `extract_each` takes at a time
LABELLED = re.compile(r"[:】\]〕>》〉≫]")
LISTING = "、,・/"
ASKED = re.compile(r"[^\n。]{0,2}[?？]")  # AWSは？


def extract_skills(text: str, vocabulary: Vocabulary, this_year: int | None = None) -> list[Mention]:
    """Every mention of a skill in a text, in its order.

    Args:
        text: what somebody wrote; only the first 40,000 letters are read.
        vocabulary: the prepared words.
        this_year: the year that 現在 means; by default the present one.
    """
    return next(extract_each([text], vocabulary, this_year))


def extract_each(texts: Iterable[str], vocabulary: Vocabulary, this_year: int | None = None) -> Iterator[list[Mention]]:
    """As `extract_skills`, of many texts in their order.

    Some are taken together: all are cut into words, then names are found in all, then all are read. So the processor keeps
    at hand what one step needs, which makes it a quarter faster.
    """
    year, rest = this_year or times.today().year, iter(texts)
    while block := [written(text[:LONGEST]) for text in islice(rest, TOGETHER)]:
        cut = [tokens.pieces(writing.text) for writing in block]
        sights = [find(writing, pieces, vocabulary) for writing, pieces in zip(block, cut, strict=True)]
        for writing, pieces, here in zip(block, cut, sights, strict=True):
            yield Reader(writing, pieces, here, vocabulary, year).mentions() if here else []


class Stretch(NamedTuple):
    """A sentence without its brackets, or what stands in one of them, cut into statements.

    `text` is the whole text with names masked, `words` the same with names; `shown` are the names that stand in the stretch.
    """

    text: str
    words: str
    parts: list[clauses.Clause]
    shown: list[Sight]
    inside: list[tuple[int, int]]


class Reader:
    """One text with its sights."""

    def __init__(self, writing: Writing, pieces: tokens.Pieces, sights: list[Sight], vocabulary: Vocabulary, this_year: int) -> None:
        self.writing, self.sights, self.vocabulary, self.this_year = writing, sights, vocabulary, this_year
        self.actors = {sight.start for sight in sights if people.ACTOR.match(writing.low, sight.start)}
        self.masked = clauses.masked(people.with_names(writing.low, pieces), sights, self.actors)
        self.named = clauses.NAMES.sub(lambda name: writing.low[name.start():name.end()], self.masked)
        self.people = [found.start() for found in people.NAMED.finditer(self.masked)]
        self.subjects = people.subjects(self.masked, self.people)
        self.starts = [sight.start for sight in sights]
        self.shown = [sight.start for sight in _shown(sights)]
        self.words = weighing.Words(self.masked, pieces)
        self.chances: dict[weighing.Spans, float] = {}
        self.latest: stance.Verdict | None = None

    def mentions(self) -> list[Mention]:
        """All mentions in the order of the text."""
        sentences = layout.sentences(self.writing.low, _shown(self.sights))
        return sorted(chain.from_iterable(map(self._mentions, sentences)), key=lambda mention: mention.span)

    def _mentions(self, sentence: layout.Sentence) -> list[Mention]:
        here = self.sights[bisect_left(self.starts, sentence.start):bisect_left(self.starts, sentence.end)]
        if not here:
            return []
        if _shown(here[1:]) and LABELLED.match(self.masked, here[0].end) and not here[0].key.isdigit():
            here = here[1:] if self._only_names(sentence, here[0]) else here
        masked = self.masked[sentence.start:sentence.end]
        if ENGLISH.search(masked) and not JAPANESE.search(masked):
            return self._english(sentence, here)
        return self._japanese(sentence, here)

    def _only_names(self, sentence: layout.Sentence, label: Sight) -> bool:
        """DB：Oracle、SQL Server names a kind of thing, not a skill."""
        return label.start == sentence.start or not self.masked[sentence.start:label.start].strip(" ・-【[〔<《〈≪")

    def _english(self, sentence: layout.Sentence, here: list[Sight]) -> list[Mention]:
        found = []
        for sight in here:
            before, after = english.clause_around(self.masked, sentence.start, sentence.end, sight.start, sight.end)
            follow = self.masked[sight.end + len(after):sentence.end]
            verdict = english.judged(before, after, self.masked[sentence.start:sentence.end], follow)
            spans = weighing.Spans((sight.start - len(before), sight.start), (sight.end, sight.end + len(after)), (0, 0))
            found.append(self._mention(sight, here, sentence, verdict, f"{before} {after}".replace(clauses.NAME, " "), spans))
        return found

    def _japanese(self, sentence: layout.Sentence, here: list[Sight]) -> list[Mention]:
        inside = clauses.brackets(self.masked, sentence.start, sentence.end)
        outer_text = clauses.without_brackets(self.masked, inside)
        outer = [sight for sight in here if not any(start <= sight.start < end for start, end in inside)] if inside else here
        shown = _shown(outer)
        parts = clauses.clauses(outer_text, sentence.start, sentence.end, shown)
        outside = Stretch(outer_text, clauses.without_brackets(self.named, inside), parts, shown, inside)
        naming = {(start, end): within for start, end in inside if (within := [sight for sight in here if start <= sight.start < end])}
        found = []
        for sight in outer:
            place = self._place(sight, outside)
            verdict = stance.judged(place) or self._same_again(place)
            if verdict is None and sight.how == "told" and (listed := self._listed_behind(sight, shown)):
                verdict = stance.judged(self._place(listed, outside))
            spans = _spans(place)
            if inside:
                spans = self._without([*naming, *(one for one in inside if one not in naming and self._is_of_another(one, sight, shown))], spans)
            found.append(self._mention(sight, here, sentence, verdict, _statement(place, outside), spans))
            self.latest = verdict
        for bracket, within in naming.items():
            found += self._bracketed(sentence, bracket, within, here, outside)
        return found

    def _is_of_another(self, bracket: tuple[int, int], sight: Sight, shown: list[Sight]) -> bool:
        """Whether a bracket stands behind another name and speaks of it alone: Teams、Zoom、Slack(使ったことなし)."""
        return any(bracket[0] - 1 == other.end != sight.end for other in shown) and not cues.ALL_OF_THEM.search(self.masked, *bracket)

    def _without(self, of_others: Iterable[tuple[int, int]], spans: weighing.Spans) -> weighing.Spans:
        """The parts of a statement without a bracket at its end that speaks of another name: 構築(Apacheは協力会社が担当)."""
        for start, end in of_others:
            if spans.tail[0] < start and not self.masked[end + 1:spans.tail[1]].strip("。、 "):
                return spans._replace(tail=(spans.tail[0], start - 1))
        return spans

    def _listed_behind(self, sight: Sight, shown: list[Sight]) -> Sight | None:
        """The name before which what was only learnt stands in a list: 宛名書き、Excelは苦手."""
        return next((other for other in shown if other.start == sight.end + 1 and self.masked[sight.end] in LISTING), None)

    def _same_again(self, place: stance.Place) -> stance.Verdict | None:
        """給与計算もしかり: as was said of the skill before."""
        return self.latest if cues.SAME_AGAIN.match(place.tail) else None

    def _bracketed(
        self, sentence: layout.Sentence, bracket: tuple[int, int], within: list[Sight], here: list[Sight], outside: Stretch,
    ) -> list[Mention]:
        """Names in brackets: what the bracket says of them, else what is said of the word they explain."""
        shown = _shown(within)
        own = Stretch(self.masked, self.named, clauses.clauses(self.masked, *bracket, shown), shown, [])
        host = Sight("", bracket[0] - 1, bracket[1] + 1, "")
        around = self._place(host, outside)
        found = []
        for sight in within:
            place = self._place(sight, own)
            verdict = stance.judged(place)
            if verdict is None and not cues.DONE.search(place.tail):
                verdict = stance.judged(around)
            statement = _statement(place, own) + " " + _statement(around, outside)
            found.append(self._mention(sight, here, sentence, verdict, statement, _spans(place)))
        return found

    def _place(self, sight: Sight, stretch: Stretch) -> stance.Place:
        text, parts = stretch.text, stretch.parts
        index = 0
        while sight.start >= parts[index].end:
            index += 1
        scope = index
        while scope > 0 and not parts[scope].turns and not parts[scope - 1].sights:
            scope -= 1
        after = index + 1
        # Names in brackets make a statement of their own too.
        while after < len(parts) and not self._names_between(parts[after].start, parts[after].end):
            after += 1
        clause = parts[index]
        follow = text[clause.end:parts[after - 1].end] if after > index + 1 else ""
        first, last = _list(sight, stretch, clause)
        note = self._note(sight, last, stretch.inside) if stretch.inside else ""
        return stance.Place(text, sight, clause, parts[scope].start, follow, first, last, note,
                            has_people=self._has_people(parts[scope].start, clause.end),
                            subjects=self._subjects(parts[scope].start, clause.end, stretch.inside),
                            is_everyday=sight.skill in self.vocabulary.everyday, turned=bool(follow) and parts[index + 1].turns)

    def _note(self, sight: Sight, last: int, inside: list[tuple[int, int]]) -> str:
        """The remark in brackets right behind a name, or behind its list, when it speaks of all of them."""
        behind = {start - 1: self.masked[start:end] for start, end in inside}
        note = behind.get(sight.end, "")
        if note and clauses.NAME not in note:
            return note  # a name inside it is judged by itself
        of_all = behind.get(last, "") if last != sight.end else ""
        return of_all if cues.ALL_OF_THEM.search(of_all) else ""

    def _names_between(self, start: int, end: int) -> bool:
        at = bisect_left(self.shown, start)
        return at < len(self.shown) and self.shown[at] < end

    def _has_people(self, start: int, end: int) -> bool:
        at = bisect_left(self.people, start)
        return at < len(self.people) and self.people[at] < end

    def _subjects(self, start: int, end: int, inside: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        here = self.subjects[bisect_left(self.subjects, (start,)):bisect_left(self.subjects, (end,))]
        return () if not here else tuple(one for one in here if one[1] <= end and not any(left <= one[0] < right for left, right in inside))

    def _quoted(self, words: str, sentence: layout.Sentence) -> str:
        """The deciding words as they stand in the text."""
        words = words.strip("。、 ")
        at = self.masked.find(words, sentence.start, sentence.end) if words else -1
        if at < 0:
            return words.replace(clauses.NAME, "").replace(clauses.INSIDE, "")
        start, end = self.writing.span(at, at + len(words))
        return self.writing.original[start:end]

    def _mention(
        self, sight: Sight, around: list[Sight], sentence: layout.Sentence, verdict: stance.Verdict | None, statement: str,
        spans: weighing.Spans,
    ) -> Mention:
        start, end = self.writing.span(sight.start, sight.end)
        surface = self.writing.original[start:end]
        kind, reason = self._standing(sight, around, sentence, verdict, surface)
        kind, reason = self._weighed(kind, reason, sight, around, sentence, spans)
        said = statement + (self.writing.low[sight.start:sight.end] if sight.is_described else "")
        years, last_year = strength.years_of(said, self.this_year)
        level = strength.strength_of(f"{said} {sentence.label.words}" if sentence.label else said)
        return Mention(sight.skill, surface, (start, end), kind, level, reason, years, last_year)

    def _weighed(
        self, kind: Kind, reason: Reason, sight: Sight, around: list[Sight], sentence: layout.Sentence, spans: weighing.Spans,
    ) -> tuple[Kind, Reason]:
        """The second opinion, where the rules left it to the writer or are unsure."""
        if kind not in (Kind.OWN, Kind.UNCERTAIN, Kind.PRESENT) or spans.is_empty or (kind is Kind.PRESENT and cues.BODY.search(sight.key)):
            return kind, reason
        chance = self._chance(spans)
        if kind is Kind.OWN and chance >= (weighing.TRUST if sight.how == "told" else weighing.DOUBT):
            return kind, reason
        said = self.masked[spans.head[0]:spans.follow[1] or spans.tail[1]]
        tail = self.masked[slice(*spans.tail)]
        if cues.ONLY.match(tail) or cues.TWICE.search(said) or cues.HARMLESS.search(said):
            return kind, reason  # turns of speech that no count of words gets right
        if kind is Kind.OWN:
            return (kind, reason) if self._is_sure(sight, spans, tail) else (Kind.UNCERTAIN, Reason("unsure", reason.words))
        is_everyday = reason.code == "leisure" and sight.skill in self.vocabulary.everyday and cues.MERE_USE.match(tail) is not None
        is_firm = cues.A_FIRM.match(self.masked[sight.end:spans.tail[1]]) is not None
        if kind is Kind.PRESENT and reason.code != "label" and not (is_everyday or is_firm) and chance > weighing.CERTAIN and (
                self._is_clear(sight, around, sentence)):
            return Kind.OWN, Reason("named", reason.words[:1])
        if kind is Kind.UNCERTAIN and chance > weighing.TRUST and not ASKED.match(self.writing.text, sight.end):
            # A word of many meanings is believed only where work is spoken of anyway.
            if reason.code != "unclear" or (len(sight.key) > 2 and sight.key not in self.vocabulary.strict
                                            and any(not other.is_ambiguous and other.skill != sight.skill for other in around)):
                return Kind.OWN, Reason("named", reason.words[:1])
        return kind, reason

    def _is_sure(self, sight: Sight, spans: weighing.Spans, tail: str) -> bool:
        """Whether the statement itself says that the writer did it."""
        if (stance.name_of(sight.key).is_help and cues.CARED.match(tail)) or (cues.CONCEDED.search(tail) and stance.negation(tail)):
            return True
        return cues.SURELY.search(self.masked[spans.head[0]:spans.tail[1]]) is not None

    def _chance(self, spans: weighing.Spans) -> float:
        """The names of a list share their statement, so it is weighed once."""
        chance = self.chances.get(spans)
        if chance is None:
            chance = self.chances[spans] = weighing.chance(self.words, spans)
        return chance

    def _standing(
        self, sight: Sight, around: list[Sight], sentence: layout.Sentence, verdict: stance.Verdict | None, surface: str,
    ) -> tuple[Kind, Reason]:
        """The statement decides, then the heading, then whether the name means the skill at all."""
        label = sentence.label
        if sight.start in self.actors:
            return Kind.OTHER, Reason("other", (surface,))
        if verdict is not None:
            words = self._quoted(verdict.words, sentence)
            return verdict.kind, Reason(verdict.code, (surface, words) if words else (surface,))
        if label and label.kind and not (
                cues.DONE.search(self.masked, sentence.start, sentence.end) or cues.ABLE.match(self.masked, sight.end)):
            return label.kind, Reason("label", (label.words,))
        if ASKED.match(self.writing.text, sight.end):
            return Kind.UNCERTAIN, Reason("unsure", (surface,))
        is_clear = self._is_clear(sight, around, sentence)
        return (Kind.OWN, Reason("described" if sight.is_described else sight.how, (surface,))) if is_clear else (Kind.UNCERTAIN, Reason("unclear", (surface,)))

    def _is_clear(self, sight: Sight, around: list[Sight], sentence: layout.Sentence) -> bool:
        """Whether a name means the skill here: a department the writer's own, a word of many meanings with support."""
        low, label = self.writing.low, sentence.label
        if stance.name_of(sight.key).is_department and not sight.is_described and not cues.IN_IT.match(low[sight.end:sentence.end]):
            return False
        return not sight.is_ambiguous or support.is_product_name(sight, self.writing.text, sentence.end) or support.is_supported(
            sight, around, low, (sentence.start, sentence.end), label.words if label else "", self.vocabulary)


def _shown(sights: list[Sight]) -> list[Sight]:
    """Sights by names and phrases: what was only learnt has no part in how a text is cut."""
    return [sight for sight in sights if sight.how != "told"]


def _list(sight: Sight, stretch: Stretch, clause: clauses.Clause) -> tuple[int, int]:
    """Where the list begins and ends in which the sight stands."""
    first, last = sight.start, sight.end
    if len(stretch.shown) < 2:
        return first, last
    for other in reversed([one for one in clause.sights if one.start < sight.start]):
        if not cues.BETWEEN.match(stretch.text[other.end:first]):
            break
        first = other.start
    for other in [one for one in clause.sights if one.start > sight.start]:
        if not cues.BETWEEN.match(stretch.text[last:other.start]):
            break
        last = other.end
    return first, last


def _statement(place: stance.Place, stretch: Stretch) -> str:
    """What is said around a name, for strength and years: other names are words here (設計した, 講師)."""
    before = stretch.words[place.scope_start:place.list_start]
    behind = stretch.words[place.list_end:place.clause.end + len(place.follow)]
    said = before + " " * (place.list_end - place.list_start) + behind
    return f"{said.replace(clauses.INSIDE, ' ')} {place.note}"


def _spans(place: stance.Place) -> weighing.Spans:
    end = place.clause.end
    return weighing.Spans((place.clause.start, place.list_start), (place.list_end, end), (end, end + len(place.follow)))
