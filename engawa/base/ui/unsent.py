"""What stands typed on a page that has several buttons or leads elsewhere: kept in the session, so that no button loses what is meant for another."""
from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import HttpRequest

from engawa.base.ui.forms import Form

Some = TypeVar("Some", bound=Form)
KEY, PAGES = "unsent", 10  # of many pages the oldest are forgotten


class Typed:
    """The texts and ticks of one page that are not sent yet, by the names of their fields."""

    def __init__(self, request: HttpRequest, page: str) -> None:
        self.session, self.page = request.session, page
        self.texts: dict[str, str | list[str]] = dict(self.session.get(KEY, {}).get(page, {}))

    def keep(self, request: HttpRequest, forms: Iterable[Form]) -> None:
        """Keep what came with a button for each of the forms, whichever of them it was meant for."""
        for form in forms:
            for field, name in ((field, form.add_prefix(name)) for name, field in form.fields.items()):
                if getattr(field.widget, "allow_multiple_selected", False):
                    self.texts[name] = request.POST.getlist(name)
                elif name in request.POST:
                    self.texts[name] = request.POST[name]
        self._save()

    def keep_changes(self, form: Form) -> None:
        """Keep what a sent form says, unless nothing in it was changed."""
        texts = {name: form[name].value() for name in form.fields}
        self.texts = texts if any((text or "") != str(form.initial.get(name) or "") for name, text in texts.items()) else {}
        self._save()

    def filled(self, form: Some) -> Some:
        """A fresh form with what is kept for it."""
        form.initial |= {name: self.texts[form.add_prefix(name)] for name in form.fields if form.add_prefix(name) in self.texts}
        return form

    def sent(self, form: Form) -> None:
        """Forget what a form has sent."""
        for name in form.fields:
            self.texts.pop(form.add_prefix(name), None)
        self._save()

    def forget(self) -> None:
        """The page is done with: nothing of it is kept."""
        self.texts = {}
        self._save()

    def _save(self) -> None:
        self.texts = {name: text for name, text in self.texts.items() if (text.strip() if isinstance(text, str) else text)}
        others: dict[str, Any] = {page: texts for page, texts in self.session.get(KEY, {}).items() if page != self.page}
        newest = dict(list(others.items())[-(PAGES - 1):])
        if self.texts or len(others) < len(self.session.get(KEY, {})):
            self.session[KEY] = {**newest, self.page: self.texts} if self.texts else newest
