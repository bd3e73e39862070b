"""Nothing grows past what a reader holds in mind: files, functions, views, templates, modules of actions.

Whoever needs more splits along a noun, not along a line count (architecture.md, "Sizes").
"""
import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

FILE, FUNCTION, VIEW, TEMPLATE, ACTIONS, WIDTH = 400, 60, 45, 200, 15, 160
TEST_FILE = 500  # a list of cases is read one by one
# start.py must be one file: it runs before anything is installed.
ONE_FILE = {house.ROOT / "start.py": 600}


def long_functions(tree: ast.Module, limit: int) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > limit:
                yield f"{node.name} has {lines} lines"


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def python() -> list[Path]:
    """All Python that people read: the house, its tests, its scripts. Migrations are written by a machine."""
    outside = [p for folder in ("tests", "bench", "docs") for p in sorted((house.ROOT / folder).rglob("*.py"))]
    return [p for p in house.python_files() if "data" not in p.parts] + outside + [house.ROOT / "start.py"]


def test_python_files():
    long = [p for p in python() if lines(p) > ONE_FILE.get(p, TEST_FILE if "tests" in p.parts else FILE)]
    assert [f"{house.say(p)}: {lines(p)}" for p in long] == []


def wide(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if len(line) > WIDTH:
            yield f"{house.say(path)}:{number} is {len(line)} letters wide"


def test_lines_fit_on_a_page():
    assert [line for path in python() for line in wide(path)] == []


def test_functions():
    assert [f"{house.say(p)}: {what}" for p in python() for what in long_functions(house.tree(p), FUNCTION)] == []


def test_views():
    assert [f"{house.say(p)}: {what}" for p in house.python_files() if house.module(p) == "views"
            for what in long_functions(house.tree(p), VIEW)] == []


def test_templates():
    assert [f"{house.say(p)}: {lines(p)}" for p in house.templates() if lines(p) > TEMPLATE] == []


def test_modules_of_actions():
    crowded = {
        house.say(path): count for path in house.python_files() if house.module(path) == "actions"
        if (count := sum(isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
                         for node in house.tree(path).body)) > ACTIONS
    }
    assert crowded == {}


def test_this_test_sees_a_long_function():
    body = "\n".join(f"    x = {n}" for n in range(60))
    assert list(long_functions(ast.parse(f"def f():\n{body}\n"), 60)) == ["f has 61 lines"]
