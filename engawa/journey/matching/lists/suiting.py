"""Who suits what, for whole lists: the fit of the pages, from what stands in the lines."""
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from engawa.journey.matching import fit, scan
from engawa.journey.matching.key_words import key_words, rarity_among
from engawa.journey.matching.lists.reading import Offer, Volunteer, links
from engawa.journey.matching.needed import told

Array = np.ndarray[Any, Any]
AT = datetime(2026, 1, 1, tzinfo=UTC)   # no zone in the lines, and nobody waits: any hour will do


class Suiting:
    """The postings of a list, ready to be compared with people."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.ids = [offer.id for offer in offers]
        spread = rarity_among(offer.words for offer in offers)
        self.works = [fit.Work(
            told(offer.demands.items()), offer.week, hours=offer.hours, language=offer.language, causes=offer.causes,
            words=key_words(offer.words, spread)) for offer in offers]
        causes = Counter(cause for offer in offers for cause in offer.causes)
        self._names = scan.Names(scan.Codes.of(links().groups, [cause for cause, _count in causes.most_common(scan.CAUSES_MOST)]))
        self._arrays = scan.arrays_of([scan.Row(work, 0.0, AT) for work in self.works], self._names)

    def scores(self, volunteer: Volunteer) -> Array:
        """How well each posting suits a person, in the order of the list; the numbers only put postings in order."""
        return scan.scores(volunteer.person, volunteer.reach, self._arrays, self._names, AT)

    def reasons(self, volunteer: Volunteer, at: int, most: int = 3) -> dict[str, Any]:
        """Say why the posting at a place suits: the demands covered and by what, the demands open, common minutes and words."""
        work = self.works[at]
        weights = {demand.skill: demand.weight for demand in work.demands}
        found = fit.fit(volunteer.person, work, volunteer.reach, AT)
        covered = [{"asked": one.skill, "by": one.by, "way": str(one.way), "share": round(one.share, 2), "weight": round(weights[one.skill], 2)}
                   for one in found.reasons if one.kind == fit.Kind.SKILL]
        missing = sorted((one.skill for one in found.missing if one.kind == fit.Kind.SKILL), key=lambda skill: -weights[skill])
        return {"covered": covered[:most], "missing": missing[:most],
                "common_minutes": sum(one.minutes for one in (*found.reasons, *found.missing) if one.kind == fit.Kind.TIME),
                "words": [word for one in found.reasons for word in one.words][:most]}
