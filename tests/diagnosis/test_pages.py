"""The check-up as a visitor walks it, without an account and without JavaScript."""
import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.urls import reverse
from pypdf import PdfReader

from engawa.base.accounts import actions as accounts
from engawa.base.times import now
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization
from engawa.journey.diagnosis import actions, queries, rules
from engawa.journey.diagnosis.models import CheckUp, Question
from engawa.journey.organizations import actions as organizations
from tests import people
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_visitor_walks_one_area_to_its_result(client, vocabulary, prefix):
    start = prefix + "/check-up/"
    assert client.get(start).status_code == 200
    answer = client.post(start, {"areas": ["web-sns"]})
    assert answer.status_code == 302
    for _ in range(7):
        page = client.get(answer["Location"])
        assert page.status_code == 200
        answer = client.post(answer["Location"], {"answer": "0", "score": "0"})
        assert answer.status_code == 302
    check_up = CheckUp.objects.get()
    assert check_up.is_finished
    assert set(check_up.answers.values()) == {0}
    result = client.get(answer["Location"])
    assert result.status_code == 200
    assert "<c-" not in result.content.decode()


def test_another_visit_does_not_see_it(client, vocabulary):
    client.post("/check-up/", {"areas": ["data"]})
    check_up = CheckUp.objects.get()
    client.cookies.clear()
    assert client.get(reverse("diagnosis:result", kwargs={"pk": check_up.pk})).status_code == 404


def test_no_area_is_said_plainly(client, vocabulary):
    answer = client.post("/check-up/", {"form_key": "a page always sends one"})
    assert answer.status_code == 422
    assert CheckUp.objects.count() == 0


@pytest.fixture
def together(client, vocabulary):
    """The address of the page with all seven questions about data."""
    return client.post("/check-up/", {"areas": ["data"], "together": "1"})["Location"]


def asked_about(area):
    return list(Question.objects.filter(area=area).values_list("pk", flat=True))


def test_all_questions_stand_on_one_page_and_lead_to_the_result(client, together):
    slugs = asked_about("data")
    page = client.get(together).content.decode()
    assert all(f'name="{slug}"' in page for slug in slugs)
    assert page.count('value="unknown"') == len(slugs) == 7
    assert " checked" not in page
    answer = client.post(together, {**dict.fromkeys(slugs, "2"), slugs[0]: "unknown"})
    check_up = CheckUp.objects.get()
    assert answer["Location"] == reverse("diagnosis:result", kwargs={"pk": check_up.pk})
    assert check_up.answers == {**dict.fromkeys(slugs, 2), slugs[0]: None}


