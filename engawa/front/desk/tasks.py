"""The worker makes the large plans that somebody asked for."""
from engawa.base.jobs import every
from engawa.front.desk.matches import people_without_room
from engawa.journey.matching import actions, queries


@every(minutes=1)
def make_plans() -> None:
    if queries.waiting_plans().exists():
        actions.make_plans(without=people_without_room())
