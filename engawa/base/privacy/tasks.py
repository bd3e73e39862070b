"""Once a day: what has been kept long enough goes."""
from engawa.base.jobs import every
from engawa.base.privacy import actions


@every(minutes=24 * 60)
def forget_old() -> None:
    actions.forget_old()
