"""Rules that give a day each year: fixed, moving with Easter, or the nth weekday of a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import with_config

__all__ = ["WEEKDAYS", "EventRule", "easter", "nth_weekday"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar.

    Notes
    -----
    The anonymous algorithm published in *Nature* (1876), as given by J. Meeus, *Astronomical Algorithms*,
    chapter 8: exact for every year from 1583.
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday of a month (0 = Monday); ``nth = -1`` is the last one.

    Raises
    ------
    ValueError
        The month has no such day, or ``nth`` is 0.
    """
    if nth == 0:
        raise ValueError("there is no zeroth weekday")
    if nth > 0:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        found = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    if found.month != month:
        raise ValueError(f"{year}-{month:02d} has no such weekday")
    return found


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class EventRule:
    """One rule, as the data files write it; exactly one of the first four fields says which.

    Parameters
    ----------
    fixed : str
        ``"02-14"``.
    easter : int
        Days after Easter Sunday.
    month, nth, weekday : int, int, str
        The nth weekday of a month.
    on_or_after : str
        With ``weekday``: the first such weekday from that day on (``"01-16"``).
    first_working_day : int
        The first day of that month that is neither a Sunday nor the 1st of January.
    latest : int
        With ``nth``: the latest day of the month allowed; one week earlier when it falls later.
    not_on_easter : int
        One week later when it falls that many days after Easter (Pentecost is 49).
    plus : int
        Days to add at the end.
    """

    fixed: str | None = None
    easter: int | None = None
    month: int | None = None
    on_or_after: str | None = None
    first_working_day: int | None = None
    nth: int | None = None
    weekday: Weekday | None = None
    latest: int | None = None
    not_on_easter: int | None = None
    plus: int = 0

    def __post_init__(self) -> None:
        kinds = (self.fixed, self.easter, self.month, self.on_or_after, self.first_working_day)
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError("a rule is of exactly one kind")
        if (self.month or self.on_or_after) and self.weekday is None:
            raise ValueError("this rule needs a weekday")
        if self.month and self.nth is None:
            raise ValueError("this rule needs its nth weekday")

    def day(self, year: int) -> date:
        """Return the day of a year."""
        found = self._anchor(year)
        if self.latest is not None and found.day > self.latest:
            found -= timedelta(days=7)
        if self.not_on_easter is not None and found == easter(year) + timedelta(days=self.not_on_easter):
            found += timedelta(days=7)
        return found + timedelta(days=self.plus)

    def _anchor(self, year: int) -> date:
        if self.fixed is not None:
            return _in_year(year, self.fixed)
        if self.easter is not None:
            return easter(year) + timedelta(days=self.easter)
        if self.first_working_day is not None:
            first = date(year, self.first_working_day, 1)
            if self.first_working_day == 1:
                first += timedelta(days=1)
            return first + timedelta(days=first.weekday() == WEEKDAYS.index("sunday"))
        weekday = WEEKDAYS.index(self.weekday or "monday")
        if self.on_or_after is not None:
            first = _in_year(year, self.on_or_after)
            return first + timedelta(days=(weekday - first.weekday()) % 7)
        return nth_weekday(year, self.month or 1, weekday, self.nth or 1)


def _in_year(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")
