"""The question guide of the interview, read from `data/questions.yaml` once."""
from functools import cache

from engawa.base.text.language import in_reader_language
from engawa.journey.skills.reference import read_data


@cache
def _questions() -> tuple[tuple[str, str], ...]:
    return tuple((one["ja"], one["en"]) for one in read_data("engawa.journey.applications", "questions.yaml"))


def questions() -> list[str]:
    """Return the questions in the reader's language."""
    return [in_reader_language(ja, en) for ja, en in _questions()]
