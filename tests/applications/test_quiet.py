"""Nobody applied: the organization hears, twice at most, what it could change."""
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.notices.models import Mail, Notice
from engawa.base.times import today
from engawa.demo.builders.applications import make_application
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.applications import actions, quiet, tasks
from engawa.journey.applications.models import QuietNotice
from engawa.journey.participants import week
from engawa.journey.postings import actions as postings
from engawa.journey.postings.models import Posting

EVENING = sorted(week.indices_of("week-evening"))


def told():
    return Notice.objects.filter(kind="applications/quiet").count()



def test_after_nine_days_and_nine_more_and_never_again(house, clock):
    counts = []
    Posting.objects.filter(pk=house.posting.pk).update(deadline=today() + timedelta(days=90))
    for days in (8, 1, 1, 7, 1, 9, 9):
        clock.later(days=days)
        tasks.mind_applications.call()
        counts.append(told())
    assert counts == [0, 1, 1, 1, 2, 2, 2]
    assert list(QuietNotice.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("how", ["applied", "withdrawn", "paused", "over", "suspended"])
def test_who_is_left_in_peace(house, clock, how):
    if how in ("applied", "withdrawn"):
        application = make_application(house.posting, house.participant, slots=house.slots)
    if how == "withdrawn":
        actions.withdraw_application(by=house.participant.user, application=application)
    if how == "paused":
        postings.pause_posting(by=house.owner, posting=house.posting)
    if how == "suspended":
        from engawa.journey.organizations import actions as organizations
        organizations.suspend_organization(by=house.desk, organization=house.organization, words="お電話ください。")
    clock.later(days=30 if how == "over" else 10)
    assert (actions.tell_quiet(), told()) == (0, 0)


def test_the_mail_lists_what_could_help(house, clock):
    Posting.objects.filter(pk=house.posting.pk).update(hours_per_week=8, contact_times=[])
    clock.later(days=9)
    assert actions.tell_quiet() == 1
    text = Mail.objects.get(kind="applications/quiet", user=house.owner).text
    assert [words for words in ("・週8時間を、週4時間にする。", "・打ち合わせできる時間に、夜か土日を足す。") if words not in text] == []


def test_a_mail_without_any_proposal_names_the_desk(house, clock):
    Posting.objects.filter(pk=house.posting.pk).update(
        hours_per_week=3, contact_times=EVENING, title="名簿", hours_total=10, deadline=today() + timedelta(days=60), deliverables=["名簿"])
    house.posting.skills.all().delete()
    clock.later(days=9)
    actions.tell_quiet()
    assert Mail.objects.get(kind="applications/quiet", user=house.owner).text.count("気になるところはありません") == 1


# ------------------------------------------------------------------ proposals
@pytest.fixture
def plain(house):
    """A posting in which nothing stands out."""
    Posting.objects.filter(pk=house.posting.pk).update(
        title="名簿を一つに", deliverables=["名簿"], hours_per_week=4, hours_total=20, weeks=6, contact_times=EVENING,
        deadline=today() + timedelta(days=20))
    house.posting.skills.update(is_required=False)
    return Posting.objects.get(pk=house.posting.pk)


def test_nothing_stands_out(plain):
    assert quiet.proposals_for(plain) == []


@pytest.mark.parametrize(("field", "value", "section", "says"), [
    ("title", "あ" * 29, "need", "29文字"), ("deliverables", ["一", "二", "三", "四"], "deliverables", "（たとえば「四」）"),
    ("hours_per_week", 5, "time", "週5時間を、週4時間にする。"), ("hours_total", 90, "time", "いまは90時間"),
    ("weeks", 13, "time", "いまは13週間"), ("contact_times", sorted(week.indices_of("week-day")), "contact", "夜か土日を足す"),
    ("deadline", timedelta(days=2), "", "あと2日")])
def test_each_proposal_stands_at_its_section(plain, field, value, section, says):
    setattr(plain, field, today() + value if isinstance(value, timedelta) else value)
    found = quiet.proposals_for(plain)
    assert [(one.section, one.words.count(says)) for one in found] == [(section, 1)]


def test_an_english_title_may_be_longer(plain):
    plain.title, plain.language = "a" * 60, "en"
    assert quiet.proposals_for(plain) == []


def test_high_levels_and_many_skills(plain):
    for row in plain.skills.all()[:4]:
        row.is_required, row.level = True, 3
        row.save()
    assert [one.section for one in quiet.proposals_for(plain)] == ["task"]
    plain.skills.update(level=3)
    first = plain.skills.filter(is_required=True).order_by("pk")[0]
    first.level = 4
    first.save()
    assert [one.words.count("3で十分なら") for one in quiet.proposals_for(plain)] == [1, 0]


def test_without_a_template_and_numbers_nothing_is_compared(plain):
    plain.template = plain.hours_per_week = plain.hours_total = plain.weeks = plain.deadline = None
    assert quiet.proposals_for(plain) == []


# ------------------------------------------------------------------ the page
def test_the_page_leads_to_each_place(house, client):
    Posting.objects.filter(pk=house.posting.pk).update(hours_per_week=8, deadline=today() + timedelta(days=1))
    url = reverse("applications:quiet", args=[house.posting.pk])
    client.force_login(house.owner)
    shown = client.get(url).content.decode()
    assert [shown.count(f'href="{reverse(name, kwargs=kwargs)}"') for name, kwargs in (
        ("postings:edit", {"pk": house.posting.pk, "section": "time"}), ("postings:extend", {"pk": house.posting.pk}))] == [1, 1]
    client.force_login(house.other_owner)
    assert client.get(url).status_code == 404


def test_the_home_page_of_the_organization_names_it(house, clock, client):
    other = make_open_posting(house.organization, template="website-checkup")
    clock.later(days=9)
    actions.tell_quiet()
    make_application(other, house.participant)
    client.force_login(house.owner)
    shown = client.get(reverse("home:organization")).content.decode()
    assert shown.count(reverse("applications:quiet", args=[house.posting.pk])) > 0
    assert shown.count(reverse("applications:quiet", args=[other.pk])) == 0


def test_closing_words_reach_those_who_wait_in_their_mail(sent):
    postings.close_posting(by=sent.owner, posting=sent.posting, words="ほかの方法で解決しました。ありがとうございました。")
    text = Mail.objects.get(kind="applications/closed").text
    assert text.count("ほかの方法で解決しました。ありがとうございました。") == 1
