"""The only writes of this step, by noun: the writing of a posting, its life, the templates."""
from engawa.journey.postings.actions.life import (
    close_posting, pause_posting, publish_posting, resume_posting, return_posting, take_seat,
)
from engawa.journey.postings.actions.postings import copy_posting, save_section, start_posting, submit_posting
from engawa.journey.postings.actions.templates import load_templates

__all__ = [
    "close_posting", "copy_posting", "load_templates", "pause_posting", "publish_posting", "resume_posting",
    "return_posting", "save_section", "start_posting", "submit_posting", "take_seat",
]
