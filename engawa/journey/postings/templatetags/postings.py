"""Words of the postings' pages and mails."""
from django import template
from django.utils.translation import gettext as _

from engawa.journey.postings.sections import section_names

register = template.Library()


@register.filter
def section_name(section: str) -> str:
    """Name of a section of a posting; the empty one is the whole."""
    return section_names().get(section, section) if section else _("The whole posting")
