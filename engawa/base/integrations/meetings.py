"""Links to online meetings: which are accepted, and a room of our own when nobody has one."""
import unicodedata
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from engawa.base.integrations.addresses import parts_of
from engawa.base.integrations.jitsi import links as jitsi
from engawa.base.integrations.meet import links as meet
from engawa.base.integrations.teams import links as teams
from engawa.base.integrations.zoom import links as zoom
from engawa.base.ui.refusal import Refused

SERVICES: dict[str, ModuleType] = {"jitsi": jitsi, "zoom": zoom, "teams": teams, "meet": meet}


@dataclass(frozen=True)
class Provider:
    """The service of a link. `url` is the link as it should be kept: without spaces around it."""

    code: str
    name: str
    url: str

    def __str__(self) -> str:
        return self.name


def check_link(url: str) -> Provider:
    """Return the service of a pasted link.

    Raises:
        Refused: not an https address, with something hidden in it, or not a meeting on a service we know.
    """
    url = unicodedata.normalize("NFKC", url).strip()
    if not url.lower().startswith("https://"):
        raise Refused(_("Paste the whole link of the meeting. It begins with https://"))
    if parts_of(url) is None:
        raise Refused(_("There is something odd in this link. Please copy it again from the invitation."))
    provider = _provider_of(url)
    if provider is None:
        raise Refused(_("Meetings can be on Zoom, Microsoft Teams, Google Meet or Jitsi Meet. "
                        "Please paste the link that opens the meeting itself."))
    return provider


def _provider_of(url: str) -> Provider | None:
    return next((Provider(code, service.NAME, url) for code, service in SERVICES.items() if service.owns(url)), None)


def new_room() -> str:
    """Return the link of a new room that nobody can guess."""
    return jitsi.new_room()


def provider_name(url: str) -> str:
    """Return the name of the service of a kept link, or an empty text."""
    provider = _provider_of(url)
    return provider.name if provider else ""
