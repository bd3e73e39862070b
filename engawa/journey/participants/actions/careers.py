"""Entries of a working life."""
from django.db import transaction
from django.db.models import Max

from engawa.base import history
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.participants import drafts, rules
from engawa.journey.participants.models import Career, Participant
from engawa.journey.skills.models import CareerRole


@transaction.atomic
def save_career(*, by: User, participant: Participant, did: str, role: CareerRole | None = None, place: str = "",
                from_year: int | None = None, to_year: int | None = None, result: str = "",
                career: Career | None = None, seen: str = "") -> Career:
    """Write a new entry or change one.

    A new entry with the years and the words (where there are none, role and place) of one that is written already is that
    one, sent again from a page the browser brought back: what it says beside them is taken over, and there is no second entry.

    Args:
        by: the owner.
        participant: whose working life.
        did: what the person did, in own words; empty until they are found.
        role: a career role of the vocabulary.
        place: the kind of organization, not its name.
        from_year: calendar year it began.
        to_year: calendar year it ended; None while it lasts.
        result: what came of it.
        career: the entry to change; None writes a new one at the end.
        seen: the mark of what the page was shown with (see `drafts`).

    Raises:
        Refused: not the owner, neither words nor a year, 30 entries already, or changed by another page since `seen`.
    """
    refuse_if(rules.why_not_keep_career(did, from_year, to_year))
    if career is None:
        # Locked, so that two pages at once cannot pass the limit together, nor write the same twice.
        mine = Participant.objects.select_for_update().get(pk=participant.pk)
        refuse_if(rules.why_not_edit(by, mine))
        known = {"did": did} if did else {"did": "", "role": role, "place": place}
        if same := mine.careers.filter(**known, from_year=from_year, to_year=to_year).first():
            return _filled_up(by, same, role=role, place=place, result=result)
        refuse_if(rules.why_not_add_career(by, mine))
        last = mine.careers.aggregate(last=Max("position"))["last"]
        career = Career(participant=mine, position=0 if last is None else last + 1)
    else:
        career = Career.objects.select_for_update().get(pk=career.pk)
        refuse_if(rules.why_not_move(by, career) or rules.why_not_overwrite(seen, drafts.career(career)))
    career.did, career.role, career.place, career.result = did, role, place, result
    career.from_year, career.to_year = from_year, to_year
    career.save()
    history.record(by=by, verb="participants.career_saved", about=career)
    return career


def _filled_up(by: User, career: Career, **said: CareerRole | str | None) -> Career:
    """Take over what a second sending says; what it leaves empty stays."""
    news = {name: value for name, value in said.items() if value and value != getattr(career, name)}
    if news:
        for name, value in news.items():
            setattr(career, name, value)
        career.save(update_fields=news)
        history.record(by=by, verb="participants.career_saved", about=career)
    return career


@transaction.atomic
def save_career_text(*, by: User, participant: Participant, text: str, seen: str = "") -> Participant:
    """Keep the working life as one free text, beside the entries or instead of them.

    Raises:
        Refused: not the owner, or changed by another page since `seen`.
    """
    mine = Participant.objects.select_for_update().get(pk=participant.pk)
    refuse_if(rules.why_not_edit(by, mine) or rules.why_not_overwrite(seen, drafts.career_text(mine)))
    mine.career_text = text
    mine.save(update_fields=["career_text"])
    history.record(by=by, verb="participants.career_text_saved", about=mine, count=len(text))
    return mine


@transaction.atomic
def sort_careers(*, by: User, participant: Participant) -> None:
    """Put the entries in the order of their years, the oldest first; those without a year stay behind in their order.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_edit(by, participant))
    rows = sorted(participant.careers.select_for_update(), key=lambda row: row.from_year or row.to_year or 9999)
    for position, row in enumerate(rows):
        row.position = position
    Career.objects.bulk_update(rows, ["position"])
    history.record(by=by, verb="participants.careers_sorted", about=participant)


@transaction.atomic
def remove_career(*, by: User, career: Career) -> None:
    """Take an entry off; sheets already sent keep it.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_move(by, career))
    history.record(by=by, verb="participants.career_removed", about=career)
    career.delete()


@transaction.atomic
def move_career(*, by: User, career: Career, up: bool) -> Career:
    """Move an entry one place up or down; at the end of the list nothing happens.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_move(by, career))
    rows = list(career.participant.careers.select_for_update())
    here = rows.index(career)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for position, row in enumerate(rows):
            Career.objects.filter(pk=row.pk).update(position=position)
    history.record(by=by, verb="participants.career_moved", about=career)
    return career
