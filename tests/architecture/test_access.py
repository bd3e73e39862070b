"""Deny by default: an address is open by an explicit mark, or it sends a visitor to the sign-in page."""
import uuid

import pytest
from django.test import Client
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from engawa.base.users.access import public
from engawa.base.users.middleware import OPEN_NAMES
from tests.architecture.addresses import Address, _walk, addresses

PATTERNS_ONLY = {"admin:app_list"}  # a regular expression of the admin's own; its pages stand beside it
SAMPLES = {"uuid": str(uuid.UUID(int=0)), "int": "0", "string": "x", "slug": "x", "path": "x"}


def is_open(address: Address) -> bool:
    return getattr(address.view, "public", False) or address.name in OPEN_NAMES


def closed() -> list[Address]:
    return [a for a in addresses() if a.name and not is_open(a) and a.name not in PATTERNS_ONLY]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_asked_to_sign_in_everywhere_else(method):
    sign_in = reverse("account_login")
    let_in = {}
    for address in closed():
        where = reverse(address.name, kwargs={name: SAMPLES[kind] for name, kind in address.arguments})
        answer = getattr(Client(), method)(where)
        if not (answer.status_code == 302 and answer["Location"].startswith(sign_in)):
            let_in[address.name] = answer.status_code
    assert let_in == {}


def test_every_address_of_ours_has_a_name_and_our_app_in_it():
    nameless = [a.name for a in addresses() if a.ours and ":" not in a.name and ".accounts." not in a.view.__module__]
    assert nameless == []


def test_every_view_says_which_methods_it_takes():
    """require_POST and its like leave a mark; a view without one would answer GET and POST alike."""
    silent = [a.name for a in addresses() if a.ours and not a.methods and not a.name.startswith("admin:")]
    assert silent == []


def test_these_tests_see_a_forgotten_mark():
    def forgotten(request): ...
    plain, marked = _walk([path("a", forgotten, name="a"), path("<int:pk>/b", public(require_safe(lambda r: r)), name="b")], "x:", ())
    assert (plain.name, is_open(plain), is_open(marked), marked.arguments) == ("x:a", False, True, (("pk", "int"),))
    assert (plain.methods, marked.methods) == ((), ("GET", "HEAD"))
