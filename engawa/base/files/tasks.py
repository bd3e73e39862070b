"""Once a day: bytes without a row are swept up."""
from engawa.base.files import actions
from engawa.base.jobs import every


@every(minutes=24 * 60)
def sweep() -> None:
    actions.sweep_orphans()
