"""The three questions of the display page."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.ui import display
from engawa.base.ui.forms import Form


class DisplayForm(Form):
    """Size of letters, colours, space between lines."""

    needs_words = False
    text_size = forms.ChoiceField(label=_("Size of letters"), choices=display.TEXT_SIZES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Colours"), choices=display.THEMES, widget=forms.RadioSelect)
    line_spacing = forms.ChoiceField(label=_("Space between lines"), choices=display.LINE_SPACINGS,
                                     widget=forms.RadioSelect)
