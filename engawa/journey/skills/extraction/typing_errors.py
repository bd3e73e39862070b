"""Words of five letters or more with one letter wrong, missing, added or swapped with its neighbour."""
from collections import defaultdict
from dataclasses import dataclass, field

SHORTEST = 5


@dataclass
class TypingErrors:
    """Every name with each of its letters left out once: a wrong spelling shares one of these shapes with it."""

    names: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, skill: str) -> None:
        """Know a name (in lower case). Names with spaces or several scripts are typed in pieces and left out."""
        is_kana = all("ァ" <= letter <= "ー" for letter in name)
        if len(name) < SHORTEST or not (is_kana or (name.isascii() and name.isalpha())):
            return
        self.names.setdefault(name, skill)
        for shape in _shapes(name):
            self.shapes[shape].add(name)

    def meant(self, typed: str) -> str | None:
        """The one name this is a wrong spelling of; None when it is none or could be two."""
        if len(typed) < SHORTEST or typed in self.names:
            return None
        near = set().union(*map(self.shapes.__getitem__, self.shapes.keys() & _shapes(typed)))
        close = {name for name in near if _is_one_slip(typed, name) and name[0] == typed[0]}
        skills = {self.names[name] for name in close}
        return min(close) if len(skills) == 1 else None

    def skill(self, name: str) -> str:
        """The skill a name belongs to."""
        return self.names[name]


def _shapes(name: str) -> set[str]:
    return {name} | {name[:index] + name[index + 1:] for index in range(len(name))}


def _is_one_slip(typed: str, name: str) -> bool:
    if len(typed) == len(name):
        wrong = [index for index in range(len(name)) if typed[index] != name[index]]
        if len(wrong) == 1:
            return True
        return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and (
            typed[wrong[0]], typed[wrong[1]]) == (name[wrong[1]], name[wrong[0]])
    longer, shorter = sorted((typed, name), key=len, reverse=True)
    # An s, er or ing at the end is grammar, not a slip.
    if longer == typed and longer[:-1] == shorter and longer.isascii():
        return longer[-1] not in "sd"
    return any(longer[:index] + longer[index + 1:] == shorter for index in range(len(longer)))
