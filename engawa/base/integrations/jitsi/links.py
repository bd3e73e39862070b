"""Links to a meeting on Jitsi Meet, and the address of a new room: nothing has to be set up, the name is the key."""
import re
import secrets

from django.conf import settings

from engawa.base.integrations.addresses import is_at

NAME = "Jitsi Meet"
HOSTS = ("meet.jit.si", settings.JITSI_HOST)
# A room, not the front page of the service.
ROOM = re.compile(r"/[\w.%/-]*[\w%]{6}")
# Letters and digits that are not mistaken for each other when somebody reads them out.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, LETTERS_A_GROUP = 4, 5


def owns(url: str) -> bool:
    """Say whether a link leads to a meeting on this service."""
    return is_at(url, HOSTS, ROOM)


def new_room() -> str:
    """Return the link of a room that nobody can guess: 20 letters of 31, some 99 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(LETTERS_A_GROUP)) for _ in range(GROUPS))
    return f"https://{settings.JITSI_HOST}/engawa-{'-'.join(groups)}"
