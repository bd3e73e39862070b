"""Suggestions that go to people: what they allow, the mails, and invitations by the desk.

A mail is an offer, never a burden: only to who chose it, no more often than chosen, at most three postings, none twice,
none while the person rests or has just applied. A posting goes to a few people at a time and stops when it is filled.
"""
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import translation

from engawa.base import history, notices
from engawa.base.jobs.alone import one_at_a_time
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.matching import fit, open_postings, queries, rules
from engawa.journey.matching.actions.demand import be_quiet
from engawa.journey.matching.kernel import LANES
from engawa.journey.matching.models import Mails, Suggestion, SuggestionChoice, Wanted
from engawa.journey.matching.queries import news
from engawa.journey.matching.queries.many import best_for_many
from engawa.journey.matching.queries.searching import fits_of
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

PURPOSE = "2026-11-27"       # the version of the purpose on the page of choices; raise it when the text changes in substance
BETWEEN = {Mails.WEEKLY: timedelta(days=7), Mails.MONTHLY: timedelta(days=30)}
A_MAIL = 3
LOOKED_AT = 36               # so many of the best are looked at, because some share no skill


@transaction.atomic
def choose_mails(*, by: User | None, participant: Participant, mails: str) -> SuggestionChoice:
    """Say how often suggestions may come by mail; `by` is None when the link of a mail turns them off.

    Raises:
        Refused: not the owner.
    """
    if by is not None:
        refuse_if(rules.why_not_avoid(by, participant))
    choice, _made = SuggestionChoice.objects.update_or_create(participant=participant, defaults={"mails": mails})
    history.record(by=by or participant.user, verb="matching.mails_chosen", about=participant, mails=mails)
    return choice


@transaction.atomic
def agree_to_cards(*, by: User, participant: Participant) -> SuggestionChoice:
    """Agree to be shown to organizations without a name: skills and areas only.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_avoid(by, participant))
    choice, _made = SuggestionChoice.objects.update_or_create(
        participant=participant, defaults={"agreed_at": now(), "agreed_text": PURPOSE})
    history.record(by=by, verb="matching.cards_agreed", about=participant, text=PURPOSE)
    return choice


@transaction.atomic
def withdraw_from_cards(*, by: User, participant: Participant) -> None:
    """Take that back; wishes of organizations that nobody answered yet go with it. Twice is harmless.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_avoid(by, participant))
    if SuggestionChoice.objects.filter(participant=participant, agreed_at__isnull=False).update(agreed_at=None, agreed_text=""):
        Wanted.objects.filter(participant=participant, answered_at=None).delete()
        history.record(by=by, verb="matching.cards_withdrawn", about=participant)


@transaction.atomic
def invite(*, by: User, posting: Posting, participant: Participant, without: Collection[UUID] = ()) -> Suggestion:
    """Invite a person to a posting in the name of the coordinator team; the person is told and decides freely.

    Args:
        by: an officer of the desk.
        posting: to what.
        participant: whom.
        without: people who have no room for one more project now; projects know.

    Raises:
        Refused: see `rules.why_not_invite`.
    """
    # Of the posting too, so that two officers do not invite more than one wave together.
    posting = Posting.objects.select_for_update(of=("self",)).select_related("organization").get(pk=posting.pk)
    participant = Participant.objects.select_for_update(of=("self",)).select_related("user").get(pk=participant.pk)
    refuse_if(rules.why_not_invite(by, posting, participant, queries.standing_of([(participant, posting)], without)))
    suggestion, _made = Suggestion.objects.get_or_create(participant=participant, posting=posting, way=Suggestion.Way.INVITED,
                                                         defaults={"by": by, "at": now()})
    Wanted.objects.filter(posting=posting, participant=participant, answered_at=None).update(answered_at=now())
    be_quiet(participant=participant)
    history.record(by=by, verb="matching.invited", about=posting)
    history.record(by=by, verb="matching.invited", about=participant)
    notices.tell(to=[participant.user], kind="matching/invited", link=("public:posting", {"pk": posting.pk}), by=by, posting=posting)
    return suggestion


@transaction.atomic
def want_invited(*, by: User, posting: Posting, participant: Participant) -> Wanted:
    """Ask the desk to invite somebody known only by a card; twice is harmless.

    Raises:
        Refused: see `rules.why_not_want`.
    """
    posting = Posting.objects.select_related("organization").get(pk=posting.pk)
    found = Wanted.objects.filter(posting=posting, participant=participant).first()
    if found:
        return found
    refuse_if(rules.why_not_want(by, posting))
    wanted = Wanted.objects.create(posting=posting, participant=participant, by=by, at=now())
    history.record(by=by, verb="matching.wanted", about=posting)
    return wanted


