"""The writes on sheets: open, save a version, agree, take back, end."""
from typing import Any

from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import Refused, refuse_if
from engawa.base.users.models import User
from engawa.journey.agreements import queries, rules
from engawa.journey.agreements.form import Group
from engawa.journey.agreements.models import MOVES, Agreement, Consent, Party, State, Version
from engawa.journey.agreements.prefill import first_content
from engawa.journey.agreements.signals import agreement_concluded, agreement_revised
from engawa.journey.agreements.written import Content, digest_of, wording_of
from engawa.journey.applications.models import Application
from engawa.journey.organizations import queries as organizations


class Stale(Refused):
    """Somebody saved the same group meanwhile. `newest` is what stands there now; nothing was overwritten."""

    def __init__(self, reason: str, newest: Version) -> None:
        super().__init__(reason)
        self.newest = newest


def _lock(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _add_version(agreement: Agreement, content: Content, *, number: int, by: User | None, words: str = "") -> Version:
    parties = list(agreement.parties.order_by("pk"))
    names = {"npo_name": next(p.name for p in parties if p.is_organization),
             "volunteer_name": "・".join(p.name for p in parties if not p.is_organization)}
    version = Version(agreement=agreement, number=number, content=content, parties=[p.name for p in parties],
                      wording=wording_of(content, names), by=by, at=now(), words=words)
    version.digest = digest_of(version)
    version.save(force_insert=True)
    return version


@transaction.atomic
def open_sheet(*, by: User | None, application: Application) -> Agreement:
    """Open the sheet of an accepted application, prefilled; a second time returns the first sheet.

    Raises:
        Refused: the application is not accepted.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related(
        "posting__organization", "posting__template", "participant__user").get(pk=application.pk)
    if found := Agreement.objects.filter(application=application).first():
        return found
    refuse_if(rules.why_not_open(application))
    posting, organization = application.posting_as_read, application.posting.organization
    agreement = Agreement.objects.create(application=application, organization=organization, title=posting.title,
                                         language=posting.language, opened_at=now())
    Party.objects.create(agreement=agreement, name=organization.name)
    Party.objects.create(agreement=agreement, participant=application.participant, name=str(application.participant.user))
    owner = organizations.owners_of(organization).first()
    _add_version(agreement, first_content(application, decider=str(owner or "")), number=1, by=None)
    history.record(by=by, verb="agreements.opened", about=agreement)
    notices.tell(to=queries.people_of(agreement), kind="agreements/opened", link=("agreements:sheet", {"pk": agreement.pk}),
                 by=None, agreement=agreement)
    return agreement


@transaction.atomic
def save_sheet(*, by: User, agreement: Agreement, base_version: int, group: Group, values: Content,
               words: str = "") -> Version:
    """Write one group. A change makes a new version; without a change the newest one is returned.

    Args:
        base_version: number of the version the person had before their eyes.
        group: the group of the form that was edited.
        values: {section slug: {fields, clauses}} for the sections of that group.
        words: why, in one sentence, shown to the other side.

    Raises:
        Stale: this group was changed after base_version.
        Refused: not a party, or ended.
    """
    agreement = _lock(agreement)
    refuse_if(rules.why_not_save(by, agreement))
    newest = queries.latest(agreement)
    slugs = [section.slug for section in group.sections]
    base = agreement.versions.filter(number=base_version).first() or newest
    if any(base.content.get(slug) != newest.content.get(slug) for slug in slugs):
        raise Stale(rules.sentence_for_stale(newest), newest)
    content = {**newest.content, **{slug: values[slug] for slug in slugs}}
    if content == newest.content:
        return newest
    version = _add_version(agreement, content, number=newest.number + 1, by=by, words=words)
    history.record(by=by, verb="agreements.version_saved", about=agreement, number=version.number, digest=version.digest)
    if newest.by_id != by.pk or newest.consents.exists():
        _tell_others(agreement, by, "agreements/changed", version=version)
    return version


def _tell_others(agreement: Agreement, by: User, kind: str, **context: Any) -> None:
    """Tell the other side, and the colleagues too when a consent is given."""
    notices.tell(to=queries.people_of(agreement), kind=kind, link=("agreements:sheet", {"pk": agreement.pk}), by=by,
                 agreement=agreement, party=queries.side_of(by, agreement), **context)


@transaction.atomic
def agree_to_version(*, by: User, agreement: Agreement, digest: str) -> Agreement:
    """Agree, for one's side, to the version with this digest. With the last consent the agreement stands.

    Raises:
        Refused: the text read is not the newest, something essential is open, or the person may not consent.
    """
    agreement = _lock(agreement)
    refuse_if(rules.why_not_agree(by, agreement) or rules.why_not_digest(agreement, digest))
    version, party = queries.latest(agreement), queries.side_of(by, agreement)
    assert party is not None  # the rule has refused everybody who is not of a side
    Consent.objects.create(version=version, party=party, by=by, at=now())
    history.record(by=by, verb="agreements.consented", about=agreement, number=version.number, digest=version.digest,
                   party=party.pk)
    if not queries.all_agree(agreement, version):
        _tell_others(agreement, by, "agreements/consented", version=version)
        return agreement
    is_first = agreement.state == State.DRAFT
    if is_first:
        move(agreement, State.AGREED, moves=MOVES)
    agreement.agreed_at, agreement.agreed_version = now(), version
    agreement.save(update_fields=["state", "agreed_at", "agreed_version"])
    history.record(by=by, verb="agreements.concluded", about=agreement, number=version.number, digest=version.digest)
    notices.tell(to=queries.people_of(agreement), kind="agreements/concluded",
                 link=("agreements:sheet", {"pk": agreement.pk}), by=None, agreement=agreement, version=version)
    (agreement_concluded if is_first else agreement_revised).send(sender=Agreement, agreement=agreement)
    return agreement


@transaction.atomic
def withdraw_consent(*, by: User, agreement: Agreement) -> Agreement:
    """Take the consent of one's side back, as long as not all sides have agreed.

    Raises:
        Refused: nothing to take back, or the version is already in force.
    """
    agreement = _lock(agreement)
    refuse_if(rules.why_not_withdraw(by, agreement))
    version = queries.latest(agreement)
    Consent.objects.filter(version=version, party=queries.side_of(by, agreement)).delete()
    history.record(by=by, verb="agreements.consent_withdrawn", about=agreement, number=version.number)
    _tell_others(agreement, by, "agreements/withdrawn", version=version)
    return agreement


@transaction.atomic
def end_agreement(*, by: User, agreement: Agreement, words: str = "") -> Agreement:
    """End the sheet before anything started. No reason is needed; the words go to the other side.

    Raises:
        Refused: not a party, ended already, or the project has started.
    """
    agreement = _lock(agreement)
    refuse_if(rules.why_not_end(by, agreement))
    _end(agreement, by, words)
    _tell_others(agreement, by, "agreements/ended")
    return agreement


@transaction.atomic
def end_with_project(*, by: User, agreement: Agreement) -> Agreement:
    """Note that the project of an agreement was stopped; the project tells the people."""
    agreement = _lock(agreement)
    if agreement.state == State.AGREED:
        _end(agreement, by, "")
    return agreement


def _end(agreement: Agreement, by: User, words: str) -> None:
    move(agreement, State.ENDED, moves=MOVES)
    agreement.ended_at, agreement.ended_words = now(), words
    agreement.save(update_fields=["state", "ended_at", "ended_words"])
    history.record(by=by, verb="agreements.ended", about=agreement)
