"""Who did what to what, and the tables of moves."""
import pytest
from django.db import models

from engawa.base import history
from engawa.base.history.models import Event
from engawa.base.history.states import ImpossibleMove, move
from engawa.base.users.models import User

MOVES = {"draft": {"sent": "the writer"}, "sent": {"draft": "the desk", "done": "the desk"}}


class Letter:
    state = "draft"
    stage = "draft"


@pytest.mark.django_db
def test_an_act_is_noted_with_who_what_and_when():
    kazuo = User.objects.create_user("kazuo@example.jp")
    other = User.objects.create_user("other@example.jp")
    event = history.record(by=kazuo, verb="tea.poured", about=other, cups=2)
    history.record(by=None, verb="tea.cold", about=kazuo)
    assert list(history.of(other)) == [event]
    assert (event.by, event.verb, event.about_type, event.about_id, event.data) == (
        kazuo, "tea.poured", "users.user", str(other.pk), {"cups": 2})
    assert str(event) == f"tea.poured users.user:{other.pk}"
    assert history.of(kazuo).get().by is None


@pytest.mark.django_db
def test_acts_of_one_thing_stand_in_order_and_outlive_the_person():
    kazuo, thing = User.objects.create_user("kazuo@example.jp"), User.objects.create_user("thing@example.jp")
    for verb in ("a.one", "a.two", "a.three"):
        history.record(by=kazuo, verb=verb, about=thing)
    kazuo.delete()
    assert list(history.of(thing).values_list("verb", "by")) == [("a.one", None), ("a.two", None), ("a.three", None)]
    assert Event.objects.count() == 3


def test_a_thing_moves_along_its_table():
    letter = Letter()
    move(letter, "sent", moves=MOVES)
    move(letter, "draft", moves=MOVES)
    move(letter, "sent", moves=MOVES, field="stage")
    assert (letter.state, letter.stage) == ("draft", "sent")


@pytest.mark.parametrize(("at", "to"), [("draft", "done"), ("draft", "draft"), ("done", "draft"), ("nowhere", "sent")])
def test_a_move_that_is_not_in_the_table_is_a_program_error(at, to):
    letter = Letter()
    letter.state = at
    with pytest.raises(ImpossibleMove, match=f"{at} → {to}"):
        move(letter, to, moves=MOVES)
    assert letter.state == at


def test_the_error_names_the_table():
    class Parcel(models.Model):
        state = models.CharField(max_length=10, default="draft")

        class Meta:
            app_label = "tests"

        def __str__(self) -> str:
            return self.state

    with pytest.raises(ImpossibleMove, match=r"tests\.Parcel: draft → done"):
        move(Parcel(), "done", moves=MOVES)
