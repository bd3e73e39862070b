"""What a posting is found by that stands in other tables: one question, the same on both databases."""
import pytest

from engawa.base.times import now
from engawa.journey.matching.queries.naming import USUAL_WORDS, Names, names_of
from engawa.journey.skills.models import Alias
from tests.matching import made

pytestmark = pytest.mark.django_db


def test_names_of_the_house_its_causes_and_the_area(django_assert_num_queries):
    posting = made.posting(by=made.organization("里山の会", "nature", "welfare", prefecture="鳥取県"), skills=(), indexed=False)
    with django_assert_num_queries(1):
        assert names_of(posting) == Names("里山の会", "鳥取県", "JP", ("福祉", "welfare", "環境", "nature"), (), ("データの整理と分析", "Data"))


def test_a_skill_is_found_by_its_usual_words_and_those_the_desk_added():
    posting = made.posting(skills=(("excel", 3, True),), indexed=False)
    words = [f"語{n:02}" for n in range(USUAL_WORDS + 3)]
    for word in words:
        Alias.objects.create(skill_id="excel", text=word, key=word)
    Alias.objects.create(skill_id="excel", text="多義", key="多義", is_ambiguous=True)
    Alias.objects.create(skill_id="excel", text="机の語", key="机の語", added_at=now())
    Alias.objects.create(skill_id="sns-operation", text="ほかの技能", key="ほかの技能")
    assert names_of(posting).skills == ("Excel", "excel", *words[:USUAL_WORDS], "机の語")


def test_whoever_is_not_verified_has_no_names():
    posting = made.posting(indexed=False)
    posting.organization.state = "suspended"
    posting.organization.save()
    assert names_of(posting) is None


def test_one_change_asks_the_database_little(django_assert_num_queries):
    posting = made.posting()
    with django_assert_num_queries(7):       # two of them only because a test is inside a transaction
        made.actions.index_posting(posting=posting)
