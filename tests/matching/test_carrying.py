"""What held skills open among the postings of now, and which one more skill would help most."""
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engawa.journey.matching import actions, queries
from engawa.journey.matching.queries import Gain
from engawa.journey.skills.models import Skill
from tests.matching import made

pytestmark = pytest.mark.django_db
PAGE = "/skills/carries-over/"
DBA = ("mainframe-dba", 5, "current")
CLEANING = ("list-cleaning", 4, "current")
EXCEL = ("excel", 3, "current")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def house():
    return made.organization()


def rows_of(participant):
    return {row.held.skill_id: row for row in queries.carry_over(participant).rows}


def asking(house, title, *skills):
    return made.posting(title, by=house, skills=tuple(skills))


# ----------------------------------------------------------------- the count
def test_each_way_is_counted_once_and_the_fullest_wins(house):
    same = asking(house, "設計", ("database-design", 3, True), ("mainframe-dba", 3, False))
    transfer = asking(house, "移行", ("database-design", 4, True))
    near = asking(house, "表計算", ("excel", 3, True))
    asking(house, "更新", ("sns-operation", 3, True))
    rows = rows_of(made.participant(skills=(DBA, CLEANING), wishes=()))
    assert (rows["mainframe-dba"].same, rows["mainframe-dba"].transfer) == ((same.pk,), (transfer.pk,))
    assert (rows["list-cleaning"].same, rows["list-cleaning"].near) == ((), (near.pk,))
    assert rows["mainframe-dba"].postings == (same.pk, transfer.pk)
    assert rows["mainframe-dba"].areas == ("data",)


def test_a_share_below_half_opens_nothing(house):
    asking(house, "名簿", ("list-cleaning", 5, True))
    assert rows_of(made.participant(skills=(("list-cleaning", 3, "over10"),)))["list-cleaning"].postings == ()
    assert rows_of(made.participant("b@example.jp", skills=(("list-cleaning", 3, "current"),)))["list-cleaning"].same != ()


def test_a_posting_opened_by_two_skills_is_one_posting(house):
    posting = asking(house, "名簿", ("list-cleaning", 3, True), ("excel", 3, True))
    assert queries.carry_over(made.participant(skills=(CLEANING, EXCEL))).postings == {posting.pk}


def test_own_avoided_and_closed_postings_are_not_counted(house):
    person = made.participant(skills=(CLEANING,))
    asking(house, "避けた団体", ("list-cleaning", 3, True))
    actions.avoid_organization(by=person.user, participant=person, organization=house)
    own = made.organization("自分の会")
    made.Membership.objects.create(organization=own, user=person.user, role=made.Role.OWNER)
    asking(own, "自分の団体", ("list-cleaning", 3, True))
    closed = made.posting("終わった募集", by=made.organization("よその会"), state="closed")
    actions.index_posting(posting=closed)
    assert queries.carry_over(person).postings == frozenset()


# ------------------------------------------------------------- the one skill
def test_the_skill_that_meets_most_open_needs(house):
    for n in range(2):
        asking(house, f"更新{n}", ("sns-operation", 3, True))
    asking(house, "名簿", ("list-cleaning", 3, True))
    held = made.participant(skills=(CLEANING,), wishes=())
    assert queries.carry_over(held).best == Gain("sns-operation", 2, False)


def test_among_equals_a_wish_comes_first(house):
    asking(house, "更新", ("sns-operation", 3, True))
    asking(house, "設計", ("database-design", 3, True))
    for wish in ("sns-operation", "database-design"):
        person = made.participant(f"{wish}@example.jp", skills=(EXCEL,), wishes=(wish,))
        assert queries.carry_over(person).best == Gain(wish, 1, True)


def test_what_is_held_is_no_gain_even_where_more_is_asked(house):
    asking(house, "名簿", ("list-cleaning", 5, True), ("sns-operation", 2, False))
    assert queries.carry_over(made.participant(skills=(("list-cleaning", 1, "current"),), wishes=())).best is None


# ------------------------------------------------------------------ the page
@pytest.fixture
def me(client):
    person = made.participant(skills=(CLEANING, DBA), wishes=())
    client.force_login(person.user)
    return client


