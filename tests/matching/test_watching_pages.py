"""The pages of saved searches and followed organizations, and the link that ends their mails."""
import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from engawa.journey.matching import actions, queries
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import Followed, SavedSearch
from tests.matching import made

pytestmark = pytest.mark.django_db
NEW, LIST = "/saved/searches/new/", "/saved/searches/"


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def house():
    return made.organization()


@pytest.fixture
def kazuo(client):
    made.vocabulary()
    user = made.user("kazuo@example.jp")
    client.force_login(user)
    return user


def test_a_visitor_signs_in_and_comes_back_with_the_search(client, house):
    made.posting(by=house)
    page = client.get("/postings/?q=名簿&area=data")
    link = re.search(r'href="(/saved/searches/new/\?[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    assert (text_of(page).count("この条件を保存する"), text_of(client.get("/postings/")).count("新しい募集の知らせを受け取る")) == (1, 1)
    assert client.get(link)["Location"] == f"/account/sign-in/?next={quote(link, safe='/')}"
    client.force_login(made.user("kazuo@example.jp"))
    words = text_of(client.get(link))
    assert [words.count(one) for one in ("「名簿」 データの整理と分析", "いまは1件の募集があります。")] == [1, 1]


def test_saving_changing_looking_and_removing(client, kazuo, house):
    made.posting(by=house)
    address = NEW + "?q=夜だけ 名簿&area=data&sort=new"
    form = client.get(address).context["form"]
    assert (form["name"].value(), form["mails"].value()) == ("名簿・データの整理と分析・夜", "daily")
    for wrong in ({"name": "", "mails": "daily"}, {"name": "あ" * 61, "mails": "daily"}, {"name": "名簿", "mails": "hourly"}):
        assert (client.post(address, wrong).status_code, SavedSearch.objects.count()) == (422, 0)
    answer = client.post(address, {"name": "夜の名簿", "mails": "weekly"}, follow=True)
    search = SavedSearch.objects.get()
    assert (text_of(answer).count("「夜の名簿」を保存しました。"), search.mails, search.user) == (1, "weekly", kazuo)
    assert client.get(address).context["kept"] == search
    change, remove, look = (reverse(f"matching:{name}", args=[search.pk]) for name in ("change_search", "remove_search", "look"))
    assert (client.post(change, {"name": "", "mails": "off"}).status_code, client.get(change).context["form"]["name"].value()) == (422, "夜の名簿")
    client.post(change, {"name": "名簿のしごと", "mails": "off"})
    shown = text_of(client.get(LIST))
    assert [shown.count(one) for one in ("いまの募集 0件", "メール メールは受け取らない", "前に見たあとの")] == [1, 1, 0]
    assert client.post(look)["Location"] == f"/postings/?{search.query}"
    assert (client.get(remove).status_code, SavedSearch.objects.count()) == (200, 1)
    client.post(remove)
    assert text_of(client.get(LIST)).count("まだ保存した条件がありません") == 1


def test_a_misspelt_word_is_saved_as_it_was_put_right(client, kazuo, house):
    made.posting("Excelの名簿を整理したい", by=house)
    client.post(NEW + "?q=えくせる", {"name": "表", "mails": "daily"})
    client.post(NEW, {"name": "すべて", "mails": "daily"})
    assert [(one.is_whole, one.open) for one in queries.watched(kazuo)] == [(True, 1), (True, 1)]
    assert client.get(NEW).context["form"]["name"].value() == "すべて"
    assert client.get(NEW + "?q=案内").context["form"]["name"].value() == "案内"
    SavedSearch.objects.filter(query="").delete()
    assert client.get(NEW).context["form"]["name"].value() == "すべての募集"


def test_only_what_has_all_words_is_counted_before_saving_as_after(client, kazuo, house):
    made.posting("Teamsの使い方", by=house, skills=(), need="名簿を見ながら話します。")
    for words, count, said in (("Zoom", 0, "近いことばの募集だけです"), ("Teams", 1, "いまは1件の募集があります。"), ("こんにゃく", 0, "いまは、合う募集がありません。")):
        page = client.get(f"{NEW}?q={words}")
        assert (page.context["count"], text_of(page).count(said)) == (count, 1)
        client.post(f"{NEW}?q={words}", {"name": words, "mails": "daily"})
    assert {one.search.name: one.open for one in queries.watched(kazuo)} == {"Zoom": 0, "Teams": 1, "こんにゃく": 0}


def test_a_search_kept_by_its_sound_finds_what_was_meant(kazuo, house):
    made.posting("チャットワークの設定", by=house, skills=(), need="")
    made.posting("名簿", by=house, skills=(), need="")
    for words in ("ちゃっとわーく", "わーるぷを教える", "仕事"):
        actions.keep_search(by=kazuo, asked=Asked(words=words), name=words, mails="daily")
    assert {one.search.name: one.open for one in queries.watched(kazuo)} == {"ちゃっとわーく": 1, "わーるぷを教える": 0, "仕事": 2}


def test_the_twenty_first_is_told_why_not(client, kazuo):
    for n in range(20):
        actions.keep_search(by=kazuo, asked=Asked(words=f"名簿{n}"), name=str(n), mails="off")
    why = "保存できる条件は20件までです。"
    assert [text_of(answer).count(why) for answer in (client.get(NEW + "?q=絵"), client.get(LIST))] == [1, 1]
    answer = client.post(NEW + "?q=絵", {"name": "絵", "mails": "daily"})
    assert (answer.status_code, SavedSearch.objects.count()) == (422, 20)
    assert client.post(NEW + "?q=名簿0", {"name": "絵", "mails": "daily"}).status_code == 302


def test_following_from_the_page_of_the_organization(client, kazuo, house):
    page, follow, unfollow, mails = (reverse(name, args=[house.pk]) for name in (
        "public:organization", "matching:follow", "matching:unfollow", "matching:mails_of_followed"))
    assert text_of(client.get(page)).count("気になる団体に入れる") == 1
    assert client.post(follow, {"next": page})["Location"] == page
    assert text_of(client.get(page)).count("気になる団体に入っています") == 1
    made.posting(by=house)
    assert text_of(client.get(LIST)).count("いまの募集 1件") == 1
    for kept in ("off", "daily"):
        assert (client.post(mails).status_code, Followed.objects.get().mails) == (302, kept)
    assert client.post(unfollow, {"next": "//example.com"})["Location"] == LIST
    assert (client.post(unfollow).status_code, text_of(client.get(LIST)).count("まだ気になる団体がありません")) == (404, 1)
    made.Membership.objects.create(organization=house, user=kazuo, role="owner")
    refused = client.post(follow)
    assert (refused.status_code, text_of(refused).count("ご自身の団体です。")) == (409, 1)
    client.logout()
    assert (text_of(client.get(page)).count("気になる団体"), client.post(follow)["Location"].split("?")[0]) == (0, "/account/sign-in/")


def test_the_list_of_a_stranger_is_not_there(client, kazuo, house):
    search = actions.keep_search(by=made.user("other@example.jp"), asked=Asked(words="名簿"), name="よその", mails="off")
    for name in ("change_search", "remove_search", "look"):
        path = reverse(f"matching:{name}", args=[search.pk])
        assert (client.post(path, {"name": "x", "mails": "off"}).status_code, SavedSearch.objects.get().name) == (404, "よその")
    assert text_of(client.get(LIST)).count("よその") == 0


def test_mails_are_ended_one_by_one_or_all_without_signing_in(client, kazuo, house):
    search = actions.keep_search(by=kazuo, asked=Asked(words="名簿"), name="名簿のしごと", mails="daily")
    other = actions.keep_search(by=kazuo, asked=Asked(words="絵"), name="絵のしごと", mails="daily")
    followed = actions.follow_organization(by=kazuo, organization=house)
    client.logout()
    def kept():
        return [row.mails for row in (*SavedSearch.objects.order_by("name"), *Followed.objects.all())]
    one, two, three, every = (reverse("matching:news_off", args=[queries.news_token(kazuo, watch)]) for watch in (search, followed, other, None))
    assert text_of(client.get(one)).count("名簿のしごと") == 1
    assert (kept(), text_of(client.post(one, follow=True)).count("メールを止めました")) == (["daily"] * 3, 1)
    assert kept() == ["off", "daily", "daily"]
    assert text_of(client.get(two)).count("里山の会 こなら") == 1
    client.post(two)
    assert kept() == ["off", "daily", "off"]
    client.post(three, {"all": "1"})
    assert (kept(), text_of(client.get(three)).count("まとめて止める")) == (["off"] * 3, 0)
    assert text_of(client.get(every)).count("メールを止めました") == 1
    actions.choose_news(by=kazuo, watch=other, mails="daily")
    client.post(every)
    assert (kept(), client.get(every + "x/").status_code) == (["off"] * 3, 404)
