"""The worker looks after open applications."""
from engawa.base.jobs import every
from engawa.journey.applications import actions


@every(minutes=30)
def mind_applications() -> None:
    actions.ask_after_interviews()
    actions.remind_late()
    actions.tell_desk()
    actions.tell_quiet()
