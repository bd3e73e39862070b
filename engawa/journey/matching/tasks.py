"""The worker sends suggestions and news that are due and tidies what was counted."""
from engawa.base.jobs import actions as jobs
from engawa.base.jobs import every, in_blocks
from engawa.base.times import today
from engawa.journey.matching import actions
from engawa.journey.matching.actions.suggesting import due_suggestions
from engawa.journey.matching.kernel import LANES


@in_blocks
def suggest_to(keys: list[str]) -> None:
    actions.send_suggestions(keys=keys)


@every(minutes=60)
def suggest() -> None:
    jobs.share_out(task=suggest_to, keys=due_suggestions(), size=LANES)


@every(minutes=15)
def tell_news() -> None:
    actions.send_news()


@every(minutes=24 * 60)
def fold_attention() -> None:
    actions.fold_shown(before=today())
