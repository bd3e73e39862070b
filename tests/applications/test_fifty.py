"""Fifty presses of one button make one application."""
import threading
import uuid
from contextvars import copy_context

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from engawa.base.notices.models import Notice
from engawa.base.ui.refusal import Refused
from engawa.journey.applications import actions
from engawa.journey.applications.models import Application
from tests.applications import persons

PRESSES = 50


def at_once(work, times=PRESSES):
    """Run something in many threads, each with its own connection; return what they said."""
    start, said = threading.Barrier(10), []

    def run(count):
        start.wait()
        for _n in range(count):
            try:
                said.append(work())
            except Refused as refusal:
                said.append(refusal.reason)
        connections.close_all()
    # The moment of the test is a context variable, so each thread takes the context along.
    threads = [threading.Thread(target=copy_context().run, args=(run, times // 10)) for _n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("one_key", [True, False])
def test_one_form_pressed_fifty_times(clock, one_key):
    house = persons.a_house()
    first = Client()
    first.force_login(house.participant.user)
    first.post(reverse("applications:apply", args=[house.posting.pk]), {"message": "手伝えます。", "skills": ["excel-basic"]})
    first.post(reverse("applications:apply_times", args=[house.posting.pk]), {"slots": [str(house.slots[0].pk)]})
    session, key = first.cookies["sessionid"].value, str(uuid.uuid4())

    def press():
        client = Client()
        client.cookies["sessionid"] = session
        answer = client.post(reverse("applications:check", args=[house.posting.pk]),
                             {"send": "1", "form_key": key if one_key else str(uuid.uuid4())})
        return answer.status_code
    said = at_once(press)
    assert Application.objects.count() == 1
    assert Notice.objects.filter(kind="applications/submitted").count() == 1
    assert set(said) <= ({302} if one_key else {302, 409, 422})


@pytest.mark.django_db(transaction=True)
def test_fifty_calls_of_the_action(clock):
    house = persons.a_house()

    def call():
        return actions.submit_application(by=house.participant.user, posting=house.posting, message="x", careers=[], skills=[],
                                          slots=[house.slots[0].pk]).receipt
    said = at_once(call)
    assert Application.objects.count() == 1
    assert sorted(set(said)) == sorted({Application.objects.get().receipt, "この募集には、すでに応募しています。"})
    assert connection.vendor in {"sqlite", "postgresql"}
