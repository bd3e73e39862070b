"""Every act by everybody in every situation: one table says who may; all others are refused and change nothing."""
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import transaction
from django.urls import reverse

from engawa.base.history.models import Event
from engawa.base.notices.models import Notice
from engawa.base.ui.refusal import Refused


@dataclass(frozen=True)
class Act:
    """What is done, and who may do it when: {situations: persons}, each as words between spaces and commas."""
    do: Callable[..., Any]
    who: Mapping[tuple[str, ...], tuple[str, ...]]

    def allowed(self, situation: str) -> set[str]:
        """The persons who may do it in a situation."""
        return {person for situations, persons in self.who.items() if situation in situations for person in persons}


def acts_of(actions: ModuleType, *things: str) -> set[str]:
    """The names of the actions that a person does with one of the things: those with `by` and one of these arguments."""
    found = {name: inspect.signature(getattr(actions, name)).parameters for name in actions.__all__}
    return {name for name, parameters in found.items() if "by" in parameters and set(things) & set(parameters)}


def done_by(acts: Mapping[str, Act], people: Mapping[str, Any], thing: Any, *more: Any) -> set[tuple[str, str]]:
    """Let everybody try every act; return (act, person) of those who were let in. Each try is undone.

    A refusal that changed something, or any other error, fails at once.
    """
    found = set()
    for name, act in acts.items():
        for person, user in people.items():
            before = _state_of(thing)
            with transaction.atomic():
                try:
                    act.do(user, type(thing).objects.get(pk=thing.pk), *more)
                    found.add((name, person))
                except Refused:
                    assert _state_of(thing) == before, (name, person)
                transaction.set_rollback(True)
    return found


def expected(acts: Mapping[str, Act], situation: str) -> set[tuple[str, str]]:
    """(act, person) of everybody the table lets in."""
    return {(name, person) for name, act in acts.items() for person in act.allowed(situation)}


def _state_of(thing: Any) -> tuple[Any, ...]:
    return type(thing).objects.filter(pk=thing.pk).values().get(), Event.objects.count(), Notice.objects.count()


def let_in_by_address(client: Any, paths: Iterable[str], people: Mapping[str, Any], thing: Any) -> list[tuple[str, str]]:
    """Let each of these people, and a visitor, send an empty form to every address; return who was let in or changed something."""
    found, before = [], _state_of(thing)
    for person, user in {"visitor": None, **people}.items():
        client.logout()
        if user:
            client.force_login(user)
        for path in paths:
            answer = client.post(path)
            kept_out = answer.status_code == 404 if user else answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
            if not kept_out or _state_of(thing) != before:
                found.append((person, path))
    return found


def moves_noted(monkeypatch: Any, package: str) -> list[tuple[str, str]]:
    """Note (from, to) of every move that the actions of a package make from now on."""
    from engawa.base.history.states import move
    noted: list[tuple[str, str]] = []

    def noting(thing: Any, to: str, **more: Any) -> None:
        before = thing.state
        move(thing, to, **more)
        noted.append((str(before), str(to)))

    for name, module in list(sys.modules.items()):
        if name.startswith(f"{package}.") and hasattr(module, "move"):
            monkeypatch.setattr(module, "move", noting)
    return noted


def pairs(moves: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """{(from, to): whose move it is} of a table of moves."""
    return {(str(start), str(end)): words for start, ends in moves.items() for end, words in ends.items()}


def owners(words: str, parties: Iterable[str]) -> set[str]:
    """Whose move it is: the parties that the words of a table of moves name."""
    return {party for party in parties if party in words}
