"""The use cases of applications and interviews, by noun."""
from engawa.journey.applications.actions.answering import decline_application, offer_times, set_interview
from engawa.journey.applications.actions.applying import (
    choose_time,
    propose_times,
    submit_application,
    withdraw_application,
)
from engawa.journey.applications.actions.closing import close_applications
from engawa.journey.applications.actions.interviews import answer_interview, change_link
from engawa.journey.applications.actions.minding import ask_after_interviews, remind_late, tell_desk, tell_quiet
from engawa.journey.applications.actions.slots import add_slots, remove_slot
from engawa.journey.applications.actions.suspending import follow_suspension

__all__ = [
    "add_slots", "answer_interview", "ask_after_interviews", "change_link", "choose_time", "close_applications",
    "decline_application", "follow_suspension", "offer_times", "propose_times", "remind_late", "remove_slot", "set_interview",
    "submit_application", "tell_desk", "tell_quiet", "withdraw_application",
]
