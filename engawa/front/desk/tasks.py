"""What the worker does for matching that takes knowing the running projects: mails with suggestions, large plans."""
from engawa.base.jobs import actions as jobs
from engawa.base.jobs import every
from engawa.front.desk.matches import people_without_room
from engawa.journey.matching import actions, queries
from engawa.journey.matching.kernel import LANES
from engawa.journey.matching.tasks import suggest_to


@every(minutes=60)
def suggest() -> None:
    jobs.share_out(task=suggest_to, keys=actions.due_suggestions(without=people_without_room()), size=LANES)


@every(minutes=1)
def make_plans() -> None:
    if queries.waiting_plans().exists():
        actions.make_plans(without=people_without_room())
