"""What changed between two versions, place by place (component 23)."""
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Change:
    """One place that changed: a field, or a sentence that was added or taken out."""

    section: str
    label: str
    before: str
    after: str


@dataclass
class Part:
    """One section, with what changed in it and how it reads now."""

    slug: str
    number: int
    title: str
    now: dict[str, Any]
    changes: list[Change] = field(default_factory=list)


def _said(section: dict[str, Any] | None) -> dict[str, tuple[str, str]]:
    """{key: (label, text)} of everything a section says."""
    if section is None:
        return {}
    said = {f"f:{f['slug']}": (f["label"], "\n".join(f["lines"])) for f in section["fields"]}
    return said | {f"c:{c['slug']}": (_("Promise"), c["text"]) for c in section["clauses"]}


def parts_between(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Part]:
    """Compare two written sheets of the same language; sections in the order of the sheet."""
    old, new = ({s["slug"]: s for s in sheet} for sheet in (before, after))
    found = []
    for section in sorted({**old, **new}.values(), key=lambda s: s["number"]):
        slug = section["slug"]
        part = Part(slug, section["number"], section["title"], new.get(slug, section))
        was, now = _said(old.get(slug)), _said(new.get(slug))
        for key in [*was, *(k for k in now if k not in was)]:
            (label, text), (new_label, new_text) = was.get(key, ("", "")), now.get(key, ("", ""))
            if text != new_text:
                part.changes.append(Change(slug, new_label or label, text, new_text))
        found.append(part)
    return found


def changed(parts: list[Part]) -> list[Part]:
    """Return the sections in which something changed."""
    return [part for part in parts if part.changes]


def count(parts: list[Part]) -> int:
    """Count the places that changed."""
    return sum(len(part.changes) for part in parts)
