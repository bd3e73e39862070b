"""Beginning, writing and submitting a posting."""
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import opened, prefill, rules
from engawa.journey.postings.actions._announcing import announce
from engawa.journey.postings.actions._submissions import keep_submission
from engawa.journey.postings.models import MOVES, Posting, PostingSkill, State, Template
from engawa.journey.postings.reading import originals
from engawa.journey.postings.signals import posting_changed
from engawa.journey.postings.written import words_of
from engawa.journey.skills.models import Area

USUAL_LEVEL = 3  # what a wished skill asks for when no template says: done alone as a part of one's work
# Never copied.
OF_ITS_OWN = ("id", "number", "state", "seats_taken", "deadline", "told_over", "made_by", "made_at", "saved_at", "submitted_at", "published_at", "opened_at",
              "was_open", "reviewed_by", "closed_at", "allowed_because", "allowed_by", "allowed_at", "readiness", "remind_on")


def locked(posting: Posting) -> Posting:
    """Re-read a posting under a lock, with its organization."""
    return Posting.objects.select_for_update(of=("self",)).select_related("organization").get(pk=posting.pk)


@transaction.atomic
def start_posting(*, by: User, organization: Organization, template: Template | None = None, title: str = "",
                  area: Area | None = None, need: str = "") -> Posting:
    """Begin a draft in the organization's language, prefilled from a template, or from nothing with a title and an area.

    `need` is the trouble in the organization's own words, where it was told before.

    Raises:
        Refused: not a member, the organization is suspended, or it is unverified and has three drafts.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    refuse_if(rules.why_not_start(by, organization))
    language = organization.language
    values = prefill.from_template(template, language) if template else {
        **prefill.from_nothing(language), "area": area or Area.objects.filter(is_seed=True).order_by("position")[0]}
    values["title"] = title or values.get("title", "")
    values["contact_times"] = organization.contact_times or values["contact_times"]
    posting = Posting.objects.create(organization=organization, template=template, language=language,
                                     contact_person=by.name, made_by=by, made_at=now(), saved_at=now(), need=need, **values)
    if template:
        posting.tools.set(template.tools.all())
        _copy_skills(template.skills.all(), posting)
    history.record(by=by, verb="postings.started", about=posting)
    return posting


@transaction.atomic
def save_section(*, by: User, posting: Posting, section: str, values: Mapping[str, Any], aside: str = "") -> Posting:
    """Keep one section of a posting. A material change of a published posting sends it back to the desk.

    Args:
        by: a member of the organization.
        posting: a draft, or a published posting that is not closed.
        section: a key of `rules.sections_of`.
        values: the fields of that section, with the task also `skills` {slug: is it required}, with the contact also
            `tools`; what is not given is left alone.
        aside: the key of a hint that the writer puts aside in the same breath.

    Raises:
        Refused: not a member, closed, being read by the desk, asking for too much, a gap in what is published, or another text of it after its closing day.
    """
    posting = locked(posting)
    given = {name: values[name] for name in rules.sections_of(posting)[section] if name in values}
    changed = [name for name, value in given.items() if getattr(posting, name) != value]
    wished = values.get("skills") if section == "task" else None
    if wished is not None and wished != dict(posting.skills.values_list("skill", "is_required")):
        changed.append("skills")
    refuse_if(rules.why_not_edit(by, posting, changed))
    refuse_if(rules.why_not_values(posting, given))
    is_change = posting.state in (State.OPEN, State.PAUSED) and not set(changed).isdisjoint(opened.MATERIAL)
    if is_change:
        posting.was_open = {**opened.keep(posting), "words": words_of(posting)}
    for name, value in given.items():
        setattr(posting, name, value)
    if "other_words" in given:
        posting.other_words_of = originals(posting)
    if aside:
        posting.hints_aside = [*posting.hints_aside, aside]
    refuse_if(rules.why_not_gap(posting, section, changed) if changed else None)
    if "skills" in changed:
        _set_skills(posting, wished or {})
    if section == "contact" and "tools" in values:
        posting.tools.set(values["tools"])
    posting.saved_at = now()
    if is_change:
        _send_change(by, posting)
    else:
        _follow_seats(posting)
    posting.save()
    history.record(by=by, verb="postings.saved", about=posting, section=section, fields=changed)
    posting_changed.send(sender=Posting, posting=posting)
    return posting


def _send_change(by: User, posting: Posting) -> None:
    """A material change of a published posting goes to the desk."""
    move(posting, State.IN_REVIEW, moves=MOVES)
    posting.submitted_at = now()
    keep_submission(by, posting)
    history.record(by=by, verb="postings.changed", about=posting)
    _tell_desk(by, posting, "changed")


def _follow_seats(posting: Posting) -> None:
    """A published posting is open again because a seat was added, or filled because one was taken away."""
    if posting.state == State.FILLED and not posting.is_full:
        move(posting, State.OPEN, moves=MOVES)
    elif posting.state in (State.OPEN, State.PAUSED) and posting.is_full:
        move(posting, State.FILLED, moves=MOVES)


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
    keep_submission(by, posting)
    history.record(by=by, verb="postings.submitted", about=posting)
    _tell_desk(by, posting, "submitted")
    return posting


@transaction.atomic
def take_back_posting(*, by: User, posting: Posting) -> Posting:
    """Make a submitted posting a draft again, so that it can be changed; the desk never publishes unread words.

    Raises:
        Refused: not a member, or not waiting for a check.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_take_back(by, posting))
    move(posting, State.DRAFT, moves=MOVES)
    posting.save(update_fields=["state"])
    history.record(by=by, verb="postings.taken_back", about=posting)
    posting_changed.send(sender=Posting, posting=posting)
    return posting


