"""Which postings the words of a question find, and how near each is: all words, else put right, else any and what is near."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from django.db.models import Max

from engawa.journey.matching import fulltext, normaliser, ranking, spelling
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import SearchRow
from engawa.journey.matching.normaliser import Unit
from engawa.journey.matching.open_postings import Line
from engawa.journey.postings.needs import needs_in_text

# With fewer postings for all words, those with some of them are shown as well.
FEW = 3
# So many of the roughly nearest are put in order with care; nobody turns more pages.
WITH_CARE = 120
# What is only near stands in the list while it has this part of the best one's points.
NEAR_ENOUGH = 0.3
# A template for the trouble told speaks for its postings like a rare word, the second best a little less.
TEMPLATE, TEMPLATE_FADES = 4.0, 0.7
# A trouble is told in so many words; fewer are a search.
SENTENCE = 3
NEAR_WORDS = 40
NEWEST = 5000


@dataclass(frozen=True)
class Words:
    """What the words of a question found: relevance by row, None when no words were asked.

    `any_word`: no row has all words, so these have some, or words near to them. `near`: such rows beside the few that
    have all. `corrected` is what was searched instead of what was typed. `tokens` are marked in excerpts.
    """

    ranks: Mapping[int, float] | None = None
    any_word: bool = False
    corrected: str = ""
    tokens: tuple[str, ...] = ()
    near: Mapping[int, float] = field(default_factory=dict)

    def keep(self, every: list[Line]) -> list[Line]:
        """Return the lines that were found."""
        return every if self.ranks is None else [line for line in every if line.row in self.ranks]


def by_words(asked: Asked, every: list[Line]) -> Words:
    """Find the lines for the words of a question. Signs without a word are looked up in titles."""
    if not asked.words:
        return Words()
    here = {line.row for line in every}
    units, better = _units(asked.words, asked), ""
    rough = _matching(units, here)
    if not rough and not asked.literal and (units or not normaliser.units(asked.words)):
        better = spelling.corrected(asked.words, _finds, lexicon) or ""
        units = _units(better, asked) if better else units
        rough = _matching(units, here)
    if not units:
        return _without_words(asked, every)
    ranks = _with_care(units, rough, len(every)) if asked.sort in ("", "words") else rough
    if len(ranks) >= FEW or asked.literal:
        return Words(ranks, False, better, _marked(units))
    near = _near(better or asked.words, units, every, set(ranks))
    return Words(ranks, False, better, _marked(units), near) if ranks else Words(near, bool(near), better, _marked(units))


def exactly(questions: Sequence[Asked], every: list[Line]) -> list[set[int] | None]:
    """Find for each question the rows that have all of its words, None where it asks for none. One query for all."""
    units = [_units(asked.words, asked) if asked.words else () for asked in questions]
    found = iter(fulltext.rows_of([one for one in units if one]))
    return [next(found) if one else _rows(_without_words(asked, every)) if asked.words else None
            for asked, one in zip(questions, units, strict=True)]


def _rows(words: Words) -> set[int] | None:
    return None if words.ranks is None else set(words.ranks)


def _without_words(asked: Asked, every: list[Line]) -> Words:
    """What is only about looking (募集) asks for nothing beside conditions; signs without a word are looked up in titles."""
    if asked.has_conditions and normaliser.units(asked.words):
        return Words()
    typed = asked.words.casefold()
    return Words({line.row: 1.0 for line in every if typed in line.title.casefold()})


def _units(text: str, asked: Asked) -> tuple[Unit, ...]:
    if asked.literal:
        return normaliser.units(text)
    return ranking.asked_for(text, conditions=asked.has_conditions, meeting=bool(asked.times or asked.language))


def _marked(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for unit in units for token in unit.tokens))


def _matching(units: Sequence[Unit], here: set[int], *, any_word: bool = False) -> dict[int, float]:
    return {row: rank for row, rank in fulltext.match(units, any_word=any_word).items() if row in here}


def _finds(piece: str) -> bool:
    return bool(fulltext.match(normaliser.units(piece)))


def _index(rows: Sequence[int], tokens: Sequence[str], total: int) -> ranking.Index:
    """Read the words of some rows of `total` and make an index of them that knows the whole. Two queries."""
    spread = fulltext.spread(tokens)
    texts = [ranking.Text(row, title, skills, organization, body) for row, title, skills, organization, body
             in SearchRow.objects.filter(pk__in=rows).order_by("pk").values_list("pk", "title", "skills", "organization", "body")]
    return ranking.Index.of(texts, total=total, spread=spread, wanted=frozenset(tokens))


def _with_care(units: Sequence[Unit], rough: Mapping[int, float], total: int) -> dict[int, float]:
    """Put what was found in order: the roughly nearest by what their words say, the others behind them as they are."""
    if len(rough) < 2:
        return dict(rough)
    first = sorted(rough, key=lambda row: (-rough[row], row))[:WITH_CARE]
    index = _index(first, _marked(units), total)
    scores = ranking.words_score(units, index)
    ranks = {row: float(score) for row, score in zip(index.ids, scores, strict=True)}
    least = min(ranks.values(), default=0.0)
    behind = max((rough[row] for row in rough if row not in ranks), default=0.0)
    return {row: ranks.get(row, least - (behind - rank) - 1e-6) for row, rank in rough.items()}


def _near(text: str, units: Sequence[Unit], every: list[Line], without: set[int]) -> dict[int, float]:
    """Find what has some of the words, words of the same topic, or a template for the trouble told."""
    typed = _marked(units)
    spread, total = fulltext.spread(typed), len(every)
    topical = ranking.nearby(units, lambda token: ranking.rarity(spread.get(token, 0), total) or ranking.rarity(1, total))
    further = sorted(topical, key=lambda token: -topical[token])[:NEAR_WORDS]
    asked = [*units, *(Unit(token, ((token,),)) for token in further)]
    here = {line.row: line for line in every if line.row not in without}
    rough = _matching(asked, set(here), any_word=True)
    index = _index(sorted(rough, key=lambda row: (-rough[row], row))[:WITH_CARE], [*typed, *further], total)
    scores = ranking.scores(units, index)
    found = {row: float(score) for row, score in zip(index.ids, scores, strict=True)}
    if len(units) >= SENTENCE:
        worth = {slug: TEMPLATE * TEMPLATE_FADES ** place for place, (slug, _words) in enumerate(needs_in_text(text).templates)}
        for row, line in here.items():
            if line.template in worth:
                found[row] = found.get(row, 0.0) + worth[line.template]
    enough = max(found.values(), default=inf) * NEAR_ENOUGH
    return {row: score for row, score in found.items() if score >= enough and score > 0}


_kept: dict[tuple[object, ...], spelling.Lexicon] = {}


def lexicon() -> spelling.Lexicon:
    """Return the words one may mean: those of the newest postings and the vocabulary. One query while nothing was added."""
    state = tuple(SearchRow.objects.aggregate(newest=Max("id")).values())
    if state not in _kept:
        counts: dict[str, float] = {}
        for parts in SearchRow.objects.order_by("-id").values_list("title", "skills", "organization", "body")[:NEWEST]:
            for token in set(" ".join(parts).split()):
                counts[token] = counts.get(token, 0.0) + 1
        _kept.clear()
        _kept[state] = spelling.lexicon(counts)
    return _kept[state]


