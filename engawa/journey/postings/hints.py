"""Gentle remarks on the words of a posting. They never hold anybody up: the person decides, the desk looks again."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from engawa.base.history.models import Event
from engawa.journey.postings.models import Confidentiality, Posting

VAGUE = ("いろいろ", "色々", "さまざまな", "様々な", "適宜", "適当に", "なるべく早", "できるだけ早", "全般", "何でも", "なんでも", "一式",
         "various", "as needed", "whatever", "anything", "everything", "asap", "as soon as possible", "and so on")
MONEY = ("謝礼", "謝金", "報酬", "有償", "時給", "日当", "給与", "賃金", "お支払い", "手当", "ノルマ", "売上目標", "営業代行", "転売",
         "payment", "paid work", "salary", "wage", "reward", "compensation", "fee", "sales target", "resale")
STAFFING = ("常駐", "専任", "フルタイム", "毎日", "電話番", "人手不足", "代わりに出勤", "full-time", "full time", "every day", "replace a member of staff")
PERSONAL = ("名簿", "氏名", "住所録", "電話番号の一覧", "寄付者", "会員の情報", "個人情報", "names and addresses", "member list", "donor list", "personal data")
LONG_SENTENCE = 90


@dataclass(frozen=True)
class Hint:
    """One remark: the section it belongs to, and the sentence."""

    section: str
    words: str


def hints_for(posting: Posting) -> list[Hint]:
    """Return the remarks on a posting, in the order of its sections; each kind once a section."""
    found = [*_on_words(posting), *_on_lists(posting), *_on_hours(posting), *_on_data(posting)]
    order = ("need", "task", "deliverables", "time", "contact", "data")
    return sorted(found, key=lambda hint: order.index(hint.section))


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
    }[section]


def events(rows: Iterable[Event]) -> list[tuple[Event, str]]:
    """Return what happened with its words; steps of writing are left out."""
    said = {
        "postings.submitted": _("Submitted to the coordinator team"), "postings.taken_back": _("Taken back"),
        "postings.published": _("Opened by the coordinator team"), "postings.returned": _("Returned with a comment"),
        "postings.paused": _("Paused for a while"), "postings.resumed": _("Opened again"), "postings.extended": _("Closing day moved"),
        "postings.closed": _("Closed for good"), "postings.seat_taken": _("One more person was found"),
        "postings.started": _("Begun"), "postings.copied": _("Begun as a copy"),
    }
    return [(row, said[row.verb]) for row in rows if row.verb in said]


def _texts(posting: Posting) -> dict[str, str]:
    steps = [step["text"] for step in posting.steps]
    return {"need": f"{posting.title}\n{posting.need}", "task": "\n".join([posting.task, *steps]),
            "deliverables": "\n".join([*posting.deliverables, *posting.npo_prepares]), "contact": posting.contact_words}


def _first(words: tuple[str, ...], text: str) -> str | None:
    """The first of these words in a text; words in letters only as whole words."""
    low = text.lower()
    return next((word for word in words if (
        re.search(rf"\b{re.escape(word)}\b", low) if word.isascii() else word in text)), None)


def _on_words(posting: Posting) -> Iterator[Hint]:
    for section, text in _texts(posting).items():
        if word := _first(VAGUE, text):
            yield Hint(section, _("“%(word)s” can be understood in many ways. What exactly, how many, until when?") % {"word": word})
        if word := _first(MONEY, text):
            yield Hint(section, _("There is the word “%(word)s”. Pro bono is unpaid and sells nothing; "
                                  "expenses are settled in the agreement.") % {"word": word})
        if word := _first(STAFFING, text):
            yield Hint(section, _("“%(word)s” sounds like the work of a member of staff. "
                                  "A posting has one purpose and an end.") % {"word": word})
        longest = max((len(part) for part in re.split(r"[。．\n]", text)), default=0)
        if section in ("need", "task") and posting.language == "ja" and longest > LONG_SENTENCE:
            yield Hint(section, _("One sentence has %(n)s letters. Two short ones are read more easily.") % {"n": longest})


def _on_lists(posting: Posting) -> Iterator[Hint]:
    if len(posting.deliverables) > 5:
        yield Hint("deliverables", _("There are %(n)s deliverables. Perhaps these are two postings.")
                   % {"n": len(posting.deliverables)})
    if posting.deliverables and not posting.out_of_scope:
        yield Hint("deliverables", _("Write one thing that is not asked for. It prevents most misunderstandings."))


def _on_hours(posting: Posting) -> Iterator[Hint]:
    per_week, total, weeks = posting.hours_per_week, posting.hours_total, posting.weeks
    if per_week and total and weeks and total > per_week * weeks * posting.seats:
        yield Hint("time", _("%(week)s hours a week for %(weeks)s weeks are %(product)s hours, but %(total)s are asked for.")
                   % {"week": per_week, "weeks": weeks, "product": per_week * weeks * posting.seats, "total": total})
    by_step = sum(step["hours"] for step in posting.steps)
    if by_step and total and by_step != total:
        yield Hint("time", _("The steps add up to %(steps)s hours, but %(total)s are asked for in all.")
                   % {"steps": by_step, "total": total})
    if posting.deadline and posting.starts_on and posting.starts_on < posting.deadline:
        yield Hint("time", _("The work would begin before applications close."))


def _on_data(posting: Posting) -> Iterator[Hint]:
    if posting.confidentiality in (Confidentiality.PERSONAL, Confidentiality.SENSITIVE):
        return
    if word := _first(PERSONAL, "\n".join([*_texts(posting).values(), posting.data_words])):
        yield Hint("data", _("“%(word)s” appears in the words. Will personal data be handled? Please look at the class again.")
                   % {"word": word})
