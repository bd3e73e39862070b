"""What is said when a file cannot be read: what happened, and what to do about this file.

That nothing is lost and that typing works as well is said once, on the page, beside every one of these.
"""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = {
    "broken": gettext_noop("This file is broken or was cut off on the way. Please open it in its program, save it again and send that."),
    "unknown": gettext_noop("We cannot read files of this kind. Please save it as Word (.docx), Excel (.xlsx), PDF or text (.txt) and send that. "
                            "A LinkedIn archive (.zip) and JSON Resume (.json) can be read too."),
    "old_office": gettext_noop("This file is in the older format of Word or Excel (.doc, .xls). Please save it as .docx or .xlsx and send that."),
    "encrypted": gettext_noop("This file is locked with a password. Please save it without the password and send that."),
    "scanned": gettext_noop("This PDF holds only pictures of the pages, so there are no letters to read. "
                            "If you have the Word or Excel file it was made from, please send that."),
    "too_much": gettext_noop("This file holds more than a résumé can: too many pages, rows or parts. Please save only the résumé and send that."),
    "too_slow": gettext_noop("Reading this file took too long, so we stopped. Please save it again, or as text (.txt), and send that."),
    "nothing": gettext_noop("The file could be opened, but we found no working life in it: no years with a workplace, no skills."),
    "not_linkedin": gettext_noop("This archive (.zip) is not from LinkedIn: it holds none of Positions.csv, Skills.csv, Profile.csv or "
                                 "Languages.csv. Please take the résumé out of it and send that."),
    "not_resume": gettext_noop("This JSON file is not in the JSON Resume format: it has neither work nor skills nor languages."),
}


def sentence(code: str) -> str:
    """The sentence for a code, in the reader's language."""
    return _(SENTENCES[code])
