"""How much attention postings got, beside how much they would suit people: the numbers behind the page on fairness."""
from datetime import date
from math import log2
from uuid import UUID

import numpy as np
from django.db.models import Sum

from engawa.journey.matching import fit, open_postings, scan
from engawa.journey.matching.models import Exposure
from engawa.journey.matching.queries.people import persons_of
from engawa.journey.matching.queries.reaching import findable
from engawa.journey.matching.vocabulary import vocabulary

PEOPLE = 200   # the newest so many people stand for all


def attention_of_place(place: int) -> float:
    """Return how much a place of a list is looked at, 1 for the first: half for the third, a third for the seventh."""
    return 1 / log2(place + 1)


def attention_since(day: date) -> dict[UUID, float]:
    """Return the attention each posting got from a day on: every showing, less the further down it stood."""
    rows = Exposure.objects.filter(on__gte=day).order_by().values("posting").annotate(all=Sum("weight"))
    return {row["posting"]: row["all"] for row in rows}


def merit_of_open() -> dict[UUID, float]:
    """Return for each open posting how well it suits people on the whole, without looking at who waits already."""
    known, at = vocabulary(), open_postings.this_hour()
    found = open_postings.current(known)
    merit = np.zeros(len(found.lines))
    unhurried = found.arrays.unhurried()
    for person in persons_of(findable().order_by("-joined_at")[:PEOPLE]).values():
        merit += np.maximum(0.0, scan.scores(person, fit.reach(person, known.links), unhurried, found.names, at))
    return {line.posting: float(merit[row]) for row, line in enumerate(found.lines)}
