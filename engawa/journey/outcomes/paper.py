"""The certificate as a PDF: one A4 page."""
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from pypdf import PdfReader

from engawa.base.files.pdf import build_pdf
from engawa.base.text.language import reads_english
from engawa.journey.outcomes import queries
from engawa.journey.outcomes.models import Certificate

SOURCE = Path(__file__).parent / "pdf" / "certificate.typ"
LONGEST = 160  # letters of one entry; thanks that are longer stay on the page of thanks
SIZES = (1, 0.85, 0.72, 0.6)  # a certificate is one sheet of paper: long names are set smaller


def plain_day(day: date) -> str:
    """Return a day as certificates write it, without the weekday."""
    return f"{day.day} {day:%B} {day.year}" if reads_english() else f"{day.year}年{day.month}月{day.day}日"


def check_address() -> str:
    """Return the address at which codes are checked, as people type it."""
    parts = urlsplit(settings.SITE_URL)
    return f"{parts.netloc}{reverse('outcomes:check')}"


def rows_of(certificate: Certificate) -> list[tuple[str, str]]:
    """Return what the certificate lists: (label, words)."""
    hours = f"{certificate.minutes / 60:.1f}".removesuffix(".0")
    said = queries.thanks_for(certificate.project).filter(from_organization=True).first()
    rows = [
        (_("Role"), certificate.role),
        (_("Period"), _("%(start)s to %(end)s") % {"start": plain_day(certificate.starts_on), "end": plain_day(certificate.ends_on)}),
        (_("Time given"), _("%(hours)s hours") % {"hours": hours} if certificate.minutes else ""),
        (pgettext("on a certificate", "Deliverables"), Truncator(_(", ").join(certificate.deliverables)).chars(LONGEST)),
        (_("Words of the organization"), _("“%(words)s”") % {"words": said.words} if said and len(said.words) <= LONGEST else ""),
    ]
    return [(label, words) for label, words in rows if words]


def to_of(certificate: Certificate) -> str:
    """Return the name as the certificate addresses it."""
    return pgettext("on a certificate", "%(name)s") % {"name": certificate.name}


def body_of(certificate: Certificate) -> str:
    """Return the sentence that certifies."""
    return _("In the project “%(title)s” of %(organization)s you did the following work as a volunteer, putting your experience "
             "to use, and handed over what was promised. We are deeply grateful and certify this.") % {
        "title": certificate.title, "organization": certificate.organization_name}


def certificate_pdf(certificate: Certificate, language: str) -> bytes:
    """Return the PDF of a certificate in Japanese or English."""
    with translation.override(language):
        data: dict[str, Any] = {
            "language": language, "heading": _("Certificate of activity"), "to": to_of(certificate),
            "body": body_of(certificate), "rows": rows_of(certificate), "issued": plain_day(certificate.issued_at.date()),
            "organization": certificate.organization_name,
            "house": _("%(name)s (coordinator team of Engawa)") % {"name": settings.OPERATOR["name"]},
            "code_label": _("Check code"), "code": certificate.code,
            "check": _("Anybody can check that this certificate is genuine by entering the code at %(address)s.") % {
                "address": check_address()}}
    shown = [data["heading"], certificate.name, certificate.title, certificate.code]
    for size in SIZES:
        made = build_pdf(SOURCE, {**data, "size": size}, must_show=shown, at=certificate.issued_at)
        if len(PdfReader(BytesIO(made)).pages) == 1:
            break
    return made
