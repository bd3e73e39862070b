"""Gentle remarks on the words of a posting, each with a better wording. They hold nobody up: the person decides, the desk looks again.

`words.py` looks at sentences, `several.py` at the whole, `whole.py` at lists, hours and data, `better.py` words it anew.
"""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from engawa.journey.postings.hints import better
from engawa.journey.postings.hints.several import several_in
from engawa.journey.postings.hints.whole import Remark, remarks, texts_of
from engawa.journey.postings.hints.words import Finding, findings
from engawa.journey.postings.models import Posting

__all__ = ["Hint", "all_hints", "hints_for", "kinds_in", "missing_words"]
ORDER = ("talk", "need", "task", "deliverables", "time", "contact", "data", "ready", "other")
LONGEST_KEY = 80


@dataclass(frozen=True)
class Hint:
    """One remark: the section it belongs to, the sentence, a better wording in `language`, what it is known by when put aside."""

    section: str
    words: str
    better: str = ""
    language: str = "ja"
    key: str = ""

    @property
    def kind(self) -> str:
        """What it is about: the first part of its key."""
        return self.key.split(":")[0]


def hints_for(posting: Posting, section: str = "") -> list[Hint]:
    """The remarks on a posting, or on one section, without those that were put aside; each kind once a section.

    Of one sentence every word is told that not everybody knows.
    """
    return _once(posting, set(posting.hints_aside), section)


def all_hints(posting: Posting) -> list[Hint]:
    """Every remark, also those that the organization has put aside: for the desk."""
    return _once(posting, set())


def kinds_in(text: str, language: str) -> set[str]:
    """The kinds of remarks that a text gets by itself."""
    found = {finding.kind for finding in findings(text, language)}
    return found | ({"several"} if several_in([text], language) else set())


def missing_words(posting: Posting, section: str) -> str:
    """Say what a reader still misses in a section."""
    over = posting.is_over
    return {
        "need": _("Write a title, and what troubles you now."),
        "task": _("Write what you would like to have done."),
        "deliverables": _("Write at least one thing that you will receive."),
        "time": _("The closing day has passed. Choose a later one.") if over else _("Write the hours a week, the hours in all and the weeks."),
        "contact": _("Write who answers, and how often you talk."),
        "data": _("Write how you handle the personal data."),
        "ready": _("Answer the seven short questions about your preparations."),
        "talk": _("The closing day has passed. Choose a later one.") if over else _("Write a title, what troubles you, and when you have time."),
    }[section]


def _once(posting: Posting, aside: set[str], only: str = "") -> list[Hint]:
    seen: dict[tuple[str, str], str] = {}
    kept: list[Hint] = []
    for kind, sentence, hint in _all(posting, only):
        if hint.key not in aside and hint not in kept and seen.setdefault((kind, hint.section), sentence) == sentence:
            kept.append(hint)
    return sorted(kept, key=lambda hint: ORDER.index(hint.section))


def _all(posting: Posting, only: str) -> Iterator[tuple[str, str, Hint]]:
    """Each remark with its kind and the sentence it is about."""
    for section, language, text in texts_of(posting):
        for finding in findings(text, language) if only in ("", section) else ():
            if section != "data" or finding.kind in ("contact", "people"):
                yield finding.kind, finding.sentence, _hint(section, finding.kind, finding.word, _on_words(finding, language),
                                                            better.of_finding(finding, language, posting), language)
    for remark in _whole(posting, only):
        yield remark.kind, remark.words, _hint(remark.section, remark.kind, remark.word, remark.words, remark.better, posting.language)


def _whole(posting: Posting, only: str) -> Iterable[Remark]:
    yield from (remark for remark in remarks(posting) if only in ("", remark.section))
    if not posting.is_talk and only in ("", "task") and (two := several_in([posting.need, posting.task], posting.language)):
        one = two.one.title if two.one else two.words
        yield Remark("several", "task", f"{two.one.pk if two.one else two.words}+{two.other.pk}", _(
            "Here are two matters: “%(one)s” and “%(two)s”. Two small postings are answered sooner than a large one.")
            % {"one": one, "two": two.other.title}, better.of_two(two, posting.language))


def _hint(section: str, kind: str, word: str, words: str, better_words: str, language: str) -> Hint:
    return Hint(section, words, better_words, language, f"{kind}:{section}:{word}"[:LONGEST_KEY])


def _on_words(finding: Finding, language: str) -> str:
    """The sentence about what stands out."""
    if finding.kind == "long":
        return (_("One sentence has %(n)s letters. Two short ones are read more easily.") if language == "ja"
                else _("One sentence has %(n)s words. Two short ones are read more easily.")) % {"n": finding.word}
    return {
        "jargon": _("Not everybody knows the word “%(word)s”. Plain words reach more people."),
        "vague": _("“%(word)s” can be understood in many ways. What exactly, how many, until when?"),
        "staffing": _("“%(word)s” sounds like the work of a member of staff. A posting has one purpose and an end."),
        "pay": _("There is the word “%(word)s”. Pro bono is unpaid and sells nothing; expenses are settled in the agreement."),
        "amount": _("There is an amount: “%(word)s”. Everybody can read it here; money is better talked about in the interview."),
        "contact": _("“%(word)s” can be read by everybody. Questions reach you through this site, and your address stays yours."),
        "people": _("A name such as “%(word)s”, and what concerns this person, does not belong on a page that everybody reads."),
    }[finding.kind] % {"word": finding.word}
