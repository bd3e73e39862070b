"""Seven short questions before a posting goes to the desk, and what their answers say: ready, first a talk, or not now.

Pure: answers in, sentences out. Nobody is held up by a verdict, except where the work would serve a company (security.md T2).
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from engawa.journey.postings.models import Posting

Answers = Mapping[str, str]
SOON, LATER = 14, 30  # days until somebody looks at the draft again


class Outcome(StrEnum):
    READY = "ready"
    TALK = "talk"
    NOT_NOW = "not_now"
    NEVER = "never"


STRONGEST = (Outcome.NEVER, Outcome.NOT_NOW, Outcome.TALK)


@dataclass(frozen=True)
class Question:
    """One question with its answers as (code, words)."""

    key: str
    words: str
    help: str
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class Reason:
    """Why, and what to do about it. `warns`: it is said whatever the outcome is, to the desk as a warning (security.md T2)."""

    outcome: Outcome
    words: str
    advice: str
    days: int = 0
    warns: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the answers say, with the reasons that led there. `days`: when to look again, where that is the advice."""

    outcome: Outcome
    reasons: list[Reason]
    days: int = 0


KEYS = ("board", "decides", "material", "urgent", "keeps", "serves", "funding")


def questions() -> list[Question]:
    """The questions in the order in which one thinks of them: may we, can we, and afterwards, and for whom."""
    return [
        Question("board", _("Does your board agree that you ask for help?"), _("Without a board: the people who decide things together."), [
            ("yes", _("Yes, it agrees")), ("later", _("It has not been asked yet")), ("no", _("No, or opinions differ"))]),
        Question("decides", _("Who decides when a question comes up?"), "", [
            ("one", _("One person, whom we can name")), ("board", _("The board, at its meetings")), ("open", _("Not settled yet"))]),
        Question("material", _("Is the material there that the work needs?"), _("For example lists, texts, photos, the password of the website."), [
            ("there", _("Yes, we can show it at once")), ("partly", _("Some of it; we can gather the rest")),
            ("none", _("No, or we do not know what is needed"))]),
        Question("urgent", _("By when do you need the result?"), _("Finding somebody and settling what is done takes about four weeks."), [
            ("later", _("In two months or later, or there is no hurry")), ("soon", _("Within two months")), ("now", _("Within four weeks"))]),
        Question("keeps", _("Who looks after the result afterwards?"), "", [
            ("one", _("One of us, or two")), ("learn", _("Somebody of us who still has to learn it")), ("nobody", _("Not settled yet"))]),
        Question("serves", _("Whom does the result serve?"), "", [
            ("people", _("The people our organization works for")), ("own", _("Our own members and staff")),
            ("company", _("A company, or something that is sold"))]),
        Question("funding", _("What is this activity paid from?"), "", [
            ("own", _("Fees, donations, or it costs nothing")), ("grant", _("A grant, or a public office asks us to do it")),
            ("company", _("A company pays us for it"))]),
    ]


def in_words(answers: Answers) -> list[tuple[str, str]]:
    """What was answered, as (question, answer) in words; open questions are left out."""
    return [(question.words, dict(question.answers)[answers[question.key]]) for question in questions()
            if answers.get(question.key) in dict(question.answers)]


def is_answered(answers: Answers) -> bool:
    """Whether every question has an answer."""
    return all(answers.get(key) for key in KEYS)


def why_not_at_all(answers: Answers) -> str | None:
    """Say why the answers rule a posting out, or None: free work for a company is no pro bono (security.md T2)."""
    if answers.get("serves") == "company":
        return _("Pro bono serves the people an organization works for. Work for a company, or for something that is sold, "
                 "cannot be posted. If this is a misunderstanding, please call the coordinator team.")
    return None


