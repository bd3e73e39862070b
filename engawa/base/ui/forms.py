"""The forms of the house. `class XForm(Form)` or `class XForm(ModelForm)`, rendered by `{{ form }}` or per field.

They put typed text into one spelling, speak plain sentences, say （必須）/（任意） in words, keep what was typed and
show a refused action as an error of the form (`attempt`).
"""
from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template.loader import get_template
from django.utils.functional import cached_property

from engawa.base.ui import wording
from engawa.base.ui.fields import (
    DateField,
    DateParts,
    EmailField,
    LinesField,
    NativeDate,
    PhoneField,
    SentenceField,
    option,
)
from engawa.base.ui.refusal import Refused

__all__ = ["DateField", "DateParts", "EmailField", "Form", "LinesField", "ModelForm", "NativeDate", "PhoneField", "SentenceField",
           "option"]

CODES = (forms.IntegerField, forms.EmailField, forms.URLField, forms.DateField, forms.TimeField, forms.DateTimeField,
         PhoneField)


class Renderer(TemplatesSetting):
    """Our templates for rows; the framework's own for single controls."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    @cached_property
    def plain(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/"):
            return self.plain.get_template(template_name)
        return get_template(template_name)


class Row(BoundField):
    """One field with everything its row shows."""

    @property
    def data(self) -> Any:
        """What was typed, in one spelling, so that it is shown again the way it was understood."""
        typed = super().data
        if not isinstance(typed, str):
            return typed
        if isinstance(self.field, (forms.IntegerField,)):
            return wording.tidy_code(typed).replace(",", "")
        if isinstance(self.field, CODES):
            return wording.tidy_code(typed)
        if type(self.field) in (forms.CharField, LinesField, SentenceField) or isinstance(self.field, forms.SlugField):
            lines = isinstance(self.field.widget, forms.Textarea)
            return wording.tidy(typed, lines=lines, strip=getattr(self.field, "strip", True))
        return typed

    @property
    def kind(self) -> str:
        """How the row is built: check (one box), group (fieldset with legend) or line."""
        if isinstance(self.field.widget, forms.CheckboxInput):
            return "check"
        return "group" if self.field.widget.use_fieldset else "line"

    @property
    def needs_words(self) -> bool:
        """Whether the row says （必須） or （任意）; filters say neither."""
        return getattr(self.form, "needs_words", True)

    @property
    def focus_id(self) -> str:
        """Id of the control that takes the focus: the first of a group."""
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            _value, label = next(iter(widget.choices), ("", ""))
            return f"{self.auto_id}_0" + ("_0" if isinstance(label, (list, tuple)) else "")   # choices may stand in groups
        return widget.id_for_label(self.auto_id) or self.auto_id

    @property
    def describedby(self) -> str:
        return self.aria_describedby or ""


class _House:
    """What Form and ModelForm have in common."""

    use_required_attribute = False
    bound_field_class = Row
    default_renderer = Renderer
    needs_words = True
    error_css_class = "field--err"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def __getitem__(self, name: str) -> BoundField:
        # Here and not in __init__, because forms change their fields after super().__init__().
        if name in self.fields and name not in self._bound_fields_cache:  # type: ignore[attr-defined]  # mixed into a form
            _prepare(self.fields[name], name)  # type: ignore[attr-defined]  # mixed into a form
        return super().__getitem__(name)  # type: ignore[misc]  # mixed into a form

    def attempt(self, action: Callable[..., Any], **kwargs: Any) -> Any:
        """Call an action; its result (or True when it returns None), or None with its refusal shown in the form."""
        try:
            result = action(**kwargs)
        except Refused as refusal:
            self.add_error(None, refusal.reason)  # type: ignore[attr-defined]  # mixed into a form
            return None
        return True if result is None else result


class Form(_House, forms.Form):
    """Base of every form without a table of its own."""


class ModelForm(_House, forms.ModelForm):
    """Base of forms whose fields mirror a table. They never save: views hand cleaned_data to an action."""


def _prepare(field: forms.Field, name: str) -> None:
    """Give a field our sentences and its control our classes, once per form."""
    wording.speak_plainly(field, name)
    if isinstance(field, forms.CharField) and wording.refuse_broken not in field.validators:
        field.validators.insert(0, wording.refuse_broken)
    widget, attrs = field.widget, field.widget.attrs
    for each in ("maxlength", "minlength", "cols", "rows"):
        attrs.pop(each, None)  # a limit is told after sending; typing and pasting are never cut off
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        widget.template_name = "ui/widgets/choices.html"
        return
    if isinstance(widget, (forms.CheckboxInput, forms.HiddenInput, DateParts)):
        return
    classes = ["input", *attrs.get("class", "").split()]
    if isinstance(widget, forms.NumberInput):
        # As text: number controls change by the mouse wheel and refuse full-width digits.
        widget.input_type = "text"
        attrs.setdefault("inputmode", "decimal" if isinstance(field, (forms.DecimalField, forms.FloatField)) else "numeric")
        attrs.setdefault("autocomplete", "off")
        classes.append("input--s")
        for each in ("min", "max", "step"):
            attrs.pop(each, None)
    elif isinstance(widget, NativeDate):
        classes.append("input--m")
    elif isinstance(field, forms.EmailField):
        attrs.setdefault("autocomplete", "email")
    attrs["class"] = " ".join(dict.fromkeys(classes))
