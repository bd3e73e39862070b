"""What the inventory keeps: all of it goes when the person leaves."""
from engawa.base.files.actions import drop_with_files
from engawa.base.privacy import Until, register
from engawa.journey.participants.models import (
         BusyTime,
         Career,
         HeldSkill,
         HeldTool,
         Import,
         KeptFile,
         Participant,
         Proposal,
         RefusedSkill,
)

register(Participant, owner="user", keeps="Hours, free times, causes, languages and wishes, to find postings that fit.",
         erase="anonymise", blank=(
             "about", "place", "career_text", "trusted_name", "trusted_phone", "hours_per_week", "free_times", "languages", "starts_on",
             "months_max", "at_once", "paused_until", "inventory_done_at"))
# What was ticked is a row of its own for each tick; only the bare row of the participant stays, for what others keep to stand on.
for chosen, what in ((Participant.areas, "Areas in which the person would like to help"), (Participant.roles, "Roles the person has had"),
                     (Participant.causes, "Causes the person cares about"), (Participant.wishes, "What the person would like to learn")):
    register(chosen.through, owner="participant__user", keeps=f"{what}, to find postings that fit.", erase="delete")
register(Career, owner="participant__user", keeps="The working life in the person's own words.", erase="delete")
register(HeldSkill, owner="participant__user", keeps="Skills with level and last use.", erase="delete")
register(RefusedSkill, owner="participant__user", keeps="Suggestions the person said no to, so that they are not made again.",
         erase="delete")
register(Proposal, owner="participant__user", keeps="Skills the person missed in the list, and the answer.", erase="delete")
register(Import, owner="participant__user", keeps="What was read from a file, until it is confirmed.", until=Until(30, "read_at"), erase="delete")
register(KeptFile, owner="participant__user", keeps="The original of a résumé, where the person asked to keep it.", erase="delete",
         drop=drop_with_files)
register(HeldTool, owner="participant__user", keeps="Which tools the person is used to.", erase="delete")
register(BusyTime, owner="participant__user", keeps="Fixed meetings, so that a moment is not offered twice.", until=Until(180, "starts_at"),
         erase="delete")
