"""Links to a meeting on Google Meet."""
import re

from engawa.base.integrations.addresses import is_at

NAME = "Google Meet"
HOSTS = ("meet.google.com",)
# A room, not the front page of the service.
ROOM = re.compile(r"/[a-z]{3}-[a-z]{4}-[a-z]{3}(?:$|/)|/lookup/\w+")


def owns(url: str) -> bool:
    """Say whether a link leads to a meeting on this service."""
    return is_at(url, HOSTS, ROOM)
