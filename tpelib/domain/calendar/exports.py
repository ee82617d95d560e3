"""A calendar written for the tools people use: agenda, spreadsheet, schedulers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tpelib.base import french, spreadsheets
from tpelib.base.data import read_data
from tpelib.base.errors import TpeError
from tpelib.base.spreadsheets import Column, to_csv
from tpelib.domain.calendar.model import Post

__all__ = [
    "COLUMNS",
    "SHEET",
    "Written",
    "to_buffer",
    "to_google",
    "to_ics",
    "to_metricool",
    "to_semicolons",
    "to_xlsx",
]

COLUMNS = ("Date", "Heure", "Réseau", "Thème", "Format", "Sujet")
"""The columns of a calendar in a spreadsheet, in order."""

SHEET = "Calendrier"
"""The sheet that holds them."""

PARIS = "Europe/Paris"
_SLOT = timedelta(minutes=15)
"""How long a post stands in an agenda."""

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


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and how many posts it leaves out because the tool does not know their network."""

    data: bytes
    left_out: int = 0


# ─── Agenda ───────────────────────────────────────────────────────────────────────────────────────


def to_ics(
    posts: Sequence[Post],
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
        entry.add("dtend", start + _SLOT)
        entry.add("summary", " · ".join(part for part in (post.network, post.format, post.subject) if part))
        entry.add("description", _description(post))
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


def _description(post: Post) -> str:
    lines = []
    if post.pillar:
        lines.append(f"Thème : {post.pillar}")
    if post.format:
        lines.append(f"Format : {post.format}")
    if post.minutes:
        lines.append(f"À préparer : {french.hours(post.minutes / 60)}")
    return french.typography("\n".join(lines))


# ─── Spreadsheet ──────────────────────────────────────────────────────────────────────────────────


def to_xlsx(
    posts: Sequence[Post],
    *,
    name: str,
    networks: Sequence[str],
    pillars: Sequence[str],
    formats: Sequence[str],
    written_at: datetime,
) -> bytes:
    """Write a spreadsheet that one can edit and read back: header kept in sight, lists, dates checked.

    Parameters
    ----------
    networks, pillars, formats : sequences of str
        What the lists of the columns propose; themes and formats may be others.
    written_at : datetime
        When it is written: nothing else in the file depends on the day.
    """
    return spreadsheets.to_xlsx(
        SHEET,
        [
            Column(COLUMNS[0], 13, "date"),
            Column(COLUMNS[1], 9, "time"),
            # A network must be of the list; a theme or a format may be new.
            Column(COLUMNS[2], 20, proposed=networks, only=True),
            Column(COLUMNS[3], 24, proposed=pillars),
            Column(COLUMNS[4], 24, proposed=formats),
            Column(COLUMNS[5], 60),
        ],
        [(post.day, post.at, post.network, post.pillar, post.format, post.subject) for post in posts],
        created=written_at,
        title=french.typography(f"Calendrier éditorial : {name}"),
        read_me=_HELP,
    )


_HELP = (
    "Modifiez la feuille « Calendrier » : une ligne par publication, dans l'ordre que vous voulez.",
    "Gardez la première ligne telle quelle : c'est elle qui dit ce que contient chaque colonne.",
    "Enregistrez, puis rendez ce fichier au cours dans « Mon calendrier » : il relit chaque ligne.",
    "Une ligne qu'il ne comprend pas est signalée par son numéro, les autres sont lues.",
)


def to_semicolons(posts: Sequence[Post]) -> bytes:
    """Write the same columns as CSV, as French spreadsheets open it: semicolons, BOM."""
    rows = (
        (f"{post.day:%d/%m/%Y}", f"{post.at:%H:%M}", post.network, post.pillar, post.format, post.subject)
        for post in posts
    )
    return to_csv(COLUMNS, rows)


# ─── Schedulers ───────────────────────────────────────────────────────────────────────────────────


def to_google(posts: Sequence[Post]) -> bytes:
    """Write the CSV that Google Agenda imports (dates and hours of the United States, as its help asks)."""
    header = [
        "Subject",
        "Start Date",
        "Start Time",
        "End Date",
        "End Time",
        "All Day Event",
        "Description",
        "Location",
        "Private",
    ]
    rows = []
    for post in posts:
        start = datetime.combine(post.day, post.at)
        end = start + _SLOT
        what = " · ".join(part for part in (post.network, post.format, post.subject) if part)
        moments = [text for moment in (start, end) for text in (f"{moment:%m/%d/%Y}", _clock_12(moment))]
        rows.append((what, *moments, "False", _description(post).replace("\n", " · "), "", "True"))
    return to_csv(header, rows, delimiter=",")


def _clock_12(moment: datetime) -> str:
    """Return ``06:30 PM``, whatever the language of the machine."""
    return f"{moment.hour % 12 or 12:02d}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def to_metricool(posts: Sequence[Post]) -> Written:
    """Write Metricool's planner file: one row per post, each a draft, so that nothing goes out by mistake."""
    template = metricool_template()
    columns, flags = template["columns"]["all"], template["columns"]["flags"]
    known: Mapping[str, str] = template["networks"]
    rows = []
    for post in posts:
        if post.network not in known:
            continue
        values = dict.fromkeys(flags, "FALSE") | {
            "Text": _text(post),
            "Date": post.day.isoformat(),
            "Time": f"{post.at:%H:%M:%S}",
            "Draft": "TRUE",
            known[post.network]: "TRUE",
        }
        rows.append([values.get(column, "") for column in columns])
    return Written(to_csv(columns, rows, delimiter=","), len(posts) - len(rows))


def to_buffer(posts: Sequence[Post]) -> tuple[Mapping[str, bytes], int]:
    """Write Buffer's files, one per network since each goes to one channel.

    Returns
    -------
    tuple
        Network to its file, and how many posts are left out.
    """
    known = metricool_template()["networks"]
    kept = sorted((post for post in posts if post.network in known), key=lambda post: post.network)
    files = {
        network: to_csv(
            ("Text", "Image URL", "Tags", "Posting Time"),
            [(_text(post), "", post.pillar, f"{post.day} {post.at:%H:%M}") for post in group],
            delimiter=",",
            mark=True,
        )
        for network, group in groupby(kept, key=lambda post: post.network)
    }
    return files, len(posts) - len(kept)


@cache
def metricool_template() -> Mapping[str, Any]:
    """Return Metricool's columns, dated, with the networks that schedulers know.

    Raises
    ------
    TpeError
        The course is not whole.
    """
    template = read_data(dict[str, Any], "exports", "metricool.toml")
    if not set(template["columns"]["flags"]) <= set(template["columns"]["all"]):
        raise TpeError("Le modèle d'export est abîmé : réinstallez le cours.")
    return template


def _text(post: Post) -> str:
    """Return the words of a draft: its subject, or at least what it is."""
    return post.subject or " · ".join(part for part in (post.pillar, post.format) if part) or post.network
