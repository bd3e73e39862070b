"""Reads: the search, the suggestions, what experience opens, what somebody keeps or avoids."""
from engawa.journey.matching.open_postings import Line
from engawa.journey.matching.queries.attention import attention_of_place, attention_since, merit_of_open
from engawa.journey.matching.queries.carrying import CarryOver, Gain, Opened, carry_over, opened_by
from engawa.journey.matching.queries.facets import Facet, Option
from engawa.journey.matching.queries.organizations import Houses, organizations_in_order, search_organizations
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
    "Card", "CarryOver", "Facet", "Gain", "Houses", "Line", "Opened", "Option", "Search", "Suggested", "Suits",
    "Watched", "attention_of_place", "attention_since", "avoidable", "avoided_by", "best_for", "card_key",
    "cards_for", "carry_over", "choice_of", "findable", "fit_of", "followed_by", "followed_ids", "invited_since",
    "is_off", "last_reached", "lines", "may_be_asked", "merit_of_open", "news_token", "off_token", "open_counts",
    "opened_by", "organizations_in_order", "own_posting_to_fill", "participant_of_token", "people_for", "person_of",
    "persons_of", "postings_to_fill", "question_of", "reached", "reasons_for", "saved_by", "saved_ids", "search",
    "search_organizations", "searches_of", "suggested", "suggestions", "wanted", "watch_of_token", "watched",
]
