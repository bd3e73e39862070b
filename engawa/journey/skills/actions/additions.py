"""Words the desk adds between two editions of the files."""
import uuid
from collections.abc import Iterable

from django.db import transaction

from engawa.base import history
from engawa.base.text import normal, tokens
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.skills import rules
from engawa.journey.skills.models import Alias, Area, Group, Skill
from engawa.journey.skills.signals import words_changed


@transaction.atomic
def add_alias(*, by: User, skill: Skill, text: str) -> Alias:
    """Let a skill be known by one more word.

    Raises:
        Refused: not the desk, or the word belongs to a skill already.
    """
    refuse_if(rules.why_not_add_word(by, text))
    alias = _alias(skill, text)
    words_changed.send(sender=Skill, skill=skill)
    history.record(by=by, verb="skills.word_added", about=skill, word=text)
    return alias


@transaction.atomic
def add_skill(*, by: User, group: Group, areas: Iterable[Area], ja: str, en: str) -> Skill:
    """Add a skill to a shelf of the tree, known by both its names.

    Args:
        by: an officer of the desk.
        group: the shelf it stands on.
        areas: the seed areas it serves.
        ja: its name in Japanese.
        en: its name in English.

    Raises:
        Refused: not the desk, or a name belongs to a skill already.
    """
    for name in (ja, en):
        refuse_if(rules.why_not_add_word(by, name))
    skill = Skill.objects.create(slug=f"added-{uuid.uuid4().hex[:12]}", ja=ja, en=en, group=group, npo_use=1,
                                 position=10_000 + Skill.objects.count(), added_at=now())
    skill.areas.set(areas)
    for name in {normal.key(name): name for name in (ja, en)}.values():
        _alias(skill, name)
    history.record(by=by, verb="skills.skill_added", about=skill)
    return skill


def _alias(skill: Skill, text: str) -> Alias:
    return Alias.objects.create(skill=skill, text=text, key=normal.key(text), reading=normal.key(tokens.readings(text)),
                                added_at=now())
