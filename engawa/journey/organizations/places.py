"""Where an organization is; see engawa.base.text.places."""
from engawa.base.text.places import PREFECTURES, authority_words, countries, place_choices, place_words, split_place

__all__ = ["PREFECTURES", "authority_words", "countries", "place_choices", "place_words", "split_place"]
