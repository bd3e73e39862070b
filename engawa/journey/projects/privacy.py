"""What projects keep."""
from engawa.base.privacy import Until, register
from engawa.journey.projects.models import Hours, Project, Report

register(Project, owner="participants__user", keeps="What was done together, as both sides' record.", erase="keep")
register(Report, owner="participant__user", keeps="Progress reports, so that both sides know where they stand.",
         until=Until(3 * 365, "project__ended_at", blank=("done", "next", "trouble", "reply")), erase="keep")
register(Hours, owner="participant__user", keeps="Time given, for the person's own records and certificates.", erase="keep")
