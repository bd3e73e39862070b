"""What holds for every answer: who may keep a copy of it, and a calm page when something is refused."""
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from engawa.base.ui import carried, errors
from engawa.base.ui.refusal import Refused

Answer = Callable[[HttpRequest], HttpResponse]
# Nothing in this product needs these; a page that was broken into should not get them either.
PERMISSIONS = ", ".join(f"{name}=()" for name in (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"))


class PrivatePages:
    """Pages of a signed-in person are kept by no cache, so "back" after signing out shows nothing."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # The cookie tells enough; looking at request.user would read the session for every picture.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response["Cache-Control"] = "private, no-store"
        elif not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class ClosedForWork:
    """Show one calm page instead of everything else while `engawa maintenance on` is in force.

    A file is the switch: it holds for all processes of this machine at once and needs neither restart nor database.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return errors.maintenance(request) if settings.CLOSED_FILE.exists() else self.get_response(request)


class CarriedForms:
    """Put what was typed before following a link back into its form."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            carried.after(request, response)
        return response


class RefusedPages:
    """Turn a refusal by an action into a page with its reason, and a bare 405 into a page that helps."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            page = errors.not_allowed(request)
            page["Allow"] = response.get("Allow", "")
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.refused(request, exception) if isinstance(exception, Refused) else None
