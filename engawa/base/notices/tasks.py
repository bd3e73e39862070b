"""The worker empties the outbox."""
from engawa.base.jobs import every
from engawa.base.notices import actions


@every(minutes=0.25)
def deliver() -> None:
    actions.deliver_due()
