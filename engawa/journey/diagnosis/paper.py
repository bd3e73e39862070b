"""The result of a check-up as a PDF, to be shown to the board."""
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engawa.base.files.pdf import build_pdf
from engawa.base.times.words import day_words
from engawa.journey.diagnosis import queries
from engawa.journey.diagnosis.bands import UNKNOWN
from engawa.journey.diagnosis.models import CheckUp

SOURCE = Path(__file__).parent / "pdf" / "result.typ"


def result_pdf(check_up: CheckUp, language: str) -> bytes:
    """Return the PDF of a finished check-up in Japanese or English."""
    with translation.override(language):
        data = _data(check_up, language)
    shown = [data["heading"], *(row["name"] for row in data["areas"]), *(row["title"] for row in data["recommended"])]
    return build_pdf(SOURCE, data, must_show=shown, at=check_up.finished_at or check_up.started_at)


def _data(check_up: CheckUp, language: str) -> dict[str, Any]:
    results, lines = queries.area_results(check_up), queries.lines(check_up)
    finished = check_up.finished_at or check_up.started_at
    return {
        "language": language, "heading": _("Result of the check-up"), "day": _("As of %(day)s") % {"day": day_words(finished)},
        "now": _("How things are now"), "first": _("Where to begin"), "because": _("Because you answered"),
        "answers": _("Your answers in full"), "advice": UNKNOWN.advice if any(one.unknown for one in results) else "",
        "areas": [{
            "name": one.area.name, "percent": one.percent, "band": one.band.name, "message": one.band.message,
            "points": _("%(points)s of %(possible)s points") % {"points": one.points, "possible": one.possible},
        } for one in results],
        "recommended": [{
            "title": one.template.title, "text": one.template.for_you_if, "facts": _facts(one),
            "because": [{"question": line.question.name, "chosen": line.chosen} for line in one.because[:queries.MOST_REASONS]],
        } for one in queries.recommended(check_up)],
        "nothing": _("Your answers name no work to be asked for now. Look again in a year, or when something changes."),
        "lines": [{"question": line.question.name, "chosen": line.chosen} for line in lines],
        "note": _("The figures are there to compare with yourself in a year, not with others."),
        "house": f"{_('Engawa')}  {settings.OPERATOR['name']}",
    }


def _facts(one: queries.Recommended) -> str:
    hours, weeks = one.template.hours_typical, one.template.weeks
    return _("%(hours)s, %(weeks)s") % {
        "hours": ngettext("about %(n)s hour", "about %(n)s hours", hours) % {"n": hours},
        "weeks": ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}}
