"""The desk changes the words of a list: the worker brings the rows of the index in line, and nothing else."""
import pytest
from django.http import QueryDict
from django_tasks_db.models import DBTaskResult

from engawa.base.times import now
from engawa.journey.matching import actions as matching
from engawa.journey.matching import queries, tasks
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import OpenVersion, OrganizationRow, SearchRow
from engawa.journey.matching.normaliser import index_words
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.models import State as Checked
from engawa.journey.postings.actions.templates import TEMPLATE
from engawa.journey.postings.models import Posting, State, Template
from engawa.journey.skills import actions
from engawa.journey.skills import queries as lists
from engawa.journey.skills.actions import AREA, CAUSE, LEVEL, SKILL
from engawa.journey.skills.models import Area, Cause, Skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(desk):
    """A posting that names one thing of every list, and one that names other things."""
    one, _other = map(posting_of, range(2))
    return one


def posting_of(number):
    area, cause, template, skill = (list(model.objects.all()[:2])[number] for model in (Area, Cause, Template, Skill))
    organization = Organization.objects.create(name=f"里山の会{number}", legal_form="npo", state=Checked.VERIFIED, verified_at=now())
    organization.causes.set([cause])
    posting = Posting.objects.create(organization=organization, area=area, template=template, title="名簿", state=State.OPEN, published_at=now())
    posting.skills.create(skill=skill, level=3, is_required=True)
    matching.index_organization(organization=organization)
    return posting


KINDS = {"area": (AREA, lambda posting: posting.area_id), "template": (TEMPLATE, lambda posting: posting.template_id),
         "cause": (CAUSE, lambda posting: posting.organization.causes.get().pk), "skill": (SKILL, lambda posting: posting.skills.get().skill_id)}


def rename(desk, kind, slug):
    head = lists.versions(kind.name, slug)[0]
    row = {**head.row, **({"title": {**head.row["title"], "ja": "こんにゃく"}} if "title" in head.row else {"ja": "こんにゃく"})}
    actions.save_row(by=desk, kind=kind, slug=slug, row=row, seen=head.number)


def work():
    """Do what the worker does in the next minute."""
    tasks.renew_index.call()
    for block in DBTaskResult.objects.filter(task_path=tasks.renew_rows.module_path):
        tasks.renew_rows.call(*block.args_kwargs["args"])


def found(words):
    known = vocabulary()
    return queries.search(Asked.read(QueryDict(f"q={words}&as=typed"), known), known).found


@pytest.mark.parametrize("kind", KINDS)
def test_a_posting_is_found_by_the_new_name(desk, posting, kind):
    of, slug_of = KINDS[kind]
    rename(desk, of, slug_of(posting))
    assert list(SearchRow.objects.filter(tokenizer="").values_list("posting", flat=True)) == [posting.pk]
    assert found("こんにゃく") == []
    work()
    assert found("こんにゃく") == [posting.pk]
    assert not SearchRow.objects.filter(tokenizer="").exists()


def test_an_organization_is_found_by_the_new_name_of_its_field(desk, posting):
    rename(desk, CAUSE, posting.organization.causes.get().pk)
    work()
    assert [row.organization for row in OrganizationRow.objects.filter(words__contains=f" {index_words('こんにゃく')} ")] == [posting.organization]


def test_words_that_stand_in_no_row_change_nothing(desk, posting):
    before = OpenVersion.objects.get().number
    rename(desk, LEVEL, "independent")
    work()
    assert (DBTaskResult.objects.count(), OpenVersion.objects.get().number) == (0, before)


def test_an_update_of_the_files_tells_search_what_it_changed(desk, posting, monkeypatch):
    rows = {slug: {**row, "ja": "こんにゃく"} if slug == posting.area_id else row for slug, row in AREA.rows().items()}
    monkeypatch.setattr(type(AREA), "rows", lambda self: rows)
    actions.follow_files(kind=AREA)
    assert list(SearchRow.objects.filter(tokenizer="").values_list("posting", flat=True)) == [posting.pk]
