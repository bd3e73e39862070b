"""reading.yaml: what it says of names agrees with the names there are."""
import re

import pytest

from engawa.journey.skills.extraction.sources import rules_of_reading, vocabulary_from_files
from engawa.journey.skills.extraction.vocabulary import entry_of
from tests.skills.data import files

SLUGS = set(files.slugs(files.read("skills")["skills"]))
READING = rules_of_reading()


def unsure_names() -> set[str]:
    rows = files.read("skills")["skills"]
    unsure = {entry_of(word, "", True).key for row in rows for word in row.get("ambiguous", [])}
    return unsure | {entry_of(word, "", True).key for row in rows for word in row["aliases"] if word.isascii() and len(word) <= 2}


def test_support_is_given_to_names_that_need_it():
    words = [word for row in READING["contexts"] for word in row["words"]]
    assert [word for word in words if entry_of(word, "", True).key not in unsure_names()] == []
    assert files.repeated(words) == []


def test_phrases_and_everyday_things_are_skills():
    assert {row["skill"] for row in READING["phrases"]} - SLUGS == set()
    assert set(READING["everyday"]) - SLUGS == set()


def test_what_is_told_only_beside_certain_words_is_a_skill():
    skills = [skill for row in READING["told"] for skill in row["skills"]]
    assert set(skills) - SLUGS == set()
    assert files.repeated(skills) == []
    assert vocabulary_from_files().told.keys() == set(skills)


@pytest.mark.parametrize("row", READING["contexts"], ids=lambda row: row["words"][0])
def test_support_is_a_pattern(row):
    assert re.compile("|".join(row["support"]))


def test_other_words_are_not_names():
    assert [word for word in READING["other_words"] if vocabulary_from_files().errors.names.get(word.lower())] == []
