"""What matching keeps."""
from engawa.base.privacy import register
from engawa.journey.matching.models import Avoided, Demand, SavedPosting, SearchRow

register(SearchRow, owner="", keeps="The words of open postings, split for the search; nothing about people.")
register(Demand, owner="", keeps="How many people applied to a posting; nothing about who.")
register(SavedPosting, owner="user", keeps="Postings a person wishes to look at later.", erase="delete")
register(Avoided, owner="participant__user", keeps="Organizations a person would not serve, so that they are not suggested.", erase="delete")
