"""What the inventory keeps: all of it goes when the person leaves."""
from engawa.base.privacy import register
from engawa.journey.participants.models import BusyTime, Career, HeldSkill, HeldTool, Participant

register(Participant, owner="user", keeps="Hours, free times, causes, languages and wishes, to find postings that fit.",
         erase="anonymise", blank=("about", "place"))
register(Career, owner="participant__user", keeps="The working life in the person's own words.", erase="delete")
register(HeldSkill, owner="participant__user", keeps="Skills with level and last use.", erase="delete")
register(HeldTool, owner="participant__user", keeps="Which tools the person is used to.", erase="delete")
register(BusyTime, owner="participant__user", keeps="Fixed meetings, so that a moment is not offered twice.", days=180,
         erase="delete")
