"""The words that were open last, kept while a change of them is written and checked.

Those who applied go on reading them, the desk sees what differs, and the organization can drop the change and be open with them again.
"""
from copy import copy
from typing import Any

from engawa.journey.postings.models import Posting, PostingSkill
from engawa.journey.skills.models import Skill

# What the desk has read (security.md T6): a change of one of these makes an open posting another one, and it returns to review.
MATERIAL = ("title", "need", "task", "steps", "area", "skills", "deliverables", "out_of_scope", "npo_prepares", "acceptance", "own_hours",
            "hours_per_week", "hours_total", "weeks", "is_team", "contact_words", "language", "confidentiality", "data_words", "other_words")
COLUMNS = [Posting._meta.get_field(name).attname for name in (*MATERIAL, "other_words_of") if name != "skills"]


def keep(posting: Posting) -> dict[str, Any]:
    """Return what `Posting.was_open` holds of a posting that is open or paused, before it is changed."""
    return {"state": posting.state, "columns": {name: getattr(posting, name) for name in COLUMNS},
            "skills": [list(row) for row in posting.skills.values_list("skill", "level", "is_required")]}


def as_open(posting: Posting) -> Posting:
    """Return a posting as it was open last, for reading only; one that is not being changed is returned as it is.

    What can be changed without another check (days, seats, contact person, tools) is as it is now.
    """
    if not posting.was_open:
        return posting
    former = in_open_words(posting)
    rows = PostingSkill.objects.none()
    rows._result_cache = skills_of(former)  # they are shown like rows of the table, and are none
    former._prefetched_objects_cache = {**getattr(posting, "_prefetched_objects_cache", {}), "skills": rows}
    return former


def in_open_words(posting: Posting) -> Posting:
    """Return the same without asking the database, for lists and mails: the experience that was wished is not read there.

    Args:
        posting: with everything that is read beside its words; what it has fetched already is kept.
    """
    if not posting.was_open:
        return posting
    former = copy(posting)
    bring_back(former)
    return former


def bring_back(posting: Posting) -> None:
    """Give a posting the words that were open last; the wished experience is for the caller."""
    for name, value in posting.was_open["columns"].items():
        setattr(posting, name, value)


def skills_of(former: Posting) -> list[PostingSkill]:
    """The experience that was wished, in the order in which a page shows it; not saved. A skill that is gone meanwhile is left out."""
    known = Skill.objects.in_bulk([slug for slug, _level, _required in former.was_open["skills"]])
    rows = [PostingSkill(posting=former, skill=known[slug], level=level, is_required=is_required)
            for slug, level, is_required in former.was_open["skills"] if slug in known]
    return sorted(rows, key=lambda row: (not row.is_required, row.skill.position))
