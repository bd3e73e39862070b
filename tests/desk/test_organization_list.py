"""The desk finds an organization by state, by what waits for the desk, by name and by number."""
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from engawa.base.times import now, today
from engawa.demo.builders.organizations import make_organization
from engawa.journey.organizations import actions
from engawa.journey.organizations.models import Organization
from tests import people


@pytest.fixture
def four(desk):
    """One verified, one asked for more, one being checked by the desk, one refused."""
    rows = [("里山の会 こなら", True, {"corporate_number": "7000012050002"}), ("NPO法人 あおぞら", False, {}), ("みなとの食卓", False, {}), ("らくらくの会", False, {})]
    made = [make_organization(name, owner=people.make_user(f"p{n}@example.jp", f"人{n}"), verified=verified, **more)
            for n, (name, verified, more) in enumerate(rows)]
    actions.ask_for_more(by=desk, organization=made[1], words="会則はありますか。")
    actions.take_up_check(by=desk, organization=made[2])
    actions.refuse_organization(by=desk, organization=made[3], words="営利です。")
    return made


def shown(client, language="ja", **asked):
    with translation.override(language):
        answer = client.get(reverse("desk:organizations"), asked)
    assert answer.status_code == 200
    return [row.name for row in answer.context["page"]], answer.content.decode()


@pytest.mark.parametrize(("state", "names"), [
    ("", ["里山の会 こなら", "NPO法人 あおぞら", "みなとの食卓", "らくらくの会"]), ("verified", ["里山の会 こなら"]), ("more_wanted", ["NPO法人 あおぞら"]),
    ("checking", ["みなとの食卓"]), ("refused", ["らくらくの会"]), ("waiting", ["みなとの食卓"]),
    ("nonsense", ["里山の会 こなら", "NPO法人 あおぞら", "みなとの食卓", "らくらくの会"])])
def test_by_state(client, four, state, names):
    assert shown(client, state=state)[0] == names


@pytest.mark.parametrize(("words", "names"), [
    ("こなら", ["里山の会 こなら"]), ("コナラ", ["里山の会 こなら"]), ("ＮＰＯ法人　アオゾラ", ["NPO法人 あおぞら"]), ("の会", ["里山の会 こなら", "らくらくの会"]),
    ("7000-0120", ["里山の会 こなら"]), ("７０００", ["里山の会 こなら"]), ("cc-57", ["みなとの食卓"]), ("9999", []), ("  ", None), ("ない名前", [])])
def test_by_words_and_numbers(client, four, words, names):
    Organization.objects.filter(pk=four[2].pk).update(foreign_number="CC57025")
    assert shown(client, q=words)[0] == ([one.name for one in four] if names is None else names)


def test_words_and_state_go_together_and_the_links_keep_the_words(client, four):
    names, page = shown(client, q="の会", state="refused")
    assert (names, "?q=%E3%81%AE%E4%BC%9A&amp;state=verified" in page, 'type="hidden" name="state" value="refused"' in page) == (
        ["らくらくの会"], True, True)


@pytest.mark.parametrize(("language", "words"), [
    ("ja", ("すべて（4）", "事務局の返事待ち（1）", "確認している人：森田 恵", "この言葉の団体はありません")),
    ("en", ("All (4)", "Waits for the desk (1)", "森田 恵 is checking it", "No organization has these words"))])
def test_the_page_in_words(client, four, language, words):
    page = shown(client, language)[1]
    assert [line in page for line in words] == [True, True, True, False]
    assert words[3] in shown(client, language, q="ない名前")[1]
    actions.ask_for_more(by=Organization.objects.get(pk=four[2].pk).checker, organization=four[2], words="会則は？")
    assert shown(client, language, state="waiting")[0] == []


def test_what_waits_for_the_desk(client, four, desk):
    """A yearly confirmation that came or is overdue, and a decision that waits for a second person."""
    konara, owner = four[0], four[0].memberships.get().user
    Organization.objects.filter(pk=konara.pk).update(verified_until=today() - timedelta(days=1))
    assert shown(client, state="waiting")[0] == ["里山の会 こなら", "みなとの食卓"]
    Organization.objects.filter(pk=konara.pk).update(verified_until=today() + timedelta(days=9), renewal_asked_at=now())
    assert shown(client, state="waiting")[0] == ["里山の会 こなら", "みなとの食卓"]
    Organization.objects.filter(pk=konara.pk).update(renewal_asked_at=None)
    assert shown(client, state="waiting")[0] == ["みなとの食卓"]
    people.make_desk("second@example.jp", "島田 修")
    actions.suspend_organization(by=desk, organization=konara, words="お電話ください。")
    assert owner.is_active
    assert shown(client, state="waiting")[0] == ["里山の会 こなら", "みなとの食卓"]


@pytest.mark.parametrize("who", ["owner", "visitor"])
def test_nobody_else_sees_the_list(client, four, who):
    client.logout()
    if who == "owner":
        client.force_login(four[0].memberships.get().user)
    assert client.get(reverse("desk:organizations")).status_code == (404 if who == "owner" else 302)


def test_the_list_is_empty_at_first(client, desk):
    assert "確認を申し込んだ団体が、ここに並びます" in shown(client)[1]


def test_the_questions_to_the_database_stay_few(client, four, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        shown(client, q="会", state="waiting")
