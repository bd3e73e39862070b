"""Where the demo may be shown."""
import ipaddress

from django.utils.translation import gettext as _


def why_not_serve(host: str) -> str | None:
    """Say why the demo is not served under a host name or address, or None for this machine itself."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return None
    try:
        if ipaddress.ip_address(name).is_loopback:
            return None
    except ValueError:
        pass
    return _("The demo signs anybody in with one click, so it is served to this machine only.")
