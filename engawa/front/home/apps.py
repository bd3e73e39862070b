"""Tells the header which menu a reader sees."""
from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Home(AppConfig):
    name = "engawa.front.home"

    def ready(self) -> None:
        from engawa.base.ui.navigation import DESK, ORGANIZATION, PARTICIPANT, VISITOR, Item, ask_role, register
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


def _role(request: HttpRequest) -> str | None:
    """Say as what a signed-in reader is here: by the page being read, else by what the person is."""
    from engawa.base.ui.navigation import DESK, ORGANIZATION, PARTICIPANT
    from engawa.journey.organizations.queries import organization_of
    from engawa.journey.participants.queries import participant_of
    if request.user.is_desk:
        return DESK
    has_organization = organization_of(request.user) is not None
    if has_organization and (participant_of(request.user) is None or "/organization/" in request.path):
        return ORGANIZATION
    return PARTICIPANT
