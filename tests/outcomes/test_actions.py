"""Asking, confirming, "not yet", thanks and certificates: what happens, who is told, who may not."""
import re

import pytest

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.outcomes import make_certificate, make_finished_project
from engawa.demo.builders.projects import make_project
from engawa.journey.outcomes import actions, codes, queries
from engawa.journey.outcomes.models import Certificate
from engawa.journey.projects import actions as projects


def told(kind):
    return sorted(Notice.objects.filter(kind=f"outcomes/{kind}").values_list("user__email", flat=True))


def ask(project, by, **facts):
    facts = {"delivered": queries.deliverables_of(project), "data_returned": True, **facts}
    return actions.ask_completion(by=by, project=project, **facts)


def test_one_side_asks_and_the_other_confirms(project, sides):
    owner, me = sides
    projects.log_hours(by=me, project=project, minutes=95)
    completion = ask(project, me, words="すべて渡しました。")
    assert (completion.asked_by_organization, told("asked")) == (False, [owner.email])
    assert list(queries.waiting_completions(project.organization)) == [completion]
    certificate, = actions.confirm_completion(by=owner, project=project, data_returned=True)
    project.refresh_from_db()
    assert project.state == "finished"
    assert told("finished") == sorted([owner.email, me.email])
    assert (certificate.name, certificate.organization_name, certificate.title, certificate.minutes) == (
        me.name, project.organization.name, project.title, 95)
    assert (certificate.starts_on, certificate.ends_on) == (project.starts_on, today())
    assert certificate.deliverables == queries.deliverables_of(project)
    assert certificate.role == queries.role_in(project)
    assert [e.verb for e in history.of(project)][-3:] == ["outcomes.asked", "outcomes.confirmed", "projects.finished"]


def test_the_organization_can_ask_too(project, sides):
    owner, me = sides
    completion = ask(project, owner)
    assert completion.asked_by_organization
    assert list(queries.waiting_for_participant(me.participant)) == [completion]
    assert list(queries.waiting_completions(project.organization)) == []
    actions.confirm_completion(by=me, project=project, data_returned=True)
    assert Certificate.objects.count() == 1


def test_the_asking_side_does_not_confirm_itself(project, sides):
    with pytest.raises(Refused, match="まだたのまれていません"):
        actions.confirm_completion(by=sides[0], project=project)
    for asking in sides:
        ask(project, asking)
        with pytest.raises(Refused, match="答えるのは相手です"):
            actions.confirm_completion(by=asking, project=project, data_returned=True)
        with pytest.raises(Refused, match="すでにたのんであります"):
            ask(project, asking)
        other = next(side for side in sides if side != asking)
        actions.answer_not_yet(by=other, project=project, words="手順書がまだです。")
    assert Certificate.objects.count() == 0


def test_not_yet_leaves_the_project_running_and_it_can_be_asked_again(project, sides):
    owner, me = sides
    ask(project, me)
    completion = actions.answer_not_yet(by=owner, project=project, words="手順書がまだです。")
    assert (completion.not_yet_words, completion.is_open, told("not_yet")) == ("手順書がまだです。", False, [me.email])
    assert "手順書" not in "".join(m.text for m in Mail.objects.filter(kind="outcomes/not_yet"))
    with pytest.raises(Refused, match="まだたのまれていません"):
        actions.answer_not_yet(by=owner, project=project, words="a")
    again = ask(project, me)
    assert (again.is_open, again.not_yet_words, again.pk) == (True, "", completion.pk)


def test_only_agreed_deliverables_can_be_ticked(project, sides):
    agreed = queries.deliverables_of(project)
    assert ask(project, sides[1], delivered=[agreed[1], "作り話"]).delivered == [agreed[1]]


def test_personal_data_has_to_be_returned_by_both(project, sides):
    owner, me = sides
    assert queries.needs_care(project)
    with pytest.raises(Refused, match="先に返すか消して"):
        ask(project, me, data_returned=False)
    ask(project, me)
    with pytest.raises(Refused, match="先に返すか消して"):
        actions.confirm_completion(by=owner, project=project)


