"""People in front of the door, and reading their mail."""
import re

from django.core import mail
from django.test import Client

from engawa.base.accounts import actions
from engawa.base.users.models import User


class Visitor(Client):
    """A browser. Forms are sent as a person would: the page is opened, the button pressed."""

    def ask_for_code(self, address: str, page: str = "/account/sign-in/", **fields):
        return self.post(page, {"email": address, **fields})

    def enter(self, code: str, next: str = ""):
        return self.post("/account/code/", {"code": code, "next": next})

    def sign_in(self, user: User, next: str = ""):
        """Come in through the door, by a mailed code."""
        self.ask_for_code(user.email)
        return self.enter(newest_code(), next)


def newest_code() -> str:
    """The six digits of the newest mail."""
    return re.findall(r"(?<!\d)\d{6}(?!\d)", mail.outbox[-1].body)[0]


def make_person(address: str = "kazuo@example.jp", name: str = "佐伯 和夫", **basics) -> User:
    """A person who has registered and given name and terms."""
    user = actions.register_person(email=address, language="ja")
    return actions.complete_basics(by=user, name=name, furigana="さえき かずお", phone="", language="ja", **basics)


def make_superuser(address: str = "root@example.jp") -> User:
    return actions.make_desk_officer(email=address, superuser=True)


def reload(user: User) -> User:
    return User.objects.get(pk=user.pk)
