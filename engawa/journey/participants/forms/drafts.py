"""The frame of every step's form: it knows what was saved when it was shown, and says what differs when that changed."""
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import pgettext

from engawa.base.ui.forms import Form
from engawa.journey.participants import drafts


class StepForm(Form):
    """A form over `saved` data (see `drafts`). Subclasses take their initial values from it.

    `seen` is the mark of what the page was shown with. When the saved data has changed since and what was typed differs
    from it, the save is refused once; the page then carries the new mark, so that pressing again saves knowingly.
    """

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, saved: drafts.Saved, **kwargs: Any) -> None:
        self.saved, self.mark = saved, drafts.mark_of(saved)
        posted = data.get("seen", "") if data else ""
        self.is_late = bool(posted) and posted != self.mark
        self.overtaken: list[tuple[Any, str, str]] = []
        super().__init__(data, *args, **kwargs)
        self.initial["seen"] = self.mark

    def attempt(self, action: Callable[..., Any], **kwargs: Any) -> Any:
        """Call the action of the step with the mark, so that it refuses to overwrite what this page never showed."""
        self.overtaken = list(self.differences()) if self.is_late else []
        seen = self.data.get("seen", "")
        if self.is_late and not self.overtaken:  # both pages say the same
            seen = self.mark
        result = super().attempt(action, seen=seen, **kwargs)
        if result is None and self.overtaken:
            self.data = self.data.copy()
            self.data["seen"] = self.mark
        return result

    def differences(self) -> Iterator[tuple[Any, str, str]]:
        """Yield (label, what is saved, what was typed) of every answer that differs, in words."""
        for name in self.compared():
            field = self.fields[name]
            before = self.in_words(name, self.get_initial_for_field(field, name))
            after = self.in_words(name, self.cleaned_data[name])
            if before != after:
                yield field.label, before, after

    def compared(self) -> Iterator[str]:
        """Yield the names of the fields that `differences` compares one by one."""
        return (name for name in self.fields if name != "seen")

    def in_words(self, name: str, value: Any) -> str:
        """Say an answer the way the page shows it; empty for no answer."""
        field: Any = self.fields[name]
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return date_format(value)
        many = [value] if isinstance(value, (str, int, Model)) else list(value)
        if hasattr(field, "queryset"):
            names = {str(one.pk): str(one) for one in field.queryset}
        else:
            names = {str(key): str(words) for key, words in _flat(getattr(field, "choices", ()))}
        keys = [str(getattr(one, "pk", one)) for one in many]
        return pgettext("between items of a list", ", ").join(names.get(key, key) for key in keys)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            yield from words
        else:
            yield key, words
