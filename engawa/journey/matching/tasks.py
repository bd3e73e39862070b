"""The worker sends news that are due, keeps the index in line with the lists of words and tidies what was counted."""
from engawa.base.jobs import actions as jobs
from engawa.base.jobs import every, in_blocks
from engawa.base.times import today
from engawa.journey.matching import actions

ROWS = 100   # of the index in a block, a few seconds of work


@in_blocks
def suggest_to(keys: list[str]) -> None:
    actions.send_suggestions(keys=keys)


@in_blocks
def renew_rows(keys: list[str]) -> None:
    actions.renew_rows(keys=keys)


@every(minutes=1)
def renew_index() -> None:
    jobs.share_out(task=renew_rows, keys=actions.outdated_postings(), size=ROWS)
    actions.rebuild_organizations(only_stale=True)


@every(minutes=15)
def tell_news() -> None:
    actions.send_news()


@every(minutes=24 * 60)
def fold_attention() -> None:
    actions.fold_shown(before=today())
