"""What matching writes: the index, the kept postings, what is watched, avoided organizations, demand and attention."""
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
from engawa.journey.matching.actions.index import (
    index_organization,
    index_posting,
    outdate_rows,
    outdated_postings,
    rebuild_index,
    rebuild_organizations,
    renew_rows,
)
from engawa.journey.matching.actions.keeping import save_posting, unsave_posting
from engawa.journey.matching.actions.planning import (
    ask_for_plan,
    confirm_line,
    leave_line,
    make_plans,
    note_plan_opened,
    take_back_line,
)
from engawa.journey.matching.actions.suggesting import (
    agree_to_cards,
    choose_mails,
    due_suggestions,
    invite,
    leave_wanted,
    note_people_opened,
    send_suggestions,
    want_invited,
    withdraw_from_cards,
)
from engawa.journey.matching.actions.telling import send_news
from engawa.journey.matching.actions.watching import (
    change_search,
    choose_news,
    end_news,
    follow_organization,
    keep_search,
    note_looked,
    remove_search,
    stop_following,
)

__all__ = [
    "agree_to_cards", "ask_for_plan", "avoid_organization", "be_quiet", "change_search", "choose_mails",
    "choose_news", "confirm_line", "due_suggestions",
    "end_application", "end_news", "fold_shown", "follow_organization",
    "index_organization", "index_posting", "invite", "keep_search", "leave_line", "leave_wanted", "make_plans",
    "note_application", "note_change", "note_looked", "note_people_opened", "note_plan_opened", "note_shown",
    "outdate_rows", "outdated_postings", "rebuild_index", "rebuild_organizations", "remove_search", "renew_rows",
    "save_posting", "send_news", "send_suggestions", "stop_avoiding", "stop_following", "take_back_line",
    "unsave_posting", "want_invited", "withdraw_from_cards", "write_shown",
]
