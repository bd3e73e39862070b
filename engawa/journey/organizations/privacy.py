"""What is kept about organizations and the people in them."""
from engawa.base.privacy import Until, register
from engawa.journey.organizations.models import (
    Call,
    Check,
    Decision,
    Invitation,
    Membership,
    Organization,
    Paper,
    Photo,
    YearlyWords,
)

register(Organization, owner="", keeps="What an organization says about itself and how it was verified; its phone is for the desk.",
         until=Until(3 * 365, "closed_at", blank=("phone", "website", "summary", "vision", "story", "desk_words", "answer_words", "renewal_words",
                                                  "renewal_question", "verified_despite")))
register(Check, owner="by", keeps="Which points of the verification a coordinator looked at.", erase="anonymise")
register(Call, owner="by", keeps="Calls of the coordinators to an organization: who answered and what was said, to verify it.",
         until=Until(3 * 365, "at"), erase="anonymise")
register(YearlyWords, owner="by", erase="anonymise", until=Until(3 * 365, "at"),
         keeps="What an organization and the desk wrote to each other at the yearly confirmation, to see later what had changed.")
register(Decision, owner="by", erase="anonymise", until=Until(365, "answered_at", blank=("email",)),
         keeps="Who of the coordinators decided to verify, suspend or appoint, who confirmed it, and the mail address of who was appointed.")
register(Paper, owner="file__by", keeps="Papers sent for the verification; they go thirty days after the answer.")
register(Photo, owner="", keeps="The photo of an organization's public page, with the words for those who do not see it.")
register(Membership, owner="user", keeps="Who works for which organization, to let them in; three years longer than the registration.",
         until=Until(3 * 365, "organization__closed_at"), erase="delete")
register(Invitation, owner="invited_by", keeps="Invited mail addresses, to let only that person in.", until=Until(180, "at"), erase="delete")
