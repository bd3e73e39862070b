"""What matching keeps."""
from engawa.base.privacy import Until, register
from engawa.journey.matching.models import (
    Avoided,
    Demand,
    Exposure,
    OpenChange,
    OpenVersion,
    SavedPosting,
    SearchRow,
    Suggestion,
    SuggestionChoice,
    Wanted,
)

register(SearchRow, owner="", keeps="The words of open postings, split for the search; nothing about people.")
register(Demand, owner="", keeps="How many people applied to a posting; nothing about who.")
register(OpenVersion, owner="", keeps="How often the open postings changed; nothing about people.")
register(OpenChange, owner="", keeps="When a posting changed last, by number; nothing about people.")
register(Exposure, owner="", keeps="How much attention a posting got on a day; nothing about whose.", until=Until(400, "on"))
register(SavedPosting, owner="user", keeps="Postings a person wishes to look at later.", erase="delete")
register(Avoided, owner="participant__user", keeps="Organizations a person would not serve, so that they are not suggested.", erase="delete")
register(SuggestionChoice, owner="participant__user", erase="delete",
         keeps="Whether suggestions come by mail, and whether organizations may be shown the skills without a name.")
register(Suggestion, owner="participant__user", erase="delete", until=Until(730, "at"),
         keeps="Which postings reached a person by mail, by invitation or by applying, so that none is suggested twice.")
register(Wanted, owner="participant__user", erase="delete", until=Until(365, "at"),
         keeps="That an organization asked the coordinator team to invite a person whose name it does not know.")
