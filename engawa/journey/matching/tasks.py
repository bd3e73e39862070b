"""The worker sends suggestions and news that are due and tidies what was counted."""
from engawa.base.jobs import every
from engawa.base.times import today
from engawa.journey.matching import actions


@every(minutes=60)
def suggest() -> None:
    actions.send_suggestions()


@every(minutes=15)
def tell_news() -> None:
    actions.send_news()


@every(minutes=24 * 60)
def fold_attention() -> None:
    actions.fold_shown(before=today())
