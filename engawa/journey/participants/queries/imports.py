"""What was read from files and waits, and the inventory as it is given to other programs."""
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engawa.base import history
from engawa.base.text.normal import key
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundSkill
from engawa.journey.participants.models import Career, Import, KeptFile, Participant
from engawa.journey.participants.queries.own import careers_of, held_of
from engawa.journey.participants.queries.sheet import shown


def imports_of(participant: Participant) -> QuerySet[Import]:
    """Return what was read and is not confirmed yet, the newest first."""
    return participant.imports.filter(found__is_confirmed=False)


def read_before(participant: Participant, pk: UUID) -> bool:
    """Say whether this was read for the participant, though it waits no more: it was confirmed or stopped."""
    return history.of(Import(pk=pk)).filter(verb="participants.file_read", by=participant.user_id).exists()


def kept_files_of(participant: Participant) -> QuerySet[KeptFile]:
    """Return the originals the person asked to keep, the oldest first."""
    return participant.kept_files.select_related("file", "participant")


def written_already(participant: Participant, careers: tuple[FoundCareer, ...]) -> list[bool]:
    """Say of each career that was read whether it stands in the inventory.

    That is the same text with a year in common, or the same years and place or role.
    """
    told = list(careers_of(participant))
    return [any(_is_same(one, row) for row in told) for one in careers]


def _is_same(one: FoundCareer, row: Career) -> bool:
    ours, theirs = (one.from_year, one.to_year), (row.from_year, row.to_year)
    if key(one.did) == key(row.did) and (not any(ours) or not any(theirs) or any(a == b for a, b in zip(ours, theirs, strict=True) if a)):
        return True
    about = {key(row.place), row.role_id or ""} - {""}
    return bool(row.from_year) and ours == theirs and bool({key(one.place), key(one.kind), one.role} & about)


def skills_to_ask(participant: Participant, found: Found) -> list[FoundSkill]:
    """Return the skills of a file that are neither held nor refused, the sure ones first."""
    known = {*participant.held_skills.values_list("skill", flat=True), *participant.refused_skills.values_list("skill", flat=True)}
    return sorted((one for one in found.skills if one.skill and one.skill not in known), key=lambda one: not one.is_sure)


def accepted_skills(participant: Participant) -> list[FoundSkill]:
    """Return the skills of confirmed files whose level is still to be chosen."""
    rows = participant.imports.filter(found__is_confirmed=True)
    return [one for row in rows for one in skills_to_ask(participant, Found.from_json(row.found))]


def resume_of(participant: Participant) -> dict[str, Any]:
    """Return the inventory as `imports.json_resume.written` takes it, with names and levels in the reader's language."""
    return {
        "name": participant.user.name, "about": participant.career_text,
        "careers": [{
            "role": row.role.name if row.role else "", "place": row.place, "from_year": row.from_year, "to_year": row.to_year,
            "did": row.did, "result": row.result} for row in careers_of(participant)],
        "skills": [{"name": row.skill.name, "level": row.level_words, "last_use": row.last_use, "years": row.years}
                   for row in held_of(participant)],
        "languages": [(str(name), str(level)) for name, level in shown(participant)["languages"]],
    }
