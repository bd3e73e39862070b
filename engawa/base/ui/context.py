"""What the base template asks for, worked out only when it is printed."""
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language, override

from engawa.base.ui import display, navigation

LANGUAGE_WORDS = {"ja": "日本語", "en": "English"}


class House:
    """The frame around one page: menu, reader, language switch, the desk's phone."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def display(self) -> display.Display:
        return display.of(self.request)

    @cached_property
    def unread(self) -> int:
        """Number of unread notices, if the notices app put one on the request (a number, perhaps a lazy one)."""
        return int(str(getattr(self.request, "unread_notices", 0)))  # through str: a lazy number has no __int__

    @cached_property
    def role(self) -> str:
        return navigation.role_of(self.request)

    @cached_property
    def working_for(self) -> navigation.WorkingFor | None:
        return navigation.working_for(self.request)

    @cached_property
    def links(self) -> list[navigation.Link]:
        return navigation.links(self.request, self.role, self.unread if self.reader else 0)

    @cached_property
    def reader(self) -> object | None:
        """The signed-in person, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def language(self) -> str:
        return (get_language() or settings.LANGUAGE_CODE).split("-")[0]

    @cached_property
    def other_language(self) -> tuple[str, str, str]:
        """Code, own name and URL of this same page in the other language; a page reached by POST leads to its GET."""
        code = "en" if self.language == "ja" else "ja"
        path = self.request.get_full_path() if self.request.method in ("GET", "HEAD") else self.request.path
        url = translate_url(path, code)
        if url == path and getattr(self.request, "resolver_match", None) is None:
            with override(code):
                url = navigation.safe_reverse("public:top") or ("/en/" if code == "en" else "/")
        return code, LANGUAGE_WORDS[code], url

    @cached_property
    def operator(self) -> dict[str, str]:
        desk = settings.OPERATOR
        dial = "".join(c for c in desk["phone"] if c.isdigit() or c == "+")
        return {**desk, "dial": dial}


def page(request: HttpRequest) -> dict[str, House]:
    """Put the frame into every template as `house`."""
    return {"house": House(request)}
