"""Words the desk adds live beside those of the files."""
import pytest

from engawa.base.ui.refusal import Refused
from engawa.journey.skills import actions, queries
from engawa.journey.skills.models import Alias, Area, Group, Skill
from tests.people import make_desk, make_participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(vocabulary):
    return make_desk()


def test_a_word_finds_its_skill_and_survives_the_next_edition(desk):
    actions.add_alias(by=desk, skill=Skill.objects.get(pk="cobol"), text="事務用言語")
    assert [skill.pk for skill in queries.find_skills("事務用言語")] == ["cobol"]
    assert sum(loaded.written for loaded in actions.load_vocabulary()) == 0
    assert Alias.objects.get(text="事務用言語").skill_id == "cobol"


def test_a_skill_stands_on_its_shelf_and_survives_the_next_edition(desk):
    area = Area.objects.get(pk="data")
    skill = actions.add_skill(by=desk, group=Group.objects.first(), areas=[area], ja="和裁の型紙作り", en="Kimono patterns")
    actions.load_vocabulary()
    skill.refresh_from_db()
    assert (skill.is_retired, list(skill.areas.all())) == (False, [area])
    assert queries.find_skills("型紙")[0] == queries.find_skills("kimono")[0] == skill


@pytest.mark.parametrize(("who", "text", "said"), [
    ("desk", "ＣＯＢＯＬ", "すでに"), ("desk", "・", "書いて"), ("participant", "新しいことば", "事務局")])
def test_words_that_are_not_added(desk, who, text, said):
    by = desk if who == "desk" else make_participant().user
    with pytest.raises(Refused, match=said):
        actions.add_alias(by=by, skill=Skill.objects.get(pk="cobol"), text=text)
    assert not Alias.objects.filter(added_at__isnull=False).exists()
