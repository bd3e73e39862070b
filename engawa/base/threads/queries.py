"""Reads on what waits for the desk."""
from django.db.models import QuerySet

from engawa.base.threads.models import Inquiry, Report


def open_inquiries() -> QuerySet[Inquiry]:
    """Return questions and call-back wishes that nobody has settled, oldest first."""
    return Inquiry.objects.filter(handled_at=None)


def open_reports() -> QuerySet[Report]:
    """Return reported messages that nobody has settled, oldest first."""
    return Report.objects.filter(handled_at=None).order_by("at")
