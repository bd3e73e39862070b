"""Opening, saving, agreeing, taking back, ending: what happens, who is told, and who may not."""
import pytest
from django.db import transaction

from engawa.base import history
from engawa.base.notices.models import Notice
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.agreements import edit, make_accepted_application, make_ready_sheet, make_sheet
from engawa.demo.builders.people import make_user
from engawa.journey.agreements import actions, queries
from engawa.journey.agreements.form import the_form
from engawa.journey.agreements.models import Agreement, Consent, State
from engawa.journey.agreements.signals import agreement_concluded, agreement_revised
from engawa.journey.organizations.models import Membership, Organization


def newest(sheet):
    return queries.latest(sheet)


def agree(sheet, by):
    return actions.agree_to_version(by=by, agreement=sheet, digest=newest(sheet).digest)


def verbs(sheet):
    return list(history.of(sheet).values_list("verb", flat=True))


def told(kind):
    return sorted(Notice.objects.filter(kind=f"agreements/{kind}").values_list("user__email", flat=True))


def member_of(sheet):
    user = make_user("kobayashi@example.jp", "小林 由美")
    Membership.objects.create(organization=sheet.organization, user=user, role="member")
    return user


def test_both_going_on_opens_the_sheet_once(house):
    application = make_accepted_application()
    sheet = Agreement.objects.get(application=application)
    assert actions.open_sheet(by=None, application=application) == sheet
    assert [p.name for p in sheet.parties.order_by("pk")] == ["里山の会 こなら", "佐伯 和夫"]
    assert [v.number for v in sheet.versions.all()] == [1]
    assert verbs(sheet) == ["agreements.opened"]
    assert told("opened") == ["saeki@example.jp", "takada@example.jp"]


def test_no_sheet_for_an_application_that_is_not_accepted(house):
    application = make_accepted_application()
    Agreement.objects.get(application=application).delete()
    type(application).objects.filter(pk=application.pk).update(state="sent")
    with pytest.raises(Refused, match="両方が「進めたい」"):
        actions.open_sheet(by=None, application=application)


def test_a_change_is_a_new_version_and_the_old_one_stays(sheet, sides):
    before = newest(sheet)
    kept = (before.content, before.digest)
    version = edit(sheet, sides[1], {"period": {"total_hours": 12}}, words="12時間で足りそうです。")
    assert (version.number, version.by, version.words) == (before.number + 1, sides[1], "12時間で足りそうです。")
    before.refresh_from_db()
    assert (before.content, before.digest) == kept
    assert queries.is_untouched(version)
    assert verbs(sheet)[-1] == "agreements.version_saved"
    assert told("changed")[-1] == "takada@example.jp"


def test_saving_without_a_change_makes_no_version(sheet, sides):
    before = newest(sheet)
    assert edit(sheet, sides[0], {"period": {}}) == before
    assert newest(sheet) == before


def test_the_same_person_saving_group_after_group_tells_the_other_side_once(house):
    sheet = make_sheet()
    owner = sheet.organization.members.first()
    edit(sheet, owner, {"period": {"total_hours": 9}, "completion": {"check_days": 3}, "expenses": {"expense_limit": 500}})
    assert newest(sheet).number == 4
    assert told("changed") == ["saeki@example.jp"]


def test_a_stale_edit_of_the_same_group_overwrites_nothing(sheet, sides):
    base = newest(sheet)
    edit(sheet, sides[0], {"period": {"total_hours": 12}})
    group = the_form().group("aim")
    values = {slug: base.content[slug] for slug in ("role", "goal", "period")}
    with pytest.raises(actions.Stale, match="書いた内容は残っています") as refused:
        actions.save_sheet(by=sides[1], agreement=sheet, base_version=base.number, group=group, values=values)
    assert refused.value.newest == newest(sheet)
    assert newest(sheet).content["period"]["fields"]["total_hours"] == 12


def test_two_people_in_different_groups_do_not_disturb_each_other(sheet, sides):
    base = newest(sheet)
    edit(sheet, sides[0], {"period": {"total_hours": 12}})
    group = the_form().group("promises")
    values = {s.slug: base.content[s.slug] for s in group.sections}
    values["expenses"] = {**values["expenses"], "fields": {"expense_items": ["郵送代は団体"], "expense_limit": 3000}}
    saved = actions.save_sheet(by=sides[1], agreement=sheet, base_version=base.number, group=group, values=values)
    assert saved.content["period"]["fields"]["total_hours"] == 12
    assert saved.content["expenses"]["fields"]["expense_limit"] == 3000


