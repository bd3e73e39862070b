"""Where an organization is; see engawa.base.text.places."""
from engawa.base.text.places import PREFECTURES, countries, place_choices, place_words, split_place

__all__ = ["PREFECTURES", "countries", "place_choices", "place_words", "split_place"]
