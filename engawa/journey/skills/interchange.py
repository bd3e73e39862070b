"""A list as the YAML we ship, out and in: read with care, each mistake said with its line.

A shape says what a value must look like: a dict of fields, `Several(shape)`, `Maybe(shape)` for a field that may be missing,
`OrNothing(shape)`, or one of the plain ones (TEXT, NUMBER, YES_NO, WEIGHTS, BOTH).
"""
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import gettext as _

from engawa.journey.skills.editions import Kind, Row
from engawa.journey.skills.reference import Loader
from engawa.journey.skills.shapes import NUMBER, TEXT, WEIGHTS, YES_NO, Maybe, OrNothing, Several

MAX_BYTES = 1024 ** 2  # three times the longest of our files
MAX_DEPTH = 8
MAX_PROBLEMS = 20
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, and in which line (0: in the file as a whole)."""

    line: int
    words: str


@dataclass
class Read:
    """A file that was read: its rows, or what is wrong with it. `lines` says where each value stands."""

    rows: list[Row] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _Stop(Exception):
    """Reading on makes no sense."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.problem = Problem(line, words)


def read(data: bytes, kind: Kind) -> Read:
    """Read an uploaded file of a list. Nothing of it is trusted; without problems its rows have the shape of the list."""
    found = Read()
    try:
        text = _text(data)
        _look_at_events(text)
        document = _Builder(found).build(yaml.compose(text, Loader=Loader))
        _look_at_document(document, kind, found)
    except _Stop as stop:
        found.problems.append(stop.problem)
    if not found.problems:
        found.rows = document[kind.section]
    found.problems = sorted(found.problems, key=lambda problem: problem.line)[:MAX_PROBLEMS]
    return found


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Stop(0, _("The file is larger than %(n)s MB. Lists are far smaller.") % {"n": MAX_BYTES // 1024 ** 2})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Stop(data.count(b"\n", 0, error.start) + 1, _("The letters cannot be read. Please save the file as UTF-8.")) from error


def _look_at_events(text: str) -> None:
    """Refuse what a list has no use for before anything is built: repeated parts, tags, deep nesting."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            line = event.start_mark.line + 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if getattr(event, "anchor", None):
                raise _Stop(line, _("Marks such as &a and *a are not used in lists."))
            if getattr(event, "tag", None):
                raise _Stop(line, _("Marks such as !!str are not used in lists."))
            if depth > MAX_DEPTH or documents > 1:
                raise _Stop(line, _("This is not one of our lists."))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Stop(min(mark.line, text.count("\n")) + 1 if mark else 0, _("The file breaks off here or a sign is missing.")) from error
    except yaml.reader.ReaderError as error:
        raise _Stop(text.count("\n", 0, error.position) + 1, _("There is a sign that cannot be read.")) from error


class _Builder:
    """Makes plain values of nodes and remembers the line of each."""

    plain = yaml.constructor.SafeConstructor()

    def __init__(self, found: Read) -> None:
        self.found = found

    def build(self, node: yaml.Node | None, path: Path = ()) -> Any:
        if node is None:
            raise _Stop(0, _("The file is empty."))
        self.found.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return [self.build(one, (*path, place)) for place, one in enumerate(node.value)]
        return self._fields(node, path) if isinstance(node, yaml.MappingNode) else self._scalar(node)

    def _fields(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in made:
                self.found.problems.append(Problem(line, _("“%(name)s” is written twice.") % {"name": name}))
            made[name] = self.build(value, (*path, name))
        return made

    def _scalar(self, node: yaml.Node) -> Any:
        read_as = {"int": self.plain.construct_yaml_int, "float": self.plain.construct_yaml_float,
                   "bool": self.plain.construct_yaml_bool, "null": self.plain.construct_yaml_null}
        try:
            return read_as.get(node.tag.rpartition(":")[2], lambda one: one.value)(node)
        except ValueError:
            self.found.problems.append(Problem(node.start_mark.line + 1, _("This number cannot be read.")))
            return 0


# ------------------------------------------------------------------- the shape
def _look_at_document(document: Any, kind: Kind, found: Read) -> None:
    shipped = kind.document()
    if not isinstance(document, dict) or not isinstance(document.get(kind.section), list):
        raise _Stop(0, _("There is no list “%(name)s” in this file.") % {"name": kind.section})
    for name, value in document.items():
        if name != kind.section and value != shipped.get(name):
            found.problems.append(Problem(found.lines[(name,)], _("“%(name)s” cannot be changed here.") % {"name": name}))
    met: set[str] = set()
    for place, row in enumerate(document[kind.section]):
        path: Path = (kind.section, place)
        found.problems += [Problem(found.lines[where], words) for where, words in _differences(kind.shape, row, path)]
        slug = row.get("slug") if isinstance(row, dict) else None
        if isinstance(slug, str) and (len(slug) > 60 or not SLUG.fullmatch(slug)):
            found.problems.append(Problem(found.lines[path], _("“slug” has small letters, figures and hyphens only.")))
        elif isinstance(slug, str) and slug in met:
            found.problems.append(Problem(found.lines[path], _("“%(name)s” is written twice.") % {"name": slug}))
        met.add(str(slug))


def _differences(shape: Any, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """What of a value is not as its shape wants it."""
    if isinstance(shape, OrNothing):
        if value is not None:
            yield from _differences(shape.shape, value, path)
    elif isinstance(shape, Several):
        if not isinstance(value, list):
            yield path, _("“%(name)s” must be a list.") % {"name": path[-1]}
            return
        for place, one in enumerate(value):
            yield from _differences(shape.shape, one, (*path, place))
    elif isinstance(shape, Mapping):
        yield from _fields_that_differ(shape, value, path)
    elif not _is_plain(shape, value):
        name = next(str(part) for part in reversed(path) if isinstance(part, str))
        yield path, {TEXT: _("“%(name)s” must be a text."), NUMBER: _("“%(name)s” must be a whole number."),
                     YES_NO: _("“%(name)s” must be true or false."),
                     WEIGHTS: _("“%(name)s” must be names with a number above 0 and up to 1.")}[shape] % {"name": name}


def _fields_that_differ(shape: Mapping[str, Any], value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, dict):
        yield path, _("Here must stand: %(names)s.") % {"names": ", ".join(shape)}
        return
    for name in value:
        if name not in shape:
            yield (*path, name), _("“%(name)s” is not known here.") % {"name": name}
    for name, inner in shape.items():
        if name in value:
            yield from _differences(inner.shape if isinstance(inner, Maybe) else inner, value[name], (*path, name))
        elif not isinstance(inner, Maybe):
            yield path, _("“%(name)s” is missing.") % {"name": name}


def _is_plain(shape: str, value: Any) -> bool:
    if shape == WEIGHTS:
        return isinstance(value, dict) and all(_is_weight(one) for one in value.values())
    if shape == YES_NO:
        return isinstance(value, bool)
    if shape == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def _is_weight(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= 1


# ---------------------------------------------------------------------- and out
class _Dumper(yaml.SafeDumper):
    """Rows stand one under the other, what is in them in one line, as in our files."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def write(kind: Kind, rows: Iterable[Row]) -> str:
    """Return the file of a list that says these rows, in the order of the shape, under the first line of our own file."""
    ordered = [in_order(kind.shape, row) for row in rows]
    document = {name: ordered if name == kind.section else value for name, value in kind.document().items()}
    shipped = files(kind.owner).joinpath("data", kind.file).read_text(encoding="utf-8")
    comment = shipped.split("\n", 1)[0] + "\n"
    return comment + yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)


def in_order(shape: Any, value: Any) -> Any:
    """Return a value with its fields in the order of its shape; databases forget the order in which fields were written."""
    if isinstance(shape, (Maybe, OrNothing, Several)):
        inner = shape.shape
        return [in_order(inner, one) for one in value] if isinstance(shape, Several) else in_order(inner, value)
    if isinstance(shape, Mapping) and isinstance(value, dict):
        return {name: in_order(inner, value[name]) for name, inner in shape.items() if name in value}
    return value