@transaction.atomic
def drop_change(*, by: User, posting: Posting) -> Posting:
    """Give up the change of a published posting: it is open (or paused) again with the words the desk has read before.

    The words that are given up stay in the history.

    Raises:
        Refused: not a member, no change of published words, the closing day has passed, something is missing meanwhile,
            or it asks for more hours than it may.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_drop(by, posting))
    keep_submission(by, posting, was_dropped=True)
    opened.bring_back(posting)
    _set_skills(posting, {row.skill_id: row.is_required for row in opened.skills_of(posting)})
    move(posting, posting.was_open["state"], moves=MOVES)
    _follow_seats(posting)
    posting.was_open, posting.opened_at = {}, now()
    posting.save()
    return announce(by, posting, "dropped")


@transaction.atomic
def copy_posting(*, by: User, posting: Posting) -> Posting:
    """Begin a new draft with the words of an earlier posting of the same organization.

    Raises:
        Refused: not a member, the organization is suspended, or it is unverified and has three drafts.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_start(by, posting.organization))
    kept = {field.name: getattr(posting, field.name) for field in Posting._meta.concrete_fields
            if field.name not in OF_ITS_OWN}
    days = {name: value for name, value in prefill.from_nothing(posting.language).items() if name in ("deadline", "starts_on")}
    copy = Posting.objects.create(**{**kept, **days}, made_by=by, made_at=now(), saved_at=now())
    copy.tools.set(posting.tools.all())
    _copy_skills(posting.skills.all(), copy)
    history.record(by=by, verb="postings.copied", about=copy, of=str(posting.pk))
    return copy


def _copy_skills(rows: Iterable[Any], posting: Posting) -> None:
    for row in rows:
        PostingSkill.objects.create(posting=posting, skill_id=row.skill_id, level=row.level, is_required=row.is_required)


def _set_skills(posting: Posting, wished: Mapping[str, bool]) -> None:
    """Make the wished experience exactly this; levels that a template asked for stay."""
    levels = {**{slug: level for slug, level, _required in posting.was_open.get("skills", [])},
              **dict(posting.skills.values_list("skill", "level"))}
    posting.skills.all().delete()
    PostingSkill.objects.bulk_create(
        PostingSkill(posting=posting, skill_id=slug, level=levels.get(slug, USUAL_LEVEL), is_required=is_required)
        for slug, is_required in wished.items())


def _tell_desk(by: User, posting: Posting, kind: str) -> None:
    notices.tell(to=User.objects.desk_officers(), by=by, kind=f"postings/{kind}", link=("desk:posting", {"pk": posting.pk}),
                 title=posting.title, organization=posting.organization.name)
