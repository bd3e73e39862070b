"""What becomes of a draft before it goes to the desk: first a talk, later, or hints put aside."""
from datetime import date
from typing import Any

from django.db import transaction

from engawa.base import history, notices
from engawa.base.times import now, today
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import prefill, queries, rules
from engawa.journey.postings.actions.postings import locked
from engawa.journey.postings.models import Posting, PostingSkill, State
from engawa.journey.postings.needs import needs_in_text
from engawa.journey.skills.models import Area


@transaction.atomic
def start_talk(*, by: User, organization: Organization, need: str = "", of: Posting | None = None) -> Posting:
    """Begin the draft of a talk of one hour; with `of`, about the matter of that draft, which stays as it is.

    Its area and the experience that would help are those of the draft, else what the words of the need lead to.

    Raises:
        Refused: not a member, the organization is suspended, or it is unverified and has three drafts.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    refuse_if(rules.why_not_start(by, organization))
    values = prefill.for_talk(of.language if of else organization.language)
    if of:
        values |= {"title": of.title, "contact_times": of.contact_times, "area": of.area, **_other_words(of)}
    need = of.need if of else need
    values.setdefault("area", _area_of(need))
    talk = Posting.objects.create(organization=organization, language=of.language if of else organization.language, need=need,
                                  contact_person=of.contact_person if of else by.name, made_by=by, made_at=now(), saved_at=now(), **values)
    wished = [row.skill_id for row in of.skills.all()] if of else [slug for slug, _words in needs_in_text(need).skills]
    PostingSkill.objects.bulk_create(PostingSkill(posting=talk, skill_id=slug, level=3, is_required=False) for slug in wished)
    history.record(by=by, verb="postings.started", about=talk, **({"of": str(of.pk)} if of else {}))
    return talk


def _other_words(of: Posting) -> dict[str, Any]:
    """What a draft says in the other language about its matter, with the words that are the same in every talk; nothing if it says nothing."""
    given = {name: of.other_words[name] for name in ("title", "need") if name in of.other_words}
    known = {name: of.other_words_of[name] for name in given if name in of.other_words_of}
    return {"other_words": {**prefill.said_of_talk(of.other_language), **given}, "other_words_of": known} if given else {}


def _area_of(need: str) -> Area:
    led = queries.templates().in_bulk([slug for slug, _words in needs_in_text(need).templates[:1]])
    return next((template.area for template in led.values()), None) or Area.objects.filter(is_seed=True).order_by("position")[0]


@transaction.atomic
def put_hint_aside(*, by: User, posting: Posting, key: str = "") -> Posting:
    """Leave a hint out from now on, because the words are right as they are; without a key all hints come back.

    Raises:
        Refused: not a member, closed, or being read by the desk.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_edit(by, posting))
    posting.hints_aside = [*posting.hints_aside, key] if key else []
    posting.save(update_fields=["hints_aside"])
    return posting


@transaction.atomic
def remind_later(*, by: User, posting: Posting, on: date) -> Posting:
    """Let a draft wait: everybody of the organization hears of it again on a day.

    Raises:
        Refused: not a member, no draft, or a day that is not within the coming year.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_remind(by, posting, on))
    posting.remind_on = on
    posting.save(update_fields=["remind_on"])
    history.record(by=by, verb="postings.waits", about=posting, on=on.isoformat())
    return posting


def remind_of_drafts() -> int:
    """Tell the people of each draft whose day has come, once; return how many drafts."""
    due = list(Posting.objects.filter(state=State.DRAFT, remind_on__lte=today()))
    for row in due:
        _remind(row)
    return len(due)


@transaction.atomic
def _remind(row: Posting) -> None:
    posting = locked(row)
    posting.remind_on = None
    posting.save(update_fields=["remind_on"])
    notices.tell(to=organizations.people_of(posting.organization), by=None, kind="postings/reminder",
                 link=("postings:check", {"pk": posting.pk}), title=posting.title)
