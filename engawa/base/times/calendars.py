"""Calendar files (.ics, RFC 5545) that phones and mail programs open."""
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from engawa.base.times.clock import now


@dataclass(frozen=True)
class Meeting:
    """One meeting for a calendar file. `minutes` is its length; `sequence` rises with each change."""

    uid: str
    title: str
    start: datetime
    minutes: int
    link: str = ""
    note: str = ""
    organizer: str = ""
    sequence: int = 0
    cancelled: bool = False


def meeting_file(meeting: Meeting) -> bytes:
    """Return the .ics file of one meeting: UTC times, so that every calendar shows the reader's own zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Engawa//engawa//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled else "PUBLISH")
    event = Event()
    event.add("uid", meeting.uid)
    event.add("summary", meeting.title)
    event.add("dtstart", meeting.start.astimezone(UTC))
    event.add("dtend", (meeting.start + timedelta(minutes=meeting.minutes)).astimezone(UTC))
    event.add("dtstamp", now())
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    if meeting.link:
        event.add("location", vText(meeting.link))
        event.add("url", meeting.link)
    if meeting.note:
        event.add("description", meeting.note)
    if meeting.organizer:
        event.add("organizer", vCalAddress(f"mailto:{meeting.organizer}"))
    calendar.add_component(event)
    return calendar.to_ical()

