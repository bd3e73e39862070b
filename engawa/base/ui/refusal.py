"""One way for an action to say no: with a sentence the person can read."""


class Refused(Exception):
    """An action was not carried out; `reason` is a complete, translated sentence for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = str(reason)


def refuse_if(reason: str | None) -> None:
    """Raise Refused when a rule (`why_not_…`) gave a reason; do nothing when it gave None."""
    if reason:
        raise Refused(reason)