def test_an_unknown_base_is_read_as_the_newest(sheet, sides):
    base = newest(sheet)
    group = the_form().group("aim")
    values = {slug: base.content[slug] for slug in ("role", "goal", "period")}
    assert actions.save_sheet(by=sides[0], agreement=sheet, base_version=99, group=group, values=values) == base


def test_nothing_starts_until_all_agree_to_the_same_version(sheet, sides):
    heard = []
    agreement_concluded.connect(hear := (lambda agreement, **_: heard.append(agreement.pk)), weak=False)
    try:
        agree(sheet, sides[0])
        sheet.refresh_from_db()
        assert (sheet.state, heard, told("consented")) == (State.DRAFT, [], ["saeki@example.jp"])
        done = agree(sheet, sides[1])
        assert (done.state, done.agreed_version, heard) == (State.AGREED, newest(sheet), [sheet.pk])
    finally:
        agreement_concluded.disconnect(hear)
    assert done.project.title == sheet.title  # the hand-off opened the room
    assert told("concluded") == ["saeki@example.jp", "takada@example.jp"]
    assert verbs(sheet)[-2:] == ["agreements.consented", "agreements.concluded"]


def test_a_new_version_sets_the_consents_back(sheet, sides):
    agree(sheet, sides[0])
    old = newest(sheet)
    edit(sheet, sides[1], {"period": {"total_hours": 12}})
    agree(sheet, sides[1])
    sheet.refresh_from_db()
    assert sheet.state == State.DRAFT
    assert old.consents.count() == 1  # the old consent stays visible, and counts for nothing


def test_the_text_of_an_old_version_cannot_be_agreed_to(sheet, sides):
    old = newest(sheet)
    edit(sheet, sides[0], {"period": {"total_hours": 12}})
    with pytest.raises(Refused, match=f"第{old.number}版です。その後に直しがあり、今は第{old.number + 1}版が最新"):
        actions.agree_to_version(by=sides[1], agreement=sheet, digest=old.digest)
    with pytest.raises(Refused, match="確かめられませんでした"):
        actions.agree_to_version(by=sides[1], agreement=sheet, digest="0" * 64)
    assert Consent.objects.count() == 0


def test_the_organization_agrees_through_its_representative_only(sheet, sides):
    with pytest.raises(Refused, match="代表の方がします"):
        agree(sheet, member_of(sheet))


def test_a_member_may_write(sheet):
    assert edit(sheet, member_of(sheet), {"period": {"total_hours": 12}}).content["period"]["fields"]["total_hours"] == 12


@pytest.mark.parametrize("act", ["save", "agree", "withdraw", "end"])
def test_a_stranger_and_another_organization_can_do_nothing(sheet, stranger, act):
    other = Organization.objects.create(name="よその会", legal_form="npo")
    owner = make_user("yoso@example.jp", "よその 人")
    Membership.objects.create(organization=other, user=owner, role="owner")
    for by in (stranger, owner):
        with pytest.raises(Refused, match="当事者だけ"):
            {"save": lambda by: edit(sheet, by, {"period": {"total_hours": 1}}), "agree": lambda by: agree(sheet, by),
             "withdraw": lambda by: actions.withdraw_consent(by=by, agreement=sheet),
             "end": lambda by: actions.end_agreement(by=by, agreement=sheet)}[act](by)
        assert list(queries.visible_to(by)) == []


def test_a_consent_can_be_taken_back_until_all_agree(sheet, sides):
    agree(sheet, sides[1])
    actions.withdraw_consent(by=sides[1], agreement=sheet)
    assert (newest(sheet).consents.count(), told("withdrawn")) == (0, ["takada@example.jp"])
    agree(sheet, sides[0])
    with pytest.raises(Refused, match="取り消す同意がありません"):
        actions.withdraw_consent(by=sides[1], agreement=sheet)
    agree(sheet, sides[1])
    with pytest.raises(Refused, match="もう有効です"):
        actions.withdraw_consent(by=sides[1], agreement=sheet)


