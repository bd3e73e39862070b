"""What differs between two texts of a posting, place by place: since the last submission, and from the template."""
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from engawa.journey.postings import rules
from engawa.journey.postings.forms import FORMS
from engawa.journey.postings.models import Posting, Submission
from engawa.journey.postings.reading import GIVEN_TWICE
from engawa.journey.postings.sections import section_names
from engawa.journey.postings.written import BESIDE, Words, words_of, words_of_template


@dataclass(frozen=True)
class Place:
    """One field of a section, before and after; `before` is None where there is nothing to compare with."""

    field: str
    label: str
    before: str | None
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.after

    @property
    def is_same(self) -> bool:
        return self.before is not None and self.before == self.after


@dataclass(frozen=True)
class Part:
    """One section with its places."""

    section: str
    title: str
    places: list[Place]

    @property
    def changed(self) -> list[Place]:
        """The places that differ."""
        return [place for place in self.places if place.is_changed]

    @property
    def unchanged(self) -> list[Place]:
        """The places that are the same, and those without anything to compare with."""
        return [place for place in self.places if not place.is_changed]

    @property
    def same(self) -> list[Place]:
        """The places that are the same on both sides."""
        return [place for place in self.places if place.is_same]


def label_of(section: str, field: str) -> str:
    """Return the words beside a field: those of the form in which it is written."""
    fields = FORMS[section].base_fields if section in FORMS else {}
    special = {"skills": _("Who can do it"), "contact_times": _("When you can meet online"), "area": _("Area"),
               "readiness": _("Are you ready?"), "other_words": _("In the other language")}
    if field in special:
        return str(special[field])
    return str(fields[field].label) if field in fields else field.replace("_", " ")


def _in_order(section: str, fields: set[str]) -> list[str]:
    order = [*(GIVEN_TWICE if section == "other" else {**rules.TALK, **rules.SECTIONS}.get(section, ())), BESIDE.get(section, "")]
    return sorted(fields, key=lambda name: (order.index(name) if name in order else len(order), name))


def _places(section: str, before: Mapping[str, str | None], after: Mapping[str, str]) -> Iterator[Place]:
    for field in _in_order(section, {*before, *after}):
        if before.get(field) or after.get(field):
            yield Place(field, label_of(section, field), before.get(field), after.get(field, ""))


def beside_typed(posting: Posting, section: str, typed: Mapping[str, Any]) -> list[Place]:
    """Return what is saved in one section beside what was typed, where they differ; experience and tools stand as they are saved.

    Args:
        posting: as it is saved.
        section: a key of `rules.sections_of`.
        typed: what the form would save; empty while it cannot be read: then everything saved stands there, with nothing to compare it with.
    """
    saved, mine, apart = words_of(posting).get(section, {}), copy(posting), BESIDE.get(section)
    if not typed:
        return list(_places(section, {}, saved))
    for name, value in typed.items():
        if name not in BESIDE.values():
            setattr(mine, name, value)
    written = {field: words for field, words in words_of(mine).get(section, {}).items() if field != apart}
    compared = _places(section, {field: saved.get(field, "") for field in written}, written)
    return [*(place for place in compared if place.is_changed),
            *_places(section, {}, {field: words for field, words in saved.items() if field == apart})]


def beside_template(posting: Posting) -> list[Part]:
    """Return every section of a posting beside its template; places that the template does not speak of stand alone."""
    now = words_of(posting)
    ready = words_of_template(posting.template, posting.language) if posting.template else {}
    return [Part(section, title, list(_places(section, dict(ready.get(section, {})), now.get(section, {}))))
            for section, title in section_names(posting.kind).items()]


def since_last(submission: Submission | None, before: Submission | None) -> list[Part]:
    """Return what a submission changed: against the words that were open, if it is a change of them, else against the one before."""
    if submission is None or not (submission.before or before):
        return []
    return between(submission.posting.kind, submission.before or (before.words if before else {}), submission.words)


def since_returned(submission: Submission | None, before: Submission | None) -> list[Part] | None:
    """Return what a change of open words has changed since it was sent the time before; None where it is sent for the first time."""
    if submission is None or before is None or not submission.before or submission.before != before.before:
        return None
    return between(submission.posting.kind, before.words, submission.words)


def since_open(posting: Posting) -> list[Part]:
    """Return what the change of a published posting has changed by now; nothing if there is none."""
    return between(posting.kind, posting.was_open["words"], words_of(posting)) if posting.was_open else []


def between(kind: str, before: Words, after: Words) -> list[Part]:
    """Return the sections that differ between two snapshots of a posting of a kind, each with its changed places only.

    A field that only one of them has (a later version of the house asks for more) counts as empty in the other.
    """
    found = []
    for section, title in section_names(kind).items():
        was, now = before.get(section, {}), after.get(section, {})
        places = _places(section, {field: was.get(field, "") for field in {*was, *now}}, now)
        if changed := [place for place in places if place.is_changed]:
            found.append(Part(section, title, changed))
    return found


def count(parts: list[Part]) -> int:
    """Count the places that changed."""
    return sum(len(part.changed) for part in parts)
