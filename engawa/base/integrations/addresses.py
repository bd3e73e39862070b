"""Reading a pasted address without trusting it."""
import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

# What browsers and we might read differently: white space, control characters, backslashes, letters of other scripts.
ODD = re.compile(r"[^!-\[\]-~]")


def parts_of(url: str) -> SplitResult | None:
    """Return the parts of an ordinary https address, or None: no user name in it, no port, no odd character."""
    if ODD.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or port not in (None, 443):
        return None
    return parts


def is_at(url: str, hosts: Iterable[str], room: re.Pattern[str]) -> bool:
    """Say whether an address is at one of the hosts (".zoom.us" means it and what is below it) and leads to a room."""
    parts = parts_of(url)
    if parts is None:
        return False
    host = parts.hostname or ""
    known = any(host == each.lstrip(".") or (each.startswith(".") and host.endswith(each)) for each in hosts)
    return known and bool(room.match(parts.path))
