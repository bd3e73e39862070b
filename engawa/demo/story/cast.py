"""People and organizations come on stage."""
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from engawa.base.times import at_moment, is_working_day, now, today
from engawa.base.times.week import indices_of
from engawa.demo.builders.applications import make_slots
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.people import make_desk, make_user
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.organizations import actions as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting
from engawa.journey.skills.queries import skills_of_roles

DATA = Path(__file__).parent / "data"
SKILLS_EACH = 8
# The days ago on which organizations were verified, through the past year, so that not all have to confirm at one time. The first
# of the file stands in the middle.
SPREAD, MIDDLE = range(345, 170, -6), 12
# When organizations can be reached: many are run by people who work in the daytime.
REACHED = (("week-morning", "week-day"), ("week-day",), ("week-day", "week-evening"), ("week-evening", "end-morning"), ("2-morning", "4-day"),
           ("week-morning",), ("week-evening",), ("end-morning", "end-day", "week-evening"))
TOOLS = ("zoom", "teams", "google-meet", "slack", "chatwork", "trello", "asana")


@dataclass
class Stage:
    """Everybody and everything that has come on stage, by key."""

    people: dict[str, Participant] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    postings: dict[str, Posting] = field(default_factory=dict)


def read(name: str) -> Any:
    """Return one file of the story."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@contextmanager
def ago(days: float) -> Iterator[None]:
    """Let it be some days ago inside the block: in the afternoon, when people work, or today just now."""
    with at_moment(afternoon(-int(days)) if days >= 1 else now() - timedelta(days=days)):
        yield


def enter_people(stage: Stage) -> None:
    """Bring the participants, each with a career, skills of the roles, times, tools and wishes."""
    for n, row in enumerate(read("participants")):
        with ago(200 - 3 * n if n < 40 else 2):
            stage.people[row["key"]] = _participant(row, n)


def _participant(row: dict[str, Any], n: int) -> Participant:
    roles = list(dict.fromkeys(entry[2] for entry in row["careers"]))
    held = {one.skill.pk: (one.level, row["use"]) for one in skills_of_roles(roles)[:SKILLS_EACH]}
    names = ("from_year", "to_year", "role", "place", "did", "result")
    return make_participant(
        f"{row['key']}@example.jp", row["name"], furigana=row["furigana"], place=row["place"], areas=row["areas"], roles=roles,
        skills=held, careers=[dict(zip(names, entry, strict=True)) for entry in row["careers"]], hours=row["hours"],
        parts=row["parts"], causes=row["causes"], language=row.get("language", "ja"), finish=row.get("finish", True),
        languages=[{"code": code, "level": level} for code, level in row.get("languages", [])],
        tools={tool: ("able", "some", "new")[(n + m) % 3] for m, tool in enumerate(TOOLS)})


def enter_organizations(stage: Stage, earliest: dict[str, int]) -> None:
    """Bring the organizations with their postings. `earliest` = {posting key: days ago it has to be open already}."""
    with ago(400):
        make_desk()
        make_desk("shimada@example.jp", "島田 修", "しまだ おさむ")
    for n, row in enumerate(read("organizations")):
        stage.organizations[row["key"]] = organization = _organization(row, SPREAD[(n + MIDDLE) % len(SPREAD)])
        reached = sorted(set().union(*map(indices_of, REACHED[n % len(REACHED)])))
        for posting in row.get("postings", []):
            days = max(posting["days"], earliest.get(posting["key"], 0))
            with ago(days):
                stage.postings[posting["key"]] = make_open_posting(
                    organization, template=posting["template"], title=posting["title"], need=posting["need"],
                    person=posting["person"], until=days + posting["until"], contact_times=reached)
        if row.get("postings"):
            make_slots(organization, times=free_half_hours(3))


def _organization(row: dict[str, Any], days: int) -> Organization:
    """Bring an organization, verified so many days ago unless the story tells of its check."""
    told, owner = row.get("told"), row["owner"]
    language, zone = row.get("language", "ja"), row.get("time_zone", "Asia/Tokyo")
    more = {name: row[name] for name in ("vision", "story", "staff_size", "founded_year") if name in row}
    more |= {"staff_size": row.get("staff"), "founded_year": row.get("founded"), "time_zone": zone}
    if row["form"] in ("npo", "welfare"):
        more["jurisdiction"] = row.get("place", "")
    with ago(2 if told else days):
        person = make_user(owner["email"], owner["name"], furigana=owner["furigana"], language=language, time_zone=zone)
        organization = make_organization(
            row["name"], owner=person, legal_form=row["form"], causes=row["causes"], summary=row["summary"], phone=row["phone"],
            prefecture=row.get("place", ""), country=row.get("country", "JP"), language=language, verified=told is None, **more)
        if clerk := row.get("clerk"):
            colleague = make_user(clerk["email"], clerk["name"], furigana=clerk["furigana"])
            invitation = organizations.invite_member(by=person, organization=organization, email=colleague.email)
            organizations.accept_invitation(by=colleague, invitation=invitation)
    return organization


def free_half_hours(count: int) -> list[datetime]:
    """Return half hours at ten and at two on the coming working days, in the installation's zone."""
    found: list[datetime] = []
    day = today() + timedelta(days=1)
    while len(found) < count:
        day += timedelta(days=1)
        if is_working_day(day):
            hour = 10 if len(found) % 2 == 0 else 14
            found.append(timezone.make_aware(datetime.combine(day, time(hour))))
    return found


def afternoon(days: int = 0) -> datetime:
    """Return the afternoon some days from today, in the installation's zone."""
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(14, 20)))


def at_ten(days: int) -> datetime:
    """Return ten in the morning some days from today (before today when negative), in the installation's zone."""
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(10)))
