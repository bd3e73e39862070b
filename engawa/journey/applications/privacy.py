"""What applications keep."""
from django.db.models import Q

from engawa.base.privacy import Until, register
from engawa.journey.applications.models import Application, Candidate, Interview, QuietNotice, Slot, State

register(Application, owner="participant__user", keeps="The application as it was sent, and how it ended.",
         until=Until(180, "ended_at", only=~Q(state=State.ACCEPTED), blank=("message", "sheet", "kind_words")),
         erase="anonymise", blank=("message",))
register(Candidate, owner="application__participant__user", keeps="Times that would do for an interview.",
         until=Until(180, "starts_at"), erase="delete")
register(Interview, owner="application__participant__user", keeps="When the interview was and what each side said after it.",
         until=Until(180, "application__ended_at", only=~Q(application__state=State.ACCEPTED)), erase="keep")
register(Slot, owner="", keeps="Times an organization offers for interviews; nothing about people.", until=Until(365, "starts_at"))
register(QuietNotice, owner="", keeps="When an organization was told that nobody has applied yet; nothing about people.")
