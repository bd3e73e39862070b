"""The writes of the door, one module a noun."""
from engawa.base.accounts.actions.closing import close_account, drop_unfinished, erase_account, keep_account
from engawa.base.accounts.actions.links import make_desk_officer, make_link, use_link
from engawa.base.accounts.actions.people import (
    change_details,
    change_language,
    complete_basics,
    note_sign_in,
    register_person,
    tell_of_change,
)
from engawa.base.accounts.actions.sessions import end_sessions

__all__ = [
    "change_details", "change_language", "close_account", "complete_basics", "drop_unfinished", "end_sessions",
    "erase_account", "keep_account", "make_desk_officer", "make_link", "note_sign_in", "register_person",
    "tell_of_change", "use_link",
]
