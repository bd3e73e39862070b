"""Organizations found by words, cause and region, on both databases alike."""
import re

import pytest

from engawa.base.times import today
from engawa.journey.matching import actions
from engawa.journey.matching.models import OrganizationRow
from engawa.journey.organizations import actions as organizations
from engawa.journey.organizations.names import name_key
from tests.matching import made

pytestmark = pytest.mark.django_db
LIST = "/organizations/"


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def house(name: str, *causes: str, **fields):
    one = made.organization(name, *causes, name_key=name_key(name), **{"prefecture": "東京都", **fields})
    actions.index_organization(organization=one)
    return one


def names(client, query: str = "") -> list[str]:
    return [organization.name for organization, _open, _followed in client.get(LIST + query).context["rows"]]


@pytest.fixture
def three():
    """A grove in Tokyo, a canteen in Osaka with an open posting, a group in Germany."""
    grove = house("NPO法人 里山の会 こなら", "nature", summary="雑木林の手入れをしています。", vision="森を次の世代へ")
    canteen = house("ゆうなぎ食堂", "children", "welfare", prefecture="大阪府", story="夕方、子どもたちの居場所を開いています。")
    abroad = house("Brücke", "welfare", prefecture="", country="DE", language="en", summary="We teach C++ and .NET to newcomers.")
    made.posting(by=canteen)
    made.posting("おわった募集", by=grove, deadline=today().replace(year=today().year - 1))
    return grove, canteen, abroad


@pytest.mark.parametrize(("query", "found"), [
    ("", ["ゆうなぎ食堂", "Brücke", "NPO法人 里山の会 こなら"]), ("?q=こなら", ["NPO法人 里山の会 こなら"]), ("?q=里山の会", ["NPO法人 里山の会 こなら"]),
    ("?q=雑木林", ["NPO法人 里山の会 こなら"]), ("?q=子供 居場所", ["ゆうなぎ食堂"]), ("?q=大阪", ["ゆうなぎ食堂"]), ("?q=環境", ["NPO法人 里山の会 こなら"]),
    ("?q=BRÜCKE", ["Brücke"]), ("?q=C%2B%2B", ["Brücke"]), ("?q=ドイツ", ["Brücke"]), ("?q=100%25", []), ("?q=_", []), ("?q=!!!", []),
    ("?cause=welfare", ["ゆうなぎ食堂", "Brücke"]), ("?cause=welfare&cause=nature", ["ゆうなぎ食堂", "Brücke", "NPO法人 里山の会 こなら"]),
    ("?place=東京都", ["NPO法人 里山の会 こなら"]), ("?place=DE", ["Brücke"]), ("?place=nowhere&cause=gone", ["ゆうなぎ食堂", "Brücke", "NPO法人 里山の会 こなら"]),
    ("?open=1", ["ゆうなぎ食堂"]), ("?q=子ども&place=東京都", [])])
def test_what_is_found(client, three, query, found):
    assert names(client, query) == found


@pytest.mark.parametrize(("typed", "meant"), [("ぞうきばやし", "雑木林"), ("zoukibayasi", "雑木林"), ("雑木林 ぞうきばやし", "雑木林 雑木林")])
def test_words_written_by_their_sound(client, three, typed, meant, django_assert_max_num_queries):
    client.get(LIST)      # the vocabulary is read once in a process
    with django_assert_max_num_queries(15):
        answer = client.get(LIST, {"q": typed})
    assert [row[0].name for row in answer.context["rows"]] == ["NPO法人 里山の会 こなら"]
    assert f"もしかして「{meant}」でしょうか" in text_of(answer)
    as_typed = client.get(LIST + "?" + answer.context["found"].asked.as_typed)
    assert "もしかして" not in text_of(as_typed)


def test_words_by_their_sound_go_before_what_their_splinters_find_but_a_name_stays(client, three):
    house("えくせる会", "nature")
    house("みどりの会", "nature", story="エクセルで名簿をつけています。")
    assert names(client, "?q=えくせる") == ["えくせる会"]
    house("しの会", "nature", story="システムを作っています。")
    answer = client.get(LIST, {"q": "しすてむ"})
    assert ([row[0].name for row in answer.context["rows"]], answer.context["found"].corrected) == (["しの会"], "システム")


@pytest.mark.parametrize("words", ["こなら", "ブリュッケ 森", "!!!", "居場所 子ども", "ゆうなぎ"])
def test_what_finds_something_or_is_unknown_is_left_as_it_is(client, three, words):
    assert client.get(LIST, {"q": words}).context["found"].corrected == ""


def test_some_words_are_better_than_none(client, three):
    answer = client.get(LIST + "?q=雑木林 宇宙船")
    assert ([row[0].name for row in answer.context["rows"]], text_of(answer).count("一部のことばを含む団体を出しています")) == (
        ["NPO法人 里山の会 こなら"], 1)


def test_only_verified_ones_and_the_words_of_now(client, three):
    grove, canteen, _abroad = three
    owner = made.member(grove)
    organizations.save_organization(by=owner, organization=grove, story="たんぼの生きものも調べています。")
    assert (names(client, "?q=たんぼ"), names(client, "?q=雑木林")) == ([grove.name], [grove.name])
    canteen.state = "suspended"
    canteen.save()
    actions.index_organization(organization=canteen)
    assert (names(client), names(client, "?q=居場所"), OrganizationRow.objects.filter(organization=canteen).count()) == (["Brücke", grove.name], [], 0)


def test_facets_count_what_each_condition_would_leave(client, three):
    def facets(query=""):
        return {facet.name: {option.value: option.count for option in (*facet.options, *facet.more)}
                for facet in client.get(LIST + query).context["found"].facets}
    assert facets() == {"open": {"1": 1}, "cause": {"welfare": 2, "nature": 1, "children": 1}, "place": {"東京都": 1, "大阪府": 1, "DE": 1}}
    assert facets("?cause=nature") == {"open": {"1": 0}, "cause": {"nature": 1, "welfare": 2, "children": 1}, "place": {"東京都": 1}}
    assert list(facets("?place=DE")["place"].items()) == [("DE", 1), ("大阪府", 1), ("東京都", 1)]
    words = text_of(client.get(LIST + "?place=DE&cause=welfare&open=1"))
    assert [words.count(one) for one in ("ドイツをはずす 1団体", "いま募集があるをはずす 1団体", "福祉をはずす")] == [1, 1, 0]
    assert text_of(client.get("/en/organizations/?place=DE")).count("Germany") >= 1


def test_a_dead_end_offers_all_and_an_empty_house_says_so(client):
    assert text_of(client.get(LIST)).count("まだ団体がありません") == 1
    house("ゆうなぎ食堂", "children")
    words = text_of(client.get(LIST + "?q=宇宙船&place=北海道&open=1"))
    assert words.count("条件をすべてはずす 1団体") == 1


def test_twenty_on_a_page_and_a_number_of_queries_that_does_not_grow(client, django_assert_max_num_queries, django_assert_num_queries):
    user = made.participant().user
    client.force_login(user)
    for n in range(3):
        house(f"団体{n}")
    client.get(LIST)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST + "?q=団体&cause=nature")
    followed, *_others = [house(f"団体{n}") for n in range(3, 43)]
    actions.follow_organization(by=user, organization=followed)
    with django_assert_num_queries(len(few)):
        first = client.get(LIST + "?q=団体&cause=nature")
    assert (len(first.context["rows"]), len(client.get(LIST + "?page=3").context["rows"])) == (20, 3)
    assert [row[0] for row in client.get(LIST + "?q=団体3").context["rows"] if row[2]] == [followed]
