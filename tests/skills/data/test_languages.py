"""Every text stands in both languages, under a stable key."""
import re
from typing import Any

import pytest

from tests.skills.data import files

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
OTHER = {"ja": "en", "en": "ja"}


def one_sided(node: Any, where: str = "") -> list[str]:
    """Texts whose counterpart in the other language is missing or empty."""
    found = []
    if isinstance(node, dict):
        here = f"{where}/{node.get('slug', '')}"
        for key, value in node.items():
            if (parts := re.fullmatch(r"(.*_)?(ja|en)", key)) and key != "law_name_ja":
                counterpart = node.get(f"{parts[1] or ''}{OTHER[parts[2]]}")
                if not all(isinstance(text, str) and text.strip() for text in (value, counterpart)):
                    found.append(f"{here}.{key}")
            found += one_sided(value, here)
    elif isinstance(node, list):
        for row in node:
            found += one_sided(row, where)
    return found


def lists_of_rows(node: Any) -> list[list[str]]:
    """The slugs of every list whose rows have one, and the options of choices among them."""
    if isinstance(node, dict):
        return [found for value in node.values() for found in lists_of_rows(value)]
    if isinstance(node, list):
        own = [row["slug"] for row in node if isinstance(row, dict) and "slug" in row]
        return [own, *(found for row in node for found in lists_of_rows(row))]
    return []


@pytest.mark.parametrize("name", files.OWNERS)
def test_every_text_has_both_languages(name):
    assert one_sided(files.read(name)) == []


@pytest.mark.parametrize("name", files.OWNERS)
def test_no_japanese_in_english(name):
    assert [t.where for t in files.in_language(name, "en") if JAPANESE.search(t.value)] == []


@pytest.mark.parametrize("name", files.OWNERS)
def test_slugs_are_plain_and_stand_once_in_their_list(name):
    lists = lists_of_rows(files.read(name))
    assert [slug for rows in lists for slug in rows if not SLUG.fullmatch(str(slug))] == []
    assert [files.repeated(rows) for rows in lists if files.repeated(rows)] == []


@pytest.mark.parametrize("name", files.OWNERS)
def test_keys_are_text(name):
    """YAML reads `no:` and `on:` as true and false."""
    def keys(node: Any) -> list[Any]:
        if isinstance(node, dict):
            return [*node, *(key for value in node.values() for key in keys(value))]
        return [key for row in node for key in keys(row)] if isinstance(node, list) else []
    assert [key for key in keys(files.read(name)) if not isinstance(key, str)] == []


def test_this_test_sees_a_missing_language():
    planted = {"slug": "a", "ja": "団体", "why_en": "Because", "why_ja": " ", "rows": [{"slug": "b", "en": "x"}]}
    assert one_sided(planted) == ["/a.ja", "/a.why_en", "/a.why_ja", "/a/b.en"]
