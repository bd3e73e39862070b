"""How troubles are told by people who do not know the name of the remedy: words that mean one thing, and the words of each trouble."""
from functools import cache
from typing import Any

from engawa.base.text import tokens
from engawa.journey.skills.reference import read_data

PLURAL, SHORT = "s", 3   # boats is boat; SNS and bus stay, and so does access


@cache
def _data() -> Any:
    return read_data("engawa.journey.postings", "symptoms.yaml")


@cache
def _same() -> dict[str, str]:
    """Each word of a group by its dictionary form → the first."""
    return {form: _form(group[0]) for group in _data()["same"] for form in map(_form, group)}


def _form(written: str) -> str:
    words = tokens.words(written)
    return _single(words[0].normal if len(words) == 1 else written.casefold())


def _single(form: str) -> str:
    is_plural = form.isascii() and form.isalpha() and len(form) > SHORT and form.endswith(PLURAL) and not form.endswith(PLURAL * 2)
    return form.removesuffix(PLURAL) if is_plural else form


def term(form: str) -> str:
    """The word that stands for a dictionary form: 助成金 for 補助金, one boat for boats."""
    single = _single(form)
    return _same().get(single, single)


def is_one_of_several(form: str) -> bool:
    """Whether other words mean the same as a dictionary form; its pieces then say nothing more than they do."""
    return _single(form) in _same()


def told(slug: str) -> str:
    """The words in which the trouble is told that a template helps with; nothing for a template that the files do not have."""
    return str(_data()["told"].get(slug, ""))
