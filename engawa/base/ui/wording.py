"""What a form says when something is missing or odd: one plain sentence for each kind of field."""
import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name
from django.utils.translation import gettext as _

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ｡-ﾟ　]+")
_HALF_KANA = re.compile("[｡-ﾟ]+")
_CONTROL = re.compile("[\x01-\x08\x0b-\x0d\x0e-\x1f\x7f\u200b\u2028\u2029\ufeff]")


def _narrow(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


def tidy(text: str, *, lines: bool = False, strip: bool = True) -> str:
    """Put typed text into one spelling: NFC, ordinary letters, digits, kana and spaces.

    Full-width brackets, marks and ① stay as they are: they are good Japanese. With `lines` (text areas) only
    half-width kana are changed, and line ends become \\n. Control characters that show nothing are dropped.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = (_HALF_KANA if lines else _WIDE).sub(_narrow, text)
    text = _CONTROL.sub("", text)
    if not lines:
        text = text.replace("\n", " ")
    return text.strip() if strip else text


def tidy_code(text: str) -> str:
    """Put numbers, dates, addresses of mail and web into one spelling: everything narrow (NFKC), no outer spaces."""
    return _CONTROL.sub("", unicodedata.normalize("NFKC", text)).strip()


def refuse_broken(text: Any) -> None:
    """Refuse halves of a surrogate pair, which no database stores; the framework refuses NUL under the same code."""
    if isinstance(text, str) and any("\ud800" <= c <= "\udfff" for c in text):
        raise ValidationError(_("There is a character that cannot be used. Please type it again instead of pasting."),
                              code="null_characters_not_allowed")


def label_of(field: forms.Field, name: str) -> str:
    return str(field.label) if field.label else pretty_name(name)


def is_choice(field: forms.Field) -> bool:
    return isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))


def sentences(field: forms.Field, name: str) -> dict[str, str]:
    """Return our sentence for every error code of this field; `%(…)s` places stay for the validators."""
    label = {"label": label_of(field, name)}
    if isinstance(field, forms.BooleanField):
        required = _("Tick “%(label)s” to go on.") % label
    elif isinstance(field, forms.FileField):
        required = _("Choose a file for “%(label)s”.") % label
    elif is_choice(field):
        required = _("Choose “%(label)s”.") % label
    else:
        required = _("Enter “%(label)s”.") % label
    found = {
        "required": required,
        "invalid_choice": _("Choose “%(label)s” from the list.") % label,
        "invalid_list": _("Choose “%(label)s” from the list.") % label,
        "invalid_pk_value": _("Choose “%(label)s” from the list.") % label,
        "max_length": _("“%(label)s” is too long: %%(show_value)s characters. Please keep it to %%(limit_value)s.") % label,
        "min_length": _("“%(label)s” is too short. Please write at least %%(limit_value)s characters.") % label,
        "max_value": _("“%(label)s” can be %%(limit_value)s at most.") % label,
        "min_value": _("“%(label)s” must be %%(limit_value)s or more.") % label,
        "step_size": _("“%(label)s” goes in steps of %%(limit_value)s.") % label,
        "max_digits": _("“%(label)s” has too many digits.") % label,
        "max_decimal_places": _("“%(label)s” has too many digits after the point.") % label,
        "max_whole_digits": _("“%(label)s” has too many digits.") % label,
        "invalid": _("“%(label)s” could not be read. Please enter it again.") % label,
        "empty": _("The file of “%(label)s” is empty. Please choose another one.") % label,
        "missing": required,
        "contradiction": _("Either choose a file for “%(label)s” or tick the box to remove it, not both.") % label,
        "invalid_image": _("“%(label)s” is not a picture we can open. Please use JPEG or PNG.") % label,
        "null_characters_not_allowed":
            _("There is a character that cannot be used. Please type it again instead of pasting."),
        "unique": _("Somebody already uses this “%(label)s”. Please use another.") % label,
    }
    if isinstance(field, forms.EmailField):
        found["required"] = found["invalid"] = _("Enter a mail address. Example: taro@example.jp")
    elif isinstance(field, forms.URLField):
        found["invalid"] = _("Enter a web address. Example: https://example.jp/")
    elif isinstance(field, forms.DateField):
        found["invalid"] = _("Enter “%(label)s” like 1 October 2026: 2026/10/1.") % label
    elif isinstance(field, forms.TimeField):
        found["invalid"] = _("Enter “%(label)s” like 14:30.") % label
    elif isinstance(field, forms.IntegerField):
        found["invalid"] = _("Enter “%(label)s” as a number. Example: 3") % label
    return found


def speak_plainly(field: forms.Field, name: str) -> None:
    """Replace the framework's messages by ours, except where the form's author wrote their own."""
    for code, words in sentences(field, name).items():
        default = next((c.default_error_messages[code] for c in type(field).__mro__
                        if code in getattr(c, "default_error_messages", {})), None)
        own = field.error_messages.get(code)
        if own is None or own is default or getattr(own, "_ours", False):
            field.error_messages[code] = Sentence(words)


class Sentence(str):
    """A sentence this module wrote: it may be replaced when the label changes, and a label may contain a %."""

    _ours = True

    def __mod__(self, values: Any) -> str:
        return re.sub(r"%\((limit_value|show_value)\)s", lambda place: str(values.get(place.group(1), "")), self)
