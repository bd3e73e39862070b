"""Once a day: erase who has left, drop what was never finished."""
from engawa.base.accounts import actions, queries
from engawa.base.jobs import every


@every(minutes=24 * 60)
def tidy_up() -> None:
    for user in queries.due_for_erasing():
        actions.erase_account(user=user)
    actions.drop_unfinished()
