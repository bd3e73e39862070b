"""The agreement as a PDF: every word from the version itself, who agreed and when, and the digest."""
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from engawa.base.files.pdf import build_pdf
from engawa.base.times.words import day_words, when_words
from engawa.journey.agreements.form import the_form
from engawa.journey.agreements.models import Agreement, Version

SOURCE = Path(__file__).parent / "pdf" / "agreement.typ"


def agreement_pdf(agreement: Agreement, version: Version, language: str) -> bytes:
    """Return the PDF of one version in Japanese or English."""
    with translation.override(language):
        data = _data(agreement, version, language)
    shown = [data["title"], *data["parties"], version.digest[:16],
             *(row["text"] for section in version.wording[language] for row in section["clauses"][:1])]
    return build_pdf(SOURCE, data, must_show=shown, at=version.at)


def _data(agreement: Agreement, version: Version, language: str) -> dict[str, Any]:
    form = the_form()
    names = {"npo_name": version.parties[0], "volunteer_name": "・".join(version.parties[1:])}
    is_agreed = agreement.agreed_version_id == version.pk
    consents = version.consents.select_related("party").order_by("at")
    return {
        "language": language, "heading": _("Agreement") if is_agreed else _("Alignment sheet"), "title": agreement.title,
        "version": _("Version %(n)s, %(day)s") % {"n": version.number, "day": day_words(version.at)},
        "state": "" if is_agreed else _("This version has not been agreed to by all sides."),
        "parties": version.parties, "terms": str(form.terms), "notice": str(form.notice),
        "sections": version.wording[language], "open": _("Not decided"),
        "sign_off": form.sign_off.filled(names) if is_agreed else "",
        "consents": [{"name": each.party.name, "when": _("agreed on %(when)s") % {"when": when_words(each.at, year=True)}}
                     for each in consents],
        "between": " × ", "digest_label": _("Fingerprint of this text (SHA-256)"), "digest": version.digest,
        "house": f"{_('Engawa')}  {settings.OPERATOR['name']}",
    }