def test_without_personal_data_no_tick_is_needed(house):
    from engawa.demo.builders.agreements import sides_of
    project = make_project(fields={"confidentiality": {"level": "internal"}})
    owner, me = sides_of(project.agreement)
    ask(project, me, data_returned=False)
    assert len(actions.confirm_completion(by=owner, project=project)) == 1


def test_nothing_twice_and_nothing_after_the_end(project, sides):
    owner, me = sides
    ask(project, me)
    actions.confirm_completion(by=owner, project=project, data_returned=True)
    with pytest.raises(Refused, match="すでに確認されています"):
        actions.confirm_completion(by=owner, project=project, data_returned=True)
    with pytest.raises(Refused, match="終わりました"):
        ask(project, me)


def test_a_project_stopped_meanwhile_is_not_confirmed(project, sides):
    owner, me = sides
    ask(project, me)
    projects.stop_project(by=me, project=project)
    with pytest.raises(Refused, match="終わりました"):
        actions.confirm_completion(by=owner, project=project, data_returned=True)


def test_nobody_else_has_a_say(project, sides, stranger):
    for act in (lambda: ask(project, stranger), lambda: actions.confirm_completion(by=stranger, project=project),
                lambda: actions.answer_not_yet(by=stranger, project=project, words="a"),
                lambda: actions.write_thanks(by=stranger, project=project, words="a")):
        with pytest.raises(Refused, match="このプロジェクトの人だけ"):
            act()


def test_thanks_once_from_each_after_the_end(project, sides):
    owner, me = sides
    with pytest.raises(Refused, match="完了を確認してから"):
        actions.write_thanks(by=me, project=project, words="a")
    ask(project, me)
    actions.confirm_completion(by=owner, project=project, data_returned=True)
    thanks = actions.write_thanks(by=owner, project=project, words="助かりました。")
    assert (thanks.from_organization, thanks.may_be_shown, told("thanked")) == (True, False, [me.email])
    with pytest.raises(Refused, match="もう書いてあります"):
        actions.write_thanks(by=owner, project=project, words="a")
    actions.write_thanks(by=me, project=project, words="楽しかったです。", may_be_shown=True)
    assert [t.words for t in queries.thanks_for(project)] == ["助かりました。", "楽しかったです。"]
    assert [t.words for t in queries.public_thanks(project.organization)] == ["楽しかったです。"]


def test_codes_can_be_read_aloud_and_typed_any_way():
    made = {codes.new_code() for _n in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"EN-[346789A-HJ-NP-RT-Y]{4}-[346789A-HJ-NP-RT-Y]{4}", code) for code in made)
    for typed in ("EN-7KQM-34TD", "en7kqm34td", "7KQM 34TD", " ７ｋｑｍ－３４ｔｄ ", "EN 7KQM‐34TD"):
        assert codes.tidy(typed) == "EN-7KQM-34TD"
    assert codes.tidy("EN") == "EN"
    assert codes.tidy("") == ""
    assert len(codes.tidy("A" * 500)) == 20


def test_a_certificate_is_found_by_its_code_and_seen_by_its_two_sides(house, stranger):
    certificate = make_certificate()
    assert queries.certificate_by_code(certificate.code.lower().replace("-", " ")) == certificate
    assert queries.certificate_by_code("EN-AAAA-AAAA") is None
    project = certificate.project
    assert [list(queries.visible_to(by)) for by in (certificate.participant.user, project.organization.members.first(), stranger)] == [
        [certificate], [certificate], []]
    assert list(queries.of_participant(certificate.participant)) == [certificate]


def test_builders_finish_a_project(house):
    project = make_finished_project()
    assert (project.state, project.thanks.count(), project.certificates.count()) == ("finished", 2, 1)
    assert project.certificates.get().minutes == 630
