"""`engawa map`: docs/map.md, drawn from the code itself; a test fails when it is stale."""
import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

STOREYS = {
    "engawa.journey": "The journey, in the order a person walks it",
    "engawa.front": "The front: pages that show several steps",
    "engawa.base": "The base, from what is only kept to what speaks to people",
    "engawa": "Around the house",
}
HEAD = """# Map of the house

Drawn by `engawa map` from the code; do not edit. How to read it: [how to change](how-to-change.md).
A later line of the journey knows the earlier ones; an earlier one never knows the later ones.
"""


class Command(BaseCommand):
    help = "Draw docs/map.md: every app, its tables, states and addresses. With --check: fail when it is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = settings.ROOT / "docs" / "map.md"
        drawn = draw()
        if check and (not path.exists() or path.read_text(encoding="utf-8") != drawn):
            raise CommandError("docs/map.md is stale: run `engawa map` and commit it.")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(drawn, encoding="utf-8")


def draw() -> str:
    """The whole map as Markdown. English, so that it reads the same for everybody who draws it."""
    with translation.override("en"):
        addresses = addresses_by_app()
        parts = [HEAD]
        for storey, title in STOREYS.items():
            here = [config for config in reversed(list(apps.get_app_configs()))
                    if config.name.rpartition(".")[0] == storey]
            parts += [f"\n## {title}\n", "| app | what it owns | tables |", "|---|---|---|"]
            parts += [f"| [{c.label}](#{c.label}) | {first_sentence(c.module)} | {tables(c)} |" for c in here]
            for config in here:
                parts += describe(config, addresses.get(config.name, []))
        return "\n".join(parts) + "\n"


def first_sentence(module: ModuleType | None) -> str:
    text = " ".join(inspect.getdoc(module).split()) if module and module.__doc__ else ""
    return text.split(". ")[0].rstrip(".").replace("|", "or") + "."


def tables(config: AppConfig) -> str:
    return ", ".join(model.__name__ for model in config.get_models())


def describe(config: AppConfig, addresses: list[str]) -> Iterator[str]:
    """The full words of an app, its use cases, a diagram for each table of moves, its addresses."""
    yield f"\n### {config.label}\n"
    yield inspect.getdoc(config.module) or ""
    if actions := use_cases(config):
        yield "\nUse cases: " + ", ".join(f"`{name}`" for name in actions) + "."
    for name, moves in moves_of(config):
        yield f"\n{name}:\n\n```mermaid\nstateDiagram-v2"
        yield from (f"    {start} --> {end}: {owner}" for start, ends in moves.items() for end, owner in ends.items())
        yield "```"
    if addresses:
        yield "\n" + "\n".join(addresses)


def use_cases(config: AppConfig) -> list[str]:
    """The public functions of the app's actions, read from the files in their order."""
    folder = settings.ROOT / config.name.replace(".", "/")
    files = [folder / "actions.py", *sorted((folder / "actions").glob("*.py"))]
    return [node.name for file in files if file.exists() for node in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def moves_of(config: AppConfig) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """Each table of moves in the app's models: ("MOVES" or "INTERVIEW_MOVES", the table)."""
    if not config.models_module:
        return
    modules = [config.models_module]
    for file in sorted((settings.ROOT / config.name.replace(".", "/") / "models").glob("[a-z]*.py")):
        modules.append(import_module(f"{config.name}.models.{file.stem}"))
    seen = []
    for module in modules:
        for name, table in vars(module).items():
            if name.endswith("MOVES") and isinstance(table, dict) and table not in seen:
                seen.append(table)
                what = name.removesuffix("MOVES").strip("_").replace("_", " ").lower()
                yield f"States of {what}" if what else "States", table


def addresses_by_app() -> dict[str, list[str]]:
    """Dotted name of each app of ours -> its routes as lines."""
    found: dict[str, list[str]] = {}

    def walk(patterns: list[URLPattern | URLResolver], route: str, names: str) -> None:
        for entry in patterns:
            here = route + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns, here, f"{names}{entry.namespace}:" if entry.namespace else names)
            elif (app := owner(entry.callback.__module__)):
                line = f"- `/{here.removeprefix('en/')}` {names}{entry.name}"
                found.setdefault(app, []).append(line)

    walk(get_resolver().url_patterns, "", "")
    return found


def owner(module: str) -> str | None:
    return next((c.name for c in apps.get_app_configs()
                 if c.name.startswith("engawa.") and (module + ".").startswith(c.name + ".")), None)
