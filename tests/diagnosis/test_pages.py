"""The check-up as a visitor walks it, without an account and without JavaScript."""
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from engawa.base.times import now
from engawa.journey.diagnosis import actions
from engawa.journey.diagnosis.models import CheckUp, Question
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
    again = client.get(together).content.decode()
    assert again.count(" checked") == 7


def test_stopping_half_way_keeps_what_was_chosen_and_the_start_page_leads_back(client, together):
    slugs = asked_about("data")
    answer = client.post(together, {slugs[1]: "1", "later": "1"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("diagnosis:start"))
    check_up = CheckUp.objects.get()
    assert (check_up.answers, check_up.is_finished) == ({slugs[1]: 1}, False)
    first_open = reverse("diagnosis:question", kwargs={"pk": check_up.pk, "number": 1})
    assert f'href="{first_open}"' in client.get("/check-up/").content.decode()


def test_open_questions_are_named_and_the_others_kept(client, together):
    slugs = asked_about("data")
    answer = client.post(together, {slugs[0]: "3", slugs[1]: "7"})
    assert answer.status_code == 422
    assert "ここまでの回答は保存しました" in answer.content.decode()
    assert CheckUp.objects.get().answers == {slugs[0]: 3}


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
