"""Fields that forgive: any way to write a date, a phone number, a mail address, a list."""
import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from engawa.base.ui import dates
from engawa.base.ui.wording import tidy, tidy_code


def _with_hint(label: object, hint: object) -> SafeString:
    return format_html("{}<small>{}</small>", label, hint) if hint else format_html("{}", label)


# Put together when it is shown: the choices of a form are read once, its readers have two languages.
_option: Any = lazy(_with_hint, SafeString)


def option(label: object, hint: object = "") -> SafeString:
    """Return a choice label with a small second line, for radio and checkbox rows, in the reader's language."""
    return _option(label, hint)


class DateParts(forms.Widget):
    """Three small fields: year (2026 or 令和8), month, day. Reads one text in a single field as well."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True
    parts = ("year", "month", "day")

    def format_value(self, value: Any) -> dict[str, str]:
        if isinstance(value, (date, datetime)):
            return {"year": str(value.year), "month": str(value.month), "day": str(value.day)}
        if isinstance(value, dict):
            return value
        found = dates.read_date(str(value)) if value else None
        return self.format_value(found) if found else {"year": str(value or ""), "month": "", "day": ""}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["parts"] = self.format_value(value)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data:
            return data.get(name)
        typed = {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        return typed if any(typed.values()) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_year" if id_ else id_


class NativeDate(forms.DateInput):
    """The browser's own calendar, for days near today such as a due date."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day, written in any usual way. Cleans to datetime.date."""

    widget = DateParts

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, date):
            return value or None
        if isinstance(value, dict):
            value = "-".join(re.sub("[年月日]$", "", tidy_code(value[part])) for part in DateParts.parts)
        if found := dates.read_date(str(value)):
            return found
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class EmailField(forms.EmailField):
    """A mail address in one spelling: narrow letters, lower case, no spaces."""

    def clean(self, value: Any) -> str:
        return super().clean(re.sub(r"\s+", "", tidy_code(value)).lower() if isinstance(value, str) else value)


class PhoneField(forms.CharField):
    """A phone number in any way of writing; cleans to digits, with + in front for other countries."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        text = tidy_code(str(value or ""))
        number = ("+" if text.startswith("+") else "") + re.sub(r"[^0-9]", "", text)
        value = super().clean(number or text)
        if value and (re.search(r"[^0-9+()\-‐－―ー−. ]", text) or not 9 <= len(value.lstrip("+")) <= 15):
            raise ValidationError(_("Enter the phone number with its area code. Example: 03-0000-1234"), code="invalid")
        return value


class SentenceField(forms.CharField):
    """A title or a sentence, in a box tall enough to be read whole on a phone; it stays one line."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class LinesField(forms.CharField):
    """One thing a line; cleans to a list of texts without bullets and empty lines."""

    widget = forms.Textarea

    def __init__(self, *, max_lines: int = 20, max_line: int = 200, **kwargs: Any) -> None:
        self.max_lines, self.max_line = max_lines, max_line
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # because one text becomes several
        text = super().clean(self.prepare_value(value) or "")
        lines = [re.sub(r"^\s*[・•●○\-*]\s*", "", tidy(line)) for line in text.splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > self.max_lines:
            raise ValidationError(_("Please keep it to %(n)s lines."), code="max_lines", params={"n": self.max_lines})
        for line in lines:
            if len(line) > self.max_line:
                raise ValidationError(_("One line is too long: “%(line)s…”. Please keep it to %(n)s characters."),
                                      code="max_line", params={"line": line[:15], "n": self.max_line})
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), self.prepare_value(data))
