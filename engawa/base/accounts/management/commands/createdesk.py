"""`engawa createdesk EMAIL`: the first way in. Prints a link that signs in once, within 48 hours; no default account."""
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation

from engawa.base.accounts import actions


class Command(BaseCommand):
    help = "Make a desk officer (or, with --superuser, somebody who looks after the installation) and print a one-time link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--superuser", action="store_true", help="may also use the support admin")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="ja")

    def handle(self, *, email: str, superuser: bool, language: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not a mail address.") from error
        user = actions.make_desk_officer(email=email, superuser=superuser, language=language)
        token = actions.make_link(user=user)
        with translation.override(user.language):
            path = reverse("accounts:first_door", kwargs={"token": token})
        self.stdout.write("Open this link within 48 hours. It signs in once, then asks for a name and a second factor:")
        self.stdout.write(settings.SITE_URL + path)
