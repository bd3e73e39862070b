"""Who suits what, for whole lists: people × postings as one table of numbers, with reasons.

Four things speak for a posting, each measured against what it says for everybody, so that work anybody could do does not
head every list: demanded skills covered by the best skill held (level, transfer, relation), words in common, templates
that both are near to, and the cause or the wish to learn. Time, hours and language hold back what would not go well.
Source: design of matching (performance.md §2, §4); the weights were chosen on tests/data/finding/building.
"""
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from engawa.journey.matching.fit import LANGUAGE_ENOUGH, Way
from engawa.journey.matching.lists.reading import MINUTES, Offer, Volunteer, links
from engawa.journey.postings.needs import LENGTH, SATURATION
from engawa.journey.postings.needs_in_files import templates, words_of

Array = np.ndarray[Any, Any]
SKILLS, WORDS, TEMPLATES, HOPES = 1.0, 0.4, 0.6, 0.2
COMMON = 0.5            # the share taken off of what a posting gets from everybody
WANTED_LEVEL = 3        # the level from which a skill serves fully (templates ask for 2 to 4)
FAR = 0.4               # a template nearer than this share of the first counts
RARE = 0.3              # what a demand counts that everybody can meet
# What holds back: no common time, an hour at most, fewer hours than asked, hardly half of them; levels of the language.
NO_TIME, SHORT_TIME, SHORT_MINUTES = 0.05, 0.45, 60
SOME_HOURS, FEW_HOURS, SOME = 0.85, 0.45, 0.75
TALKS, READS, NO_LANGUAGE = 0.7, 0.4, 0.02
TALKING = 0.6


@dataclass(frozen=True)
class Suits:
    """Scores (people × postings, 0 to 1) with what they are made of."""

    scores: Array
    covers: Array
    minutes: Array


def suits(people: Sequence[Volunteer], offers: Sequence[Offer]) -> Suits:
    """Compare everybody with every posting."""
    skills = sorted({skill for person in people for skill in person.levels} | {skill for offer in offers for skill in offer.demands})
    covers = _covers(people, skills)
    asked = _table([offer.demands for offer in offers], skills) * (RARE + np.log(1 + len(people) / (1 + (covers > FAR).sum(0))))
    by_skill = covers @ asked.T / np.maximum(asked.sum(1), 1e-9)
    words = _relative(bm25([person.words for person in people], [offer.words for offer in offers]))
    hopes = _relative(bm25([person.hopes for person in people], [(*offer.subject, *offer.words) for offer in offers]))
    made = (SKILLS * _beyond_usual(by_skill) + WORDS * _beyond_usual(words)
            + TEMPLATES * _beyond_usual(_by_template(people, offers)) + HOPES * hopes)
    spread = made.max(initial=0.0) - made.min(initial=0.0)
    minutes = _minutes(people, offers)
    held = _time(people, offers, minutes) * _hours(people, offers) * _language(people, offers)
    return Suits((made - made.min(initial=0.0)) / (spread or 1.0) * held, covers, minutes)


def bm25(questions: Sequence[Sequence[str]], documents: Sequence[Sequence[str]]) -> Array:
    """What each document says to each question by the words they share (BM25), questions × documents."""
    counts = [Counter(words) for words in documents]
    where: dict[str, list[int]] = {}
    for number, words in enumerate(counts):
        for word in words:
            where.setdefault(word, []).append(number)
    lengths = np.array([len(words) for words in documents], float)
    held = SATURATION * (1 - LENGTH + LENGTH * lengths / max(1.0, float(lengths.mean()) if len(lengths) else 1.0))
    made = np.zeros((len(questions), len(documents)))
    for row, question in enumerate(questions):
        for word in set(question) & where.keys():
            at = np.array(where[word])
            often = np.array([counts[number][word] for number in where[word]], float)
            rare = log(1 + (len(documents) - len(at) + 0.5) / (len(at) + 0.5))
            made[row, at] += rare * often * (SATURATION + 1) / (often + held[at])
    return made


