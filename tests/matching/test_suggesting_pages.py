"""The pages about suggestions: choices, the link that ends mails, cards without a name."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import now, today
from engawa.journey.matching import actions, queries
from engawa.journey.matching.models import Exposure, Wanted
from tests.matching import made

pytestmark = pytest.mark.django_db
CHOICES = "/suggestions/choices/"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def one():
    return made.participant(inventory_done_at=now(), place="東京都", about="鍵を集めています")


def test_mails_are_chosen_and_nothing_else_changes(one, client):
    client.force_login(one.user)
    assert "メールは受け取らない" in text_of(client.get(CHOICES))
    answer = client.post(CHOICES, {"mails": "weekly"}, follow=True)
    assert ("選んだ内容を保存しました" in text_of(answer), queries.choice_of(one).mails) == (True, "weekly")
    assert client.post(CHOICES, {"mails": "hourly"}).status_code == 422
    assert queries.choice_of(one).mails == "weekly"
    client.force_login(made.user("nobody@example.jp"))
    assert client.get(CHOICES)["Location"] == reverse("participants:areas")
    assert client.post(reverse("matching:cards_agree")).status_code == 404


def test_the_link_of_a_mail_ends_them_without_signing_in(one, client):
    actions.choose_mails(by=one.user, participant=one, mails="weekly")
    link = reverse("matching:suggestions_off", args=[queries.off_token(one)])
    assert "おすすめのメールを止めます" in text_of(client.get(link))
    assert queries.choice_of(one).mails == "weekly"              # a mail program that only looks ends nothing
    assert "メールを止めました" in text_of(client.post(link, follow=True))
    assert queries.choice_of(one).mails == "off"
    assert client.get(reverse("matching:suggestions_off", args=[queries.off_token(one) + "x"])).status_code == 404


def test_agreeing_and_taking_it_back(one, client):
    client.force_login(one.user)
    assert "名前を出さずに見せることに同意する" in text_of(client.get(CHOICES))
    assert "に同意しました" in text_of(client.post(reverse("matching:cards_agree"), follow=True))
    assert "同意を取り消す" in text_of(client.get(CHOICES))
    client.post(reverse("matching:cards_withdraw"))
    assert queries.choice_of(one).agreed_at is None


def test_a_card_shows_skills_and_areas_and_no_name(one, client):
    house = made.organization()
    owner, posting = made.member(house), made.posting(by=house)
    one.areas.set(["data"])
    page = reverse("matching:cards", args=[posting.pk])
    client.force_login(owner)
    assert "いまは、お見せできる方がいません" in text_of(client.get(page))
    actions.agree_to_cards(by=one.user, participant=one)
    answer = client.get(page)
    words = text_of(answer)
    assert ("「名簿の整理」の経験があります" in words, "データの整理と分析" in words) == (True, True)
    whole = answer.content.decode()
    for secret in (one.user.name, one.user.email, str(one.pk), str(one.user.pk), "東京都", "鍵を集めて", "製造業", "名寄せを担当"):
        assert whole.count(secret) == 0, secret
    card = queries.cards_for(posting)[0]
    wish = reverse("matching:want", args=[posting.pk, card.key])
    assert "事務局が確かめて" in text_of(client.post(wish, follow=True))
    assert "事務局へお願いしました" in text_of(client.get(page))
    assert client.post(reverse("matching:want", args=[posting.pk, "0" * 24])).status_code == 404
    assert Wanted.objects.count() == 1
    other = made.member(made.organization("よその会"), "other@example.jp")
    for user in (one.user, other):
        client.force_login(user)
        assert (client.get(page).status_code, client.post(wish).status_code) == (404, 404)
    assert queries.card_key(made.posting("別の", by=house), one) != card.key


def test_attention_is_counted_for_people_who_are_signed_in(one, client):
    house = made.organization()
    first, second = made.posting("名簿", by=house), made.posting("名簿の表", by=house, skills=(("excel", 3, True),))
    actions.write_shown()
    Exposure.objects.all().delete()
    client.get("/postings/")
    actions.write_shown()
    assert Exposure.objects.count() == 0
    client.force_login(one.user)
    for page in ("/postings/", "/suggestions/"):
        assert client.get(page).status_code == 200
    actions.write_shown()
    assert dict(Exposure.objects.values_list("posting", "weight")) == {
        first.pk: 2.0, second.pk: pytest.approx(2 * queries.attention_of_place(2))}


def test_whoever_rests_is_told_that_no_mails_come_and_may_look(client):
    person = made.participant(skills=(("list-cleaning", 4, "current"),))
    client.force_login(person.user)
    said = "まで休んでいます"
    assert said not in client.get("/suggestions/").content.decode()
    person.paused_until = today() + timedelta(days=20)
    person.save()
    shown = client.get("/suggestions/").content.decode()
    assert said in shown
    assert "おすすめのメールはお送りしません。ここでは見られます。" in shown
    assert "おすすめのメールをお送りしません。募集は、ここでいつでも見られます。" in client.get("/home/").content.decode()
    assert "おすすめのメールはお送りしません。募集はいつでも見られます。" in client.get("/skills/").content.decode()
