"""Persons with an account."""
from engawa.base.privacy.actions import accept_terms
from engawa.base.users.actions import save_basics
from engawa.base.users.models import User


def make_user(email: str, name: str, *, furigana: str = "", language: str = "ja", time_zone: str = "Asia/Tokyo",
              phone: str = "") -> User:
    """Make a person who has signed up, given a name and accepted the terms."""
    # The account itself is made by the sign-in library when a mailed code comes back; there is no action of ours.
    user = User.objects.create_user(email)
    save_basics(by=user, name=name, furigana=furigana or "よみ", phone=phone, language=language, time_zone=time_zone)
    accept_terms(by=user)
    return user


def make_desk(email: str = "desk@example.jp", name: str = "森田 恵", furigana: str = "もりた めぐみ") -> User:
    """Make a desk officer; the role is given by the command line only, never by a page."""
    user = make_user(email, name, furigana=furigana)
    user.is_desk = True
    user.save(update_fields=["is_desk"])
    return user


def make_superuser(email: str = "keeper@example.jp", name: str = "管理 保") -> User:
    """Make the person who looks after the installation."""
    user = make_user(email, name, furigana="かんり たもつ")
    user.is_superuser = user.is_staff = True
    user.save(update_fields=["is_superuser", "is_staff"])
    return user
