"""Words the desk adds while it answers proposals: each is a new version of its skill, or a new skill."""
from collections.abc import Iterable

from django.db import transaction

from engawa.base import history
from engawa.base.text import normal
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.skills import queries, rules
from engawa.journey.skills.actions.editions import add_row, save_row
from engawa.journey.skills.actions.vocabulary import SKILL
from engawa.journey.skills.models import Alias, Area, Group, Skill


@transaction.atomic
def add_alias(*, by: User, skill: Skill, text: str) -> Alias:
    """Let a skill be known by one more word.

    Raises:
        Refused: not the desk, or the word belongs to a skill already.
    """
    refuse_if(rules.why_not_add_word(by, text))
    head = queries.versions(SKILL.name, skill.pk)[0]
    row = {**head.row, "aliases": [*head.row["aliases"], text]}
    save_row(by=by, kind=SKILL, slug=skill.pk, row=row, seen=head.number)
    history.record(by=by, verb="skills.word_added", about=skill, word=text)
    return Alias.objects.get(key=normal.key(text))


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
    row = {"slug": queries.free_slug(SKILL.name, en), "group": group.pk, "ja": ja, "en": en, "aliases": [],
           "areas": [area.pk for area in areas], "npo_use": 1, "related": {}}
    add_row(by=by, kind=SKILL, row=row)
    skill = Skill.objects.get(pk=row["slug"])
    history.record(by=by, verb="skills.skill_added", about=skill)
    return skill
