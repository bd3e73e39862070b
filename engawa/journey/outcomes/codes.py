"""照会番号: codes that survive the telephone and a pencil."""
import secrets
import unicodedata

LETTERS = "346789ABCDEFGHJKLMNPQRTUVWXY"  # none that can be mistaken for another: no 0 O, 1 I, 2 Z, 5 S
PREFIX, PARTS, LENGTH = "EN", 2, 4


def new_code() -> str:
    """Return a new code such as EN-7KQM-34TD."""
    return "-".join([PREFIX, *("".join(secrets.choice(LETTERS) for _n in range(LENGTH)) for _p in range(PARTS))])


def tidy(typed: str) -> str:
    """Put a typed code into its one spelling: any width and case, with or without dashes, spaces and the EN."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isascii() and c.isalnum())
    if len(letters) == len(PREFIX) + PARTS * LENGTH and letters.startswith(PREFIX):
        letters = letters[len(PREFIX):]
    if len(letters) != PARTS * LENGTH:
        return letters[:20]
    return "-".join([PREFIX, *(letters[n * LENGTH:(n + 1) * LENGTH] for n in range(PARTS))])
