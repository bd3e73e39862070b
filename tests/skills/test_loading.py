"""Reference data is brought in line with its file: nothing is touched in vain, nothing is deleted that people chose."""
import pytest

from engawa.journey.postings.models import Template
from engawa.journey.skills.actions.loading import Loaded, replace_links, upsert_terms
from engawa.journey.skills.models import RoleFamily, RoleSkill
from tests.reference import forget_reference

pytestmark = pytest.mark.django_db


def counts(loaded):
    return (loaded.created, loaded.changed, loaded.retired, loaded.returned, loaded.written)


def load(rows):
    loaded = Loaded("families.yaml")
    upsert_terms(model=RoleFamily, rows=rows, into=loaded)
    return counts(loaded)


def test_new_same_changed_retired_and_returning_words():
    forget_reference()
    one, two = {"ja": "開発", "en": "Development", "position": 0}, {"ja": "運用", "en": "Operations", "position": 1}
    assert load({"dev": one, "ops": two}) == (2, 0, 0, 0, 2)
    assert load({"dev": one, "ops": two}) == (0, 0, 0, 0, 0)
    assert load({"dev": {**one, "ja": "開発の仕事"}, "ops": two}) == (0, 1, 0, 0, 1)
    assert load({"dev": one}) == (0, 1, 1, 0, 2)
    assert load({"dev": one}) == (0, 0, 0, 0, 0)
    assert RoleFamily.objects.get(pk="ops").is_retired
    assert load({"dev": one, "ops": two}) == (0, 0, 0, 1, 1)
    assert not RoleFamily.objects.get(pk="ops").is_retired


def test_a_template_counts_its_versions_by_its_words_only(vocabulary):
    names = [field.name for field in Template._meta.concrete_fields
             if field.name not in {"slug", "version", "retired_at"}]
    rows = {one.pk: {name: getattr(one, name) for name in names} for one in Template.objects.all()}
    slug = next(iter(rows))
    rows[slug] = {**rows[slug], "title_ja": "別の題名"}
    upsert_terms(model=Template, rows=rows, into=Loaded("templates.yaml"))
    assert Template.objects.get(pk=slug).version == 2
    rows[slug] = {**rows[slug], "position": 99}
    upsert_terms(model=Template, rows=rows, into=Loaded("templates.yaml"))
    assert Template.objects.get(pk=slug).version == 2


def test_links_hold_exactly_what_the_file_says(vocabulary):
    keys = ("role_id", "skill_id")
    rows = [{"role_id": one.role_id, "skill_id": one.skill_id, "level": one.level} for one in RoleSkill.objects.all()]
    same = Loaded("roles.yaml")
    replace_links(model=RoleSkill, keys=keys, rows=rows, into=same)
    assert same.written == 0
    gone, changed = rows[0], {**rows[1], "level": 1 if rows[1]["level"] != 1 else 2}
    first = Loaded("roles.yaml")
    replace_links(model=RoleSkill, keys=keys, rows=[changed, *rows[2:]], into=first)
    assert (first.created, first.changed) == (0, 2)
    assert not RoleSkill.objects.filter(role=gone["role_id"], skill=gone["skill_id"]).exists()
    second = Loaded("roles.yaml")
    replace_links(model=RoleSkill, keys=keys, rows=rows, into=second)
    assert (second.created, second.changed) == (1, 1)
