"""The desk's pages of skills that were missed."""
import re

import pytest
from django.urls import reverse

from engawa.base.ui.unsent import KEY
from engawa.front.desk.vocabulary import near_each
from engawa.journey.participants import actions
from engawa.journey.skills.models import Group, Skill
from engawa.journey.skills.queries import find_skills, seed_areas
from tests.people import STRANGER, make_participant

LIST = "desk:vocabulary"


def page(client, proposal, find=""):
    return client.get(reverse("desk:proposal", args=[proposal.pk]), {"find": find} if find else {}).content.decode()


def answer(client, proposal, act, find="", **values):
    return client.post(reverse("desk:proposal_act", args=[proposal.pk, act]) + (f"?find={find}" if find else ""), values)


def test_an_empty_queue_says_so(desk, client):
    assert "待っている言葉はありません" in client.get(reverse(LIST)).content.decode()
    assert "一覧になかったスキル（" not in client.get(reverse("desk:queue")).content.decode()


def test_the_queue_counts_what_waits(desk, client, proposal):
    page = client.get(reverse("desk:queue")).content.decode()
    assert "1件の言葉が提案されています" in page
    assert "一覧になかったスキル（1件）" in page


def test_words_wait_without_a_name(desk, client, proposal):
    for shown in (client.get(reverse(LIST)).content.decode(), page(client, proposal)):
        assert "帳票の電子化" in shown
        assert "紙の帳票を画面で" in shown
        assert "佐伯" not in shown


def test_near_skills_are_found_by_the_words_in_the_proposal(desk):
    assert Skill.objects.get(pk="cobol") in near_each(["COBOLの保守"])[0]
    assert near_each(["の"]) == [[]]


def test_it_becomes_a_word_of_the_skill_that_was_looked_for(desk, client, proposal):
    assert 'value="cobol"' not in page(client, proposal)
    assert 'value="cobol"' in page(client, proposal, "cobol")
    assert answer(client, proposal, "word", "cobol", skill="cobol")["Location"] == reverse(LIST)
    assert find_skills("帳票の電子化")[0].pk == "cobol"


def test_nothing_chosen_comes_back_with_the_choice(desk, client, proposal):
    again = answer(client, proposal, "word", "cobol")
    assert again.status_code == 422
    assert 'value="cobol"' in again.content.decode()


def test_it_becomes_a_skill(desk, client, proposal):
    group = Group.objects.first()
    facts = {"ja": "紙の書類の電子化", "en": "Digitising paper forms", "group": group.pk, "areas": ["data"]}
    assert answer(client, proposal, "skill", **{**facts, "ja": "COBOL"}).status_code == 422      # belongs to a skill already
    assert answer(client, proposal, "skill", **facts)["Location"] == reverse(LIST)
    skill = find_skills("紙の書類の電子化")[0]
    assert (skill.ja, skill.group, [area.pk for area in skill.areas.all()]) == ("紙の書類の電子化", group, ["data"])
    assert proposal.participant.held_skills.get(skill=skill).level == 4


def test_it_is_answered_with_a_sentence(desk, client, proposal):
    assert answer(client, proposal, "decline", answer="").status_code == 422
    assert answer(client, proposal, "decline", answer="経験の欄に書いてください。")["Location"] == reverse(LIST)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("declined", "経験の欄に書いてください。")
    assert "もう答えが出ています" in page(client, proposal)
    late = answer(client, proposal, "decline", answer="もう一度")
    assert late.status_code == 422
    assert "もう答えが出ています" in late.content.decode()


def test_there_is_no_other_act(desk, client, proposal):
    assert answer(client, proposal, "erase").status_code == 404


@pytest.mark.parametrize("name", ["vocabulary", "proposal"])
def test_only_the_desk_reads_it(desk, client, proposal, name):
    client.force_login(make_participant(**STRANGER).user)
    args = [proposal.pk] if name == "proposal" else []
    assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404


def test_the_oldest_comes_first(desk, client, proposal):
    actions.propose_skill(by=proposal.participant.user, participant=proposal.participant, words="珍しい仕事")
    shown = client.get(reverse(LIST)).content.decode()
    assert shown.index("帳票の電子化") < shown.index("珍しい仕事")


def test_looking_for_a_skill_or_a_refusal_keeps_what_stands_typed_for_the_other_answers(client, proposal):
    area = seed_areas()[0].pk
    typed = {"ja": "紙の書類の電子化", "en": "Digitising paper", "areas": [area], "answer": "ありがとうございます。"}
    at = reverse("desk:proposal_act", args=[proposal.pk, "find"])
    assert client.post(at, {**typed, "find": "COBOL"}).url == reverse("desk:proposal", args=[proposal.pk]) + "?find=COBOL"
    shown = page(client, proposal, find="COBOL")
    assert [shown.count(each) for each in ('value="Digitising paper"', 'value="紙の書類の電子化"', "ありがとうございます。")] == [1, 1, 1]
    assert re.findall(r'name="areas" value="([^"]+)"[^>]* checked', shown) == [area]
    refused = client.post(reverse("desk:proposal_act", args=[proposal.pk, "skill"]), {**typed, "group": ""})
    assert (refused.status_code, refused.content.decode().count("ありがとうございます。")) == (422, 1)
    assert client.get(reverse("desk:proposal_act", args=[proposal.pk, "skill"])).url == reverse("desk:proposal", args=[proposal.pk])
    client.post(reverse("desk:proposal_act", args=[proposal.pk, "decline"]), typed)
    assert client.session[KEY] == {}
