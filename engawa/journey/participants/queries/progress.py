"""How far an inventory is, and what would still make it speak better. Never a percentage: nobody is unfinished."""
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries.imports import imports_of
from engawa.journey.participants.queries.offers import new_evidence
from engawa.journey.participants.queries.own import has_career

WORTH_AT_ONCE = 3


def done_steps(participant: Participant) -> dict[str, bool]:
    """Say of each step of the inventory whether something is written: {step: True}."""
    return {
        "areas": participant.areas.exists(), "skills": participant.held_skills.exists(),
        "career": has_career(participant), "tools": participant.held_tools.exists(),
        "time": participant.hours_per_week is not None, "check": participant.inventory_done_at is not None,
    }


def next_step(participant: Participant) -> str:
    """Return the first step that is not done, or `sheet` when all are."""
    return next((step for step, done in done_steps(participant).items() if not done), "sheet")


def waiting_files(participant: Participant) -> list[tuple[str, str]]:
    """Return what was read from files and is not confirmed yet, as `worth_adding` says things."""
    return [(_("“%(name)s” has been read. Look through it, and what it says is in your inventory.") % {"name": Truncator(row.name).chars(40)},
             reverse("participants:import_confirm", kwargs={"pk": row.pk})) for row in imports_of(participant)]


def worth_adding(participant: Participant) -> list[tuple[str, str]]:
    """Return up to three things that would help most: (what and why in one sentence, address of the page)."""
    done = done_steps(participant)
    skills, career, tools, time = (reverse(f"participants:{name}") for name in ("skills", "career", "tools", "time"))
    found = waiting_files(participant)
    if not done["skills"]:
        found.append((_("Choose one skill, and postings that fit you appear."), skills))
    if not done["career"]:
        found.append((_("Write one experience: organizations read it first."), career))
    if new := len(new_evidence(participant)):
        found.append((ngettext(
            "Your texts name %(n)s skill you have not chosen yet. Confirm it, and more postings fit.",
            "Your texts name %(n)s skills you have not chosen yet. Confirm them, and more postings fit.", new) % {"n": new},
            f"{skills}?from=text"))
    if not done["time"]:
        found.append((_("Say how many hours a week are easy, and only postings that fit your week are suggested."), time))
    elif not participant.free_times:
        found.append((_("Tick when you can be reached, and a time for an interview is found sooner."), time))
    if half := next((row for row in participant.careers.all() if row.unwritten), None):
        found.append((_("Write on at “%(entry)s”: it is there, but not whole yet.") % {"entry": Truncator(half).chars(21)},
                      reverse("participants:career_change", kwargs={"pk": half.pk})))
    elif bare := participant.careers.filter(result="").first():
        found.append((_("Add to “%(did)s” what came of it: one sentence shows what you can do.") % {"did": Truncator(bare.did).chars(21)},
                      reverse("participants:career_change", kwargs={"pk": bare.pk})))
    if not done["tools"]:
        found.append((_("Say which tools you know, and the organization knows how to meet you."), tools))
    if not participant.causes.exists():
        found.append((_("Choose causes you care about: their postings come first for you."), time))
    return found[:WORTH_AT_ONCE]
