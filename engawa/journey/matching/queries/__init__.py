"""Reads: the search, the suggestions, what experience opens, what somebody keeps or avoids."""
from engawa.journey.matching.open_postings import Line
from engawa.journey.matching.queries.attention import attention_of_place, attention_since, merit_of_open
from engawa.journey.matching.queries.carrying import CarryOver, Gain, Opened, carry_over, opened_by
from engawa.journey.matching.queries.facets import Facet, Option
from engawa.journey.matching.queries.organizations import Houses, organizations_in_order, search_organizations
from engawa.journey.matching.queries.people import avoidable, avoided_by, person_of, persons_of, saved_by, saved_ids
from engawa.journey.matching.queries.planning import (
    Standing,
    Totals,
    fits_of_lines,
    is_old,
    is_touched,
    latest_plan,
    lines_around,
    postings_of_plan,
    size_of_plan,
    standing_of,
    totals_of,
    waiting_plans,
    work_out,
)
from engawa.journey.matching.queries.reaching import (
    A_PERSON_IN_PEACE,
    FULL,
    WAVE,
    WAVE_LASTS,
    Card,
    Suits,
    card_key,
    cards_for,
    choice_of,
    findable,
    invited_since,
    last_reached,
    off_token,
    own_posting_to_fill,
    participant_of_token,
    people_for,
    postings_to_fill,
    reached,
    wanted,
)
from engawa.journey.matching.queries.searching import Search, lines, search
from engawa.journey.matching.queries.suggesting import (
    Suggested,
    best_for,
    fit_of,
    reasons_for,
    suggested,
    suggestions,
)
from engawa.journey.matching.queries.watching import (
    Watched,
    followed_by,
    followed_ids,
    is_off,
    news_token,
    open_counts,
    question_of,
    searches_of,
    watch_of_token,
    watched,
)

__all__ = [
    "A_PERSON_IN_PEACE", "FULL", "WAVE", "WAVE_LASTS", "Card", "CarryOver", "Facet", "Gain", "Houses", "Line", "Opened",
    "Option", "Search", "Standing", "Suggested", "Suits", "Totals", "Watched", "attention_of_place", "attention_since",
    "avoidable", "avoided_by", "best_for", "card_key", "cards_for", "carry_over", "choice_of", "findable", "fit_of", "fits_of_lines",
    "followed_by", "followed_ids", "invited_since", "is_off", "is_old", "is_touched", "last_reached", "latest_plan",
    "lines", "lines_around", "merit_of_open", "news_token", "off_token", "open_counts", "opened_by",
    "organizations_in_order", "own_posting_to_fill", "participant_of_token", "people_for", "person_of", "persons_of",
    "postings_of_plan", "postings_to_fill", "question_of", "reached", "reasons_for", "saved_by", "saved_ids", "search",
    "search_organizations", "searches_of", "size_of_plan", "standing_of", "suggested", "suggestions", "totals_of",
    "waiting_plans", "wanted", "watch_of_token", "watched", "work_out",
]
