"""Knows a visitor again without an account: a random key in their session.

The key is our own and not Django's session key, because that one is renewed when they sign in.
"""
import secrets

from django.http import HttpRequest

NAME = "check_up_visitor"


def key_of(request: HttpRequest) -> str:
    """The visitor's key, or an empty text when they have not begun anything."""
    return str(request.session.get(NAME, ""))


def make_key(request: HttpRequest) -> str:
    """The visitor's key, made now if there is none."""
    if not key_of(request):
        request.session[NAME] = secrets.token_urlsafe(24)
    return key_of(request)
