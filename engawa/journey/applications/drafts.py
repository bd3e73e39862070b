"""What somebody has written of an application between its pages. Kept in the session, so that going back loses nothing."""
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

KEY, KEPT = "applications", 5
EMPTY: dict[str, Any] = {"careers": None, "skills": None, "parts": None, "message": "", "slots": [], "own_times": []}


class Draft:
    """The draft of one application. `careers`, `skills` and `parts` are None until somebody has chosen."""

    def __init__(self, session: SessionBase, posting: UUID) -> None:
        self.session, self.key = session, str(posting)
        kept = session.get(KEY, {}).get(self.key, {})
        self.values: dict[str, Any] = {**EMPTY, **kept}

    @property
    def message(self) -> str:
        return self.values["message"]

    @property
    def slots(self) -> list[UUID]:
        return [UUID(one) for one in self.values["slots"]]

    @property
    def own_times(self) -> list[datetime]:
        return [datetime.fromisoformat(one) for one in self.values["own_times"]]

    @property
    def has_times(self) -> bool:
        return bool(self.values["slots"] or self.values["own_times"])

    def keep(self, **values: Any) -> None:
        """Keep what one page asked; of many drafts the oldest are forgotten."""
        self.values |= values
        others = {key: kept for key, kept in self.session.get(KEY, {}).items() if key != self.key}
        newest = dict(list(others.items())[-(KEPT - 1):])
        self.session[KEY] = {**newest, self.key: self.values}

    def forget(self) -> None:
        """The application was sent."""
        self.session[KEY] = {key: kept for key, kept in self.session.get(KEY, {}).items() if key != self.key}
