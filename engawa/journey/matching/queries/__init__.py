"""Reads: the search, the suggestions, what experience opens, what somebody keeps or avoids."""
from engawa.journey.matching.queries.carrying import CarryOver, Gain, Opened, carry_over, opened_by
from engawa.journey.matching.queries.facets import Facet, Option
from engawa.journey.matching.queries.people import avoidable, avoided_by, person_of, saved_by, saved_ids
from engawa.journey.matching.queries.searching import Line, Search, lines, search
from engawa.journey.matching.queries.suggesting import Suggested, fit_of, reasons_for, suggested, suggestions

__all__ = ["CarryOver", "Facet", "Gain", "Line", "Opened", "Option", "Search", "Suggested", "avoidable", "avoided_by", "carry_over",
           "fit_of", "lines", "opened_by", "person_of", "reasons_for", "saved_by", "saved_ids", "search", "suggested", "suggestions"]
