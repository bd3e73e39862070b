"""Beginning, writing and submitting a posting."""
from typing import Any

from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import rules
from engawa.journey.postings.models import MOVES, Posting, PostingSkill, State, Template
from engawa.journey.postings.signals import posting_changed
from engawa.journey.skills.models import Area


def locked(posting: Posting) -> Posting:
    """Re-read a posting under a lock, with its organization."""
    return Posting.objects.select_for_update(of=("self",)).select_related("organization").get(pk=posting.pk)


def desk_officers() -> list[User]:
    """Return the people of the coordinator team."""
    return list(User.objects.filter(is_desk=True, is_active=True))


def _prefilled(template: Template, language: str) -> dict[str, Any]:
    """Return what a template says, in one language, as fields of a posting."""
    content, title = template.content, template.title_ja if language == "ja" else template.title_en
    lines = {name: [row[language] for row in content.get(name, [])]
             for name in ("deliverables", "out_of_scope", "npo_prepares", "acceptance")}
    steps = [{"text": row[language], "hours": row["hours"]} for row in content.get("steps", [])]
    return {
        **lines, "steps": steps, "title": title, "task": "\n".join(step["text"] for step in steps), "area": template.area,
        "hours_total": template.hours_typical, "weeks": template.weeks, "confidentiality": template.confidentiality,
        "hours_per_week": min(rules.WEEKLY_MAX, max(1, -(-template.hours_typical // template.weeks)))}


@transaction.atomic
def start_posting(*, by: User, organization: Organization, template: Template | None = None) -> Posting:
    """Begin a draft, prefilled from a template in the organization's language.

    Raises:
        Refused: not a member, or the organization is suspended.
    """
    refuse_if(rules.why_not_start(by, organization))
    values = _prefilled(template, organization.language) if template else {
        "title": "", "area": Area.objects.filter(is_seed=True).order_by("position")[0]}
    posting = Posting.objects.create(organization=organization, template=template, language=organization.language,
                                     contact_person=by.name, made_by=by, made_at=now(), saved_at=now(), **values)
    if template:
        posting.tools.set(template.tools.all())
        for row in template.skills.all():
            PostingSkill.objects.create(posting=posting, skill_id=row.skill_id, level=row.level, is_required=row.is_required)
    history.record(by=by, verb="postings.started", about=posting)
    return posting


@transaction.atomic
def save_section(*, by: User, posting: Posting, section: str, values: dict[str, Any]) -> Posting:
    """Keep one section of a posting. A material change of an open posting sends it back to the desk.

    Args:
        by: a member of the organization.
        posting: any posting that is not closed.
        section: a key of `rules.SECTIONS`.
        values: the fields of that section; others are left alone.

    Raises:
        Refused: not a member, closed, more than 10 hours a week or 26 weeks.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_edit(by, posting, values))
    fields = [name for name in rules.SECTIONS[section] if name in values]
    changed = [name for name in fields if getattr(posting, name) != values[name]]
    for name in changed:
        setattr(posting, name, values[name])
    posting.saved_at = now()
    if posting.state == State.OPEN and set(changed) & set(rules.MATERIAL):
        move(posting, State.IN_REVIEW, moves=MOVES)
        posting.submitted_at = now()
    posting.save()
    history.record(by=by, verb="postings.saved", about=posting, fields=changed)
    posting_changed.send(sender=Posting, posting=posting)
    return posting


@transaction.atomic
def submit_posting(*, by: User, posting: Posting) -> Posting:
    """Ask the desk to look at a posting; the desk is told.

    Raises:
        Refused: not a member, not verified, not a draft, or something is missing.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_submit(by, posting))
    move(posting, State.IN_REVIEW, moves=MOVES)
    posting.submitted_at = now()
    posting.save(update_fields=["state", "submitted_at"])
    history.record(by=by, verb="postings.submitted", about=posting)
    notices.tell(to=desk_officers(), by=by, kind="postings/submitted", link=("desk:posting", {"pk": posting.pk}),
                 title=posting.title, organization=posting.organization.name)
    return posting


@transaction.atomic
def copy_posting(*, by: User, posting: Posting) -> Posting:
    """Begin a new draft with the words of an earlier posting.

    Raises:
        Refused: not a member, or the organization is suspended.
    """
    refuse_if(rules.why_not_start(by, posting.organization))
    skills, tools = list(posting.skills.all()), list(posting.tools.all())
    copy = Posting.objects.get(pk=posting.pk)
    copy.pk, copy.number, copy.state, copy.seats_taken = None, None, State.DRAFT, 0
    copy.submitted_at = copy.published_at = copy.closed_at = copy.deadline = copy.reviewed_by = None
    copy.made_by, copy.made_at, copy.saved_at = by, now(), now()
    copy = Posting(**{field.attname: getattr(copy, field.attname) for field in Posting._meta.concrete_fields
                      if field.attname != "id"})
    copy.save(force_insert=True)
    copy.tools.set(tools)
    for row in skills:
        PostingSkill.objects.create(posting=copy, skill_id=row.skill_id, level=row.level, is_required=row.is_required)
    history.record(by=by, verb="postings.copied", about=copy)
    return copy
