"""A person who belongs to two organizations: works for one, changes to the other, and nothing goes into the wrong one."""
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from engawa.base.notices.models import Notice
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.applications import make_application
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import After, Membership, Role
from engawa.journey.postings.models import Posting
from tests import people
from tests.organizations.test_pages import GOOD, go


def join(user, organization, owner, role=Role.MEMBER):
    return actions.accept_invitation(by=user, invitation=actions.invite_member(
        by=owner, organization=organization, email=user.email, role=role))


@pytest.fixture
def two(konara):
    """高田, who represents こなら and works for あおぞら as well; あおぞら was joined last."""
    head = people.make_user("sora@example.jp", "空 みどり")
    second = make_organization("NPO法人 あおぞら", owner=head)
    join(konara.owner, second, head)
    return SimpleNamespace(user=konara.owner, first=konara.organization, second=second, head=head, member=konara.member,
                           stranger=konara.stranger)


def page(user, name, data=None, **kwargs):
    client = Client()
    client.force_login(user)
    path = reverse(name, kwargs=kwargs)
    answer = client.post(path, data, follow=True) if data is not None else client.get(path)
    return answer.status_code, answer.content.decode()


# ------------------------------------------------------------ choosing
def test_who_joins_or_registers_works_for_the_new_one(two):
    assert queries.organization_of(two.user) == two.second
    third = actions.register_organization(by=two.user, name="三つ目の会", legal_form="group", causes=[])
    assert list(queries.of_user(two.user)) == [third, two.second, two.first]


def test_one_changes_to_another_and_back(two):
    actions.work_for(by=two.user, organization=two.first)
    assert queries.organization_of(two.user) == two.first
    actions.work_for(by=two.user, organization=two.second)
    assert list(queries.of_user(two.user)) == [two.second, two.first]


def test_a_suspended_one_can_be_chosen_and_read(two):
    desk = people.make_desk("only@example.jp", "事務 局")
    actions.suspend_organization(by=desk, organization=two.first, words="確かめます。")
    assert rules.why_not_work_for(two.user, two.first) is None
    actions.work_for(by=two.user, organization=two.first)
    assert queries.organization_of(two.user) == two.first


def test_nobody_chooses_one_they_do_not_belong_to(two):
    with pytest.raises(Refused, match="この団体の方だけができます"):
        actions.work_for(by=two.stranger, organization=two.first)
    with pytest.raises(Refused, match="この団体の方だけができます"):
        actions.work_for(by=two.member, organization=two.second)
    assert go(two.stranger, "work_for", "post", pk=two.first.pk).status == 404
    assert go(two.member, "work_for", "post", pk=two.second.pk).status == 404
    assert go(two.user, "work_for", pk=two.first.pk).status == 405


def test_who_leaves_the_chosen_one_works_for_the_other(two):
    actions.leave_organization(by=two.user, organization=two.second)
    assert list(queries.of_user(two.user)) == [two.first]


def test_who_hands_over_and_leaves_works_for_the_other(two):
    actions.work_for(by=two.user, organization=two.first)
    to = Membership.objects.get(user=two.member)
    actions.hand_over(by=two.user, organization=two.first, to=to, after=After.LEAVES)
    assert queries.organization_of(two.user) == two.second


def test_who_is_in_already_and_is_invited_as_a_representative_becomes_one(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email="new@example.jp", role=Role.OWNER)
    konara.member.email = "new@example.jp"
    konara.member.save()
    assert actions.accept_invitation(by=konara.member, invitation=invitation).role == Role.OWNER


# ------------------------------------------------------------ the line at the top
def test_the_line_says_for_whom_one_works_and_changes_it(two):
    status, html = page(two.user, "home:organization")
    assert status == 200
    assert html.count('<details class="working">') == 1
    assert html.count("「里山の会 こなら」に切り替える") == 1
    status, html = page(two.user, "organizations:work_for", {}, pk=two.first.pk)
    assert "いまから「里山の会 こなら」のページです。" in html
    assert html.count("「NPO法人 あおぞら」に切り替える") == 1
    assert "「里山の会 こなら」に切り替える" not in html


def test_who_belongs_to_one_sees_no_line(two):
    for name in ("home:organization", "organizations:members", "organizations:profile"):
        status, html = page(two.member, name)
        assert (status, html.count("working")) == (200, 0)


def test_somebody_with_an_organization_registers_another(two):
    _status, html = page(two.member, "organizations:register")
    assert "登録のあとは、新しい団体のページになります。" in html
    assert go(two.member, "register", "post", {**GOOD, "name": "川辺の会"}).status == 302
    assert queries.organization_of(two.member).name == "川辺の会"


