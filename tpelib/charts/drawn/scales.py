"""Scales: from what an axis says to pixels. A scale also gives its ticks, written in French."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from tpelib.base import french

__all__ = ["CategoryScale", "DateScale", "NumberScale", "Scale", "bar_end", "scale"]

_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NumberScale:
    """Numbers along a line.

    Parameters
    ----------
    low, high : float
        The two ends of what is shown.
    """

    def __init__(self, axis: Mapping[str, Any], low: float, high: float) -> None:
        self.axis = axis
        self.low, self.high = low, high
        self.start, self.end = 0.0, 1.0

    def place(self, start: float, end: float) -> None:
        """Set where the two ends stand, in pixels."""
        self.start, self.end = start, end

    def number(self, value: Any) -> float:
        """Return a value of this axis as the number it is placed by."""
        return float(value)

    def at(self, value: Any) -> float:
        """Return where a value stands, in pixels."""
        share = (self.number(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)

    def band(self, values: Sequence[Any]) -> float:
        """Return how wide the place of one value is, in pixels: the least gap between two."""
        ordered = sorted({self.number(value) for value in values})
        gaps = [after - before for before, after in pairwise(ordered)]
        gap = min(gaps, default=(self.high - self.low) / max(1, len(ordered)))
        return abs(gap / ((self.high - self.low) or 1) * (self.end - self.start))

    def ticks(self) -> list[tuple[float, str]]:
        """Return where the ticks stand, in pixels, and what they say."""
        given = self.axis.get("tickvals")
        if given is not None:
            words = self.axis.get("ticktext") or [french.number(value) for value in given]
            return [(self.at(value), str(word)) for value, word in zip(given, words, strict=True)]
        step = float(self.axis.get("dtick") or _nice((self.high - self.low) / (self.axis.get("nticks") or 6)))
        plain = self.axis.get("tickformat") == "d"  # years, without a space
        first = math.ceil(round(self.low / step, 9))
        last = math.floor(round(self.high / step, 9))
        decimals = max(0, -math.floor(math.log10(step))) if step < 1 else 0
        found = [(rank * step) for rank in range(first, last + 1)]
        suffix = self.axis.get("ticksuffix", "")
        words = [f"{value:.0f}" if plain else french.number(value, decimals) for value in found]
        return [(self.at(value), f"{word}{suffix}") for value, word in zip(found, words, strict=True)]


class CategoryScale(NumberScale):
    """Names, one band each."""

    def __init__(self, axis: Mapping[str, Any], names: Sequence[str]) -> None:
        low, high = axis.get("range") or (-0.5, len(names) - 0.5)
        if axis.get("autorange") == "reversed":
            low, high = high, low
        super().__init__(axis, low, high)
        self._ranks = {name: rank for rank, name in enumerate(names)}

    def number(self, value: Any) -> float:
        """Return the rank of a name; a number is a rank already."""
        return float(value) if isinstance(value, (int, float)) else float(self._ranks[value])

    def band(self, values: Sequence[Any]) -> float:
        """Return how wide the band of a name is, in pixels."""
        return abs((self.end - self.start) / (self.high - self.low))

    def ticks(self) -> list[tuple[float, str]]:
        """Return where each name stands, and the name, or what is said for it."""
        values = self.axis.get("tickvals") or list(self._ranks)
        words = self.axis.get("ticktext") or values
        return [(self.at(value), str(word)) for value, word in zip(values, words, strict=True)]


class DateScale(NumberScale):
    """Days, and times of day."""

    def number(self, value: Any) -> float:
        """Return a date as days."""
        return _days(value)

    def ticks(self) -> list[tuple[float, str]]:
        """Return ticks on firsts of months, or on days where the axis is short."""
        if self.axis.get("tickvals") is not None:
            return super().ticks()
        form = self.axis.get("tickformat", "%-d %b")
        days = self.high - self.low
        step = days / (self.axis.get("nticks") or 6)
        if self.axis.get("dtick") == "M1" or step >= 28:
            months = 1 if self.axis.get("dtick") == "M1" else max(1, round(step / 30.4))
            found = [day for day in _firsts(self.low, self.high) if (day.month - 1) % months == 0]
        else:
            whole = max(1, math.ceil(step))
            found = [_day(self.low + rank) for rank in range(0, int(days) + 1, whole)]
        return [(self.at(day.isoformat()), _said(day, form)) for day in found]


Scale = NumberScale


def scale(axis: Mapping[str, Any], values: Sequence[Any], *, from_zero: bool) -> Scale:
    """Return the scale of an axis, as plotly would choose it.

    Parameters
    ----------
    axis : mapping
        The axis of the layout.
    values : sequence
        All that is placed along it.
    from_zero : bool
        Bars start on this axis: zero is shown.
    """
    kind = axis.get("type") or _kind(values)
    if kind == "category":
        named = [value for value in values if isinstance(value, str)]
        return CategoryScale(axis, list(dict.fromkeys([*axis.get("categoryarray", ()), *named])))
    read = _days if kind == "date" else float
    made = DateScale if kind == "date" else NumberScale
    if "range" in axis:
        low, high = map(read, axis["range"])
    else:
        numbers = [read(value) for value in values if value is not None] or [0.0, 1.0]
        low, high = min(numbers), max(numbers)
        margin = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
        if kind != "date" and (from_zero or axis.get("rangemode") == "tozero"):
            low, high = (
                min(0.0, low - margin if low < 0 else 0.0),
                max(0.0, high + margin if high > 0 else 0.0),
            )
        else:
            low, high = low - margin, high + margin
    if axis.get("autorange") == "reversed":
        low, high = high, low
    return made(axis, low, high)


def bar_end(base: Any, length: float) -> float:
    """Return where a bar ends: plotly gives the length of one that starts on a date in milliseconds."""
    return _days(base) + length / 86_400_000 if isinstance(base, str) else float(base) + length


def _kind(values: Sequence[Any]) -> str:
    first = next((value for value in values if value is not None), 0)
    if not isinstance(first, str):
        return "linear"
    return "date" if _ISO_DAY.match(first) else "category"


def _days(value: Any) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    moment = datetime.fromisoformat(value)
    return moment.toordinal() + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400


def _day(number: float) -> datetime:
    return datetime.fromordinal(int(number))


def _firsts(low: float, high: float) -> list[datetime]:
    first, found = _day(math.ceil(low)), []
    day = first if first.day == 1 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day.toordinal() <= high:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _said(day: datetime, form: str) -> str:
    for sign, said in (
        ("%-d", str(day.day)),
        ("%d", f"{day.day:02}"),
        ("%m", f"{day.month:02}"),
        ("%b", _MONTHS[day.month - 1]),
        ("%Y", str(day.year)),
    ):
        form = form.replace(sign, said)
    return form


def _nice(step: float) -> float:
    """Return the nearest step above that is 1, 2 or 5 times a power of ten."""
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= step * 0.999)
