"""Remarks that need more than one sentence: lists, hours, the class of data."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from engawa.base.times.words import day_words
from engawa.journey.postings import rules
from engawa.journey.postings.forms import older_words
from engawa.journey.postings.hints import better
from engawa.journey.postings.hints.words import is_no_thing
from engawa.journey.postings.models import Confidentiality, Posting
from engawa.journey.postings.prefill import DAYS_TO_START

MANY = 5  # deliverables that one project can still carry
PERSONAL = ("名簿", "氏名", "住所録", "電話番号の一覧", "寄付者", "会員の情報", "個人情報", "names and addresses", "member list", "donor list", "personal data")


@dataclass(frozen=True)
class Remark:
    """One remark on a whole section: its kind, the section, the word it is about, the sentence, a better wording."""

    kind: str
    section: str
    word: str
    words: str
    better: str = ""


def texts_of(posting: Posting) -> Iterator[tuple[str, str, str]]:
    """The texts of a posting as (section, language, text), in the order of the sections."""
    first = "talk" if posting.is_talk else "need"
    yield first, posting.language, f"{posting.title}\n{posting.need}"
    if not posting.is_talk:
        steps = [step["text"] for step in posting.steps]
        yield "task", posting.language, "\n".join([posting.task, *steps])
        yield "deliverables", posting.language, "\n".join([*posting.deliverables, *posting.npo_prepares])
        yield "contact", posting.language, posting.contact_words
        yield "data", posting.language, posting.data_words
    other = posting.other_words
    lists = [line for name in ("steps", "deliverables", "npo_prepares") for line in other.get(name, [])]
    yield "other", posting.other_language, "\n".join([*(other.get(name, "") for name in ("title", "need", "task", "contact_words")), *lists])


def remarks(posting: Posting) -> Iterator[Remark]:
    """The remarks on the other language, on lists, hours and data. A talk has only the first."""
    if pieces := older_words(posting):
        yield Remark("older", "other", pieces, _("The words in the other language are still those from before. Changed since: %(pieces)s.")
                     % {"pieces": pieces}, better.of_whole("older", posting.language))
    if not posting.is_talk:
        yield from _on_lists(posting)
        yield from _on_hours(posting)
        yield from _on_data(posting)


def _on_lists(posting: Posting) -> Iterator[Remark]:
    many = len(posting.deliverables)
    if many > MANY:
        yield Remark("many", "deliverables", str(many), _("There are %(n)s deliverables. Perhaps these are two postings.") % {"n": many},
                     better.of_whole("many", posting.language, n=MANY))
    if line := next((line for line in posting.deliverables if is_no_thing(line)), None):
        yield Remark("no_thing", "deliverables", line, _("“%(line)s” is not a thing yet. What will you hold in your hands at the end?")
                     % {"line": line[:30]}, better.a_deliverable(posting, besides=line))
    if posting.deliverables and not posting.out_of_scope:
        yield Remark("no_limit", "deliverables", "", _("Write one thing that is not asked for. It prevents most misunderstandings."),
                     better.a_limit(posting))


def _on_hours(posting: Posting) -> Iterator[Remark]:
    total, held, language = posting.hours_total, rules.hours_held(posting), posting.language
    if total and held and total > held:
        yield Remark("hours", "time", str(total), _("%(week)s hours a week for %(weeks)s weeks are %(product)s hours, but %(total)s are asked for.")
                     % {"week": posting.hours_per_week, "weeks": posting.weeks, "product": held, "total": total},
                     better.of_whole("total", language, n=held))
    by_step = sum(step["hours"] for step in posting.steps)
    if by_step and total and by_step != total:
        yield Remark("steps", "time", f"{by_step}/{total}", _("The steps add up to %(steps)s hours, but %(total)s are asked for in all.")
                     % {"steps": by_step, "total": total},
                     better.of_whole("steps", language, n=total) if held and by_step > held else better.of_whole("total", language, n=by_step))
    if posting.deadline and posting.starts_on and posting.starts_on < posting.deadline:
        yield Remark("days", "time", posting.starts_on.isoformat(), _("The work would begin before applications close."),
                     better.of_whole("days", language, day=lazy(day_words, str)(posting.deadline + timedelta(days=DAYS_TO_START), year=False)))


def _on_data(posting: Posting) -> Iterator[Remark]:
    if posting.confidentiality in (Confidentiality.PERSONAL, Confidentiality.SENSITIVE):
        return
    text = "\n".join([text for section, _language, text in texts_of(posting) if section != "other"])
    if word := _first(PERSONAL, text):
        yield Remark("data", "data", word, _("“%(word)s” appears in the words. Will personal data be handled? Please look at the class again.")
                     % {"word": word}, better.of_whole("data", posting.language, **{"class": Confidentiality.PERSONAL.label}))


def _first(words: tuple[str, ...], text: str) -> str | None:
    """The first of these words in a text; words in letters only as whole words."""
    low = text.lower()
    return next((word for word in words if (
        re.search(rf"\b{re.escape(word)}\b", low) if word.isascii() else word in text)), None)
