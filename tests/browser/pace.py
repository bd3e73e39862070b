"""How long a walk takes a person who does not hurry: computed from what the walk really did, not from how fast the machine did it.

The Keystroke-Level Model (S. K. Card, T. P. Moran, A. Newell: "The keystroke-level model for user performance time with interactive
systems", Communications of the ACM 23(7), 1980) gives the seconds of each movement: a key pressed by somebody who is no typist 0.28,
pointing at something 1.1, a press of the button 0.1 down and 0.1 up, the hand from mouse to keys or back 0.4, making up one's mind 1.35.

Everything is taken 1.8 times as long: motions and decisions of people over 60 were measured at about one and a half to two times those of
the young (T. J. Jastrzembski, N. Charness: "The Model Human Processor and the older adult", Journal of Experimental Psychology: Applied
13(4), 2007; the factor is our rounding). Japanese needs two keys and a part of a conversion for each letter: 2.3.

Reading is counted apart: every phrase of a page that the person has not met before, at 400 letters a minute (our assumption; Japanese is
read aloud at about 360). Nothing is skipped, though people skip; only of a long list of choices half is read, until one's own is found.
Fetching a code from the mailbox takes half a minute.
"""
from dataclasses import dataclass

KEY, POINT, PRESS, HAND, MIND = 0.28, 1.1, 0.2, 0.4, 1.35
SLOWER, KEYS_A_LETTER, LETTERS_A_MINUTE, MAILBOX = 1.8, 2.3, 400, 30


@dataclass(frozen=True)
class Count:
    """Fields typed into, forms sent, clicks of any kind, keys pressed to move and choose, letters typed, letters read, codes fetched."""

    typed: int
    submits: int
    clicks: int
    keys: int
    letters: int = 0
    read: int = 0
    mails: int = 0

    def __sub__(self, before: "Count") -> "Count":
        return Count(*(getattr(self, name) - getattr(before, name) for name in self.__dataclass_fields__))

    def __str__(self) -> str:
        return f"{self.typed} typed fields, {self.submits} submits, {self.clicks} clicks, {self.keys} keys"

    @property
    def minutes(self) -> float:
        """How long it takes with a mouse for what is clicked and the keys for what is written."""
        clicking = (self.clicks + self.typed) * (MIND + POINT + PRESS)
        writing = self.typed * 2 * HAND + self.letters * KEYS_A_LETTER * KEY
        return SLOWER * (clicking + writing) / 60 + self.read / LETTERS_A_MINUTE + self.mails * MAILBOX / 60
