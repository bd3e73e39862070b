"""The demo does not start under an address that others can reach."""
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from engawa.demo import rules


@register(Tags.security)
def only_on_this_machine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for each name of the site that is not this machine; nothing outside demo mode."""
    if not settings.DEMO:
        return []
    hosts = dict.fromkeys([settings.SITE_HOST, *settings.ALLOWED_HOSTS])
    return [Error(f"{rules.why_not_serve(host)} ({host})", id="demo.E001",
                  hint="Set ENGAWA_SITE_URL to http://localhost:PORT, or ENGAWA_MODE to production.")
            for host in hosts if host != "testserver" and rules.why_not_serve(host)]