def test_stopping_half_way_keeps_what_was_chosen_and_the_start_page_leads_back(client, together):
    slugs = asked_about("data")
    answer = client.post(together, {slugs[1]: "1", "go": "later"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("diagnosis:start"))
    check_up = CheckUp.objects.get()
    assert (check_up.answers, check_up.is_finished) == ({slugs[1]: 1}, False)
    first_open = reverse("diagnosis:question", kwargs={"pk": check_up.pk, "number": 1})
    assert f'href="{first_open}"' in client.get("/check-up/").content.decode()


def page_of(number):
    return reverse("diagnosis:question", kwargs={"pk": CheckUp.objects.get().pk, "number": number})


@pytest.mark.parametrize("ticked", [True, False])
@pytest.mark.parametrize(("go", "to"), [("before", 1), ("later", "/check-up/"), ("together", "questions/")])
def test_every_button_of_a_question_keeps_what_is_ticked_and_then_goes_there(client, together, go, to, ticked):
    shown = client.get(page_of(2)).content.decode()
    assert (shown.count(f'name="go" value="{go}"'), shown.count('class="back"')) == (1, 0)
    answer = client.post(page_of(2), {"answer": "2", "go": go} if ticked else {"go": go})
    expected = page_of(to) if isinstance(to, int) else to if to.startswith("/") else together
    assert (answer.status_code, answer["Location"]) == (302, expected)
    assert CheckUp.objects.get().answers == ({asked_about("data")[1]: 2} if ticked else {})
    assert client.get(page_of(2)).content.decode().count(" checked") == int(ticked)


def test_a_tick_that_is_not_known_is_said_whatever_was_pressed(client, together):
    Question.objects.get(pk=asked_about("data")[0]).answers.filter(score=3).delete()
    assert client.post(page_of(1), {"answer": "3", "go": "later"})["Location"] == "/check-up/"
    assert client.post(page_of(1), {"answer": "3"}).status_code == 422
    assert CheckUp.objects.get().answers == {}


def test_from_all_on_one_page_to_one_by_one_and_on_at_the_first_open(client, together):
    slugs = asked_about("data")
    answer = client.post(together, {slugs[0]: "1", slugs[2]: "1", "go": "single"})
    assert (answer.status_code, answer["Location"], CheckUp.objects.get().answers) == (302, page_of(2), {slugs[0]: 1, slugs[2]: 1})


def test_going_back_after_the_last_answer_leaves_it_open_until_the_result_is_asked_for(client, together):
    slugs = asked_about("data")
    client.post(together, {**dict.fromkeys(slugs[:-1], "1"), "go": "single"})
    assert client.post(page_of(7), {"answer": "1", "go": "before"})["Location"] == page_of(6)
    assert not CheckUp.objects.get().is_finished
    shown = client.get(page_of(6)).content.decode()
    assert (shown.count('name="go" value="result"'), shown.count("結果を見たあとは")) == (1, 1)
    assert f'href="{page_of(7)}"' in client.get("/check-up/").content.decode()  # begun, not done
    assert client.get(reverse("diagnosis:result", args=[CheckUp.objects.get().pk]))["Location"] == page_of(7)
    assert client.post(page_of(6), {"answer": "3"})["Location"] == page_of(7)
    assert client.post(page_of(6), {"answer": "2", "go": "result"})["Location"].endswith("/result/")
    assert (CheckUp.objects.get().is_finished, CheckUp.objects.get().answers[slugs[5]]) == (True, 2)


def test_the_last_page_leads_to_what_is_still_open(client, together):
    client.post(together, {**dict.fromkeys(asked_about("data")[2:], "1"), "go": "later"})
    assert client.post(page_of(7), {"answer": "1"})["Location"] == page_of(1)


def test_a_finished_check_up_is_read_only_and_says_so_to_who_meant_to_change_it(client, together):
    slugs = asked_about("data")
    client.post(together, dict.fromkeys(slugs, "1"))
    result = reverse("diagnosis:result", args=[CheckUp.objects.get().pk])
    assert [client.get(page)["Location"] for page in (together, page_of(1))] == [result, result]
    for page, twice, other in ((page_of(1), {"answer": "1"}, {"answer": "3"}), (together, dict.fromkeys(slugs, "1"), {slugs[0]: "3"})):
        said = [client.post(page, sent, follow=True).content.decode().count("この診断は終わっています") for sent in (twice, other)]
        assert said == [0, 1]
    assert CheckUp.objects.get().answers == dict.fromkeys(slugs, 1)
    shown = client.get(result).content.decode()
    assert (shown.count("/check-up/?area=data\""), shown.count(page_of(1))) == (1, 0)
    again = client.get("/check-up/?area=data").content.decode()
    assert re.findall(r'<input[^>]*name="areas"[^>]*value="([^"]*)"[^>]* checked', again) == ["data"]


def test_open_questions_are_named_and_the_others_kept(client, together):
    slugs = asked_about("data")
    answer = client.post(together, {slugs[0]: "3", slugs[1]: "7"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "ここまでの回答は保存しました" in shown
    assert CheckUp.objects.get().answers == {slugs[0]: 3}
    summary = re.findall(r'<li><a href="#[^"]*">([^<]*)</a>', shown[shown.index('id="errors"'):])[1:6]
    assert summary == [f"{n}問目「{Question.objects.get(pk=slug).name[:19]}…」：いちばん近いものを一つ選んでください。「分からない」でも構いません。"
                       for n, slug in enumerate(slugs[2:], start=3)]
    assert [shown.count(f"{each}<") for each in summary] == [2] * 5


def test_a_question_retired_meanwhile_is_not_asked(client, together):
    slugs = asked_about("data")
    Question.objects.filter(pk=slugs[0]).update(retired_at=now())
    assert f'name="{slugs[0]}"' not in client.get(together).content.decode()
    client.post(together, dict.fromkeys(slugs, "1"))
    assert CheckUp.objects.get().answers == dict.fromkeys(slugs[1:], 1)


def walked(client, areas, answer):
    """The identity of a finished check-up of areas in which every answer was the same."""
    together = client.post("/check-up/", {"areas": areas, "together": "1"})["Location"]
    slugs = Question.objects.filter(area__in=areas).values_list("pk", flat=True)
    client.post(together, dict.fromkeys(slugs, answer))
    return CheckUp.objects.latest("started_at").pk


@pytest.mark.parametrize(("prefix", "heading", "unsure"), [("", "困りごと診断の結果", "分からない"), ("/en", "Result of the check-up", "Not sure")])
def test_the_result_can_be_taken_along_as_a_pdf(client, vocabulary, prefix, heading, unsure):
    pk = walked(client, ["data", "web-sns"], "unknown")
    address = f"{prefix}/check-up/{pk}/result.pdf"
    assert address in client.get(f"{prefix}/check-up/{pk}/result/").content.decode()
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())
    assert heading.replace(" ", "") in text
    assert text.count(unsure.replace(" ", "")) >= 14
    client.cookies.clear()
    assert client.get(address).status_code == 404


def test_a_perfect_result_as_a_pdf_recommends_nothing(client, vocabulary):
    pk = walked(client, ["data"], "3")
    text = "".join(PdfReader(BytesIO(client.get(f"/check-up/{pk}/result.pdf").content)).pages[0].extract_text().split())
    assert "1年後" in text


def test_there_is_no_pdf_before_the_last_answer(client, together):
    assert client.get(f"/check-up/{CheckUp.objects.get().pk}/result.pdf").status_code == 404


@pytest.mark.parametrize(("prefix", "said"), [("", ["前回より良くなりました", "21点のうち7点", "21点のうち14点"]),
                                              ("/en", ["Better than last time.", "7 of 21", "14 of 21"])])
def test_the_result_stands_beside_the_one_before(client, vocabulary, prefix, said):
    first = walked(client, ["data", "web-sns"], "1")
    assert 'id="compared"' not in client.get(f"{prefix}/check-up/{first}/result/").content.decode()
    walked(client, ["systems"], "1")
    second = walked(client, ["data"], "2")
    page = client.get(f"{prefix}/check-up/{second}/result/").content.decode()
    assert all(words in page for words in said)
    assert "?with=" not in page
    third = walked(client, ["data"], "unknown")
    page = client.get(f"{prefix}/check-up/{third}/result/?with={first}").content.decode()
    assert said[1] in page
    assert f"?with={second}#compared" in page


def test_a_lower_and_an_equal_result_are_said_calmly(client, vocabulary):
    walked(client, ["data"], "2")
    lower = walked(client, ["data"], "0")
    assert "前回より低くなりました" in client.get(f"/check-up/{lower}/result/").content.decode()
    same = walked(client, ["data"], "unknown")
    assert "前回と同じです" in client.get(f"/check-up/{same}/result/").content.decode()


def test_a_person_sees_past_check_ups_also_those_made_before_signing_in(client, vocabulary):
    pk = walked(client, ["data"], "2")
    person = make_user("someone@example.jp", "だれか")
    actions.adopt_check_ups(by=person, session_key=CheckUp.objects.get().session_key)
    client.cookies.clear()
    client.force_login(person)
    page = client.get("/check-up/").content.decode()
    assert f'href="/check-up/{pk}/result/"' in page
    assert "これまでの診断" in page
    assert 'id="begun"' not in page


# ------------------------------------------------------------------ given to an organization
@pytest.fixture
def house(vocabulary):
    """里山の会 こなら with a representative and a member, and a stranger."""
    owner, member = make_user(**people.TAKADA), make_user(**people.KOBAYASHI)
    organization = make_organization(owner=owner)
    organizations.accept_invitation(by=member, invitation=organizations.invite_member(by=owner, organization=organization, email=member.email))
    return SimpleNamespace(organization=organization, owner=owner, member=member, stranger=make_user(**people.STRANGER))


def finished(by, organization=None, score=1):
    check_up = actions.start_check_up(by=by, areas=["data"], organization=organization)
    return actions.answer_questions(by=by, check_up=check_up, answers=dict.fromkeys(Question.objects.filter(area="data"), score))


def result(client, user, check_up, with_=""):
    client.force_login(user)
    return client.get(reverse("diagnosis:result", kwargs={"pk": check_up.pk}) + with_)


def test_from_the_page_of_the_organization_a_check_up_is_shared_unless_the_tick_is_taken_off(client, house):
    client.force_login(house.owner)
    home = client.get(reverse("home:organization")).content.decode()
    assert home.count('href="/check-up/?for=organization"') == 1
    checked = ["checked" in re.search(r'<input[^>]*name="shared"[^>]*>', client.get("/check-up/" + asked).content.decode())[0]
               for asked in ("", "?for=organization")]
    assert checked == [False, True]
    client.post("/check-up/", {"areas": ["data"], "shared": "on"})
    client.post("/check-up/", {"areas": ["systems"]})
    assert {one.areas[0]: one.organization_id for one in CheckUp.objects.all()} == {"data": house.organization.pk, "systems": None}


def test_who_has_no_organization_is_asked_nothing_about_colleagues(client, house):
    for user in (None, house.stranger):
        if user:
            client.force_login(user)
        assert 'name="shared"' not in client.get("/check-up/?for=organization").content.decode()
        client.post("/check-up/", {"areas": ["data"], "shared": "on"})
    assert set(CheckUp.objects.values_list("organization", flat=True)) == {None}


def test_a_check_up_is_shared_with_the_organization_its_page_was_shown_for(client, house):
    other = make_organization("NPO法人 あおぞら", owner=house.owner)           # chosen in another window meanwhile
    client.force_login(house.owner)
    client.post("/check-up/", {"areas": ["data"], "shared": "on", "working_for": str(house.organization.pk)})
    client.post("/check-up/", {"areas": ["data"], "shared": "on"})
    assert list(CheckUp.objects.order_by("started_at").values_list("organization", flat=True)) == [house.organization.pk, other.pk]


def test_colleagues_read_a_shared_result_and_compare_a_year_later(client, house):
    first = finished(house.owner, house.organization)
    shown = result(client, house.member, first)
    assert (shown.status_code, shown.content.decode().count(f"{house.owner.name}さんが答えました")) == (200, 1)
    assert reverse("diagnosis:question", args=[first.pk, 1]) not in shown.content.decode()
    assert client.get(reverse("diagnosis:result_pdf", args=[first.pk])).status_code == 200
    assert f"{house.owner.name}さんが答えました" in client.get("/check-up/").content.decode()
    assert "/check-up/?area=data&amp;for=organization" in shown.content.decode()
    later = finished(house.member, house.organization, score=2)
    assert "前回より良くなりました" in result(client, house.member, later).content.decode()


def test_colleagues_read_but_do_not_answer_and_others_see_nothing(client, house):
    shared, own = finished(house.owner, house.organization), finished(house.owner)
    begun = actions.start_check_up(by=house.owner, areas=["data"], organization=house.organization)
    assert [result(client, house.member, one).status_code for one in (shared, own, begun)] == [200, 404, 404]
    assert client.get(reverse("diagnosis:question", args=[shared.pk, 1])).status_code == 404
    assert client.post(reverse("diagnosis:questions", args=[shared.pk]), {}).status_code == 404
    assert client.post(reverse("diagnosis:share", args=[shared.pk, "keep"])).status_code == 404
    assert result(client, house.stranger, shared).status_code == 404


def test_a_result_is_shared_and_taken_back_on_its_page(client, house):
    one = finished(house.owner)
    assert "同じ団体の人にも見せる" in result(client, house.owner, one).content.decode()
    client.post(reverse("diagnosis:share", args=[one.pk, "give"]))
    one.refresh_from_db()
    assert one.organization == house.organization
    assert result(client, house.member, one).status_code == 200
    result(client, house.owner, one)
    assert client.post(reverse("diagnosis:share", args=[one.pk, "burn"])).status_code == 404
    client.post(reverse("diagnosis:share", args=[one.pk, "keep"]))
    assert result(client, house.member, one).status_code == 404


@pytest.mark.parametrize(("who", "act", "reason"), [
    ("member", "share", "だれに見せるかは、答えた本人だけが決められます。"), ("member", "keep", "だれに見せるかは、答えた本人だけが決められます。"),
    ("owner", "share", "この診断は、もう団体の人に見えています。"), ("owner", "keep", None)])
def test_only_who_answered_decides_who_sees_it(house, who, act, reason):
    shared, by = finished(house.owner, house.organization), getattr(house, who)
    assert (rules.why_not_share(by, shared, house.organization) if act == "share" else rules.why_not_keep(by, shared)) == reason


def test_nothing_is_given_to_an_organization_one_does_not_belong_to_and_nothing_kept_twice(house):
    one = finished(house.stranger)
    assert rules.why_not_share(house.stranger, one, house.organization) == "この団体の方だけができます。"
    assert rules.why_not_keep(house.stranger, one) == "この診断は、あなただけに見えています。"
    with pytest.raises(Refused):
        actions.share_check_up(by=house.stranger, check_up=one, organization=house.organization)
    with pytest.raises(Refused):
        actions.keep_check_up(by=house.stranger, check_up=one)


def test_who_is_erased_leaves_what_was_shared_without_a_name(client, house):
    shared, _own = finished(house.owner, house.organization), finished(house.owner)
    accounts.erase_account(user=house.owner)
    left = CheckUp.objects.get()
    assert (left.pk, left.user, left.organization) == (shared.pk, None, house.organization)
    shown = result(client, house.member, left)
    assert (shown.status_code, shown.content.decode().count("が答えました")) == (200, 0)


def test_the_lead_names_the_area_of_what_is_recommended_first(client, vocabulary):
    """A low answer to a question of safety comes first, also where another area has fewer points."""
    slugs = {area: list(Question.objects.filter(area=area)) for area in ("web-sns", "strategy-security")}
    check_up = actions.start_check_up(by=(user := make_user("l@example.jp", "林 順")), areas=list(slugs))
    low = Question.objects.get(pk="sec-password")
    answers = {**dict.fromkeys(slugs["web-sns"], 1), **dict.fromkeys(slugs["strategy-security"], 3), low: 0}
    check_up = actions.answer_questions(by=user, check_up=check_up, answers=answers)
    shown = result(client, user, check_up).content.decode()
    first = queries.recommended(check_up)[0].template.area
    assert (first.pk, shown.count(f"まず「{first.name}」から始めるとよさそうです")) == ("strategy-security", 1)


def test_a_result_that_recommends_nothing_names_no_place_to_begin(client, vocabulary):
    pk = walked(client, ["data", "web-sns"], "3")
    assert client.get(f"/check-up/{pk}/result/").content.decode().count("から始めるとよさそうです") == 0


def test_each_area_says_how_long_it_takes(client, vocabulary):
    shown = client.get("/check-up/").content.decode()
    told = {area.pk: (area.questions_count, re.search(rf"{area.questions_count}問、約(\d)分", shown)) for area in queries.areas()}
    assert {area: (count, found[1]) for area, (count, found) in told.items()} == {
        "data": (7, "2"), "web-sns": (7, "2"), "systems": (7, "2"), "strategy-security": (11, "4")}
    assert shown.count("10分") == 0


@pytest.mark.parametrize(("areas", "asked"), [(["data"], 7), (["web-sns"], 7), (["systems"], 7), (["strategy-security"], 11),
                                              (["web-sns", "data", "systems", "strategy-security"], 32)])
def test_every_question_is_asked_once_and_at_most_three_templates_are_recommended(client, vocabulary, areas, asked):
    seen, answer = [], client.post("/check-up/", {"areas": areas})
    while "/result/" not in answer["Location"]:
        seen.append(re.search(r'<h1[^>]*>(.*?)</h1>', client.get(answer["Location"]).content.decode(), re.S)[1].strip())
        answer = client.post(answer["Location"], {"answer": "0"})
    assert (len(seen), len(set(seen))) == (asked, asked)
    shown = client.get(answer["Location"]).content.decode()
    low = {template for question in Question.objects.current().filter(area__in=areas)
           for template in question.answers.get(score=0).templates.values_list("pk", flat=True)}
    assert len(low) > 3
    assert len(set(re.findall(r'href="[^"]*/new/([a-z0-9-]+)/', shown)) & low) == 3


def test_who_has_left_keeps_no_hand_on_what_was_given(client, house):
    one, own = finished(house.member, house.organization), finished(house.member)
    organizations.leave_organization(by=house.member, organization=house.organization)
    assert [result(client, house.member, each).status_code for each in (one, own)] == [404, 200]
    assert client.post(reverse("diagnosis:share", args=[one.pk, "keep"])).status_code == 404
    with pytest.raises(Refused):
        actions.keep_check_up(by=house.member, check_up=one)
    assert result(client, house.owner, one).status_code == 200
