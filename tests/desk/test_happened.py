"""What the desk reads about an organization or a posting is in words, and says nothing of what people keep for themselves."""
import ast

import pytest

from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import make_open_posting
from engawa.front.desk.happened import WORDS, happenings
from engawa.journey.matching import actions as matching
from tests.architecture import house
from tests.people import make_participant
from tests.reference import load_reference


def verbs_written(app: str) -> set[str]:
    """The verbs an app notes with `history.record(…, verb="…")` and `announce(…, "…")`."""
    found = set()
    for path in house.python_files():
        if house.app_of(path) != app:
            continue
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
                found.add(node.value.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "announce":
                found.add(f"{app}.{node.args[2].value}")
    return found


def test_every_act_has_its_words_and_no_word_is_left_over():
    assert verbs_written("organizations") | verbs_written("postings") == set(WORDS)


@pytest.mark.django_db
def test_the_way_of_a_posting_in_words():
    load_reference()
    posting = make_open_posting(make_organization())
    matching.save_posting(by=make_participant().user, posting=posting)
    assert [one.words for one in happenings(posting)] == [
        "下書きを始めました", "内容を直しました", "掲載を申し込みました", "掲載しました"]
    assert [one.words for one in happenings(posting.organization)][:2] == ["登録しました", "確認を申し込みました"]
