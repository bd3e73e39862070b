"""The names of the sections of a posting, in order."""
from django.utils.translation import gettext as _


def section_names() -> dict[str, str]:
    """Return the words of the six sections, in order."""
    return {"need": _("What troubles you"), "task": _("What you ask for"), "deliverables": _("What is delivered"),
            "time": _("Time and period"), "contact": _("Contact"), "data": _("Confidentiality")}
