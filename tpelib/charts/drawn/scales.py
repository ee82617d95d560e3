"""Scales: from what an axis says to pixels. A scale also gives its ticks, written in French."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Generic, TypeVar, cast

from tpelib.base import french
from tpelib.charts.grammar import Axis, CategoryAxis, DateAxis, NumberAxis

__all__ = ["CategoryScale", "DateScale", "NumberScale", "Scale", "bar_end", "scale"]

_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


A = TypeVar("A", NumberAxis, DateAxis, CategoryAxis)


class Scale(Generic[A]):
    """Values along a line.

    Parameters
    ----------
    axis : Axis
        What the layout says of it.
    low, high : float
        The two ends of what is shown.
    """

    def __init__(self, axis: A, low: float, high: float) -> None:
        self.axis: A = axis
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
        raise NotImplementedError


class NumberScale(Scale[NumberAxis]):
    """Numbers."""

    def ticks(self) -> list[tuple[float, str]]:
        """Return ticks at a step that reads well, or at the one that is asked for."""
        low, high = sorted((self.low, self.high))
        step = self.axis.get("dtick") or _nice((high - low) / self.axis.get("nticks", 6))
        start = self.axis.get("tick0", 0)
        plain = self.axis.get("tickformat") == "d"  # years, without a space
        first = math.ceil(round((low - start) / step, 9))
        last = math.floor(round((high - start) / step, 9))
        decimals = 2 + max(0, -math.floor(math.log10(step)))
        found = [start + rank * step for rank in range(first, last + 1)]
        words = [f"{value:.0f}" if plain else _short(value, decimals) for value in found]
        return [(self.at(value), word) for value, word in zip(found, words, strict=True)]


class CategoryScale(Scale[CategoryAxis]):
    """Names, one band each."""

    def __init__(self, axis: CategoryAxis, names: Sequence[str]) -> None:
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


class DateScale(Scale[DateAxis]):
    """Days, and times of day."""

    def number(self, value: Any) -> float:
        """Return a date as days."""
        return _days(value)

    def ticks(self) -> list[tuple[float, str]]:
        """Return ticks on firsts of months, or on days where the axis is short."""
        form = self.axis.get("tickformat", "%-d %b")
        days = self.high - self.low
        step = days / self.axis.get("nticks", 6)
        if self.axis.get("dtick") == "M1" or step >= 28:
            months = 1 if self.axis.get("dtick") == "M1" else max(1, round(step / 30.4))
            found = [day for day in _firsts(self.low, self.high) if (day.month - 1) % months == 0]
        else:
            whole = max(1, math.ceil(step))
            found = [_day(self.low + rank) for rank in range(0, int(days) + 1, whole)]
        return [(self.at(day.isoformat()), _said(day, form)) for day in found]


AnyScale = NumberScale | DateScale | CategoryScale


def scale(axis: Axis, values: Sequence[Any], *, from_zero: bool) -> AnyScale:
    """Return the scale of an axis, as plotly would choose it.

    Parameters
    ----------
    axis : Axis
        What the layout says of it.
    values : sequence
        All that is placed along it.
    from_zero : bool
        Bars start on this axis: zero is shown.
    """
    kind = axis.get("type") or _kind(values)
    if kind == "category":
        names = cast(CategoryAxis, axis)
        named = [value for value in values if isinstance(value, str)]
        return CategoryScale(names, list(dict.fromkeys([*names.get("categoryarray", ()), *named])))
    if kind == "date":
        low, high, margin = _extent([_days(value) for value in values])
        return DateScale(cast(DateAxis, axis), low - margin, high + margin)
    numbers = cast(NumberAxis, axis)
    if "range" in numbers:
        return NumberScale(numbers, *numbers["range"])
    low, high, margin = _extent([float(value) for value in values])
    if from_zero or numbers.get("rangemode") == "tozero":
        return NumberScale(numbers, min(0.0, low - margin * (low < 0)), max(0.0, high + margin * (high > 0)))
    return NumberScale(numbers, low - margin, high + margin)


def _extent(numbers: Sequence[float]) -> tuple[float, float, float]:
    """Return the least and the most, and the room to leave on both sides."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    return low, high, (high - low) * 0.06 or abs(high) * 0.1 or 1.0


def bar_end(base: Any, length: float) -> float:
    """Return where a bar ends: plotly gives the length of one that starts on a date in milliseconds."""
    return _days(base) + length / 86_400_000 if isinstance(base, str) else float(base) + length


def _kind(values: Sequence[Any]) -> str:
    first = next(iter(values), 0)
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


def _short(value: float, decimals: int) -> str:
    """Return a number without the zeros that would end it, as plotly writes its ticks."""
    return french.number(value, decimals).rstrip("0").rstrip(",")


def _nice(step: float) -> float:
    """Return the nearest step above that is 1, 2 or 5 times a power of ten."""
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= step * 0.999)
