"""When a sheet may be changed, agreed to, taken back and ended; each answer is a sentence or None."""
from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.agreements import queries
from engawa.journey.agreements.models import Agreement, State, Version
from engawa.journey.agreements.written import open_essentials
from engawa.journey.applications import models as applications
from engawa.journey.organizations import queries as organizations


def why_not_open(application: applications.Application) -> str | None:
    """Say why no sheet can be opened for an application, or None."""
    if application.state != applications.State.ACCEPTED:
        return _("The sheet opens when both sides wish to go on after the interview.")
    return None


def why_not_save(user: User, agreement: Agreement) -> str | None:
    """Say why a person may not write on the sheet, or None."""
    if queries.side_of(user, agreement) is None:
        return _("Only the two sides can write on this sheet.")
    if agreement.state == State.ENDED:
        return _("This sheet has been ended. It can be read, but no longer changed.")
    return None


def why_not_agree(user: User, agreement: Agreement) -> str | None:
    """Say why a person may not agree to the newest version now, or None."""
    if reason := why_not_save(user, agreement):
        return reason
    party, version = queries.side_of(user, agreement), queries.latest(agreement)
    if party and party.is_organization and not organizations.is_owner(user, agreement.organization):
        return _("The consent of the organization is given by its representative. You can prepare everything else.")
    if party and queries.consent_of(party, version):
        return _("Your side has already agreed to version %(n)s.") % {"n": version.number}
    if open_ := open_essentials(version.content):
        return _("Something is still to be decided: %(items)s. Please write it before agreeing.") % {
            "items": _(", ").join(str(section.title) for section in open_)}
    if not queries.is_untouched(version):
        return _("The text of this version does not match its fingerprint. Please call the coordinator team.")
    return why_not_period(version)


def why_not_period(version: Version) -> str | None:
    """Say why the days of a version do not make sense, or None."""
    period = version.content["period"]["fields"]
    if period["end_date"] < period["start_date"]:
        return _("The end date is before the start date. Please correct the period.")
    if period["total_hours"] < 1:
        return _("Please write a total of at least one hour.")
    return None


def why_not_digest(agreement: Agreement, digest: str) -> str | None:
    """Say why the text a person has read cannot be agreed to: it is an old version, or none of ours. Or None."""
    newest = queries.latest(agreement)
    if digest == newest.digest:
        return None
    read = agreement.versions.filter(digest=digest).first()
    if read:
        return _("You read version %(old)s. It has been changed meanwhile, and version %(new)s is the newest. "
                 "Nothing was agreed. Please read what changed.") % {"old": read.number, "new": newest.number}
    return _("The text you read could not be identified. Nothing was agreed. Please open the page again.")


def why_not_withdraw(user: User, agreement: Agreement) -> str | None:
    """Say why a person may not take the consent of their side back, or None."""
    if reason := why_not_save(user, agreement):
        return reason
    party, version = queries.side_of(user, agreement), queries.latest(agreement)
    if agreement.agreed_version_id == version.pk:
        return _("All sides have agreed, so this version is in force. If something has to change, please write a new version.")
    if party is None or queries.consent_of(party, version) is None:
        return _("There is no consent of your side to take back.")
    if party.is_organization and not organizations.is_owner(user, agreement.organization):
        return _("The consent of the organization is given and taken back by its representative.")
    return None


def why_not_end(user: User, agreement: Agreement) -> str | None:
    """Say why a person may not end the sheet before anything started, or None."""
    if reason := why_not_save(user, agreement):
        return reason
    if agreement.state == State.AGREED:
        return _("The project has started. Please stop it from the project's own page.")
    return None


def sentence_for_stale(newest: Version) -> str:
    """Return what is said when the same group was changed meanwhile."""
    return _("While you were writing, this part was changed to version %(n)s. What you wrote is still here. "
             "Please compare both and save again.") % {"n": newest.number}
