"""What was read from a file waits here until the person confirms it. The file itself is kept only where the person asks."""
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from engawa.base import history
from engawa.base.files import actions as files
from engawa.base.files.models import DataClass
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.participants import rules
from engawa.journey.participants.actions.careers import save_career
from engawa.journey.participants.imports.found import Found
from engawa.journey.participants.models import Career, HeldSkill, Import, KeptFile, Participant, RefusedSkill
from engawa.journey.skills.models import Skill


def _mine(participant: Participant) -> Participant:
    return Participant.objects.select_for_update().get(pk=participant.pk)


@transaction.atomic
def keep_found(*, by: User, participant: Participant, kind: str, name: str, found: Found,
               original: "UploadedFile[Any] | None" = None) -> Import:
    """Keep what was read until it is confirmed, and the original file where the person asks for it.

    Args:
        by: the owner.
        participant: whose résumé it is.
        kind: the reader that understood it.
        name: of the file, for the person to know it by.
        found: what was read.
        original: the file itself, to be kept for the person alone; None for most.

    Raises:
        Refused: not the owner, five files wait or are kept already, or the original is not a file we take.
    """
    mine = _mine(participant)
    refuse_if(rules.why_not_import(by, mine))
    if original is not None:
        refuse_if(rules.why_not_keep_file(by, mine))
        file = files.store(by=by, upload=original, allowed=rules.KEPT_KINDS, data_class=DataClass.PERSONAL)
        KeptFile.objects.create(participant=mine, file=file)
    row = Import.objects.create(participant=mine, kind=kind, name=name, found=found.to_json())
    history.record(by=by, verb="participants.file_read", about=row, kind=kind, count=len(found.careers))
    return row


@transaction.atomic
def remove_kept_file(*, by: User, kept: KeptFile) -> None:
    """Delete an original that was kept, with its bytes.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_edit(by, kept.participant))
    history.record(by=by, verb="participants.kept_file_removed", about=kept.participant)
    files.delete_file(by=by, file=kept.file)


@transaction.atomic
def keep_typed(*, by: User, row: Import, typed: Mapping[str, Sequence[str]], changed: Collection[str] | None = None) -> Import:
    """Keep what the person has changed on the confirm page so far, to go on later or on another device. Nothing is added by this.

    Args:
        by: the owner.
        row: what was read.
        typed: {name: values} of the form as it stands.
        changed: the names that were changed on this page; the others stay as another device kept them. None when the page does not say it.

    Raises:
        Refused: not the owner, or confirmed or stopped elsewhere meanwhile.
    """
    waiting = Import.objects.select_for_update().filter(pk=row.pk).first()
    refuse_if(rules.why_not_keep_typed(by, row.participant, waiting))
    assert waiting is not None  # because the rule refused it otherwise
    if changed is None or (changed and not waiting.typed):
        waiting.typed = dict(typed)
    else:
        waiting.typed = {name: values for name, values in waiting.typed.items() if name not in changed} | {
            name: typed[name] for name in changed if name in typed}
    waiting.save(update_fields=["typed"])
    return waiting


@transaction.atomic
def drop_import(*, by: User, row: Import) -> None:
    """Forget what was read; nothing of it was added.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_edit(by, row.participant))
    history.record(by=by, verb="participants.import_dropped", about=row)
    row.delete()


@transaction.atomic
def confirm_import(*, by: User, row: Import, careers: Sequence[Mapping[str, Any]], skills: Iterable[str] = (),
                   refused: Iterable[str] = (), languages: Iterable[Mapping[str, str]] = (), about: str = "") -> Participant:
    """Take over what the person ticked; what was read is forgotten, but for skills whose level is still to be chosen.

    Args:
        by: the owner.
        row: what was read.
        careers: entries as `save_career` takes them (from_year, to_year, role, place, did, result).
        skills: slugs ticked. A level the file states is taken over; without one the skills page asks for it.
        refused: slugs that were suggested and unticked: not suggested again.
        languages: [{code, level}], replacing the level of languages known before.
        about: added to the working life as one text.

    Raises:
        Refused: not the owner, confirmed or stopped elsewhere meanwhile, or more than 30 entries or 12,000 letters together.
    """
    mine = _mine(row.participant)
    waiting = Import.objects.select_for_update().filter(pk=row.pk).first()
    refuse_if(rules.why_not_confirm(by, mine, waiting, len(careers), about))
    assert waiting is not None  # because the rule refused it otherwise
    written = list(mine.careers.select_for_update())
    added = [save_career(by=by, participant=mine, **career) for career in careers]
    _set_in_order(written, added)
    _take_text(mine, about, languages)
    for skill in Skill.objects.filter(pk__in=set(refused) - set(skills)):
        RefusedSkill.objects.get_or_create(participant=mine, skill=skill)
    _take_skills(mine, waiting, set(skills))
    history.record(by=by, verb="participants.import_confirmed", about=mine, count=len(careers))
    return mine


def _set_in_order(written: Sequence[Career], added: Sequence[Career]) -> None:
    """Where the entries stood in the order of their years, the new ones are set among them; else they stay behind."""
    years = [row.from_year or row.to_year for row in written]
    told = [year for year in years if year]
    if not told or years[:len(told)] != told:
        return
    ways = [rising for rising in (True, False) if told == sorted(told, reverse=not rising)]
    if not ways:
        return
    rows = sorted(dict.fromkeys([*written, *added]),  # each once: what stands there already is not written again
                  key=lambda row: _place(row, rising=ways[0]))
    for position, row in enumerate(rows):
        row.position = position
    Career.objects.bulk_update(rows, ["position"])


def _place(row: Career, *, rising: bool) -> tuple[bool, int]:
    year = row.from_year or row.to_year
    return year is None, (year or 0) * (1 if rising else -1)


def _take_text(mine: Participant, about: str, languages: Iterable[Mapping[str, str]]) -> None:
    known = {one["code"]: one["level"] for one in mine.languages} | {one["code"]: one["level"] for one in languages}
    mine.languages = [{"code": code, "level": level} for code, level in known.items()]
    mine.career_text = rules.joined_text(mine.career_text, about)
    mine.save(update_fields=["languages", "career_text"])


def _take_skills(mine: Participant, waiting: Import, taken: set[str]) -> None:
    """Hold the skills whose level the file states; the others stay with the row until the skills page has asked."""
    found = Found.from_json(waiting.found)
    ticked = {one.skill: one for one in found.skills if one.skill in taken}
    current = Skill.objects.current().in_bulk(ticked)
    for slug, one in ticked.items():
        if one.level and slug in current:
            HeldSkill.objects.get_or_create(participant=mine, skill=current[slug], defaults={
                "level": one.level, "last_use": one.last_use, "years": one.years})
    unanswered = tuple(replace(one, is_sure=True) for slug, one in ticked.items() if not one.level and slug in current)
    if unanswered:
        waiting.found, waiting.typed = Found(skills=unanswered, is_confirmed=True).to_json(), {}
        waiting.save(update_fields=["found", "typed"])
    else:
        waiting.delete()
