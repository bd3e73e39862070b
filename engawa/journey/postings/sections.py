"""The names of the sections of a posting, in order."""
from django.utils.translation import gettext as _


def section_names(kind: str = "project") -> dict[str, str]:
    """Return the words of the sections a posting of a kind is written in; the last one is a choice."""
    other = {"other": _("In the other language")}
    if kind == "talk":
        return {"talk": _("What the talk is about"), **other}
    return {"need": _("What troubles you"), "task": _("What you ask for"), "deliverables": _("What is delivered"),
            "time": _("Time and period"), "contact": _("Contact"), "data": _("Confidentiality"), "ready": _("Are you ready?"), **other}
