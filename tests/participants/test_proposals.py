"""A skill that was missing in the list: proposed by the participant, answered by the desk."""
import pytest
from django.urls import reverse

from engawa.base.notices.models import Mail, Notice
from engawa.base.ui.refusal import Refused
from engawa.journey.participants import actions, queries
from engawa.journey.participants.models import Proposal, ProposalState
from engawa.journey.skills.models import Alias, Area, Group, Skill
from engawa.journey.skills.queries import find_skills
from tests.people import make_desk

WORDS = "蔵の古文書の虫干し"


@pytest.fixture
def desk(house):
    return make_desk()


@pytest.fixture
def proposal(saeki):
    return actions.propose_skill(by=saeki.user, participant=saeki, words=WORDS, note="古い紙を守る仕事です。", level=4)


def as_skill(desk, proposal, **changes):
    return actions.accept_proposal_as_skill(**{
        "by": desk, "proposal": proposal, "group": Group.objects.first(), "areas": [Area.objects.get(pk="data")],
        "ja": "古文書の手入れ", "en": "Airing of old papers", **changes})


def test_a_proposal_waits_and_twice_is_harmless(saeki, proposal):
    assert (proposal.state, proposal.words, proposal.level) == ("asked", WORDS, 4)
    assert actions.propose_skill(by=saeki.user, participant=saeki, words="蔵の古文書の　虫干し") == proposal
    assert list(queries.open_proposals()) == list(queries.proposals_of(saeki)) == [proposal]


@pytest.mark.parametrize(("words", "said"), [("ＣＯＢＯＬ", "すでに「COBOL」として一覧に"), (" ・ ", "ことばを書いて")])
def test_words_that_need_no_proposal(saeki, words, said):
    with pytest.raises(Refused, match=said):
        actions.propose_skill(by=saeki.user, participant=saeki, words=words)
    assert not Proposal.objects.exists()


def test_only_the_owner_proposes(saeki, stranger, proposal):
    for words in (WORDS, "ほかの仕事"):
        with pytest.raises(Refused, match="本人だけ"):
            actions.propose_skill(by=stranger.user, participant=saeki, words=words)


def test_ten_may_wait(saeki, desk):
    every = [actions.propose_skill(by=saeki.user, participant=saeki, words=f"珍しい仕事{n}") for n in range(10)]
    with pytest.raises(Refused, match="10件"):
        actions.propose_skill(by=saeki.user, participant=saeki, words="十一番目の仕事")
    actions.decline_proposal(by=desk, proposal=every[0], answer="経験の欄に書いてください。")
    assert actions.propose_skill(by=saeki.user, participant=saeki, words="十一番目の仕事").state == "asked"


def test_it_becomes_a_skill_and_the_proposer_holds_it(saeki, desk, proposal):
    done = as_skill(desk, proposal)
    assert (done.state, done.skill.ja, done.decided_by) == (ProposalState.ADDED, "古文書の手入れ", desk)
    held = saeki.held_skills.get(skill=done.skill)
    assert (held.level, held.last_use) == (4, "")
    for words in (WORDS, "古文書の手入れ", "airing"):
        assert find_skills(words)[0] == done.skill
    notice = Notice.objects.get(user=saeki.user)
    assert (notice.line, notice.url) == (f"「{WORDS}」が棚卸しに入りました", reverse("participants:proposals"))
    assert "古文書の手入れ" in Mail.objects.get(user=saeki.user).text


def test_it_becomes_a_word_and_a_skill_held_already_keeps_its_level(saeki, stranger, desk, proposal):
    cobol = Skill.objects.get(pk="cobol")
    actions.accept_proposal_as_word(by=desk, proposal=proposal, skill=cobol)
    assert Alias.objects.get(text=WORDS).skill == cobol
    assert saeki.held_skills.get(skill=cobol).level == 5
    other = Proposal.objects.create(participant=stranger, words=WORDS, level=1)
    actions.accept_proposal_as_word(by=desk, proposal=other, skill=cobol)      # the word is there already
    assert Alias.objects.filter(text=WORDS).count() == 1


def test_words_of_another_skill_stay_with_it(saeki, desk, proposal):
    actions.accept_proposal_as_word(by=desk, proposal=proposal, skill=Skill.objects.get(pk="cobol"))
    other = Proposal.objects.create(participant=saeki, words=WORDS)
    for accept in (lambda: as_skill(desk, other),
                   lambda: actions.accept_proposal_as_word(by=desk, proposal=other, skill=Skill.objects.get(pk="excel-basic"))):
        with pytest.raises(Refused, match="すでに"):
            accept()
    other.refresh_from_db()
    assert (other.state, Skill.objects.filter(added_at__isnull=False).exists()) == ("asked", False)


def test_it_is_declined_with_a_sentence(saeki, desk, proposal, me):
    actions.decline_proposal(by=desk, proposal=proposal, answer="「文書管理」が近いと考えました。")
    assert not Alias.objects.filter(text=WORDS).exists()
    assert Notice.objects.get(user=saeki.user).line == f"「{WORDS}」について、事務局が答えました"
    assert "文書管理" not in Mail.objects.get(user=saeki.user).text
    assert "「文書管理」が近いと考えました。" in me.get(reverse("participants:proposals")).content.decode()


def test_only_the_desk_answers_and_only_once(saeki, desk, proposal):
    with pytest.raises(Refused, match="事務局だけ"):
        actions.decline_proposal(by=saeki.user, proposal=proposal, answer="いいえ")
    actions.decline_proposal(by=desk, proposal=proposal, answer="経験の欄に書いてください。")
    with pytest.raises(Refused, match="もう答えが出ています"):
        as_skill(desk, proposal)


def test_the_page_of_own_proposals(me, saeki, desk, proposal, stranger, client):
    url = reverse("participants:proposals")
    assert "事務局が見ています。" in me.get(url).content.decode()
    as_skill(desk, proposal)
    assert "「古文書の手入れ」として一覧に入り、棚卸しにも入りました。" in me.get(url).content.decode()
    client.force_login(stranger.user)
    page = client.get(url).content.decode()
    assert WORDS not in page
    assert "まだ提案していません" in page


def test_whoever_has_no_inventory_begins_with_it(desk, client):
    client.force_login(desk)
    assert client.get(reverse("participants:proposals"))["Location"] == reverse("participants:areas")
