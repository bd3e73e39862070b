"""Links to a meeting on Zoom."""
import re

from engawa.base.integrations.addresses import is_at

NAME = "Zoom"
HOSTS = (".zoom.us", ".zoom.com", ".zoomgov.com")
# A room, not the front page of the service.
ROOM = re.compile(r"/(?:j|s|w|my)/[\w.-]+|/wc/(?:join/)?\d+")


def owns(url: str) -> bool:
    """Say whether a link leads to a meeting on this service."""
    return is_at(url, HOSTS, ROOM)
