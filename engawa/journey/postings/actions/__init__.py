"""The only writes of this step, by noun: the writing of a posting, the desk's review, its life, the templates."""
from engawa.journey.postings.actions.life import (
    close_posting,
    extend_deadline,
    pause_posting,
    resume_posting,
    take_seat,
)
from engawa.journey.postings.actions.postings import (
    copy_posting,
    save_section,
    start_posting,
    submit_posting,
    take_back_posting,
)
from engawa.journey.postings.actions.review import publish_posting, return_posting
from engawa.journey.postings.actions.templates import load_templates

__all__ = [
    "close_posting", "copy_posting", "extend_deadline", "load_templates", "pause_posting", "publish_posting",
    "resume_posting", "return_posting", "save_section", "start_posting", "submit_posting", "take_back_posting", "take_seat",
]
