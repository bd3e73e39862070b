"""Links to a meeting on Microsoft Teams."""
import re

from engawa.base.integrations.addresses import is_at

NAME = "Microsoft Teams"
HOSTS = ("teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft")
# A room, not the front page of the service.
ROOM = re.compile(r"/l/meetup-join/|/meet/\w+")


def owns(url: str) -> bool:
    """Say whether a link leads to a meeting on this service."""
    return is_at(url, HOSTS, ROOM)
