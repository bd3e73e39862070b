"""Which postings the words of a question find, and how near each is: all words, else put right, else any and what is near."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from engawa.journey.matching import fulltext, normaliser, ranking, spelling
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.fulltext import HEAD
from engawa.journey.matching.models import SearchRow
from engawa.journey.matching.normaliser import Unit
from engawa.journey.matching.queries.columns import Columns, Ints, Marks
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.needs import needs_in_text

# With fewer postings for all words than half a page, those with some of them are shown as well.
FEW = 10
# So many of the roughly nearest are put in order with care: three pages.
WITH_CARE = 60
# What is only near stands in the list while it has this part of the best one's points.
NEAR_ENOUGH = 0.2
# A template for the trouble told speaks for its postings like a rare word, the second best a little less.
TEMPLATE, TEMPLATE_FADES = 4.0, 0.7
# A trouble is told in so many words; fewer are a search.
SENTENCE = 3
NEAR_WORDS = 40
NEWEST = 5000
Scores = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Words:
    """What the words of a question found: a mark on each line, None when no words were asked that narrow anything.

    `any_word`: no line has all words, so these have some, or words near to them. `near`: how near lines are that have not
    all words, 0 for those that are not; looked for only where few have all. `fit_any`: no words were asked for, as those typed are true of
    every posting. `corrected` is what was searched instead of what was typed. `spread`: how many rows hold each word, of `total`
    that are open.
    """

    found: Marks | None = None
    units: tuple[Unit, ...] = ()
    spread: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    corrected: str = ""
    any_word: bool = False
    fit_any: bool = False
    near: Scores | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words to be marked in excerpts."""
        return _tokens(self.units)


def by_words(asked: Asked, columns: Columns, live: Marks) -> Words:
    """Find the lines still open for the words of a question. Signs without a word are looked up in titles."""
    if not asked.words:
        return Words()
    words = _exactly(asked, _read(asked, columns), columns, live)
    if words.found is None:
        return words
    if not words.found.any() and not asked.literal:
        finds = partial(_finds, columns=columns, live=live)
        if better := spelling.corrected(words.corrected or asked.words, finds, partial(lexicon, columns)):
            words = _exactly(asked, _Read(better, better, _units(better, asked, columns)), columns, live)
    if words.found is None or not words.units or asked.literal or np.count_nonzero(words.found) >= FEW:
        return words
    near = _near(words.corrected or asked.words, words, columns, live & ~words.found)
    return replace(words, near=near) if words.found.any() else replace(words, near=near, found=near > 0, any_word=bool(near.any()))


def exactly(questions: Sequence[Asked], columns: Columns, live: Marks) -> list[Marks | None]:
    """Mark for each question the open lines that have all of its words, None where it asks for none. One query for all."""
    read = [_read(asked, columns) if asked.words else None for asked in questions]
    columns.holding({token for one in read if one for token in _tokens(one.units or ())})     # all at once; below each is known
    return [_exactly(asked, one, columns, live).found if one else None for asked, one in zip(questions, read, strict=True)]


class _Read(NamedTuple):
    """The words of a question as they are searched, the same where they were put right, and their units; None where they narrow nothing."""

    text: str
    corrected: str
    units: tuple[Unit, ...] | None


def _read(asked: Asked, columns: Columns) -> _Read:
    """Read the words of a question; those written by their sound are put right before anything is looked up."""
    better = "" if asked.literal else spelling.by_ear(asked.words, partial(lexicon, columns)) or ""
    return _Read(better or asked.words, better, _units(better or asked.words, asked, columns))


def _exactly(asked: Asked, read: _Read, columns: Columns, live: Marks) -> Words:
    """Find the lines with all words; what was put right and is not found may be a name as it was typed."""
    if read.units is None:
        return Words(corrected=read.corrected, fit_any=ranking.is_true_of_all(read.text))
    found, spread = _with_all(read.units, columns, live)
    if not read.units or (read.corrected and not found.any()):
        as_typed = _without_words(asked, columns, live)
        if not read.units or as_typed.any():
            return Words(as_typed)
    return Words(found, read.units, spread, int(np.count_nonzero(live)), read.corrected)


def nearest_first(words: Words, at: Ints, columns: Columns) -> Ints:
    """Put found lines in order: the first by what all their words say, those behind them by title and skills; else the newest.

    At most one query, for the words of the first.
    """
    if words.any_word:
        return by_scores(words.near, at, columns)
    if len(at) < 2 or not words.units:
        return at[np.argsort(columns.newest[at])]
    if len(at) > WITH_CARE:
        head = np.zeros(len(columns.lines))
        for token, lines in zip(words.tokens, columns.holding(HEAD + token for token in words.tokens).values(), strict=True):
            head[lines] += ranking.rarity(words.spread[token], words.total)
        at = by_scores(head, at, columns)
    first, index = at[:WITH_CARE], _index(at[:WITH_CARE], columns, words.tokens, words.total, words.spread)
    said = _of_lines(ranking.words_score(words.units, index), index, columns)
    return np.concatenate([by_scores(said, first, columns), at[WITH_CARE:]])


