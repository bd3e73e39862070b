"""Each app's Japanese, kept beside the app: collect its English strings, merge, compile, check.

Sources are English; `locale/ja/LC_MESSAGES/django.po` of the same app holds the Japanese. Babel does the work, so
that nobody has to install GNU gettext (docs/decisions/0004). The files carry no line numbers, no dates and no guesses
(fuzzy), so that a diff shows only words that changed.

Nothing here needs Django to be set up: `python -m engawa.base.text.catalogues --compile` runs in a bare checkout.
"""
import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[2]
STOREYS = ("base", "journey", "front")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt", ".xml", ".svg"}
HEADER = '''msgid ""
msgstr ""
"Language: ja\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

'''
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class App:
    """One folder of the house that may hold strings: `engawa/journey/postings` is the app `postings`."""
    label: str
    folder: Path

    @property
    def catalogue(self) -> Path:
        return self.folder / "locale" / "ja" / "LC_MESSAGES" / "django.po"


def apps(labels: list[str] | None = None, house: Path = HOUSE) -> list[App]:
    """Every app in the house, or the named ones. An unknown name is a ValueError that lists the known ones."""
    folders = [house / "config", house / "demo", *(f for s in STOREYS for f in sorted((house / s).glob("*")))]
    found = {f.name: App(f.name, f) for f in folders if (f / "__init__.py").exists()}
    unknown = set(labels or ()) - set(found)
    if unknown:
        raise ValueError(f"no such app: {', '.join(sorted(unknown))}. There are: {', '.join(found)}")
    return [app for label, app in found.items() if not labels or label in labels]


# ------------------------------------------------------------------ reading sources
def sources(app: App) -> Iterator[Path]:
    """Python files, then templates, each in the order of the folder; migrations say nothing to readers."""
    for path in sorted(app.folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path
    for path in sorted((app.folder / "templates").rglob("*")):
        if path.suffix in TEMPLATES:
            yield path


def strings(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """(msgid or (singular, plural), context) for every marked string of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # templatize leaves Python-like text; its indentation means nothing and would upset Python's tokenizer.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, msgid, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield msgid, context


def collect(app: App) -> Catalog:
    """The app's strings without translations, in reading order, each with the files that use it."""
    catalog = Catalog(locale="ja")
    for path in sources(app):
        for msgid, context in strings(path):
            # add() merges a string met again, and turns it into its plural form if either place asks for one.
            catalog.add(msgid, context=context, locations=[(path.relative_to(app.folder).as_posix(), 0)])
    return catalog


def read(path: Path) -> Catalog:
    """The translations on disk, or an empty catalogue."""
    if not path.exists():
        return Catalog(locale="ja")
    with path.open("rb") as file:
        return read_po(file, locale="ja")


# ------------------------------------------------------------------ writing
def update(app: App) -> Catalog:
    """Bring the app's catalogue up to date with its sources: keep translations, set unused ones aside as comments.

    A string that comes back finds its old translation among the comments. Returns what is now on disk.
    """
    old, new = read(app.catalogue), collect(app)
    known = {key(m): m for m in [*old.obsolete.values(), *list(old)] if m.id}
    for message in entries(new):
        if (before := known.pop(key(message), None)) and is_translated(before):
            message.string = fit(before.string, message)
            message.user_comments = before.user_comments
            message.flags |= before.flags & {"fuzzy"}
    for message in known.values():
        if is_translated(message):
            new.obsolete[old._key_for(message.id, message.context)] = message
    if len(new) or app.catalogue.exists():
        buffer = io.BytesIO()
        write_po(buffer, new, width=110, omit_header=True, include_lineno=False)
        replace(app.catalogue, (HEADER + buffer.getvalue().decode().lstrip("\n")).encode())
    return new


def compile_catalogue(app: App) -> None:
    """Write the .mo that Django reads, next to the .po (git does not keep it)."""
    if app.catalogue.exists():
        buffer = io.BytesIO()
        write_mo(buffer, read(app.catalogue))
        replace(app.catalogue.with_suffix(".mo"), buffer.getvalue())


def replace(path: Path, content: bytes) -> None:
    """Write whole or not at all, and leave a file alone that already says the same."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


# ------------------------------------------------------------------ checking
def entries(catalog: Catalog) -> list[Message]:
    """The messages without the header."""
    return [message for message in catalog if message.id]


def key(message: Message) -> tuple[str, str | None]:
    return (message.id[0] if isinstance(message.id, tuple | list) else message.id), message.context


def is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def fit(string: str | tuple[str, ...], message: Message) -> str | tuple[str, ...]:
    """Japanese has one form for every number, so a string that gains or loses its plural keeps its translation."""
    first = string[0] if isinstance(string, tuple | list) else string
    return (first,) if message.pluralizable else first


def placeholders(text: str) -> list[str]:
    """What is filled in: named ones once each, positional ones as often as they stand there."""
    found = PLACEHOLDER.findall(text.replace("%%", ""))
    positional = [p for p in found if p in ("%s", "%d", "{}")]
    return sorted({p for p in found if p not in positional}) + positional


def complaints(app: App) -> list[str]:
    """Every string of the app that a Japanese reader would meet in English, doubtful or with a wrong gap."""
    translated = {key(m): m for m in entries(read(app.catalogue))}
    found = []
    for wanted in entries(collect(app)):
        msgid, context = key(wanted)
        there = translated.get((msgid, context))
        place = f"{app.label}: {msgid!r}" + (f" ({context})" if context else "")
        if there is None or not is_translated(there):
            found.append(f"{place} has no Japanese ({wanted.locations[0][0]})")
        elif there.fuzzy:
            found.append(f"{place} is marked fuzzy")
        else:
            english = wanted.id[-1] if wanted.pluralizable else wanted.id
            japanese = there.string[0] if isinstance(there.string, tuple | list) else there.string
            if placeholders(english) != placeholders(japanese):
                found.append(f"{place} fills in {placeholders(english)}, its Japanese {placeholders(japanese)}")
    return found


def contradictions(chosen: list[App]) -> list[str]:
    """One English string of two apps must say one thing: Django joins all catalogues, so one would win in silence."""
    said: dict[tuple[str, str | None], tuple[str, object]] = {}
    found = []
    for app in chosen:
        for message in entries(read(app.catalogue)):
            if is_translated(message):
                string = fit(message.string, Message("x"))
                other, words = said.setdefault(key(message), (app.label, string))
                if words != string:
                    found.append(f"{key(message)[0]!r} is {words!r} in {other} but {string!r} in {app.label}")
    return found


def run(labels: list[str], *, check: bool = False, compile_only: bool = False) -> list[str]:
    """What `engawa messages` does. Returns the complaints; an empty list is good news."""
    chosen = apps(labels)
    for app in chosen:
        if not check and not compile_only:
            update(app)
        if not check:
            compile_catalogue(app)
    if compile_only:
        return []
    return [c for app in chosen for c in complaints(app)] + contradictions(chosen if labels else apps())


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command line, shared by `engawa messages` and `python -m`."""
    parser.add_argument("app", nargs="*", help="labels of apps, for example: postings applications (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; list what is missing; exit 1 if any")
    parser.add_argument("--compile", action="store_true", dest="compile_only", help="only write the .mo files")


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(prog="python -m engawa.base.text.catalogues")
    arguments(command_line)
    options = command_line.parse_args()
    problems = run(options.app, check=options.check, compile_only=options.compile_only)
    print("\n".join(problems))
    sys.exit(1 if options.check and problems else 0)
