"""The step of skills: confirmed, refused, looked for, proposed; short even with a hundred."""
import re

from engawa.journey.participants import queries
from tests.participants.reading import Fields, url, words


def test_a_skill_is_found_by_its_sound_saved_and_put_first(me, saeki):
    page = me.get(url("skills"))
    sent = {**Fields(page).sent, "find": "ｶｲｹｲ", "level-jcl": "3"}
    found = me.post(url("skills"), sent)
    assert found["Location"].startswith(f"{url('skills')}?find=")
    assert saeki.held_skills.filter(skill="jcl", level=3).exists()      # what was answered is saved on the way
    page = me.get(found["Location"])
    assert "「カイケイ」で見つかったスキル" in words(page)
    first = re.search(r'<fieldset class="skill" id="skill-([a-z0-9-]+)"', page.content.decode())[1]
    assert first not in {"cobol", "jcl"}
    me.post(found["Location"].split("#")[0], {**Fields(page).sent, f"level-{first}": "2"})
    assert saeki.held_skills.filter(skill=first, level=2).exists()


def test_looking_keeps_the_way_back_to_the_check_page(me):
    place = f"{url('skills')}?back=check"
    assert "back=check" in me.post(place, {**Fields(me.get(place)).sent, "find": "Excel"})["Location"]


def test_nothing_found_says_what_to_do(me):
    page = words(me.get(f"{url('skills')}?find=ほげふが"))
    assert "「ほげふが」は見つかりませんでした" in page


def test_an_answer_that_does_not_exist_is_refused(me, saeki):
    before = queries.sheet_of(saeki)
    page = me.post(url("skills"), {"level-cobol": "9", "find": "あ" * 61})
    assert page.status_code == 422
    assert queries.sheet_of(saeki) == before


