"""When the organization can meet: kept once, and what each new posting begins with."""
import pytest

from engawa.base import history
from engawa.base.times import week
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.postings import make_posting
from engawa.journey.organizations import actions
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import actions as posting_actions
from tests.organizations.test_pages import go

MORNINGS = sorted(week.indices_of("week-morning"))


def kept(organization) -> list[int]:
    return Organization.objects.get(pk=organization.pk).contact_times


def test_parts_and_single_hours_are_kept(konara):
    page = go(konara.owner, "contact_hours", "post", {"parts": ["week-morning"], "grid": ["70"]})
    assert page.to == "/organization/profile/"
    assert kept(konara.organization) == sorted({*MORNINGS, 70})
    assert history.of(konara.organization).last().data == {"fields": ["contact_times"]}
    assert go(konara.owner, "profile").text.count(week.hours_of(4, 2)) == 5  # the mornings, day by day
    shown = go(konara.owner, "contact_hours").text
    assert (shown.count('value="week-morning" checked'), shown.count('value="70" checked')) == (1, 1)


def test_unticking_a_part_takes_its_hours(konara):
    actions.save_organization(by=konara.owner, organization=konara.organization, contact_times=[*MORNINGS, 70])
    go(konara.owner, "contact_hours", "post", {"grid": [str(n) for n in (*MORNINGS, 70)]})
    assert kept(konara.organization) == [70]


def test_nothing_chosen_is_said_and_wrong_answers_are_refused(konara):
    assert go(konara.owner, "profile").text.count("まだ選んでいません") == 1
    assert go(konara.owner, "contact_hours", "post", {"parts": ["always"]}).status == 422
    assert go(konara.owner, "contact_hours", "post", {"grid": ["84"]}).status == 422
    assert kept(konara.organization) == []


@pytest.mark.parametrize(("language", "button"), [("ja", "時間帯を保存する"), ("en", "Save the contact hours")])
def test_only_representatives_choose(konara, language, button):
    assert go(konara.owner, "contact_hours", language=language).text.count(button) == 1
    assert go(konara.member, "contact_hours", language=language).text.count(button) == 0
    assert go(konara.member, "contact_hours", "post", {"parts": ["week-day"]}).status == 422
    assert go(konara.stranger, "contact_hours").status == 404
    with pytest.raises(Refused):
        actions.save_organization(by=konara.member, organization=konara.organization, contact_times=[1])


def test_a_new_posting_begins_with_the_hours_of_the_organization(konara):
    assert make_posting(konara.organization).contact_times == sorted(week.indices_of("week-day"))
    actions.save_organization(by=konara.owner, organization=konara.organization, contact_times=MORNINGS)
    assert make_posting(konara.organization).contact_times == MORNINGS
    assert posting_actions.start_posting(by=konara.owner, organization=konara.organization, title="話を聞いてほしい").contact_times == MORNINGS


def test_hours_that_no_part_says_are_told_day_by_day(konara):
    o = konara.organization
    for times, said in ((MORNINGS, "平日の朝（8時～12時）"), ([70], week.by_day([70])), ([], "まだ選んでいません")):
        o.contact_times = times
        assert o.contact_when == said
