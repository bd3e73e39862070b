"""What matching keeps."""
from engawa.base.privacy import Until, register
from engawa.journey.matching.models import (
    Avoided,
    Demand,
    Exposure,
    Followed,
    OpenChange,
    OpenVersion,
    OrganizationRow,
    Plan,
    PlanLine,
    SavedPosting,
    SavedSearch,
    SearchRow,
    Suggestion,
    SuggestionChoice,
    Told,
    Wanted,
)

register(SearchRow, owner="", keeps="The words of open postings, split for the search; nothing about people.")
register(OrganizationRow, owner="", keeps="The public words of verified organizations, split for the search; nothing about people.")
register(Demand, owner="", keeps="How many people applied to a posting; nothing about who.")
register(OpenVersion, owner="", keeps="How often the open postings changed; nothing about people.")
register(OpenChange, owner="", keeps="When a posting changed last, by number; nothing about people.")
register(Exposure, owner="", keeps="How much attention a posting got on a day; nothing about whose.", until=Until(400, "on"))
register(SavedPosting, owner="user", keeps="Postings a person wishes to look at later.", erase="delete")
register(SavedSearch, owner="user", keeps="Searches a person saved, with how often mail may come about them.", erase="delete")
register(Followed, owner="user", keeps="Organizations whose new postings a person wishes to hear of.", erase="delete")
register(Told, owner="user", erase="delete", until=Until(730, "at"),
         keeps="Which postings went to a person in mails about saved searches and followed organizations, so that none goes twice.")
register(Avoided, owner="participant__user", keeps="Organizations a person would not serve, so that they are not suggested.", erase="delete")
register(SuggestionChoice, owner="participant__user", erase="delete",
         keeps="Whether suggestions come by mail, and whether organizations may be shown the skills without a name.")
register(Suggestion, owner="participant__user", erase="delete", until=Until(730, "at"),
         keeps="Which postings reached a person by mail, by invitation or by applying, so that none is suggested twice.")
register(Wanted, owner="participant__user", erase="delete", until=Until(365, "at"),
         keeps="That an organization asked the coordinator team to invite a person whose name it does not know.")
register(Plan, owner="", keeps="When the coordinator team asked who might go where, and how much was looked at.", until=Until(90, "asked_at"))
register(PlanLine, owner="participant__user", erase="delete", until=Until(90, "plan__asked_at"),
         keeps="Whom a proposal of the house named for which posting, and what the coordinator team answered.")
