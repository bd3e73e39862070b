"""What everybody may read: texts in both languages, postings and organizations, ways to ask."""
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from engawa.base.threads.models import Inquiry
from engawa.base.times import at_moment, now
from engawa.base.times.words import day_words
from engawa.demo.builders.applications import owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.outcomes import make_finished_project
from engawa.demo.builders.postings import make_open_posting, make_posting, make_talk
from engawa.journey.organizations import actions as organizations
from engawa.journey.outcomes import queries as outcomes
from engawa.journey.postings import actions as postings
from tests.people import make_desk, make_participant, make_user
from tests.reference import load_reference

pytestmark = pytest.mark.django_db
TEXTS = ("about", "how_it_works", "for_participants", "for_npos", "accessibility", "terms", "privacy", "help")


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_there_in_both_languages(client, name):
    path = reverse(f"public:{name}")
    japanese, english = read(client, path), read(client, f"/en{path}")
    assert japanese.count('<html lang="ja"') == english.count('<html lang="en"') == 1
    assert japanese.count("<h2") == english.count("<h2") > 1


def test_the_top_page_stands_without_any_posting_and_with_some(client):
    load_reference()
    read(client, "/")
    title = make_open_posting(make_organization()).title
    assert read(client, "/postings/").count(title) > 0


@pytest.fixture
def organization(db):
    load_reference()
    return make_organization(vision="歩いて行ける林を、次の世代へ。")


def test_an_open_posting_is_for_everybody_and_a_draft_for_nobody(client, organization):
    posting, draft = make_open_posting(organization), make_posting(organization)
    shown = read(client, reverse("public:posting", kwargs={"pk": posting.pk}))
    assert shown.count(posting.title) > 0
    assert shown.count(reverse("applications:apply", kwargs={"pk": posting.pk})) > 0
    read(client, reverse("public:posting", kwargs={"pk": draft.pk}), 404)
    client.force_login(make_participant().user)
    read(client, reverse("public:posting", kwargs={"pk": draft.pk}), 404)


def test_a_talk_says_on_every_card_that_it_is_an_hour(client, organization):
    talk = make_talk(organization, title="一時間、相談したいです", contact_times=[4])
    postings.save_section(by=talk.made_by, posting=talk, section="other", values={"other_words": {"title": "Please talk with us"}})
    postings.submit_posting(by=talk.made_by, posting=talk)
    postings.publish_posting(by=make_desk("second@example.jp"), posting=talk)
    area, its = reverse("public:area", kwargs={"slug": talk.area_id}), reverse("public:organization", kwargs={"pk": organization.pk})
    for path in ("/postings/", area, its, "/"):
        shown, english = read(client, path), read(client, f"/en{path}")
        assert (path, shown.count("1時間の相談"), shown.count("1時間（1回だけ）"), shown.count("一時間、相談したいです")) == (path, 1, 1, 1)
        assert (path, english.count("One-hour talk"), english.count("One hour, once"), english.count("Please talk with us")) == (path, 1, 1, 1)
        assert english.count("一時間、相談したいです") == 0


def test_a_closed_posting_says_so_and_offers_no_way_to_apply(client, organization):
    posting = make_open_posting(organization)
    postings.close_posting(by=owner_of(organization), posting=posting, words="ほかの方法で解決しました。")
    shown = read(client, reverse("public:posting", kwargs={"pk": posting.pk}))
    assert shown.count("終わりました") > 0
    assert shown.count(reverse("applications:apply", kwargs={"pk": posting.pk})) == 0
    assert [shown.count(each) for each in ("返事の約束", "応募のしめきり", "この応募で参加が決まるわけではありません")] == [0, 0, 0]


def test_after_its_closing_day_a_posting_names_the_day_and_offers_no_way_to_apply(client, organization):
    posting = make_open_posting(organization)
    path, apply = (reverse(name, kwargs={"pk": posting.pk}) for name in ("public:posting", "applications:apply"))
    with at_moment(now() + timedelta(days=60)):
        shown = read(client, path)
    assert shown.count(f"応募のしめきりは{day_words(posting.deadline)}でした") == 1
    assert [shown.count(each) for each in (apply, "返事の約束", "この応募で参加が決まるわけではありません", "ログインして質問", "質問するには")] == [0] * 5
    last = datetime.combine(posting.deadline, time(23, 59), timezone.get_current_timezone())
    with at_moment(last):
        shown = read(client, path)
    assert (shown.count(apply), shown.count("しめきりを過ぎました")) == (1, 0)


