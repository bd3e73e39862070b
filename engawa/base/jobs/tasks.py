"""The sweep itself is regular work too."""
from engawa.base.jobs import actions
from engawa.base.jobs.schedule import every


@every(minutes=15)
def sweep() -> None:
    actions.sweep_results()