def _covers(people: Sequence[Volunteer], skills: Sequence[str]) -> Array:
    """How far everybody serves each skill by the best skill held, 0 to 1; less where they say that they do not."""
    place = {skill: number for number, skill in enumerate(skills)}
    made = np.zeros((len(people), len(skills)))
    for row, person in enumerate(people):
        for skill, level in person.levels.items():
            for other, (weight, _way) in links().near(skill).items():
                if other in place:
                    made[row, place[other]] = max(made[row, place[other]], min(1.0, level / WANTED_LEVEL) * weight)
        for skill, off in person.denied.items():
            if skill in place:
                made[row, place[skill]] *= 1 - off
    return made


def _by_template(people: Sequence[Volunteer], offers: Sequence[Offer]) -> Array:
    slugs = sorted(templates())
    texts = [words_of(slug) for slug in slugs]
    persons = _relative(bm25([person.words for person in people], texts))
    near = np.maximum(_table([offer.nearness for offer in offers], slugs) - FAR, 0)
    return np.asarray(persons @ near.T / np.maximum(near.sum(1), 1e-9))


def _table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Array:
    place = {name: number for number, name in enumerate(names)}
    made = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            made[number, place[name]] = value
    return made


def _relative(table: Array) -> Array:
    """Each row as a part of its largest number."""
    return np.asarray(table / np.maximum(table.max(1, initial=0.0, keepdims=True), 1e-9))


def _beyond_usual(table: Array) -> Array:
    """Take off a part of what each posting gets from everybody."""
    return np.asarray(table - COMMON * table.mean(0, keepdims=True)) if len(table) else table


def _minutes(people: Sequence[Volunteer], offers: Sequence[Offer]) -> Array:
    return np.array([[(person.week & offer.week).bit_count() * MINUTES for offer in offers] for person in people], float).reshape(
        len(people), len(offers))


def _time(people: Sequence[Volunteer], offers: Sequence[Offer], minutes: Array) -> Array:
    known = np.array([bool(person.week) for person in people], bool)[:, None] & np.array([bool(offer.week) for offer in offers], bool)[None]
    held = np.where(minutes == 0, NO_TIME, np.where(minutes <= SHORT_MINUTES, SHORT_TIME, 1.0))
    return np.where(known, held, 1.0)


def _hours(people: Sequence[Volunteer], offers: Sequence[Offer]) -> Array:
    given = np.array([person.hours or np.inf for person in people])[:, None]
    asked = np.array([offer.hours or 0.0 for offer in offers])[None]
    return np.where(given >= asked, 1.0, np.where(given >= SOME * asked, SOME_HOURS, FEW_HOURS))


def _language(people: Sequence[Volunteer], offers: Sequence[Offer]) -> Array:
    spoken = np.array([[(person.languages or {"ja": 1.0}).get(offer.language, 0.0) for offer in offers] for person in people]).reshape(
        len(people), len(offers))
    return np.where(spoken >= LANGUAGE_ENOUGH, 1.0, np.where(spoken > TALKING - 1e-9, TALKS, np.where(spoken > 0, READS, NO_LANGUAGE)))


def reasons(person: Volunteer, offer: Offer, minutes: float, most: int = 3) -> dict[str, Any]:
    """Say why a posting suits: the demands covered and by what, the demands open, common minutes a week."""
    covered, missing = [], []
    for skill, weight in sorted(offer.demands.items(), key=lambda pair: (-pair[1], pair[0])):
        ways = [(near[skill][0] * min(1.0, level / WANTED_LEVEL), held, near[skill][1]) for held, level in person.levels.items()
                if skill in (near := links().near(held))]
        share, by, way = max(ways, key=lambda one: (one[0], one[1] == skill), default=(0.0, "", Way.SAME))
        if share >= FAR and person.denied.get(skill, 0.0) < share:
            covered.append({"asked": skill, "by": by, "way": str(way), "share": round(share, 2), "weight": round(weight, 2)})
        else:
            missing.append(skill)
    return {"covered": covered[:most], "missing": missing[:most], "common_minutes": int(minutes)}
