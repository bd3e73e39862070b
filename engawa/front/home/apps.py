"""Tells the header which menu a reader sees."""
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from engawa.base.ui.navigation import WorkingFor
    from engawa.journey.organizations.models import Organization


class Home(AppConfig):
    name = "engawa.front.home"

    def ready(self) -> None:
        from engawa.base.ui.navigation import (
            DESK,
            ORGANIZATION,
            PARTICIPANT,
            VISITOR,
            Item,
            ask_role,
            ask_working_for,
            register,
        )
        notices = Item(_("Notifications"), "notices:list", counts=True)
        register(VISITOR, [
            Item(_("Find a posting"), "matching:search"), Item(_("How it works"), "public:how_it_works"),
            Item(_("Questions and answers"), "public:help"), Item(_("Sign in"), "account_login")])
        register(PARTICIPANT, [
            Item(_("Search"), "matching:search"), Item(_("My page"), "home:home"), Item(_("Records"), "projects:records"),
            Item(_("How it works"), "public:how_it_works"), notices])
        register(ORGANIZATION, [
            Item(_("My page"), "home:organization"), Item(_("Postings"), "postings:list"),
            Item(_("Applications"), "applications:inbox"), Item(_("Interview times"), "applications:slots"), notices])
        register(DESK, [
            Item(_("Reception"), "desk:queue"), Item(pgettext_lazy("desk", "Organizations"), "desk:organizations"),
            Item(_("Postings"), "desk:postings"), Item(_("Projects"), "desk:projects"), notices])
        ask_role(_role)
        ask_working_for(_working_for)


def _organizations(request: HttpRequest) -> list["Organization"]:
    """The organizations of a reader, the one worked for first; read once for a page."""
    from engawa.journey.organizations.queries import of_user
    if not hasattr(request, "own_organizations"):
        request.own_organizations = list(of_user(request.user))
    return request.own_organizations


def _working_for(request: HttpRequest) -> "WorkingFor | None":
    """Say for which organization somebody works who belongs to several: the one the form was shown for, else the one chosen."""
    from engawa.base.ui.navigation import WORKING_FOR, Choice, WorkingFor
    if request.user.is_desk:
        return None
    choices = [Choice(str(one.pk), one.name, one.language, reverse("organizations:work_for", kwargs={"pk": one.pk}))
               for one in _organizations(request)]
    if len(choices) < 2:
        return None
    shown_for = request.POST.get(WORKING_FOR)
    us = next((one for one in choices if one.key == shown_for), choices[0])
    return WorkingFor(us, [one for one in choices if one != us])


def _role(request: HttpRequest) -> str | None:
    """Say as what a signed-in reader is here: by the page being read, else by what the person is."""
    from engawa.base.ui.navigation import DESK, ORGANIZATION, PARTICIPANT
    from engawa.journey.participants.queries import participant_of
    if request.user.is_desk:
        return DESK
    has_organization = bool(_organizations(request))
    if has_organization and (participant_of(request.user) is None or "/organization/" in request.path):
        return ORGANIZATION
    return PARTICIPANT
