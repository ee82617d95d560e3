"""A month of posts at a steady pace, without a solver: for a first look, and for a page without a server.

The calendar of C4 is built by :mod:`tpelib.domain.calendar.solve`, which weighs time, themes and seasons together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time, timedelta
from itertools import cycle

from tpelib.base.errors import DomainError
from tpelib.domain.calendar.model import ScheduledPost, monday
from tpelib.domain.events import Event

__all__ = ["THEMES", "spread"]

THEMES = ("Montrer", "Expliquer", "Montrer", "Raconter", "Montrer", "Inviter")
"""Themes in turn: half of the posts show what one makes; the course's own advice."""
_AT = time(18, 0)


def spread(
    first: date, last: date, per_week: int, closed: Collection[int], events: Sequence[Event], place: str
) -> tuple[ScheduledPost, ...]:
    """Return posts spread evenly over the open days of each week.

    Parameters
    ----------
    first, last : date
        Both included.
    per_week : int
        1 to 7; fewer where fewer days are open, and in the parts of weeks at both ends.
    closed : collection of int
        Weekdays on which nothing is published, 0 = Monday.
    events : sequence of Event
        A post that falls in the window of one announces it: each is announced at least once where a post can.
    place : str
        Where one publishes.

    Raises
    ------
    DomainError
        No post a week, or no open day.
    """
    if per_week < 1 or len(set(closed)) > 6:
        raise DomainError("Gardez au moins une publication et un jour ouvert par semaine.")
    days: list[date] = []
    week = monday(first)
    while week <= last:
        opened = [
            day
            for day in (week + timedelta(days=rank) for rank in range(7))
            if first <= day <= last and day.weekday() not in closed
        ]
        share = min(len(opened), round(per_week * len(opened) / (7 - len(set(closed)))))
        days += [opened[(2 * rank + 1) * len(opened) // (2 * share)] for rank in range(share)]
        week += timedelta(days=7)
    told: set[str] = set()
    themes = cycle(THEMES)
    posts = []
    for day in days:
        event = next(
            (one for one in events if one.id not in told and one.window[0] <= day <= one.window[1]), None
        )
        if event:
            told.add(event.id)
            posts.append(ScheduledPost(day, _AT, place, "Annoncer", subject=f"Annoncer : {event.name}"))
        else:
            theme = next(themes)
            posts.append(ScheduledPost(day, _AT, place, theme, subject=theme))
    return tuple(posts)
