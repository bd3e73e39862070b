"""Puts the fields of a form that was sent earlier back into a page, wherever in the house it stands."""
import json
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpRequest, HttpResponseBase
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from engawa.base.ui.templatetags.ui import icon

PLACE = "typed"  # where the sentence stands: the way back from signing in leads there
CHANGED = "changed_here"  # the names of the fields changed on a page that the server keeps, see carry.js
FRESH = {"csrfmiddlewaretoken", "form_key", "working_for", CHANGED}  # the page has its own
NEVER = {*FRESH, "code"}
MOST = 100_000  # letters
UNTYPED = {"submit", "button", "reset", "image", "file", "password"}
TICKED = {"checkbox", "radio"}
Attributes = list[tuple[str, str | None]]


def worth_keeping(request: HttpRequest, most: int = MOST) -> dict[str, list[str]]:
    """Return the fields of a sent form that may be kept: no codes, no passwords; nothing where all are empty or longer than `most` letters."""
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER and "password" not in name.lower()}
    is_empty = not any(value.strip() for values in fields.values() for value in values)
    return {} if is_empty or len(json.dumps(fields)) > most else fields


def is_page(request: HttpRequest, answer: HttpResponseBase) -> bool:
    """Say whether an answer is a whole page into which something can be put back."""
    return (request.method == "GET" and not answer.streaming and answer.status_code == 200
            and answer.get("Content-Type", "").startswith("text/html") and "HX-Request" not in request.headers)


def filled_in(page: str, *, to: str, fields: dict[str, list[str]], said: str = "") -> str | None:
    """Return the page with the form filled in as it was sent and a sentence before it; None when nothing is to be put back.

    Args:
        page: the whole page.
        to: the address the form was sent to.
        fields: {name: values} of the form.
        said: the sentence before it; empty for the usual one, that it is not saved yet.
    """
    reader = _Reader(page)
    asked = set(fields) - FRESH
    fitting = [form for form in reader.forms if form.names & asked]
    if not fitting:
        return None
    form = max(fitting, key=lambda one: ((one.action == to) + (one.action in ("", to)), len(one.names & asked)))
    edits = _Edits(page, form, fields)
    if not edits.is_seen:
        return None
    lost = [value for name in sorted(asked - form.names - form.buttons) for value in fields[name] if len(value.strip()) > 1]
    return edits.made([(form.start, form.start, _note(lost, said))])


def _note(lost: list[str], said: str) -> str:
    more = format_html("<p>{}</p>{}", _("These words have no field on this page any more:"),
                       format_html_join("", "<blockquote>{}</blockquote>", ((value,) for value in lost))) if lost else ""
    return format_html('<div class="note note--ok" role="status" id="{}" tabindex="-1">{}<div><p>{}</p>{}</div></div>\n', PLACE, icon("ok"),
                       said or _("What you typed stands in this form again. It is not saved yet: please look, then press the button."),
                       more)


@dataclass
class _Tag:
    """One control: where it stands, and the folds around it."""

    name: str
    attributes: Attributes
    start: int
    end: int
    folds: tuple[int, ...]

    def get(self, name: str) -> str | None:
        return dict(self.attributes).get(name)

    def has(self, name: str) -> bool:
        return name in dict(self.attributes)

    @property
    def control(self) -> str:
        return self.get("name") or ""


@dataclass
class _Form:
    """A form of the page with its controls; an area of text ends where its words end, an option belongs to a select."""

    start: int
    action: str
    inputs: list[_Tag] = field(default_factory=list)
    areas: list[tuple[_Tag, int]] = field(default_factory=list)
    options: list[tuple[str, _Tag]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Finds the forms that are sent by POST."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.forms: list[_Form] = []
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._form: _Form | None = None
        self._select = ""
        self._area: _Tag | None = None
        self._folds: list[int] = []  # where " open" would go, -1 for one that is open
        self.feed(page)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        start, raw = self._here(), self.get_starttag_text() or ""
        one = _Tag(tag, attributes, start, start + len(raw), tuple(self._folds))
        if tag == "details":
            self._folds.append(-1 if one.has("open") else one.end - 1)
        elif tag == "form" and (one.get("method") or "").lower() == "post":
            self._form = _Form(start, one.get("action") or "")
            self.forms.append(self._form)
        elif self._form is not None:
            self._control(self._form, one)

    def _control(self, form: _Form, one: _Tag) -> None:
        if one.name == "option" and self._select:
            form.options.append((self._select, one))
            return
        kind = (one.get("type") or "").lower()
        if one.name == "button" or (one.name == "input" and kind in UNTYPED):
            form.buttons.add(one.control)
            return
        if one.name not in ("input", "textarea", "select") or not one.control or one.control in FRESH:
            return
        form.names.add(one.control)
        if one.name == "input":
            form.inputs.append(one)
        elif one.name == "select":
            self._select = one.control
        else:
            self._area = one

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._folds:
            self._folds.pop()
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._form is not None and self._area is not None:
            self._form.areas.append((self._area, self._here()))
            self._area = None


class _Edits:
    """What has to change in a page so that one form of it says what was sent."""

    def __init__(self, page: str, form: _Form, fields: dict[str, list[str]]) -> None:
        self.page, self.is_seen = page, False
        self.changes: list[tuple[int, int, str]] = []
        self.opened: set[int] = set()
        self.left = defaultdict(list, {name: list(values) for name, values in fields.items()})
        self.fields = fields
        for one in form.inputs:
            self._input(one)
        for one, end in form.areas:
            self._area(one, end)
        for name, one in form.options:
            if name in fields:
                self._mark(one, "selected", (one.get("value") or "") in fields[name])

    def _input(self, one: _Tag) -> None:
        name = one.control
        if (one.get("type") or "").lower() in TICKED:
            value = one.get("value")
            self._mark(one, "checked", ("on" if value is None else value) in self.fields.get(name, ()))
        elif self.left[name]:
            value = self.left[name].pop(0)
            if value != (one.get("value") or ""):
                rest: Attributes = [(key, each) for key, each in one.attributes if key != "value"]
                self._put(one, [*rest, ("value", value)], opens=True)

    def _area(self, one: _Tag, end: int) -> None:
        if self.left[one.control]:
            value = escape(self.left[one.control].pop(0).replace("\r\n", "\n"))
            if value != self.page[one.end:end].removeprefix("\n"):
                self._change(one, (one.end, end, f"\n{value}"), opens=True)

    def _mark(self, one: _Tag, mark: str, wanted: bool) -> None:
        if wanted != one.has(mark):
            rest: Attributes = [(key, each) for key, each in one.attributes if key != mark]
            self._put(one, [*rest, (mark, None)] if wanted else rest, opens=wanted)

    def _put(self, one: _Tag, attributes: Attributes, *, opens: bool) -> None:
        said = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attributes)
        self._change(one, (one.start, one.end, f"<{one.name}{said}>"), opens=opens)

    def _change(self, one: _Tag, change: tuple[int, int, str], *, opens: bool) -> None:
        self.changes.append(change)
        if one.get("type") == "hidden":
            return
        self.is_seen = True
        if opens:
            self.opened.update(fold for fold in one.folds if fold >= 0)

    def made(self, more: list[tuple[int, int, str]]) -> str:
        """Return the page with all changes, its folds opened where something was put back."""
        page = self.page
        for start, end, words in sorted([*self.changes, *more, *((at, at, " open") for at in self.opened)], reverse=True):
            page = page[:start] + words + page[end:]
        return page
