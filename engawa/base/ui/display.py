"""How a reader wants to see the pages: size of letters, colours, space between lines.

Visitors keep it in a cookie, readers with an account in the account (the users app registers how with
`keep_with`). Applied by the server as data attributes of <html>, so no script is needed.
"""
from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 3600
TEXT_SIZES = [("standard", _("Standard")), ("large", _("Large")), ("max", _("Extra large"))]
THEMES = [("light", _("Standard")), ("dark", _("Dark")), ("contrast", _("White on black")),
          ("auto", _("Follow my device"))]
LINE_SPACINGS = [("normal", _("Standard")), ("wide", _("Wide"))]


@dataclass(frozen=True)
class Display:
    """One reader's choice; every value is a code of the lists above."""

    text_size: str = "standard"
    theme: str = "light"
    line_spacing: str = "normal"


_keepers: list[Callable[..., object]] = []


def keep_with(action: Callable[..., object]) -> None:
    """Register how an account keeps the choice: `action(by=user, text_size=, theme=, line_spacing=)`."""
    _keepers[:] = [action]


def checked(text_size: object, theme: object, line_spacing: object) -> Display:
    """Return a Display in which every unknown value is replaced by the ordinary one."""
    plain = Display()
    return Display(
        str(text_size) if text_size in dict(TEXT_SIZES) else plain.text_size,
        str(theme) if theme in dict(THEMES) else plain.theme,
        str(line_spacing) if line_spacing in dict(LINE_SPACINGS) else plain.line_spacing,
    )


def from_cookie(request: HttpRequest) -> Display:
    """Read the visitor's cookie, `size.theme.spacing`; anything odd in it is ignored."""
    parts = request.COOKIES.get(COOKIE, "").split(".")[:3]
    return checked(*(parts + [""] * (3 - len(parts))))


def of(request: HttpRequest) -> Display:
    """Tell how this reader wants to see the page: the account's choice, else the cookie's."""
    if (now := getattr(request, "display_now", None)) is not None:
        return now  # the gallery shows itself in every way
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return checked(user.text_size, user.theme, user.line_spacing)
    return from_cookie(request)


def keep(request: HttpRequest, response: HttpResponse, chosen: Display) -> None:
    """Keep a choice: in the cookie always (also after signing out), in the account when there is one."""
    if request.user.is_authenticated:
        for action in _keepers:
            action(by=request.user, **asdict(chosen))
    response.set_cookie(COOKIE, ".".join(astuple(chosen)), max_age=COOKIE_AGE, samesite="Lax",
                        httponly=True, secure=request.is_secure())
