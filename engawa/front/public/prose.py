"""Long public texts: one Markdown file a page and language under `texts/`, with a small head.

The head says title, lead, picture and the day of the last change; the body is plain Markdown. Words that only
the operator knows (name, phone) are filled in from the settings.
"""
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from engawa.base.text.markdown import to_html

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Text:
    """One page of prose."""

    slug: str
    title: str
    lead: str
    picture: str
    updated: date | None
    body: SafeString


@cache
def _read(slug: str, language: str) -> Text:
    _, head, body = (FOLDER / f"{slug}.{language}.md").read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(head)
    for key, value in settings.OPERATOR.items():
        body = body.replace("{operator_" + key + "}", value)
    return Text(slug, facts["title"], facts.get("lead", ""), facts.get("picture", "cup"), facts.get("updated"), to_html(body))


def text(slug: str) -> Text:
    """Return a page of prose in the reader's language.

    Raises:
        FileNotFoundError: there is no such text.
    """
    return _read(slug, "ja" if (get_language() or "ja").startswith("ja") else "en")


def slugs() -> list[str]:
    """Return the names of all texts."""
    return sorted({path.name.split(".")[0] for path in FOLDER.glob("*.ja.md")})
