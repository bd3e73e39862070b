"""Who gets in where: every address × role × method, walked through the test client against permissions.toml.

The file is written by hand from the matrix of the design, so that code and intention are compared; the code's own
truth is `visible_to` and `why_not_…`. An address that is missing from the file fails, and so does a stale line.
"""
import copy
import fnmatch
import tomllib
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture import cast
from tests.architecture.addresses import addresses

ROLES = ("visitor", "participant", "member", "owner", "desk", "superuser", "stranger")
WORDS = {"everybody": ROLES, "signed-in": ROLES[1:], "nobody": ()}
METHODS = ("GET", "HEAD", "POST")
HEAD_ROLES = {"visitor", "participant", "stranger"}  # one let in, one kept out, one unknown: the rule is GET's
MATRIX = tomllib.loads((Path(__file__).parent / "permissions.toml").read_text(encoding="utf-8"))
PATTERNS = [name for name in MATRIX if "*" in name]


def allowed(entry: dict[str, str], method: str) -> tuple[str, ...] | None:
    """The roles that a method lets in; None when the address does not know the method."""
    words = entry.get("GET" if method == "HEAD" else method)
    if words is None:
        return None
    return tuple(role for word in words.split() for role in WORDS.get(word, (word,)))


def expected(entry: dict[str, str], method: str, role: str) -> set[str]:
    """The answers that are right: in, sign-in, gone (404, as if it did not exist), or method (405)."""
    roles = allowed(entry, method)
    if roles is None:
        return {"method", "gone", "sign-in"} if role == "visitor" else {"method", "gone"}
    if role in roles:
        return {"in"}
    return {"sign-in"} if role == "visitor" else {"gone"}


def kind(response, sign_in: str) -> str:
    if response.status_code == 302 and response["Location"].startswith(sign_in):
        return "sign-in"
    if response.status_code >= 500:
        return f"broken ({response.exc_info[1]!r})"[:200]
    return {404: "gone", 405: "method"}.get(response.status_code, "in")


def test_every_address_is_in_the_matrix_and_every_line_has_an_address():
    names = {a.name for a in addresses() if a.name}
    missing = {n for n in names if n not in MATRIX and not any(fnmatch.fnmatchcase(n, p) for p in PATTERNS)}
    stale = {n for n in MATRIX if not fnmatch.filter(names, n)}
    assert (sorted(missing), sorted(stale)) == ([], [])


def test_only_known_roles_and_methods_stand_in_the_matrix():
    strange = [(name, key) for name, entry in MATRIX.items() for key in entry
               if key not in {"GET", "POST", "with", "why"}
               or (key in METHODS and set(entry[key].split()) - set(ROLES) - set(WORDS))]
    assert strange == []


def walk(persons: dict, things: dict, roles: tuple[str, ...] = ROLES) -> dict[str, str]:
    """Ask every address as each of the roles by every method; what a request changes is undone before the next.

    Returns what is wrong: "postings:edit POST as member" -> "in, but should be gone".
    """
    sign_in, wrong = reverse("account_login"), {}
    for role in roles:
        client, cookies = persons[role], copy.deepcopy(persons[role].cookies)
        for name, entry in MATRIX.items():
            if "*" in name:
                continue
            where = reverse(name, kwargs=things[entry["with"]] if "with" in entry else {})
            for method in METHODS:
                if method == "HEAD" and role not in HEAD_ROLES:
                    continue
                client.cookies = copy.deepcopy(cookies)  # a request before may have signed the person out
                with transaction.atomic():
                    got = kind(client.generic(method, where), sign_in)
                    transaction.set_rollback(True)
                right = expected(entry, method, role)
                if got not in right:
                    wrong[f"{name} {method} as {role}"] = f"{got}, but should be {' or '.join(sorted(right))}"
    return wrong


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [ROLES[::2], ROLES[1::2]])  # in two, so that two workers share it
def test_the_matrix(roles):
    world = cast.build()
    assert walk(world.clients(), world.things, roles) == {}


def test_this_test_tells_the_answers_apart():
    entry = {"GET": "everybody", "POST": "owner"}
    assert expected(entry, "HEAD", "visitor") == {"in"}
    assert expected(entry, "POST", "owner") == {"in"}
    assert expected(entry, "POST", "visitor") == {"sign-in"}
    assert expected(entry, "POST", "stranger") == {"gone"}
    assert expected({"POST": "owner"}, "GET", "owner") == {"method", "gone"}


@pytest.mark.django_db
def test_this_test_sees_an_open_door(monkeypatch):
    monkeypatch.setitem(MATRIX, "ui:display", {"GET": "nobody", "POST": "nobody"})
    for name in [n for n in MATRIX if n != "ui:display"]:
        monkeypatch.delitem(MATRIX, name)
    found = walk(dict.fromkeys(ROLES, Client()), {})
    assert found["ui:display GET as owner"] == "in, but should be gone"
