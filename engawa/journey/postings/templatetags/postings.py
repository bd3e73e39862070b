"""Words of the postings' pages and mails."""
from typing import Any

from django import template
from django.utils.translation import gettext as _

from engawa.journey.postings.models import Posting
from engawa.journey.postings.reading import Reading, read
from engawa.journey.postings.sections import section_names

register = template.Library()


@register.filter
def section_name(section: str) -> str:
    """Name of a section of a posting; the empty one is the whole."""
    return {**section_names("talk"), **section_names()}.get(section, section) if section else _("The whole posting")


@register.simple_tag(takes_context=True)
def read_posting(context: dict[str, Any], posting: Posting) -> Reading:
    """The words of a posting in the reader's language, or in the one the address asks for (`?words=en`)."""
    return read(posting, context["request"].GET.get("words", ""))
