"""What matching writes."""
import pytest

from engawa.base.ui.refusal import Refused
from engawa.journey.matching import actions, rules
from engawa.journey.matching.models import Demand, SavedPosting
from engawa.journey.skills import actions as skills
from engawa.journey.skills.models import Edition, Skill
from tests.matching import made

pytestmark = pytest.mark.django_db


def test_keeping_twice_keeps_once():
    posting, user = made.posting(), made.user("a@example.jp")
    assert actions.save_posting(by=user, posting=posting) == actions.save_posting(by=user, posting=posting)
    assert SavedPosting.objects.count() == 1


@pytest.mark.parametrize(("state", "organization"), [("paused", "verified"), ("open", "suspended")])
def test_only_open_postings_are_kept(state, organization):
    posting, user = made.posting(), made.user("a@example.jp")
    posting.state, posting.organization.state = state, organization
    assert rules.why_not_save(user, posting) == "この募集は、いま公開されていません。「あとで見る」に入れられません。"
    with pytest.raises(Refused):
        actions.save_posting(by=user, posting=posting)


def test_an_open_posting_may_be_kept():
    assert rules.why_not_save(made.user("a@example.jp"), made.posting()) is None


def test_applications_are_counted():
    posting = made.posting()
    actions.note_application(posting=posting)
    actions.note_application(posting=posting)
    assert Demand.objects.get(posting=posting).applications == 2


def test_a_new_word_of_a_skill_finds_the_postings_that_ask_for_it(client):
    posting = made.posting()
    assert client.get("/postings/", {"q": "名寄帳"}).context["found"].count == 0
    skill = Skill.objects.get(pk="list-cleaning")
    Edition.objects.create(kind="skill", slug=skill.pk, number=1, from_files=True, row={
        "slug": skill.pk, "group": skill.group_id, "ja": skill.ja, "en": skill.en, "aliases": [], "areas": [], "npo_use": 3})
    skills.add_alias(by=made.user("desk@example.jp", is_desk=True), skill=skill, text="名寄帳")
    actions.renew_rows(keys=actions.outdated_postings())             # as the worker does within a minute
    assert client.get("/postings/", {"q": "名寄帳"}).context["found"].found == [posting.pk]
