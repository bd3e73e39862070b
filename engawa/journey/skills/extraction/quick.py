"""Long patterns searched quickly: first only for words one of which must stand in whatever matches. Mostly none does.

`re` tries every alternative of a pattern at every letter. Words alone it passes over from one first letter to the next.
"""
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 24  # spellings of one stretch that are told apart
KANA = re.compile(r"[ぁ-ん]")


class Quick:
    """A pattern that is asked of many texts and stands in few."""

    def __init__(self, pattern: str, flags: int = 0, part: str = "") -> None:
        """Take a pattern; `part` is the part of it whose words are looked for, if it has any, where the others stand there anyway."""
        parsed = _parser.parse(pattern, flags)
        self.words = needed(_parser.parse(part, flags)) or needed(parsed)
        if not self.words:
            raise ValueError(f"Anything may match {pattern}")
        self._longest = min(parsed.getwidth()[1], sys.maxsize // 2)
        self._may = re.compile("|".join(map(re.escape, sorted(self.words))))
        self._whole = re.compile(pattern, flags)
        self.pattern = pattern

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._whole.search(text) if self._may.search(text) else None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._whole.match(text, at) if self._may.search(text, at, at + self._longest) else None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """As of a compiled pattern."""
        return self._whole.finditer(text) if self._may.search(text) else ()

    def sub(self, by: Callable[[re.Match[str]], str], text: str) -> str:
        """As of a compiled pattern."""
        return self._whole.sub(by, text) if self._may.search(text) else text


def by_first_letter(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern compiled so that it passes over all letters with which no match begins.

    `re` does so by itself where each alternative begins with a plain letter, not where one begins with several or a group.
    """
    letters = "".join(sorted(_beginnings(_parser.parse(pattern, flags))))
    return re.compile(f"(?=[{letters}])(?:{pattern})", flags)


def _beginnings(parsed: Iterable[tuple[Any, Any]]) -> set[str]:
    """The letters, ranges and kinds of letters with which whatever matches begins."""
    found: set[str] = set()
    for kind, value in parsed:
        if kind is _parser.LITERAL:
            return found | {re.escape(chr(value))}
        if kind is _parser.IN:
            return found.union(_in_class(*one) for one in value)
        if kind is _parser.BRANCH:
            return found.union(*map(_beginnings, value[1]))
        if kind is _parser.SUBPATTERN:
            return found | _beginnings(value[3])
        if kind in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
            found |= _beginnings(value[2])
            if value[0]:
                return found
        elif kind not in (_parser.ASSERT, _parser.ASSERT_NOT, _parser.AT):
            break
    raise ValueError(f"It may begin with anything: {parsed}")


def _in_class(kind: Any, value: Any) -> str:
    if kind is _parser.RANGE:
        return "-".join(re.escape(chr(letter)) for letter in value)
    return {_parser.CATEGORY_DIGIT: r"\d", _parser.CATEGORY_SPACE: r"\s"}[value] if kind is _parser.CATEGORY else re.escape(chr(value))


def needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Words one of which stands in every match of a parsed pattern, the most telling there are; empty when none must."""
    best: frozenset[str] = frozenset()
    run = frozenset({""})
    for kind, value in [*parsed, (None, None)]:
        spellings = _spellings(kind, value)
        if spellings and len(run) * len(spellings) <= MOST:
            run = frozenset(one + other for one in run for other in spellings)
            continue
        best = max(best, run, *_inside(kind, value), key=_telling)
        run = spellings or frozenset({""})
    return best


def _inside(kind: Any, value: Any) -> Iterator[frozenset[str]]:
    if kind is _parser.BRANCH:
        several = [needed(one) for one in value[1]]
        yield frozenset().union(*several) if all(several) else frozenset()
    elif kind is _parser.SUBPATTERN:
        yield needed(value[3])
    elif kind in (_parser.MAX_REPEAT, _parser.MIN_REPEAT) and value[0]:
        yield needed(value[2])


def _spellings(kind: Any, value: Any) -> frozenset[str]:
    """Everything that a part of a pattern may be; empty when that is not a handful."""
    if kind is _parser.LITERAL:
        return frozenset({chr(value)})
    if kind in (_parser.ASSERT, _parser.ASSERT_NOT, _parser.AT):
        return frozenset({""})  # asks without taking a letter
    if kind is _parser.IN and all(one is _parser.LITERAL for one, _ in value):
        return frozenset(chr(letter) for _, letter in value)
    if kind is _parser.SUBPATTERN:
        return _spelled(value[3])
    if kind is _parser.BRANCH:
        several = [_spelled(one) for one in value[1]]
        return frozenset().union(*several) if all(several) else frozenset()
    return frozenset()


def _spelled(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found = frozenset({""})
    for kind, value in parsed:
        found = frozenset(one + other for one in found for other in _spellings(kind, value))
        if not found or len(found) > MOST:
            return frozenset()
    return found


def _telling(words: frozenset[str]) -> tuple[int, int]:
    """The commonest word decides how often a text must be looked at after all; kana are common."""
    return min((sum(2 if KANA.match(letter) else 3 for letter in word) for word in words), default=0), -len(words)
