"""What a row of a list looks like: fields by name, and for each the shape of its value (see `interchange`)."""
from dataclasses import dataclass
from typing import Any

TEXT, NUMBER, YES_NO, WEIGHTS = "text", "number", "yes or no", "weights"  # weights: slug → number above 0 and up to 1
BOTH = {"ja": TEXT, "en": TEXT}


@dataclass(frozen=True)
class Several:
    """A list of values of one shape."""

    shape: Any


@dataclass(frozen=True)
class Maybe:
    """A field that may be missing."""

    shape: Any


@dataclass(frozen=True)
class OrNothing:
    """A value of a shape, or nothing (null)."""

    shape: Any