# ------------------------------------------------------------ nothing goes into the wrong one
def test_a_form_shown_for_one_is_saved_there_although_another_was_chosen_meanwhile(two):
    actions.work_for(by=two.user, organization=two.first)
    _status, html = page(two.user, "organizations:profile")
    assert f'name="working_for" value="{two.first.pk}"' in html
    actions.work_for(by=two.user, organization=two.second)
    words = {"vision": "林を手渡す。", "language": "ja", "time_zone": "Asia/Tokyo", "working_for": str(two.first.pk)}
    assert go(two.user, "profile", "post", words).status == 302
    two.first.refresh_from_db()
    two.second.refresh_from_db()
    assert (two.first.vision, two.second.vision) == ("林を手渡す。", "")


def test_a_form_of_one_that_was_left_goes_nowhere(two):
    actions.leave_organization(by=two.user, organization=two.second)
    words = {"vision": "林を手渡す。", "language": "ja", "time_zone": "Asia/Tokyo"}
    for shown_for in (two.second.pk, "x"):
        assert go(two.user, "profile", "post", {**words, "working_for": str(shown_for)}).status == 404
    two.first.refresh_from_db()
    assert two.first.vision == ""


def test_a_form_with_a_mistake_still_says_for_whom_it_is(two):
    _status, html = page(two.user, "organizations:profile", {"staff_size": "たくさん", "working_for": str(two.first.pk)})
    assert html.count(f'name="working_for" value="{two.first.pk}"') >= 1
    assert f'name="working_for" value="{two.second.pk}"' not in html


# ------------------------------------------------------------ what belongs to the other one
def test_postings_and_applications_of_the_other_one_still_open(two):
    application = make_application(posting=make_open_posting(two.first))
    draft = make_posting(two.first)
    assert queries.organization_of(two.user) == two.second
    for name, pk in [("postings:posting", application.posting_id), ("postings:check", draft.pk),
                     ("applications:received", application.pk), ("applications:of_posting", application.posting_id),
                     ("organizations:remove", Membership.objects.get(user=two.member).pk)]:
        assert page(two.user, name, pk=pk)[0] == 200, name
        assert page(two.head, name, pk=pk)[0] == 404, name


def test_a_talk_about_a_draft_of_the_other_one_belongs_there(two):
    draft = make_posting(two.first)
    before = set(Posting.objects.values_list("pk", flat=True))
    status, _html = page(two.user, "postings:talk", {"draft": str(draft.pk)})
    made = Posting.objects.exclude(pk__in=before).get()
    assert (status, made.organization) == (200, two.first)


def test_the_list_of_applications_says_what_waits_in_the_other_one(two):
    make_application(posting=make_open_posting(two.first))
    _status, html = page(two.user, "applications:inbox")
    assert html.count("「里山の会 こなら」に、返事を待っている応募が1件あります。") == 1
    assert html.count("「里山の会 こなら」に切り替える") == 2  # here and at the top
    actions.work_for(by=two.user, organization=two.first)
    _status, html = page(two.user, "applications:inbox")
    assert "返事を待っている応募が" not in html
    _status, html = page(two.head, "applications:inbox")
    assert "里山の会 こなら" not in html


# ------------------------------------------------------------ notices
def test_a_notice_leads_to_the_organization_it_is_about(two):
    actions.change_role(by=two.head, membership=Membership.objects.get(user=two.user, organization=two.second), role=Role.OWNER)
    path = Notice.objects.get(kind="organizations/role_changed", user=two.user).url
    assert path == reverse("organizations:about", kwargs={"pk": two.second.pk, "page": "members"})
    assert go(two.user, "about", pk=two.second.pk, page="members").to == "/organization/members/"
    actions.work_for(by=two.user, organization=two.first)
    status, html = page(two.user, "organizations:about", pk=two.second.pk, page="members")
    assert (status, html.count("<h1>NPO法人 あおぞら</h1>"), html.count("この団体に切り替えて続ける")) == (200, 1, 1)
    done = go(two.user, "work_for", "post", {"page": "members"}, pk=two.second.pk)
    assert (done.to, queries.organization_of(two.user)) == ("/organization/members/", two.second)


def test_it_leads_nowhere_else(two):
    assert go(two.member, "about", pk=two.second.pk, page="members").status == 404
    assert go(two.user, "about", pk=two.second.pk, page="register").status == 404
    assert go(two.user, "work_for", "post", {"page": "https://elsewhere.example/"}, pk=two.first.pk).to == "/organization/"
