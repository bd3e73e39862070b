"""Reads: the search, the suggestions, what somebody keeps."""
from engawa.journey.matching.queries.people import person_of, saved_by, saved_ids
from engawa.journey.matching.queries.searching import Facet, Line, Option, Search, lines, search
from engawa.journey.matching.queries.suggesting import Suggested, fit_of, reasons_for, suggestions

__all__ = ["Facet", "Line", "Option", "Search", "Suggested", "fit_of", "lines", "person_of", "reasons_for",
           "saved_by", "saved_ids", "search", "suggestions"]
