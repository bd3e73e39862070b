"""Every hour: drafts whose day has come, open postings whose closing day has passed."""
from engawa.base.jobs import every
from engawa.journey.postings import actions


@every(minutes=60)
def remind_of_drafts() -> None:
    actions.remind_of_drafts()


@every(minutes=60)
def tell_of_closing_days() -> None:
    actions.tell_of_closing_days()
