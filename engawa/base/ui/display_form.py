"""The three questions of the display page; every answer shows itself."""
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.ui import display
from engawa.base.ui.forms import Form


def _seen(label: object, kind: str, code: str, words: str) -> SafeString:
    """Return a choice label with a line of text printed the way the choice would print it."""
    return format_html('{} <span class="seen seen--{}-{}" data-{}="{}">{}</span>', label, kind, code, kind, code, words)


class DisplayForm(Form):
    """Size of letters, colours, space between lines."""

    needs_words = False
    text_size = forms.ChoiceField(label=gettext_lazy("Size of letters"), choices=display.TEXT_SIZES,
                                  widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=gettext_lazy("Colours"), choices=display.THEMES, widget=forms.RadioSelect)
    line_spacing = forms.ChoiceField(label=gettext_lazy("Space between lines"), choices=display.LINE_SPACINGS,
                                     widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tea = _("Tea on the veranda")
        two_lines = _("Neighbours sit down on the veranda, drink tea and talk about the garden until the sun goes down.")
        for name, kind, words in (("text_size", "size", tea), ("theme", "theme", tea), ("line_spacing", "leading", two_lines)):
            self.fields[name].choices = [(code, _seen(label, kind, code, words))
                                         for code, label in self.fields[name].choices]
