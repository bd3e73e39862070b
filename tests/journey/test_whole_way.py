"""The whole way of the article, once: from the first address typed to a certificate that a stranger checks.

Plain forms, no JavaScript; everybody comes in by a mailed code and follows links of pages and mails.
"""
import pytest
import time_machine

from tests.journey import steps, together
from tests.journey.person import Person
from tests.reference import load_reference

MORNING = "2026-10-01T01:00:10Z"  # Thursday, ten in the morning in Japan


@pytest.mark.django_db(transaction=True)  # every request commits, as in life
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_whole_way(language):
    load_reference()
    with time_machine.travel(MORNING, tick=False) as clock:
        kazuo, yumi, desk = (Person(f"{name}@example.jp", language) for name in ("kazuo", "yumi", "desk"))
        steps.open_the_desk(desk)
        steps.register(kazuo, "participant", "佐伯 和夫", "さえき かずお")
        steps.take_stock(kazuo)
        steps.register(yumi, "organization", "小林 由美", "こばやし ゆみ")
        steps.register_organization(yumi, desk)
        steps.post_from_template(yumi, desk)
        steps.offer_times(yumi)
        cast = steps.Cast(kazuo, yumi, desk, clock)
        together.meet(cast, together.find_and_apply(kazuo, yumi))
        together.align(kazuo, yumi)
        certificate = together.complete(cast, together.work(cast))
        together.check(Person("", language), certificate)
