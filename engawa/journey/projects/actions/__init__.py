"""The writes of this step."""
from engawa.journey.projects.actions.course import (
    finish_project,
    follow_agreement,
    move_end,
    open_project,
    pause_project,
    resume_project,
    stop_project,
)
from engawa.journey.projects.actions.work import (
    log_hours,
    open_contacts,
    post_message,
    read_report,
    remind_reports,
    remove_hours,
    submit_report,
    tell_desk,
)

__all__ = ["finish_project", "follow_agreement", "log_hours", "move_end", "open_contacts", "open_project", "pause_project", "post_message",
           "read_report", "remind_reports", "remove_hours", "resume_project", "stop_project", "submit_report", "tell_desk"]