def test_the_page_says_it_in_words(house, me):
    Skill.objects.filter(pk="mainframe-dba").update(transfer_note_ja="台帳を守る知恵が、会員名簿に生きます。")
    asking(house, "名簿", ("list-cleaning", 3, True))
    asking(house, "更新", ("sns-operation", 3, True))
    shown = text_of(me.get(PAGE))
    assert "あなたの経験は、いま1件の募集につながっています" in shown
    assert "そのまま求められている 1件の募集" in shown
    assert "一つ学ぶなら、「SNSの更新」がいちばん多くの募集につながります。望んでいる募集が1件" in shown
    assert "台帳を守る知恵が、会員名簿に生きます。" in shown
    assert "いまの募集にはつながっていないスキル（1件）" in shown
    assert not re.search(r"\d+\s*(%|点|％)", shown)


def test_a_wish_is_said_as_a_wish(house, client):
    asking(house, "更新", ("sns-operation", 3, True))
    client.force_login(made.participant(skills=(EXCEL,), wishes=("sns-operation",)).user)
    shown = text_of(client.get(PAGE))
    assert "学びたいことの中では、「SNSの更新」" in shown
    assert "学びたいことを選ぶ" not in shown


def test_empty_states(client):
    bare = made.participant(skills=(), wishes=())
    client.force_login(bare.user)
    assert "スキルはまだ書かれていません" in text_of(client.get(PAGE))
    client.force_login(made.participant("b@example.jp", skills=(CLEANING,), wishes=()).user)
    assert "あなたのスキルにつながる募集は、いまありません" in text_of(client.get(PAGE))
    assert "このスキルにつながる募集は、いまありません" in text_of(client.get(f"{PAGE}list-cleaning/"))
    client.force_login(made.user("nobody@example.jp"))
    assert client.get(PAGE)["Location"] == reverse("participants:areas")


def test_the_list_behind_a_skill_holds_what_was_counted(house, me):
    postings = [asking(house, f"名簿{n}", ("list-cleaning", 3, True)) for n in range(3)]
    asking(house, "更新", ("sns-operation", 3, True))
    answer = me.get(f"{PAGE}list-cleaning/")
    assert {card.pk for card in answer.context["cards"]} == {posting.pk for posting in postings}
    assert "「名簿の整理」の経験が、そのまま生きます" in text_of(answer)


def test_a_skill_that_is_not_held_has_no_page(house, me, client):
    assert me.get(f"{PAGE}sns-operation/").status_code == 404
    client.force_login(made.user("nobody@example.jp"))
    assert client.get(f"{PAGE}list-cleaning/").status_code == 404


def test_the_number_of_queries_does_not_grow(house, me):
    def count(address):
        me.get(address)
        with CaptureQueriesContext(connection) as asked:
            me.get(address)
        return len(asked)
    asking(house, "名簿", ("list-cleaning", 3, True))
    before = [count(address) for address in (PAGE, f"{PAGE}list-cleaning/")]
    person = made.Participant.objects.get()
    for slug in ("excel", "database-design", "sns-operation"):
        made.HeldSkill.objects.create(participant=person, skill_id=slug, level=3, last_use="current")
    for n in range(6):
        asking(made.organization(f"会{n}"), f"名簿{n}", ("list-cleaning", 3, True), ("excel", 2, False))
    assert [count(address) for address in (PAGE, f"{PAGE}list-cleaning/")] == before


# ---------------------------------------------------------- a wish, and what would lead further
def test_the_best_wish_is_named_first_and_beside_it_what_opens_more(house, client):
    for n in range(2):
        asking(house, f"更新{n}", ("sns-operation", 3, True))
    asking(house, "設計", ("database-design", 3, True))
    person = made.participant(skills=(EXCEL,), wishes=("database-design",))
    found = queries.carry_over(person)
    assert (found.wish, found.best) == (Gain("database-design", 1, True), Gain("sns-operation", 2, False))
    client.force_login(person.user)
    page = client.get(PAGE)
    shown = text_of(page)
    assert shown.index("学びたいことの中では、「データベース") < shown.index("「SNSの更新」なら、もっと多くの募集につながります。望んでいる募集が2件")
    assert 'href="/skills/time/?wish=sns-operation#id_wishes"' in page.content.decode()


def test_the_link_opens_choices_with_the_named_skill_among_them(house, client):
    asking(house, "更新", ("sns-operation", 3, True))
    person = made.participant(skills=(EXCEL,), wishes=())
    client.force_login(person.user)
    Skill.objects.filter(pk="sns-operation").update(npo_use=1)      # of no area's first choices
    choice = 'name="wishes" value="sns-operation"'
    assert choice not in client.get("/skills/time/").content.decode()
    assert choice in client.get("/skills/time/?wish=sns-operation").content.decode()
    assert 'value="excel"' not in client.get("/skills/time/?wish=excel").content.decode()      # held
