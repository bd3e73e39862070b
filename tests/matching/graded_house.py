"""The graded lists (tests/data/finding) as a house: real postings and participants, so that what the pages do can be measured."""
from datetime import timedelta

from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.matching import actions
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.lists import fields, reading
from engawa.journey.matching.lists.graded import Graded
from engawa.journey.matching.spoken import understand
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.participants.models import Career, HeldSkill, Participant
from engawa.journey.postings.models import Posting
from engawa.journey.skills.models import Area, Cause

BLOCK = (1 << 8) - 1


def blocks(week: int) -> list[int]:
    """The two-hour blocks that a week of quarters of an hour fills at least by half; the inventory knows no shorter times."""
    return [block for block in range(84) if (week >> block * 8 & BLOCK).bit_count() >= 4]


def postings(graded: Graded) -> dict[str, Posting]:
    """Publish the postings of a folder; id → posting."""
    areas, causes, made = set(Area.objects.values_list("pk", flat=True)), list(Cause.objects.all()), {}
    for number, row in enumerate(graded.postings):
        offer = reading.offer_of(row)
        of = Organization.objects.create(name=row.get("npo") or f"団体{number}", legal_form="npo", state=OrganizationState.VERIFIED, verified_at=now())
        of.causes.set(cause for cause in causes if row.get("cause") and row["cause"] in f"{cause.ja} {cause.law_name_ja} {cause.examples_ja}")
        start, end = (fields.day_of((row.get("period") or {}).get(name)) for name in ("start", "end"))
        made[row["id"]] = posting = Posting.objects.create(
            organization=of, title=row["title"][:60], need=row["body"], area_id=row["area"] if row.get("area") in areas else None, state="open",
            hours_per_week=round(offer.hours) if offer.hours else None, language=offer.language, confidentiality=row.get("confidentiality") or "none",
            contact_times=blocks(offer.week), starts_on=start, weeks=max(1, (end - start).days // 7) if start and end else None,
            published_at=now() - timedelta(minutes=number + 1))
        actions.index_posting(posting=posting)
    return made


def participants(graded: Graded) -> dict[str, Participant]:
    """Let the people of a folder take part, with the skills that are read from their words; id → participant."""
    made = {}
    for row, volunteer in zip(graded.volunteers, graded.people(), strict=True):
        person = volunteer.person
        made[row["id"]] = one = Participant.objects.create(
            user=User.objects.create_user(email=f"{row['id'].lower()}@example.jp", name=row["id"]), free_times=blocks(person.free),
            hours_per_week=round(person.hours) if person.hours else None, about=row.get("self_description") or "",
            languages=[{"code": code, "level": level} for code, level in person.languages.items()])
        HeldSkill.objects.bulk_create(HeldSkill(participant=one, skill_id=held.skill, level=held.level) for held in person.skills)
        one.wishes.set(person.wishes)
        Career.objects.create(participant=one, did=row.get("career_history") or "")
    return made


def asked(words: str, on) -> Asked:
    """A question as the page reads it."""
    return Asked(words=words).with_spoken(understand(words, on))
