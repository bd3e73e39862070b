"""What differs between two texts of a posting, place by place: since the last submission, and from the template."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from engawa.journey.postings import rules
from engawa.journey.postings.forms import FORMS
from engawa.journey.postings.models import Posting, Submission
from engawa.journey.postings.written import BESIDE, Words, words_of, words_of_template


@dataclass(frozen=True)
class Place:
    """One field of a section, before and after. Without a `before` side there is nothing to compare with."""

    section: str
    field: str
    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


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


def label_of(section: str, field: str) -> str:
    """Return the words beside a field: those of the form in which it is written."""
    fields = FORMS[section].base_fields if section in FORMS else {}
    special = {"skills": _("Who can do it"), "contact_times": _("When you can meet online"), "area": _("Area")}
    if field in special:
        return str(special[field])
    return str(fields[field].label) if field in fields else field.replace("_", " ")


def between(before: Words, after: Words, names: Mapping[str, str]) -> list[Part]:
    """Compare two snapshots, section by section in the order of `names`; a field that neither knows is left out.

    A field that only one snapshot has (a newer version of the house asks for more) counts as empty in the other.
    """
    return [Part(section, title, list(_places(section, before.get(section, {}), after.get(section, {})))) for section, title in names.items()]


def _places(section: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Place]:
    order = [*rules.SECTIONS.get(section, ()), BESIDE.get(section, "")]
    for field in sorted({*before, *after}, key=lambda name: (order.index(name) if name in order else len(order), name)):
        if before.get(field) or after.get(field):
            yield Place(section, field, label_of(section, field), before.get(field, ""), after.get(field, ""))


def beside_template(posting: Posting, names: Mapping[str, str]) -> list[Part]:
    """Return the posting beside its template: a place that the template does not speak of is the same on both sides."""
    now = words_of(posting)
    if posting.template is None:
        return between(now, now, names)
    ready = words_of_template(posting.template, posting.language)
    return between({section: {**said, **ready[section]} for section, said in now.items()}, now, names)


def since_last(submission: Submission, before: Submission | None, names: Mapping[str, str]) -> list[Part]:
    """Return the sections that changed from one submission to the next, each with its changed places only."""
    if before is None:
        return []
    parts = between(before.words, submission.words, names)
    return [Part(part.section, part.title, part.changed) for part in parts if part.changed]