def test_a_member_cannot_take_the_organizations_consent_back(sheet, sides):
    agree(sheet, sides[0])
    with pytest.raises(Refused, match="代表の方がします"):
        actions.withdraw_consent(by=member_of(sheet), agreement=sheet)


def test_a_later_version_counts_only_when_all_agreed_to_it(sheet, sides):
    for by in sides:
        agree(sheet, by)
    in_force = newest(sheet)
    edit(sheet, sides[1], {"period": {"total_hours": 40}, "communication": {"report_frequency": "biweekly"}})
    sheet.refresh_from_db()
    assert (sheet.agreed_version, queries.in_force(sheet)) == (in_force, in_force)
    heard = []
    agreement_revised.connect(hear := (lambda agreement, **_: heard.append(agreement.pk)), weak=False)
    try:
        for by in sides:
            agreed = agree(sheet, by)
    finally:
        agreement_revised.disconnect(hear)
    assert (agreed.agreed_version, heard) == (newest(sheet), [sheet.pk])
    project = agreed.project
    project.refresh_from_db()
    assert (project.hours_agreed, project.report_every) == (40, 14)


def test_ending_before_the_start_needs_no_reason(sheet, sides):
    ended = actions.end_agreement(by=sides[1], agreement=sheet, words="家族の事情です。")
    assert (ended.state, ended.ended_words, told("ended")) == (State.ENDED, "家族の事情です。", ["takada@example.jp"])
    for act in (lambda: agree(sheet, sides[0]), lambda: actions.end_agreement(by=sides[0], agreement=sheet),
                lambda: edit(sheet, sides[0], {"period": {"total_hours": 1}})):
        with pytest.raises(Refused, match="このシートは終わりました"):
            act()


def test_after_the_start_the_project_is_the_place_to_stop(sheet, sides):
    for by in sides:
        agree(sheet, by)
    with pytest.raises(Refused, match="プロジェクトのページ"):
        actions.end_agreement(by=sides[0], agreement=sheet)
    assert actions.end_with_project(by=sides[0], agreement=sheet).state == State.ENDED
    assert actions.end_with_project(by=sides[0], agreement=sheet).state == State.ENDED


def test_open_essentials_are_named(house):
    sheet = make_sheet()
    with pytest.raises(Refused, match="個人情報の扱い"):
        agree(sheet, sheet.organization.members.first())


@pytest.mark.parametrize(("fields", "words"), [
    ({"end_date": "2020-01-01"}, "終わりの日が、始まりの日より前"), ({"total_hours": 0}, "1時間以上")])
def test_a_period_that_makes_no_sense_is_not_agreed_to(house, fields, words):
    sheet = make_ready_sheet(fields={"period": fields})
    with pytest.raises(Refused, match=words):
        agree(sheet, sheet.organization.members.first())


def test_one_consent_a_side(sheet, sides):
    agree(sheet, sides[0])
    with pytest.raises(Refused, match="すでに同意しています"):
        agree(sheet, sides[0])


def test_a_version_that_was_tampered_with_is_not_agreed_to(sheet, sides):
    version = newest(sheet)
    content = version.content | {"period": {**version.content["period"], "fields": {
        **version.content["period"]["fields"], "total_hours": 500}}}
    type(version).objects.filter(pk=version.pk).update(content=content)  # past the actions, as an attacker would
    with pytest.raises(Refused, match="指紋と合いません"):
        agree(sheet, sides[0])


def test_an_error_while_the_room_opens_undoes_the_last_consent(sheet, sides):
    agree(sheet, sides[0])

    def break_down(**_):
        raise RuntimeError
    agreement_concluded.connect(break_down, weak=False)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            agree(sheet, sides[1])
    finally:
        agreement_concluded.disconnect(break_down)
    sheet.refresh_from_db()
    assert (sheet.state, newest(sheet).consents.count()) == (State.DRAFT, 1)


def test_what_the_desk_and_the_organization_count(sheet, sides):
    assert list(queries.being_written()) == list(queries.of_organization(sheet.organization)) == [sheet]
    for by in sides:
        agree(sheet, by)
    assert list(queries.being_written()) == []
    assert [list(queries.visible_to(by)) for by in sides] == [[sheet], [sheet]]