def by_scores(scores: Scores | None, at: Ints, columns: Columns) -> Ints:
    """Put some lines in order by a score that each line has; among equals the newest first."""
    if scores is None:
        return at[np.argsort(columns.newest[at])]
    return at[np.lexsort((columns.newest[at], -np.round(scores[at], 6)))]


def _without_words(asked: Asked, columns: Columns, live: Marks) -> Marks:
    """Look signs without a word (こなら is none) up in titles and names of organizations."""
    typed = asked.words.casefold()
    houses = set(Organization.objects.filter(name__icontains=asked.words).values_list("pk", flat=True))
    return live & np.fromiter(
        (typed in line.title.casefold() or line.organization in houses for line in columns.lines), dtype=np.bool_, count=len(columns.lines))


def _units(text: str, asked: Asked, columns: Columns) -> tuple[Unit, ...] | None:
    if asked.literal:
        return normaliser.units(text)
    return ranking.sought(text, partial(_is_told, columns), conditions=asked.has_conditions, meeting=bool(asked.times or asked.language))


def _is_told(columns: Columns, unit: Unit) -> bool:
    """Whether some posting has a unit in its title or skills."""
    held = columns.holding(HEAD + token for token in unit.tokens)
    return any(all(len(held[HEAD + token]) for token in way) for way in unit.ways)


def _with_all(units: Sequence[Unit], columns: Columns, live: Marks) -> tuple[Marks, Mapping[str, int]]:
    """Mark the lines that meet all units, and count for each word those that hold it."""
    holding = columns.holding(_tokens(units))
    found = live.copy() if units else np.zeros_like(live)
    for unit in units:
        met = np.zeros_like(live)
        for way in unit.ways:
            met |= np.logical_and.reduce([columns.marked(holding[token]) for token in way])
        found &= met
    return found, {token: len(lines) for token, lines in holding.items()}


def _tokens(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for unit in units for token in unit.tokens))


def _index(at: Ints, columns: Columns, tokens: Sequence[str], total: int, spread: Mapping[str, int]) -> ranking.Index:
    """Make an index of some lines of `total` that knows the whole. One query for those whose words were not weighed before."""
    rows, wanted, said = columns.row[at].tolist(), frozenset(tokens), columns.held.weights()
    known = {row: said[row] for row in rows if wanted <= said.get(row, {}).keys()}
    new = [row for row in rows if row not in known]
    for row, *texts in fulltext.texts_of(new) if new else ():
        weights = ranking.weights_of([text.split() for text in texts], ranking.USUAL, wanted)
        said[row] = known[row] = {**said.get(row, {}), **{token: weights.get(token, 0.0) for token in tokens}}
    here = [row for row in rows if row in known]
    return ranking.Index.of_weights(here, [{token: known[row][token] for token in tokens} for row in here], total, spread)


def _of_lines(scores: Scores, index: ranking.Index, columns: Columns) -> Scores:
    """Lay the scores of an index out, one for each line; 0 for lines that are not in it."""
    made = np.zeros(len(columns.lines))
    made[columns.at(np.array(index.ids, dtype=np.int64))] = scores
    return made


def _near(text: str, words: Words, columns: Columns, here: Marks) -> Scores:
    """Say how near each line is that has some of the words, words of the same topic, or a template for the trouble told. Two queries."""
    topical = ranking.nearby(words.units, lambda token: ranking.rarity(words.spread.get(token, 0) or 1, words.total))
    asked = dict.fromkeys(words.tokens, 1.0) | dict(sorted(
        ((token, ranking.NEAR * worth) for token, worth in topical.items()), key=lambda one: -one[1])[:NEAR_WORDS])
    rough, spread = np.zeros(len(columns.lines)), {}
    for token, lines in columns.holding(asked).items():
        spread[token] = len(lines)
        rough[lines] += asked[token] * ranking.rarity(len(lines), words.total)
    index = _index(by_scores(rough, np.flatnonzero(here & (rough > 0)), columns)[:WITH_CARE], columns, list(asked), words.total, spread)
    scores = _of_lines(ranking.scores(words.units, index), index, columns)
    if len(words.units) >= SENTENCE:
        for place, (slug, _words) in enumerate(needs_in_text(text).templates):
            scores[here & columns.is_one_of("template", [slug])] += TEMPLATE * TEMPLATE_FADES ** place
    scores[scores < scores.max(initial=0.0) * NEAR_ENOUGH] = 0.0
    return scores


def _finds(piece: str, columns: Columns, live: Marks) -> bool:
    """Say whether a piece of a question finds anything."""
    return bool(_with_all(normaliser.units(piece), columns, live)[0].any())


def lexicon(columns: Columns) -> spelling.Lexicon:
    """Return the words one may mean: those of the newest postings and the vocabulary. One query when a posting was added."""
    rows = SearchRow.objects.order_by("-id").values_list("title", "skills", "organization", "body")
    return spelling.kept_lexicon("postings", int(columns.row.max(initial=0)), lambda: map(" ".join, rows[:NEWEST]))
