"""What matching writes: the index, the kept postings, avoided organizations, demand and attention."""
from engawa.journey.matching.actions.avoiding import avoid_organization, stop_avoiding
from engawa.journey.matching.actions.demand import (
    be_quiet,
    end_application,
    fold_shown,
    note_application,
    note_change,
    note_shown,
    write_shown,
)
from engawa.journey.matching.actions.index import index_organization, index_posting, index_skill, rebuild_index
from engawa.journey.matching.actions.keeping import save_posting, unsave_posting
from engawa.journey.matching.actions.suggesting import (
    agree_to_cards,
    choose_mails,
    invite,
    leave_wanted,
    note_people_opened,
    send_suggestions,
    want_invited,
    withdraw_from_cards,
)

__all__ = [
    "agree_to_cards", "avoid_organization", "be_quiet", "choose_mails", "end_application", "fold_shown", "index_organization",
    "index_posting", "index_skill", "invite", "leave_wanted", "note_application", "note_change", "note_people_opened", "note_shown",
    "rebuild_index", "save_posting", "send_suggestions", "stop_avoiding", "unsave_posting", "want_invited",
    "withdraw_from_cards", "write_shown",
]
