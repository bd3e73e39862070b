"""Small habits that keep the house readable: names, docstrings, one clock, nothing left for later, everything declared."""
import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command

from engawa.base.privacy import registry
from tests.architecture import house

LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers", "handler", "handlers", "misc"}
TYPED = {"actions", "rules", "queries"}


def other_clocks(tree: ast.Module) -> Iterator[str]:
    """Readings of the time that a told story or a test could not set. Converting a given moment is no reading."""
    given = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "localdate", "localtime"}:
            source = ast.unparse(node.value)
            converted = node.attr.startswith("local") and id(node) in given
            if source.split(".")[-1] in {"timezone", "datetime", "date"} and not converted:
                yield f"{source}.{node.attr} (line {node.lineno})"
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils.timezone":
            yield from (f"{a.name} (line {node.lineno})" for a in node.names if a.name in {"now", "localdate"})


def test_time_is_taken_from_one_clock():
    wrong = [f"{house.say(path)}: {what}" for path in house.python_files()
             if house.app_of(path) != "times" for what in other_clocks(house.tree(path))]
    assert wrong == []


def test_this_test_sees_another_clock():
    planted = "from django.utils.timezone import now\n" \
              "x = timezone.now(), datetime.date.today(), times.now()\ny = timezone.localtime(moment), timezone.localtime()"
    assert sorted(other_clocks(ast.parse(planted))) == [
        "datetime.date.today (line 2)", "now (line 1)", "timezone.localtime (line 3)", "timezone.now (line 2)"]


def test_nothing_is_left_for_later():
    this = house.ROOT / "tests" / "architecture" / "test_habits.py"
    texts = [*house.python_files(), *house.templates(), *sorted((house.ROOT / "tests").rglob("*.py")),
             *house.HOUSE.rglob("*.css"), *house.HOUSE.rglob("*.js"), *house.HOUSE.rglob("*.po")]
    own = [p for p in texts if p != this and ".min." not in p.name]
    assert [house.say(p) for p in own if LATER.search(p.read_text(encoding="utf-8"))] == []
    assert LATER.search("# TODO: finish")


def test_no_drawer_for_everything():
    names = [p for p in house.HOUSE.rglob("*") if p.stem in DRAWERS and p.suffix in {".py", ""}]
    assert [house.say(p) for p in names] == []


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Public functions without a sentence, or without types."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if not ast.get_docstring(node):
                yield f"{node.name} has no docstring"
            if node.returns is None or any(argument.annotation is None for argument in arguments):
                yield f"{node.name} is not fully typed"


def test_actions_rules_and_queries_say_what_they_do():
    wrong = [f"{house.say(path)}: {what}" for path in house.python_files() if house.module(path) in TYPED
             for what in undocumented(house.tree(path))]
    assert wrong == []


def test_this_test_sees_an_undocumented_action():
    planted = 'def a(*, by): "Does."\ndef b(*, by: User) -> None: ...\ndef _c(x): ...'
    assert list(undocumented(ast.parse(planted))) == ["a is not fully typed", "b has no docstring"]


def positional(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and (node.args.args or node.args.posonlyargs):
            yield node.name


def test_actions_take_keywords_only():
    """`submit_posting(by=…, posting=…)` reads the same at every call. Steps inside actions are excepted."""
    excepted = {"tell", "record", "locked"}
    modules = [p for p in house.python_files() if house.module(p) == "actions" and (p.stem == "__init__" or not p.stem.startswith("_"))]
    wrong = [f"{house.say(path)}: {name}" for path in modules
             for name in positional(house.tree(path)) if name not in excepted]
    assert wrong == []
    assert list(positional(ast.parse("def a(by): ...\ndef b(*, by): ..."))) == ["a"]


def test_every_package_says_what_it_is():
    silent = [house.say(config) for app in apps.get_app_configs() if app.name.startswith("engawa.")
              if not ast.get_docstring(house.tree(config := house.ROOT / app.name.replace(".", "/") / "__init__.py"))]
    assert silent == []


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_every_model_says_what_it_keeps():
    """The privacy registry knows every table of ours: what it keeps, for how long, how it is erased."""
    registered = {entry.model for entry in registry.entries()}
    ours = {m for m in apps.get_models() if m.__module__.startswith("engawa.") and not m._meta.proxy}
    assert {m._meta.label for m in ours - registered} == set()
