"""ALL triggers from an earlier step to a later one, on one page.

Going down the house needs no signal: a later step calls an earlier one's action. Going up does: an earlier
step announces, and here it is decided who hears it. Every receiver runs in the transaction of the announcement,
so an error undoes both.
"""


def connect() -> None:
    """Connect every hand-off. Called once, when all apps are loaded."""
