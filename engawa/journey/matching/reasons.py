"""Reasons as plain sentences. People read these; nobody is shown a number that compares them."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from engawa.base.times.words import day_words
from engawa.journey.matching.fit import LANGUAGE_LEVELS, Fit, Kind, Reason, Way
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.models import LanguageLevel

MINUTES = 60
WORDS_SHOWN = 3
SKILLS_FIRST = 2   # on a card, so that hours and causes find room beside them


def sentences(result: Fit, known: Vocabulary, limit: int | None = None) -> tuple[list[str], list[str]]:
    """Say why it suits and what may be missing.

    Args:
        result: of `fit.fit`.
        known: the vocabulary of now.
        limit: at most this many reasons (a card), and of what is missing no skills; without it all of them.
    """
    reasons, missing = list(result.reasons), list(result.missing)
    if limit is not None:
        missing = [reason for reason in missing if reason.kind != Kind.SKILL]
        skills = [reason for reason in reasons if reason.kind == Kind.SKILL]
        others = [reason for reason in reasons if reason.kind != Kind.SKILL]
        reasons = [*skills[:max(SKILLS_FIRST, limit - len(others))], *others][:limit]
    return [good(reason, known) for reason in reasons], [lacking(reason, known) for reason in missing]


def good(reason: Reason, known: Vocabulary) -> str:
    """Say one thing in common."""
    if reason.kind == Kind.SKILL:
        return _skill(reason, known)
    if reason.kind == Kind.TIME:
        return _time(reason)
    if reason.kind == Kind.HOURS:
        return _("%(asked)s hours a week: it stays within the %(given)s hours you wish to give.") % {
            "asked": reason.hours, "given": reason.given}
    if reason.kind == Kind.START:
        return _("It begins on %(day)s, when you can begin too.") % {"day": day_words(reason.day)}
    if reason.kind == Kind.PERIOD:
        return ngettext("%(asked)s week: it stays within the period you wish for.",
                        "%(asked)s weeks: it stays within the period you wish for.", reason.hours) % {"asked": reason.hours}
    if reason.kind == Kind.LANGUAGE:
        return _speaks(reason)
    if reason.kind == Kind.WORDS:
        return _("What it is about is met in your own account too: %(words)s.") % {"words": telling_words(reason)}
    if reason.kind == Kind.CAUSE:
        return _("You wrote that you care about “%(cause)s”.") % {"cause": known.cause(reason.name)}
    return _("“%(skill)s” is something you wish to learn.") % {"skill": known.skill(reason.skill)}


def telling_words(reason: Reason) -> str:
    """Return the most telling of the words both use, whole words in place of their parts (会員名簿 for 会員)."""
    whole = dict.fromkeys(max((other for other in reason.words if word in other), key=len) for word in reason.words)
    shown = [word for word in whole if len(word) > 1] or list(whole)
    return pgettext("between words both use", ", ").join(shown[:WORDS_SHOWN])


def _time(reason: Reason) -> str:
    hours = reason.minutes // MINUTES
    return ngettext("You can both be reached for %(n)s hour in the week.",
                    "You can both be reached for %(n)s hours in the week.", hours) % {"n": hours}


def _speaks(reason: Reason) -> str:
    name = {"language": language_name(reason.name)}
    if LANGUAGE_LEVELS[reason.by] < 1:
        return _("You can take part in meetings in %(language)s, though they may ask for a little more.") % name
    return _("You can work in %(language)s, the language of this organization.") % name


def language_name(code: str) -> str:
    """Name a language in the reader's own."""
    return str(LANGUAGE_NAMES.get(code, code))


def _skill(reason: Reason, known: Vocabulary) -> str:
    names = {"skill": known.skill(reason.skill), "held": known.skill(reason.by)}
    if reason.way == Way.SAME:
        if reason.share < 1:
            return _("Your experience of “%(skill)s” helps, though they ask for a little more.") % names
        return _("Your experience of “%(skill)s” is just what they ask for.") % names
    if reason.way == Way.TRANSFER:
        return _("Your experience of “%(held)s” serves “%(skill)s” well.") % names
    return _("Your experience of “%(held)s” is close to “%(skill)s”.") % names


def lacking(reason: Reason, known: Vocabulary) -> str:
    """Say one thing that may be missing, and that it is no wall."""
    if reason.kind == Kind.SKILL:
        if reason.required:
            return _("“%(skill)s”: they hope for this. You can talk about it at the interview.") % {
                "skill": known.skill(reason.skill)}
        return _("“%(skill)s”: it would help, but it is not needed.") % {"skill": known.skill(reason.skill)}
    if reason.kind == Kind.TIME:
        return _("You can both be reached for only %(n)s minutes in the week. You can talk about it at the interview.") % {
            "n": reason.minutes} if reason.minutes else _(
            "The times when you can be reached do not meet yet. You can talk about it at the interview.")
    if reason.kind == Kind.HOURS:
        return _("It takes %(asked)s hours a week; your %(given)s hours are not enough for it. You can talk about it at the interview.") % {
            "asked": reason.hours, "given": reason.given}
    if reason.kind == Kind.START:
        return _("They would like to begin on %(day)s; you can begin from %(possible)s. You can talk about it at the interview.") % {
            "day": day_words(reason.day), "possible": day_words(reason.possible)}
    if reason.kind == Kind.PERIOD:
        return ngettext("It takes about %(asked)s week, longer than the period you wish for (%(given)s months).",
                        "It takes about %(asked)s weeks, longer than the period you wish for (%(given)s months).", reason.hours) % {
            "asked": reason.hours, "given": reason.given}
    if reason.kind == Kind.DATA:
        return _("You would handle personal data. You can do the exercise for it before you begin.")
    return _language(reason)


def _language(reason: Reason) -> str:
    name = {"language": language_name(reason.name)}
    if not reason.by:
        return _("You would work in %(language)s, which your inventory does not name.") % name
    return _("You would work in %(language)s. What you wrote, “%(level)s”, may not be enough. You can talk about it at the interview.") % {
        **name, "level": LanguageLevel(reason.by).label}
