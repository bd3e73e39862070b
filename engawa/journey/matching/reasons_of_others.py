"""Reasons of a match told about somebody else: for the desk, and on nameless cards for an organization."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engawa.base.times.words import day_words
from engawa.journey.matching.fit import LANGUAGE_LEVELS, Fit, Kind, Reason, Way
from engawa.journey.matching.reasons import MINUTES, language_name
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.participants.models import LanguageLevel


def told(result: Fit, known: Vocabulary) -> tuple[list[str], list[str]]:
    """Say why a person suits a posting and what may be missing, to somebody else. The words of a person's account stay there."""
    return [good(reason, known) for reason in result.reasons if reason.kind != Kind.WORDS], [lacking(reason, known) for reason in result.missing]


def good(reason: Reason, known: Vocabulary) -> str:
    """Say one thing in common."""
    if reason.kind == Kind.SKILL:
        return skill_words(reason, known)
    if reason.kind == Kind.TIME:
        hours = reason.minutes // MINUTES
        return ngettext("Both can be reached for %(n)s hour in the week.", "Both can be reached for %(n)s hours in the week.",
                        hours) % {"n": hours}
    if reason.kind == Kind.HOURS:
        return _("%(asked)s hours a week are asked for, and %(given)s are offered.") % {"asked": reason.hours, "given": reason.given}
    if reason.kind == Kind.START:
        return _("Can begin by %(day)s.") % {"day": day_words(reason.day)}
    if reason.kind == Kind.PERIOD:
        return _("The period is within what is wished for.")
    if reason.kind == Kind.LANGUAGE:
        words = _("Can work in %(language)s.") if LANGUAGE_LEVELS[reason.by] == 1 else _("Can take part in meetings in %(language)s.")
        return words % {"language": language_name(reason.name)}
    if reason.kind == Kind.CAUSE:
        return _("Cares about “%(cause)s”.") % {"cause": known.cause(reason.name)}
    return _("Wishes to learn “%(skill)s”.") % {"skill": known.skill(reason.skill)}


def skill_words(reason: Reason, known: Vocabulary) -> str:
    """Say how a held skill serves an asked one."""
    names = {"skill": known.skill(reason.skill), "held": known.skill(reason.by)}
    if reason.way == Way.SAME:
        if reason.share < 1:
            return _("Has experience of “%(skill)s”, a little less than asked for.") % names
        return _("Has experience of “%(skill)s”, just as asked for.") % names
    if reason.way == Way.TRANSFER:
        return _("Experience of “%(held)s” that serves “%(skill)s” well.") % names
    return _("Experience of “%(held)s”, which is close to “%(skill)s”.") % names


def lacking(reason: Reason, known: Vocabulary) -> str:
    """Say one thing that may be missing."""
    if reason.kind == Kind.SKILL:
        return (_("“%(skill)s” is hoped for and not there.") if reason.required else _("“%(skill)s” would help and is not there.")) % {
            "skill": known.skill(reason.skill)}
    if reason.kind == Kind.TIME:
        return _("Both can be reached for only %(n)s minutes in the week.") % {"n": reason.minutes} if reason.minutes else _(
            "The times in which both can be reached do not meet.")
    if reason.kind == Kind.HOURS:
        return _("%(asked)s hours a week are asked for, but %(given)s are offered.") % {"asked": reason.hours, "given": reason.given}
    if reason.kind == Kind.START:
        return _("Can begin only from %(day)s.") % {"day": day_words(reason.possible)}
    if reason.kind == Kind.PERIOD:
        return _("The period is longer than what is wished for.")
    if reason.kind == Kind.DATA:
        return _("Has not done the exercise on personal data yet.")
    name = {"language": language_name(reason.name)}
    if not reason.by:
        return _("Did not write that %(language)s is spoken.") % name
    return _("%(language)s: “%(level)s”.") % {**name, "level": LanguageLevel(reason.by).label}
