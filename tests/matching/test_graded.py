"""What the pages do, measured on the graded lists: the same engine as the commands, with a database and everything around it."""
import pytest

from engawa.journey.matching import measuring, queries
from engawa.journey.matching.lists.graded import BASELINES, DAY, Graded, folders
from engawa.journey.matching.queries.searching import fits_of
from engawa.journey.matching.vocabulary import vocabulary
from tests.matching import graded_house
from tests.reference import load_reference

PLAIN = BASELINES["Sudachi BM25"]


def gain(what, ours, plain, grades, tell):
    """By how much NDCG@10 of ours is above plain BM25; all figures are told."""
    tell("figure", f"{what}: " + "   ".join(f"{name} {value}" for name, value in measuring.figures(ours, grades).items()))
    found = measuring.gain(ours, plain, grades)
    tell("figure", f"{what}: NDCG@10 above Sudachi BM25: {found}")
    return found.mean


@pytest.mark.once
@pytest.mark.parametrize("folder", folders(()), ids=lambda folder: folder.name)
def test_the_pages_are_far_above_plain_words(db, folder, record_property):
    load_reference()
    graded, known = Graded.read(folder), vocabulary()
    names = {posting.pk: name for name, posting in graded_house.postings(graded).items()}
    suits, found = {}, {}
    for name, participant in graded_house.participants(graded).items():
        fits = fits_of(queries.person_of(participant), known)
        suits[name] = [names[pk] for pk in sorted(fits, key=fits.score, reverse=True)]
    for question, words in graded.questions.items():
        answer = queries.search(graded_house.asked(words, DAY), known)
        found[question] = [names[pk] for pk in (*answer.found, *answer.near)]
    possible = {(one.id, offer.id) for one in graded.people() for offer in graded.offers() if one.person.free & offer.week}
    plain = {one: [to for to in order if (one, to) in possible] for one, order in graded.plain(graded.told(), PLAIN).items()}
    assert gain(f"{folder.name}, what suits", suits, plain, graded.grades("grades.tsv"), record_property) > 0.08
    assert gain(f"{folder.name}, the list of a search", found, graded.plain(graded.questions, PLAIN), graded.grades("relevant.tsv"),
                record_property) > 0.2
