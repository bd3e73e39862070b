"""The packaged reference files as the checks read them, and a walk over every text in them."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from engawa.journey.skills.reference import read_data

OWNERS = {
    "skills": "skills", "levels": "skills", "roles": "skills", "causes": "skills", "tools": "skills",
    "orientation": "learning", "templates": "postings", "diagnosis": "diagnosis", "agreement": "agreements",
}
# What staff of an organization read; the other files speak to people who worked in IT.
FOR_NPO = ("templates", "diagnosis", "agreement", "tools", "causes")
AREAS = ("web-sns", "data", "systems", "strategy-security")
CONFIDENTIALITY = {"none", "internal", "personal", "sensitive"}


@cache
def read(name: str) -> Any:
    return read_data(f"engawa.journey.{OWNERS[name]}", f"{name}.yaml")


@dataclass(frozen=True)
class Text:
    """One text: where it stands, its key (`ja`, `why_en`), the keys it lies under, and itself."""

    where: str
    key: str
    under: tuple[str, ...]
    value: str

    @property
    def language(self) -> str:
        return self.key[-2:] if re.fullmatch(r"(?:.*_)?(?:ja|en)", self.key) else ""


def texts(node: Any, where: str, under: tuple[str, ...] = ()) -> Iterator[Text]:
    """Every text in a file. A row is named by its slug, so that a failure can be found."""
    if isinstance(node, dict):
        here = f"{where}/{node['slug']}" if "slug" in node else where
        for key, value in node.items():
            if isinstance(value, str):
                yield Text(f"{here}.{key}", key, under, value)
            else:
                yield from texts(value, here, (*under, key))
    elif isinstance(node, list):
        for row in node:
            yield from texts(row, where, under)


def in_language(name: str, language: str) -> list[Text]:
    """All texts of a file in one language; the name of a field in the law is quoted as the law writes it."""
    return [t for t in texts(read(name), name) if t.language == language and t.key != "law_name_ja"]


def slugs(rows: list[dict[str, Any]]) -> list[str]:
    return [row["slug"] for row in rows]


def repeated(values: list[Any]) -> list[Any]:
    return sorted({value for value in values if values.count(value) > 1}, key=str)
