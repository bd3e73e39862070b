"""Why a version was made, where a button says it: kept as a code, so that everybody reads it in their own language."""
import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CODE = re.compile(r"::(?:(back) (\d+)|(\w+))")
BUTTONS: dict[str, str | Promise] = {
    "kept": gettext_lazy("Kept our own words."), "left": gettext_lazy("Followed the update, which left it out."),
    "took": gettext_lazy("Took the words of the update."), "file": gettext_lazy("Brought in with a file."),
}
KEPT, LEFT, TOOK, FILE = (f"::{code}" for code in BUTTONS)


def back_to(number: int) -> str:
    """The code of bringing an older version back."""
    return f"::back {number}"


def in_words(why: str) -> str:
    """What is kept as a reason, in the reader's language; what somebody typed stays as it is."""
    code = CODE.fullmatch(why)
    if code is None:
        return why
    return _("Back to version %(number)s.") % {"number": code[2]} if code[1] else str(BUTTONS.get(code[3], why))
