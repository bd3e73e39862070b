"""The check-up as a visitor walks it, without an account and without JavaScript."""
import pytest
from django.urls import reverse

from engawa.journey.diagnosis.models import CheckUp

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
