"""Sheets and agreements, reached the way people reach them: applied, met, both wished to go on."""
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from typing import Any

from engawa.base.times import at_moment, now, today
from engawa.base.users.models import User
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.agreements import actions, queries
from engawa.journey.agreements.form import the_form
from engawa.journey.agreements.models import Agreement, Version
from engawa.journey.applications import actions as applications
from engawa.journey.applications.models import Answer, Application
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

# What has to be settled when personal data is handled; the posting cannot know it.
DATA = {"personal-data": {"data_items": ["氏名", "住所", "電話番号"], "data_place": "団体が契約している共有フォルダー"}}


def owner_of(organization: Organization) -> User:
    """Return a representative of an organization."""
    return organizations.owners_of(organization)[0]


def make_accepted_application(posting: Posting | None = None, participant: Participant | None = None, *,
                              organization: Organization | None = None, message: str = "名簿の整理を手伝えます。") -> Application:
    """Make an application whose interview is over and after which both wished to go on; it was sent three days ago."""
    met = now() - timedelta(hours=2)
    with at_moment(met - timedelta(days=3)):
        posting = posting or make_open_posting(organization or make_organization())
        participant = participant or make_participant()
        owner = owner_of(posting.organization)
        slot, = applications.add_slots(by=owner, organization=posting.organization, times=[_half_hour(met)])
        careers = [str(pk) for pk in participant.careers.values_list("pk", flat=True)]
        skills = list(participant.held_skills.values_list("skill", flat=True))
        application = applications.submit_application(by=participant.user, posting=posting, message=message, careers=careers,
                                                      skills=skills, slots=[slot.pk])
        applications.set_interview(by=owner, application=application, candidate=application.candidates.get())
    for by in (owner, participant.user):
        application = applications.answer_interview(by=by, application=application, answer=Answer.GO_ON)
    return application


def _half_hour(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)


def make_sheet(application: Application | None = None, **facts: Any) -> Agreement:
    """Make a sheet as it opens, prefilled."""
    return actions.open_sheet(by=None, application=application or make_accepted_application(**facts))


def edit(agreement: Agreement, by: User, fields: Mapping[str, Mapping[str, Any]], *, words: str = "",
         clauses: Mapping[str, list[str]] | None = None) -> Version:
    """Save new values of some fields, group by group, as a person does on the pages."""
    version = queries.latest(agreement)
    for group in the_form().groups:
        slugs = [section.slug for section in group.sections]
        if not set(slugs) & (set(fields) | set(clauses or {})):
            continue
        values = {slug: {"fields": {**version.content[slug]["fields"], **fields.get(slug, {})},
                         "clauses": (clauses or {}).get(slug, version.content[slug]["clauses"])} for slug in slugs}
        version = actions.save_sheet(by=by, agreement=agreement, base_version=version.number, group=group, values=values,
                                     words=words)
    return version


def sides_of(agreement: Agreement) -> tuple[User, User]:
    """Return the representative of the organization and the participant of a sheet."""
    participant = agreement.parties.get(participant__isnull=False).participant
    assert participant is not None
    return owner_of(agreement.organization), participant.user


def make_ready_sheet(application: Application | None = None, *, starts_on: date | None = None, weeks: int | None = None,
                     fields: Mapping[str, Mapping[str, Any]] | None = None, **facts: Any) -> Agreement:
    """Make a sheet to which both sides could agree now."""
    agreement = make_sheet(application, **facts)
    owner, _participant = sides_of(agreement)
    changes: dict[str, dict[str, Any]] = {slug: dict(values) for slug, values in {**DATA, **(fields or {})}.items()}
    if starts_on:
        weeks = weeks or agreement.application.posting.weeks or 6
        end = starts_on + timedelta(weeks=weeks)
        changes["period"] = {"start_date": starts_on.isoformat(), "end_date": end.isoformat(), **changes.get("period", {})}
        changes["personal-data"] = {"delete_date": end.isoformat(), **changes.get("personal-data", {})}
    edit(agreement, owner, changes)
    return agreement


def make_agreement(application: Application | None = None, **facts: Any) -> Agreement:
    """Make an agreement: all sides agreed to the same version. The project's room opens with it."""
    agreement = make_ready_sheet(application, **{"starts_on": today(), **facts})
    for by in sides_of(agreement):
        agreement = actions.agree_to_version(by=by, agreement=agreement, digest=queries.latest(agreement).digest)
    return agreement


def moment_before(days: int) -> AbstractContextManager[None]:
    """Let it be some days ago inside the block."""
    return at_moment(now() - timedelta(days=days)) if days else nullcontext()
