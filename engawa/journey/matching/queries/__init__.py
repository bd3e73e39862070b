"""Reads: the search, the suggestions, what experience opens, what somebody keeps or avoids."""
from engawa.journey.matching.open_postings import Line
from engawa.journey.matching.queries.attention import attention_of_place, attention_since, merit_of_open
from engawa.journey.matching.queries.carrying import CarryOver, Gain, Opened, carry_over, opened_by
from engawa.journey.matching.queries.facets import Facet, Option
from engawa.journey.matching.queries.people import avoidable, avoided_by, person_of, persons_of, saved_by, saved_ids
from engawa.journey.matching.queries.reaching import (
    Card,
    Suits,
    card_key,
    cards_for,
    choice_of,
    findable,
    invited_since,
    last_reached,
    may_be_asked,
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

__all__ = [
    "Card", "CarryOver", "Facet", "Gain", "Line", "Opened", "Option", "Search", "Suggested", "Suits",
    "attention_of_place", "attention_since", "avoidable", "avoided_by", "best_for", "card_key", "cards_for",
    "carry_over", "choice_of", "findable", "fit_of", "invited_since", "last_reached", "lines", "may_be_asked",
    "merit_of_open", "off_token", "opened_by", "own_posting_to_fill", "participant_of_token", "people_for", "person_of",
    "persons_of", "postings_to_fill", "reached", "reasons_for", "saved_by", "saved_ids", "search", "suggested",
    "suggestions", "wanted",
]