def verdict(answers: Answers, *, own_hours: int | None = None, several: bool = False) -> Verdict | None:
    """What the answers say, or None while a question is open.

    Args:
        answers: {key of a question: code of its answer}.
        own_hours: hours a week that the organization's own people give; None when nobody has said.
        several: whether the posting seems to ask for more than one project.
    """
    if not is_answered(answers):
        return None
    found = list(_reasons(answers, own_hours, several))
    outcome = next((each for each in STRONGEST if any(reason.outcome == each for reason in found)), Outcome.READY)
    kept = [reason for reason in found if reason.outcome == outcome or reason.warns]
    return Verdict(outcome, kept, max((reason.days for reason in kept), default=0))


def verdict_on(posting: Posting, hints: Iterable[str]) -> Verdict | None:
    """What the answers of a posting say, given the keys of the hints shown for it; a talk of one hour has no questions."""
    return None if posting.is_talk else verdict(
        posting.readiness, own_hours=posting.own_hours, several=any(key.startswith("several:") for key in hints))


def _reasons(answers: Answers, own_hours: int | None, several: bool) -> Iterator[Reason]:
    if reason := why_not_at_all(answers):
        yield Reason(Outcome.NEVER, reason, "")
    if answers["decides"] == "open" and answers["keeps"] == "nobody":
        yield Reason(Outcome.NOT_NOW, _("It is open who decides, and who looks after the result."),
                     _("Settle first who decides. That person can say who looks after it later."), SOON)
    if own_hours == 0:
        yield Reason(Outcome.NOT_NOW, _("None of your own people has time for it. Whoever helps you has questions and needs somebody who tries the result."),
                     _("Find one hour a week of one person. Then write it in “What is delivered”."), SOON)
    table = _not_now() | _talk() | _remarks()
    for key in KEYS:
        if (found := table.get((key, answers[key]))) is not None:
            yield found
    if several:
        yield Reason(Outcome.TALK, _("There seems to be more than one matter in it."),
                     _("In a talk you find out which of them comes first."))


def _not_now() -> dict[tuple[str, str], Reason]:
    return {
        ("board", "no"): Reason(
            Outcome.NOT_NOW, _("Your board does not agree yet. Work that a board does not want stops halfway."),
            _("Put it on the list for the next meeting, and show the template there."), LATER),
        ("urgent", "now"): Reason(
            Outcome.NOT_NOW, _("Four weeks are too short: finding somebody and settling what is done takes that long already."),
            _("Call the coordinator team about what helps at once. Look at this draft again when the hurry is over."), LATER),
    }


def _talk() -> dict[tuple[str, str], Reason]:
    return {
        ("board", "later"): Reason(
            Outcome.TALK, _("Your board has not been asked yet."), _("What comes out of a talk is something the board can decide on.")),
        ("decides", "open"): Reason(
            Outcome.TALK, _("It is not settled who decides."), _("Talk first about what there is to decide; then a name is found more easily.")),
        ("material", "none"): Reason(
            Outcome.TALK, _("It is not clear yet what the work needs."), _("Somebody who knows the matter can tell you in an hour what to gather.")),
        ("keeps", "nobody"): Reason(
            Outcome.TALK, _("Nobody looks after the result yet. What nobody looks after soon lies unused."),
            _("Talk about something small enough for you to look after.")),
    }


def _remarks() -> dict[tuple[str, str], Reason]:
    return {
        ("decides", "board"): Reason(
            Outcome.READY, _("Decisions wait for the meetings of your board."), _("Tell the days of the meetings in the interview.")),
        ("material", "partly"): Reason(
            Outcome.READY, _("A part of the material is still missing."), _("Gather it before the work begins.")),
        ("urgent", "soon"): Reason(
            Outcome.READY, _("Two months are short."), _("Send the posting soon, and keep what is delivered small.")),
        ("keeps", "learn"): Reason(
            Outcome.READY, _("Somebody of you still has to learn it."), _("Write among the deliverables that it is practised together.")),
        ("funding", "company"): Reason(
            Outcome.READY, _("A company pays for the activity."), _("The coordinator team will ask you for whom the work is done."), warns=True),
    }
