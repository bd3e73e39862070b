"""The only writes of this step, by noun: the writing of a posting, what becomes of a draft, the desk's review, its life,
questions and reports about it, the templates."""
from engawa.journey.postings.actions.drafts import (
    put_hint_aside,
    remind_later,
    remind_of_drafts,
    start_talk,
)
from engawa.journey.postings.actions.life import (
    change_seats,
    close_posting,
    close_postings_of,
    extend_deadline,
    pause_posting,
    resume_posting,
    take_seat,
    tell_of_closing_days,
)
from engawa.journey.postings.actions.postings import (
    copy_posting,
    drop_change,
    save_section,
    start_posting,
    submit_posting,
    take_back_posting,
)
from engawa.journey.postings.actions.questions import answer_question, ask_question, hide_question, show_question
from engawa.journey.postings.actions.reporting import handle_posting_report, report_posting
from engawa.journey.postings.actions.review import (
    allow_more,
    answer_comment,
    mend_allowance,
    note_comment,
    publish_posting,
    return_posting,
    take_allowance_back,
)
from engawa.journey.postings.actions.templates import load_templates

__all__ = [
    "allow_more", "answer_comment", "answer_question", "ask_question", "change_seats", "close_posting", "close_postings_of", "copy_posting",
    "drop_change", "extend_deadline", "handle_posting_report", "hide_question", "load_templates", "mend_allowance", "note_comment", "pause_posting",
    "publish_posting", "put_hint_aside", "remind_later", "remind_of_drafts", "report_posting", "resume_posting",
    "return_posting", "save_section", "show_question", "start_posting", "start_talk", "submit_posting", "take_allowance_back",
    "take_back_posting", "take_seat", "tell_of_closing_days",
]
