"""What an export is told, and what it gives; the words that several of them write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tpelib.base import french
from tpelib.base.formats import Format
from tpelib.domain.calendar.model import ScheduledPost

__all__ = [
    "COLUMNS",
    "PARIS",
    "SHEET",
    "SLOT",
    "Export",
    "ExportFile",
    "Exported",
    "ToWrite",
    "description",
    "draft",
    "summary",
]

COLUMNS = ("Date", "Heure", "Réseau", "Thème", "Format", "Sujet")
"""The columns of a calendar in a spreadsheet, in order."""
SHEET = "Calendrier"
"""The sheet that holds them."""
PARIS = "Europe/Paris"
SLOT = timedelta(minutes=15)
"""How long a post stands in an agenda."""


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A calendar to write.

    Parameters
    ----------
    posts : sequence of Post
        At least one, in order.
    name : str
        Name of the business.
    written_at : datetime
        When it is written, with its zone.
    marks : sequence of (date, str)
        Days to mark besides: events.
    timezone : str
        Zone of the posts.
    networks, pillars, formats : sequences of str
        What may be chosen: themes and formats may be others.
    """

    posts: Sequence[ScheduledPost]
    name: str
    written_at: datetime
    marks: Sequence[tuple[date, str]] = ()
    timezone: str = PARIS
    networks: Sequence[str] = ()
    pillars: Sequence[str] = ()
    formats: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file: what is said of it in its name (``"google"``, or nothing), its format, its bytes."""

    what: str
    form: Format
    data: bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export gives: one French sentence that says what to do with it, and its files."""

    sentence: str
    files: Sequence[ExportFile]


@dataclass(frozen=True, slots=True)
class Export:
    """A way out of the calendar.

    Parameters
    ----------
    id, label, hint : str
        Stable key, words of its button, and the line below it.
    waiting : str
        What is said meanwhile.
    write : callable
        Writes the files.
    rank : int
        Place of its button: those of one rank are in the order of their keys.
    """

    id: str
    label: str
    hint: str
    waiting: str
    write: Callable[[ToWrite], Exported]
    rank: int = 100


def summary(post: ScheduledPost) -> str:
    """Return a post on one line: network, format, subject."""
    return " · ".join(part for part in (post.network, post.format, post.subject) if part)


def description(post: ScheduledPost) -> str:
    """Return the rest of a post, a line each: theme, format, time to prepare it."""
    lines = []
    if post.pillar:
        lines.append(f"Thème : {post.pillar}")
    if post.format:
        lines.append(f"Format : {post.format}")
    if post.minutes:
        lines.append(f"À préparer : {french.hours(post.minutes / 60)}")
    return french.typography("\n".join(lines))


def draft(post: ScheduledPost) -> str:
    """Return the words of a draft: its subject, or at least what it is."""
    return post.subject or " · ".join(part for part in (post.pillar, post.format) if part) or post.network
