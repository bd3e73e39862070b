"""Who may change the lists, and which words they may hold."""
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from engawa.base.text import normal
from engawa.base.users.models import User
from engawa.journey.skills.editions import Kind
from engawa.journey.skills.models import Alias, CareerRole, Edition


def why_not_add_word(user: User, text: str) -> str | None:
    """Say why a person cannot add a word, or None: only the desk adds."""
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    return why_not_new_word(text)


def why_not_new_word(text: str) -> str | None:
    """Say why a word is none that the list lacks, or None: it is empty, or belongs to a skill, and a word belongs to one."""
    if not normal.key(text):
        return _("Please write the word.")
    if taken := Alias.objects.filter(key=normal.key(text)).select_related("skill").first():
        return _("“%(word)s” already belongs to %(skill)s.") % {"word": text, "skill": taken.skill.name}
    return None


def why_not_edit_lists(user: User) -> str | None:
    """Say why a person cannot change words and templates, or None: only the desk does."""
    return None if user.is_desk or user.is_superuser else _("Only the coordinator team can do this.")


def why_not_slug(kind: str, slug: str) -> str | None:
    """Say why a slug cannot stand for something new, or None: every slug is used once, for ever."""
    return _("This short name has been used already.") if Edition.objects.filter(kind=kind, slug=slug).exists() else None


def why_not_add_or_take_out(kind: Kind) -> str | None:
    """Say why nothing is added to a list or taken out of it, or None: people's answers and the reckoning hang on fixed lists."""
    return _("Of this list only the words can be changed.") if kind.is_fixed else None


def why_not_import(kind: Kind, slugs: Collection[str], seen: int, last_change: int) -> str | None:
    """Say why a file is not brought in, or None.

    The list is another one than the officer saw beside it, or a fixed list would lose or gain something (`slugs`: what differs).
    """
    if seen != last_change:
        return _("Somebody changed the list meanwhile. Please look at the differences once more.")
    return why_not_add_or_take_out(kind) if slugs else None


def sentence_for_changed(newest: Edition) -> str:
    """Return what is said when somebody saved the same thing meanwhile."""
    if newest.by is None:
        return _("An update has brought in version %(number)s meanwhile. Nothing was overwritten.") % {"number": newest.number}
    return _("%(name)s has saved version %(number)s meanwhile. Nothing was overwritten.") % {
        "name": newest.by.name, "number": newest.number}


def why_not_words(slug: str, row: dict[str, Any]) -> str | None:
    """Say why a skill cannot be known by its words, or None: each word belongs to one skill (data/README.md)."""
    keys = {normal.key(word): word for word in words_of(row)}
    taken = Alias.objects.filter(key__in=list(keys)).exclude(skill=slug).select_related("skill").order_by("id").first()
    if taken is None:
        return None
    return _("“%(word)s” already belongs to %(skill)s.") % {"word": keys[taken.key], "skill": taken.skill.name}


def why_not_role(slug: str, row: dict[str, Any]) -> str | None:
    """Say why a career role cannot be known by its words, or None: who writes a word means one role."""
    keys = {normal.key(word): word for word in words_of(row)}
    for role in CareerRole.objects.current().exclude(pk=slug):
        for word in (role.ja, role.en, *role.aliases):
            if normal.key(word) in keys:
                return _("“%(word)s” already belongs to %(skill)s.") % {"word": keys[normal.key(word)], "skill": role.name}
    return None


def words_of(row: dict[str, Any]) -> list[str]:
    """Return all words of the row of a skill or a role, its names first."""
    return [row["ja"], row["en"], *row["aliases"], *row.get("ambiguous", [])]
