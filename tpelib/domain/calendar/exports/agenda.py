"""An agenda, for phones and mail (iCalendar)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tpelib.base.formats import ICS
from tpelib.domain.calendar.exports.export import (
    PARIS,
    SLOT,
    Export,
    Exported,
    ExportFile,
    ToWrite,
    description,
    summary,
)
from tpelib.domain.calendar.model import ScheduledPost

__all__ = ["EXPORT", "to_ics"]

# The rule in force since 1996 (directive 2000/84/EC): an agenda needs it with the times that name the zone.
_PARIS_ZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def to_ics(
    posts: Sequence[ScheduledPost],
    *,
    name: str,
    written_at: datetime,
    marks: Iterable[tuple[date, str]] = (),
    timezone: str = PARIS,
) -> bytes:
    """Write an iCalendar file (RFC 5545).

    Parameters
    ----------
    posts : sequence of Post
        One timed entry each.
    name : str
        Name of the business: name of the calendar, and part of the identifiers.
    written_at : datetime
        When it is written, with its zone.
    marks : iterable of (date, str)
        Days to mark besides (events), one all-day entry each.
    timezone : str
        Zone of the posts.

    Notes
    -----
    The identifier of a post is its rank within its network and its week: a post moved to another day of the
    week, or reworded, replaces itself when the file is imported again.
    """
    from icalendar import Calendar, Component, Event, Timezone

    zone = ZoneInfo(timezone)
    calendar = Calendar()
    calendar.add("prodid", "-//tpelib//Calendrier editorial//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Publications · {name}")
    calendar.add("x-wr-timezone", timezone)
    if timezone == PARIS:
        calendar.add_component(Component.from_ical(_PARIS_ZONE))
    else:
        calendar.add_component(Timezone.from_tzid(timezone))
    ranks: dict[tuple[str, int, int], int] = {}
    for post in posts:
        year, week, _ = post.day.isocalendar()
        rank = ranks[post.network, year, week] = ranks.get((post.network, year, week), 0) + 1
        entry = Event()
        entry.add("uid", _identifier(name, post.network, year, week, rank))
        entry.add("dtstamp", written_at.astimezone(UTC))
        start = datetime.combine(post.day, post.at, zone)
        entry.add("dtstart", start)
        entry.add("dtend", start + SLOT)
        entry.add("summary", summary(post))
        entry.add("description", description(post))
        if post.pillar:
            entry.add("categories", [post.pillar])
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    for day, what in marks:
        entry = Event()
        entry.add("uid", _identifier(name, day.isoformat(), what))
        entry.add("dtstamp", written_at.astimezone(UTC))
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
        entry.add("summary", what)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _identifier(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "tpelib:" + ":".join(map(str, parts))))


def _write(held: ToWrite) -> Exported:
    data = to_ics(
        held.posts, name=held.name, written_at=held.written_at, marks=held.marks, timezone=held.timezone
    )
    sentence = "L'agenda est prêt : ouvrez-le avec votre téléphone ou votre messagerie."
    return Exported(sentence, [ExportFile("", ICS, data)])


EXPORT = Export(
    "agenda",
    "Vers mon agenda",
    "Un fichier .ics, pour téléphone et messagerie.",
    "Écriture de l'agenda.",
    _write,
    rank=1,
)
