"""The inventory sheet as a PDF, for the person alone: two A4 pages, or as many as the whole working life needs."""
from collections.abc import Iterable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext
from pypdf import PdfReader

from engawa.base.files.pdf import check_pdf, draw_pdf
from engawa.base.text.language import reads_english
from engawa.base.times import now
from engawa.base.times.words import day_words
from engawa.journey.participants import fitting, queries
from engawa.journey.participants.models import Participant

SOURCE = Path(__file__).parent / "pdf" / "sheet.typ"
SHORTENED = gettext_noop("Older experiences are shortened to fit on two pages. The screen shows all of them.")


def sheet_pdf(participant: Participant, *, is_whole: bool = False) -> bytes:
    """Return the sheet in the reader's language, on two pages if it can be; `is_whole` leaves out nothing for that."""
    sheet, own = queries.read_sheet(queries.sheet_of(participant)), queries.shown(participant)
    data = {
        "language": "en" if reads_english() else "ja", "title": _("Inventory sheet"),
        "name": participant.user.name, "place": own["place"], "day": day_words(queries.changed_at(participant)),
        "facts": _facts(sheet, own), "house": f"{_('Engawa')}  {settings.OPERATOR['name']}",
        "words": {"skills": _("Skills"), "experience": _("Experience"), "facts": _("Time and wishes"),
                  "result": pgettext("of an experience", "What came of it"), "brief": _(SHORTENED)},
        "notice": _("This sheet is yours. Nobody else sees it until you apply, and then only what you choose to send.")}
    shown = [data["title"], *(line.name for line in sheet.skills)]   # words of the house: those people type may hold letters of any kind
    made = b""
    for is_tight, way in fitting.ways(sheet):
        data |= {**asdict(way), "starts_on": "", "is_tight": is_tight}
        made = draw_pdf(SOURCE, data, at=now())
        if is_whole or len(PdfReader(BytesIO(made)).pages) <= fitting.PAGES:
            break
    check_pdf(made, shown)  # reading it again takes longer than drawing all ways: only what leaves is looked at
    return made


def _facts(sheet: queries.Sheet, own: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what stands below experience and skills: what it is and the lines that say it; nothing that is not written."""
    month = ngettext("up to %(n)s month", "up to %(n)s months", sheet.months or 0) % {"n": sheet.months}
    rows = [
        (_("Hours a week"), [_("up to %(n)s hours a week") % {"n": sheet.hours}] if sheet.hours else []),
        (_("When you can be reached"), [own["free"]] if own["free"] else []),
        (_("From when"), [day_words(sheet.starts_on)] if sheet.starts_on else []),
        (_("For how long"), [month] if sheet.months else []),
        (_("Languages"), [f"{line.name}  {line.beside}" for line in sheet.languages]),
        (_("Tools"), [_listed(f"{line.name} ({line.beside})" if reads_english() else f"{line.name}（{line.beside}）" for line in sheet.tools)]),
        (_("Areas"), [area.name for area in own["areas"]]),
        (_("Causes"), [_listed(cause.name for cause in own["causes"])]),
        (_("Would like to learn"), [_listed(skill.name for skill in own["wishes"])])]
    return [{"label": label, "lines": lines} for label, said in rows if (lines := [line for line in said if line])]


def _listed(words: Iterable[str]) -> str:
    return pgettext("between items of a list", ", ").join(words)
