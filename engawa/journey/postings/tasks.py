"""Every hour: drafts whose day has come."""
from engawa.base.jobs import every
from engawa.journey.postings import actions


@every(minutes=60)
def remind_of_drafts() -> None:
    actions.remind_of_drafts()
