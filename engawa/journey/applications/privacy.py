"""What applications keep."""
from engawa.base.privacy import register
from engawa.journey.applications.models import Application, Candidate, Interview, Slot

register(Application, owner="participant__user", keeps="The application as it was sent, and how it ended.",
         days=3 * 365, erase="anonymise", blank=("message",))
register(Candidate, owner="application__participant__user", keeps="Times that would do for an interview.", days=365, erase="delete")
register(Interview, owner="application__participant__user", keeps="When the interview was and what each side said after it.",
         days=3 * 365, erase="keep")
register(Slot, owner="", keeps="Times an organization offers for interviews; nothing about people.", days=365)
