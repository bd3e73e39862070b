"""Organizations a participant would not serve: no suggestions, no reasons, and nobody else knows."""
import re

import pytest
from django.urls import reverse

from engawa.base import history
from engawa.base.history.models import Event
from engawa.base.ui.refusal import Refused
from engawa.journey.matching import actions, queries, rules
from engawa.journey.matching.models import Avoided
from tests.matching import made
from tests.people import make_desk

pytestmark = pytest.mark.django_db
PAGE = "/suggestions/avoided/"
REASON = "「名簿の整理」の経験が、そのまま生きます"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def konara():
    return made.organization("里山の会 こなら")


@pytest.fixture
def posting(konara):
    return made.posting(by=konara)


@pytest.fixture
def person(konara):
    return made.participant()


def avoid(person, organization):
    return actions.avoid_organization(by=person.user, participant=person, organization=organization)


# ------------------------------------------------------------------ the acts
def test_avoiding_twice_keeps_once_and_the_end_of_it_too(person, konara):
    assert avoid(person, konara) == avoid(person, konara)
    for _time in range(2):
        actions.stop_avoiding(by=person.user, participant=person, organization=konara)
    assert not Avoided.objects.exists()
    assert list(Event.objects.values_list("verb", flat=True).order_by("pk")) == ["matching.avoided", "matching.no_longer_avoided"]


def test_only_the_owner_may(person, konara):
    other = made.participant("b@example.jp")
    assert rules.why_not_avoid(person.user, person) is None
    assert rules.why_not_avoid(other.user, person) == "棚卸しは、本人だけが直せます。"
    avoid(person, konara)
    for act in (actions.avoid_organization, actions.stop_avoiding):
        with pytest.raises(Refused):
            act(by=other.user, participant=person, organization=konara)
    assert Avoided.objects.count() == 1


# ---------------------------------------------------------------- what it does
def test_it_is_neither_suggested_nor_compared(person, posting, konara):
    other = made.posting("ほかの会の名簿", by=made.organization("よその会"))
    avoid(person, konara)
    assert [one.posting for one in queries.suggestions(person)] == [other]
    assert queries.reasons_for(person, posting).reasons == []
    actions.stop_avoiding(by=person.user, participant=person, organization=konara)
    assert {one.posting for one in queries.suggestions(person)} == {posting, other}


def test_the_search_finds_it_for_everybody_and_says_nothing(person, posting, konara, client):
    avoid(person, konara)
    client.force_login(person.user)
    for sort in ("", "fit", "new"):
        answer = client.get("/postings/", {"sort": sort})
        assert [card.pk for card in answer.context["cards"]] == [posting.pk]
        assert REASON not in text_of(answer)
    client.force_login(made.participant("b@example.jp").user)
    assert REASON in text_of(client.get("/postings/"))


# ------------------------------------------------------------------ the page
def test_a_list_is_made_by_searching(person, posting, konara, client):
    made.organization("まだ確認前の会 こなら", phone="0480001999").__class__.objects.filter(name__startswith="まだ").update(state="asked")
    client.force_login(person.user)
    assert "多くの方は、空のままです" in text_of(client.get(PAGE))
    found = client.get(PAGE, {"q": "こなら　里山"})
    assert [one.name for one in found.context["found"]] == ["里山の会 こなら"]
    assert "ほかに見つかりません" in text_of(client.get(PAGE, {"q": "ない会"}))
    answer = client.post(reverse("matching:avoid", args=[konara.pk]), follow=True)
    assert "「里山の会 こなら」の募集は、おすすめに出なくなります" in text_of(answer)
    assert client.get(PAGE, {"q": "こなら"}).context["found"] == []
    answer = client.post(reverse("matching:stop_avoiding", args=[konara.pk]), follow=True)
    assert "またおすすめに出るようになります" in text_of(answer)
    assert client.post(reverse("matching:stop_avoiding", args=[konara.pk])).status_code == 404


def test_without_an_inventory_there_is_no_list(konara, client):
    client.force_login(made.user("nobody@example.jp"))
    assert client.get(PAGE)["Location"] == reverse("participants:areas")
    assert client.post(reverse("matching:avoid", args=[konara.pk])).status_code == 404


def test_nobody_else_sees_it(person, posting, konara, client):
    owner = made.member(konara)
    avoid(person, konara)
    assert not history.of(konara).exists()
    assert konara.name not in str(list(Event.objects.values()))
    other = made.participant("b@example.jp")
    client.force_login(other.user)
    assert list(client.get(PAGE).context["rows"]) == []
    for user, addresses in ((owner, ("/organization/", "/organization/applications/", f"/organizations/{konara.pk}/")),
                            (make_desk(), ("/desk/", "/desk/organizations/", f"/desk/organizations/{konara.pk}/"))):
        client.force_login(user)
        for address in addresses:
            answer = client.get(address)
            assert (answer.status_code, "控えたい" in text_of(answer), "avoid" in answer.content.decode()) == (200, False, False), address
