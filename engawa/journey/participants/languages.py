"""The languages people speak besides their own, by code: those of NPOs' partners and of people living in Japan."""
from django.utils.translation import gettext_lazy as _

LANGUAGE_NAMES = {
    "ja": _("Japanese"), "en": _("English"), "zh": _("Chinese"), "ko": _("Korean"), "vi": _("Vietnamese"), "tl": _("Filipino"),
    "pt": _("Portuguese"), "es": _("Spanish"), "ne": _("Nepali"), "id": _("Indonesian"), "th": _("Thai"), "my": _("Burmese"),
    "mn": _("Mongolian"), "hi": _("Hindi"), "bn": _("Bengali"), "ar": _("Arabic"), "fr": _("French"), "de": _("German"),
    "it": _("Italian"), "ru": _("Russian"), "uk": _("Ukrainian"), "jsl": _("Japanese Sign Language"),
}
MAIN = ("ja", "en")  # asked of everybody
EXTRA_MAX = 5
EXTRA_EMPTY = 2  # rows to add a language in