def test_words_of_an_organization_are_shown_as_written(client, organization):
    posting = make_open_posting(organization, title="<script>alert(1)</script>")
    for name, pk in (("public:posting", posting.pk), ("public:organization", organization.pk)):
        assert read(client, reverse(name, kwargs={"pk": pk})).count("<script>alert") == 0


def test_the_page_of_an_organization(client, organization):
    posting = make_open_posting(organization)
    shown = read(client, reverse("public:organization", kwargs={"pk": organization.pk}))
    assert [words for words in (organization.vision, posting.title) if words not in shown] == []
    assert shown.count(organization.phone) == 0


def test_who_is_not_verified_or_suspended_has_no_page(client, organization):
    new = make_organization("みなとの食卓", owner=make_user("new@example.jp", "新野 明"), verified=False)
    read(client, reverse("public:organization", kwargs={"pk": new.pk}), 404)
    posting = make_open_posting(organization)
    organizations.suspend_organization(by=make_desk("second@example.jp"), organization=organization, words="確かめています。")
    read(client, reverse("public:organization", kwargs={"pk": organization.pk}), 404)
    assert read(client, "/postings/").count(posting.title) == 0


@pytest.mark.parametrize("shown", [True, False])
def test_thanks_are_on_the_top_page_only_when_their_writer_agreed(client, organization, shown):
    make_finished_project(organization=organization, thanks=("会員の名簿が、一つになりました。", "よい時間でした。"), shown=shown)
    assert read(client, "/").count("会員の名簿が、一つになりました。") == int(shown)
    assert read(client, reverse("public:organization", kwargs={"pk": organization.pk})).count("1件") > 0


def test_four_areas_and_no_fifth(client):
    load_reference()
    for slug in ("web-sns", "data", "systems", "strategy-security"):
        read(client, reverse("public:area", kwargs={"slug": slug}))
    read(client, reverse("public:area", kwargs={"slug": "tech-base"}), 404)


def test_a_question_reaches_the_desk_and_a_second_press_changes_nothing(client):
    page = client.get(reverse("public:contact"))
    key = page.content.decode().split('name="form_key" value="')[1].split('"')[0]
    asked = {"topic": "use", "name": "たずねる 人", "email": "asker@example.jp", "body": "はじめてです。", "form_key": key}
    for _press in range(2):
        assert client.post(reverse("public:contact"), asked).status_code == 302
    assert Inquiry.objects.get().body == "はじめてです。"


def test_a_mistake_keeps_what_was_typed(client):
    answer = client.post(reverse("public:contact"), {"topic": "", "name": "たずねる 人", "email": "だめ", "body": "長い文章です。"})
    assert answer.status_code == 422
    assert answer.content.decode().count("長い文章です。") > 0
    assert not Inquiry.objects.exists()


def test_the_page_of_an_organization_shows_a_few_postings_at_a_time(client, monkeypatch):
    load_reference()
    monkeypatch.setattr("engawa.front.public.views.SHOWN", 2)
    organization = make_organization()
    titles = {make_open_posting(organization, title=f"名簿を一つに {n}").title for n in range(3)}
    path = reverse("public:organization", kwargs={"pk": organization.pk})
    first, second = read(client, path), read(client, f"{path}?page=2&finished=3")
    shown = [{title for title in titles if title in page} for page in (first, second)]
    assert (shown[0] | shown[1], len(shown[0]), len(shown[1])) == (titles, 2, 1)
    assert (first.count('href="?page=2#open"'), second.count('href="?page=1&amp;finished=3#open"')) == (1, 1)


def test_so_does_the_list_of_what_was_finished(client, monkeypatch):
    load_reference()
    monkeypatch.setattr("engawa.front.public.views.SHOWN", 1)
    project = outcomes.shown_of(make_finished_project(on_page=True).organization).get()
    monkeypatch.setattr(outcomes, "shown_of", lambda _organization: [project, project])
    path = reverse("public:organization", kwargs={"pk": project.organization_id})
    pages = [read(client, path + asked) for asked in ("", "?finished=2")]
    assert [page.count("受け取ったもの") for page in pages] == [1, 1]
    assert [page.count(f'href="?finished={other}#finished"') for page, other in zip(pages, (2, 1), strict=True)] == [1, 1]
