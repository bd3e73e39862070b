"""A later step knows the earlier ones; an earlier step never knows the later ones. In imports, keys and templates."""
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.architecture import house

REFERENCE = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([\w-]+)/[^"']+["']""")
LOAD = re.compile(r"{%-?\s*load\s+(?:[\w\s]+\s+from\s+)?([\w\s]+?)\s*-?%}")
EVERYONES = {"users"}  # a key to User is allowed from everywhere; layers already put users below all that need it


def test_imports_keep_the_contracts():
    assert lint_imports(config_filename=str(house.ROOT / "pyproject.toml")) == 0


@pytest.mark.parametrize(("app", "other", "answer"), [
    ("applications", "postings", True), ("postings", "applications", False), ("participants", "organizations", False),
    ("organizations", "users", True), ("users", "organizations", False), ("home", "desk", False),
    ("demo", "home", True), ("home", "demo", False), ("text", "times", False), ("ui", "text", True),
])
def test_the_lists_are_read_right(app, other, answer):
    assert house.may_know(app, other) is answer


def labels() -> set[str]:
    return {c.label for c in apps.get_app_configs() if c.name.startswith("engawa.")}


def test_every_app_of_the_settings_has_its_place():
    assert {label for label in labels() if house.place(label) == (label, "")} == {"config", "demo"}


def test_foreign_keys_point_down():
    wrong = [
        f"{field} points to {field.related_model._meta.label}"
        for model in apps.get_models() if model._meta.app_label in labels()
        for field in model._meta.get_fields(include_hidden=False)
        if field.is_relation and field.related_model and not field.auto_created
        if (other := field.related_model._meta.app_label) in labels() - EVERYONES
        and not house.may_know(model._meta.app_label, other)
    ]
    assert wrong == []


def upward_references(app: str, text: str, owners: dict[str, str]) -> Iterator[str]:
    """Names of other apps' fragments and tag libraries that `app` may not use. `owners`: library -> app."""
    for folder in REFERENCE.findall(text):
        if folder in labels() and not house.may_know(app, folder):
            yield f"template of {folder}"
    for libraries in LOAD.findall(text):
        for library in libraries.split():
            if library in owners and not house.may_know(app, owners[library]):
                yield f"tags of {owners[library]}"


def tag_libraries() -> dict[str, str]:
    return {path.stem: house.app_of(path) for path in house.python_files() if path.parent.name == "templatetags"}


def test_templates_use_their_own_and_lower_fragments():
    owners = tag_libraries()
    wrong = [f"{house.say(path)}: {what}" for path in house.templates()
             for what in upward_references(house.app_of(path), path.read_text(), owners)]
    assert wrong == []


def test_this_test_sees_an_upward_template():
    planted = '{% extends "ui/page.html" %}{% include "applications/_card.html" with a=b %}{% load later %}'
    assert list(upward_references("postings", planted, {"later": "matching"})) == [
        "template of applications", "tags of matching"]
