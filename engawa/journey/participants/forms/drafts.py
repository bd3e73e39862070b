"""The frame of every step's form: it knows what was saved when it was shown, and says what differs when that changed."""
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import pgettext

from engawa.base.ui.forms import DateField, Form
from engawa.journey.participants import drafts
from engawa.journey.participants.forms import merging


class StepForm(Form):
    """A form over `saved` data (see `drafts`). Subclasses take their initial values from it.

    `seen` is the mark of what the page was shown with, `base` that itself. When the saved data has changed since, what this page
    never touched stays as it is saved by now (see `merging`). An answer that both changed differently is refused once; the page
    then holds the merged answers and the new mark, so that pressing again saves knowingly.
    """

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, saved: drafts.Saved, **kwargs: Any) -> None:
        self.saved, self.mark = saved, drafts.mark_of(saved)
        posted = data.get("seen", "") if data else ""
        self.is_late = bool(posted) and posted != self.mark
        known = merging.shown_with(data.get("base", ""), posted) if self.is_late else saved
        self.is_told, self.shown = known is not None, saved if known is None else known
        self.has_joined = False
        self.overtaken: list[tuple[Any, str, str]] = []
        super().__init__(data, *args, **kwargs)
        self.initial |= {"seen": self.mark, "base": merging.plain(saved)}

    def start_anew(self) -> None:
        """Take the page for one that was shown with what is saved now."""
        self.is_late, self.data = False, self.data.copy()
        self._mark()

    def _mark(self) -> None:
        for name in ("seen", "base"):
            self.data[name] = self.initial[name]

    def clean(self) -> dict[str, Any]:
        """Merge before the subclasses look at how the answers go together."""
        values = super().clean() or self.cleaned_data
        if self.is_late and not self.errors:
            self.data = self.data.copy()
            self.merge(values)
        return values

    def merge(self, values: dict[str, Any]) -> None:
        """Put the merged answers in the place of those typed, on the page too."""
        for name in self.compared():
            typed, values[name] = values[name], self._kept(name, values[name])
            self.has_joined |= _key(typed) != _key(values[name])
            self.put(name, values[name])

    def _kept(self, name: str, typed: Any) -> Any:
        field: Any = self.fields[name]
        shown, saved = (state.get(self.key(name)) for state in (self.shown, self.saved))
        if isinstance(field, forms.ModelMultipleChoiceField):
            return field.queryset.filter(pk__in=merging.many(shown, _key(typed), saved))
        kept = merging.one(shown, _key(typed), saved)
        return field.queryset.filter(pk=kept).first() if isinstance(field, forms.ModelChoiceField) else kept

    def put(self, name: str, value: Any) -> None:
        """Let the page show a value as if it had been typed."""
        field, key = self.fields[name], _key(value)
        if isinstance(field, DateField):
            for part, number in field.widget.format_value(value).items():  # type: ignore[attr-defined]  # three fields, see DateParts
                self.data[f"{name}_{part}"] = number
        elif isinstance(key, list):
            self.data.setlist(name, [str(one) for one in key])
        else:
            self.data[name] = "" if key is None else str(key)

    def attempt(self, action: Callable[..., Any], **kwargs: Any) -> Any:
        """Call the action of the step with the mark, so that it refuses to overwrite what this page never showed."""
        self.overtaken = list(self.differences()) if self.is_late else []
        seen = self.data.get("seen", "")
        if self.is_late and not self.overtaken:  # nothing that both changed differently
            seen = self.mark
        result = super().attempt(action, seen=seen, **kwargs)
        if result is None and self.overtaken:
            self._mark()
        return result

    def differences(self) -> Iterator[tuple[Any, str, str]]:
        """Yield (label, what is saved, what was typed) of every answer that both changed differently, in words."""
        for name in self.compared():
            shown, saved = (state.get(self.key(name)) for state in (self.shown, self.saved))
            if self.is_open(shown, _key(self.cleaned_data[name]), saved, in_parts=isinstance(self.fields[name], forms.ModelMultipleChoiceField)):
                yield self.fields[name].label, self.in_words(name, saved), self.in_words(name, self.cleaned_data[name])

    def is_open(self, shown: Any, kept: Any, saved: Any, *, in_parts: bool = False) -> bool:
        """Whether a merged answer must be asked about: always where it differs, if the page did not say what it was shown with."""
        return merging.is_open(shown, kept, saved) and not in_parts if self.is_told else not merging.is_same(kept, saved)

    def key(self, name: str) -> str:
        """Return under which name the saved data holds a field."""
        return name

    def compared(self) -> Iterator[str]:
        """Yield the names of the fields that are merged and compared one by one."""
        return (name for name in self.fields if name not in ("seen", "base"))

    def values(self) -> dict[str, Any]:
        """Return the answers as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.compared()}

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


def _key(value: Any) -> Any:
    """Return a cleaned value as saved data holds it: words by their keys, several as a list in order."""
    if value is None or isinstance(value, (str, int, date)):
        return value
    return value.pk if isinstance(value, Model) else sorted(one.pk for one in value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            yield from words
        else:
            yield key, words
