"""Reads of the demo."""
from django.db.models import QuerySet

from engawa.base.ui.navigation import DESK, ORGANIZATION, PARTICIPANT
from engawa.base.users.models import User
from engawa.demo.models import MailboxMail, Persona
from engawa.journey.organizations.models import Membership


def persons() -> QuerySet[Persona]:
    """Return everybody one may come in as, in the order of the story."""
    return Persona.objects.select_related("user")


def role_of(user: User) -> str:
    """Say as what a person of the story is here: desk, organization or participant."""
    if user.is_desk or user.is_superuser:
        return DESK
    return ORGANIZATION if Membership.objects.filter(user=user).exists() else PARTICIPANT


def by_role() -> dict[str, list[Persona]]:
    """Return the persons in three groups: participants, organizations, desk; empty groups are left out."""
    groups: dict[str, list[Persona]] = {PARTICIPANT: [], ORGANIZATION: [], DESK: []}
    for persona in persons():
        groups[role_of(persona.user)].append(persona)
    return {role: group for role, group in groups.items() if group}


def mails() -> QuerySet[MailboxMail]:
    """Return the kept mails, newest first."""
    return MailboxMail.objects.all()