@transaction.atomic
def leave_wanted(*, by: User, wanted: Wanted) -> Wanted:
    """Set a wish of an organization aside without an invitation; twice is harmless.

    Raises:
        Refused: not the desk.
    """
    refuse_if(rules.why_not_leave(by))
    wanted = Wanted.objects.select_for_update().get(pk=wanted.pk)
    if wanted.answered_at is None:
        wanted.answered_at = now()
        wanted.save(update_fields=["answered_at"])
        history.record(by=by, verb="matching.wish_left", about=wanted.posting)
    return wanted


@transaction.atomic
def note_people_opened(*, by: User, posting: Posting) -> None:
    """Note that an officer looked at the people who suit a posting."""
    history.record(by=by, verb="matching.people_opened", about=posting)


def _due(moment: datetime) -> QuerySet[SuggestionChoice]:
    """Return the choices of people to whom a mail may go now, those who have waited longest first."""
    due = Q()
    for mails, span in BETWEEN.items():
        due |= Q(mails=mails) & (Q(mailed_at=None) | Q(mailed_at__lte=moment - span))
    found = SuggestionChoice.objects.filter(due, participant__in=queries.findable()).filter(
        Q(quiet_until=None) | Q(quiet_until__lte=moment))
    return found.select_related("participant__user").order_by(F("mailed_at").asc(nulls_first=True), "pk")


def due_suggestions(*, without: Collection[UUID] = ()) -> list[str]:
    """Return the keys of the choices that are due, for the workers to share.

    Args:
        without: people who have no room for one more project; nothing is suggested to them.
    """
    return [str(pk) for pk in _due(now()).exclude(participant__in=without).values_list("pk", flat=True)]


def send_suggestions(*, keys: Collection[str] | None = None) -> int:
    """Send the mails that are due, each in a transaction of its own; return how many.

    Twice is harmless: who has had a mail meanwhile is not due any more.

    Args:
        keys: the choices to be looked at (see `due_suggestions`); None for all.
    """
    moment, sent = now(), 0
    due = list(_due(moment) if keys is None else _due(moment).filter(pk__in=keys))
    for begin in range(0, len(due), LANES):
        block = due[begin:begin + LANES]
        best = best_for_many([choice.participant for choice in block], LOOKED_AT, _enough(moment))
        sent += sum(_send_one(choice.pk, moment, best[choice.participant_id]) for choice in block)
    return sent


def _enough(moment: datetime) -> set[UUID]:
    """Return the postings that go to nobody for now: enough people wait on them, or were written to or invited in this wave."""
    lately = Suggestion.objects.filter(way__in=[Suggestion.Way.MAIL, Suggestion.Way.INVITED], at__gt=moment - rules.WAVE_LASTS)
    asked = lately.order_by().values("posting").annotate(people=Count("pk")).filter(people__gte=rules.WAVE)
    return {*(row["posting"] for row in asked), *open_postings.current(vocabulary()).crowded(queries.FULL)}


@transaction.atomic
def _send_one(pk: int, moment: datetime, best: list[UUID]) -> bool:
    one_at_a_time("suggestions by mail")     # so that two workers do not count the same wave
    choice = SuggestionChoice.objects.select_for_update(of=("self",)).select_related("participant__user").get(pk=pk)
    if choice.mails == Mails.OFF or (choice.mailed_at and choice.mailed_at > moment - BETWEEN[Mails(choice.mails)]):
        return False     # another worker was here, or it was turned off meanwhile
    participant = choice.participant
    if news.told_since(participant.user, news.midnight_before(moment, participant.user.time_zone)):
        return False     # one mail a day is enough
    ids = _new_for(participant, moment, best)
    if not ids:
        return False
    with translation.override(participant.user.language):
        found = queries.suggested(participant, ids)
        lines = [f"{one.posting.title}\n{one.posting.organization.name}\n{one.reasons[0]}" for one in found]
    Suggestion.objects.bulk_create(Suggestion(participant=participant, posting_id=one, way=Suggestion.Way.MAIL, at=moment) for one in ids)
    choice.mailed_at = moment
    choice.save(update_fields=["mailed_at"])
    notices.tell(to=[participant.user], kind="matching/suggestions", link=("matching:suggestions", {}), count=len(found),
                 lines="\n\n".join(lines), off=("matching:suggestions_off", {"token": queries.off_token(participant)}))
    return True


def _new_for(participant: Participant, moment: datetime, best: list[UUID]) -> list[UUID]:
    """Return at most three of the best postings that never reached the person, share a skill and may still go to somebody.

    When those before in the block took most of them, the person is looked at once more, alone.
    """
    fits = fits_of(queries.person_of(participant), vocabulary())
    without = {*news.reached(participant.user), *_enough(moment)}

    def suitable(postings: list[UUID]) -> list[UUID]:
        return [one for one in postings if one not in without and one in fits
                and any(reason.kind == fit.Kind.SKILL for reason in fits[one].reasons)][:A_MAIL]
    found = suitable(best)
    if len(found) < A_MAIL and not without.isdisjoint(best):
        found = suitable(fits.best(LOOKED_AT, without))
    return found
