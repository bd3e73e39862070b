"""Registering, and what a person says about themselves."""
from allauth.account.models import EmailAddress
from django.db import transaction

from engawa.base import history, notices
from engawa.base.accounts import queries
from engawa.base.privacy.actions import accept_terms
from engawa.base.users.actions import save_basics
from engawa.base.users.models import User


@transaction.atomic
def register_person(*, email: str, language: str) -> User:
    """Return the account of a mail address; makes one, not yet confirmed, when there is none.

    An address that registers a second time is not refused: it will get a code to sign in, and the page looks the
    same, so that nobody learns who has an account. Accounts never entered are dropped after 7 days.
    """
    address = email.strip().lower()
    if known := queries.person_with(address):
        return known
    user, made = User.objects.get_or_create(email=address, defaults={"language": language})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.get_or_create(user=user, email=address, defaults={"primary": True, "verified": False})
        history.record(by=user, verb="accounts.registered", about=user)
    return user


@transaction.atomic
def complete_basics(*, by: User, name: str, furigana: str, phone: str, language: str) -> User:
    """Keep what everybody says about themselves once, with the consent to the terms in their present version."""
    save_basics(by=by, name=name, furigana=furigana, phone=phone, language=language, time_zone=by.time_zone)
    accept_terms(by=by)
    history.record(by=by, verb="accounts.basics_completed", about=by)
    return by


@transaction.atomic
def change_details(*, by: User, name: str, furigana: str, phone: str) -> User:
    """Keep a changed name, furigana or phone number."""
    save_basics(by=by, name=name, furigana=furigana, phone=phone, language=by.language, time_zone=by.time_zone)
    history.record(by=by, verb="accounts.details_changed", about=by)
    return by


@transaction.atomic
def change_language(*, by: User, language: str, time_zone: str) -> User:
    """Keep the language of mails and pages, and the zone in which times are shown (IANA name)."""
    save_basics(by=by, name=by.name, furigana=by.furigana, phone=by.phone, language=language, time_zone=time_zone)
    return by


@transaction.atomic
def note_sign_in(*, by: User, method: str) -> None:
    """Note that a person has come in and by which proof: code, password, mfa, link."""
    history.record(by=by, verb="accounts.signed_in", about=by, method=method)


@transaction.atomic
def tell_of_change(*, by: User, kind: str, address: str = "") -> None:
    """Tell a person that something of their door has changed, so that a stranger's change is noticed.

    Args:
        kind: name of the words, e.g. `password_changed`.
        address: where to write instead of the present address (the former one, after a change of address).
    """
    history.record(by=by, verb=f"accounts.{kind}", about=by)
    notices.tell(to=[by], kind=f"accounts/{kind}", link=("accounts:settings", {}), mail_to=address)
