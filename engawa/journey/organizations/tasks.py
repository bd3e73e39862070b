"""Once a day: papers of answered checks go."""
from engawa.base.jobs import every
from engawa.journey.organizations import actions


@every(minutes=24 * 60)
def drop_papers() -> None:
    actions.drop_old_papers()
