"""Figures that are only known to an interval, one under the other: versions of a post, groups of posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpelib.base import french, stats
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Scatter,
)
from tpelib.charts.lying import lying_rows
from tpelib.charts.picture import Picture, Table

__all__ = ["Point", "intervals", "two_versions"]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and how well it is known.

    Parameters
    ----------
    label, text : str
        What it is, and the figure in words.
    value : float
        The figure, in the unit of the axis.
    bounds : (float, float) or None
        Its interval at 95 %; ``None`` when there is too little to give one.
    sound : bool
        False for a group too small to be compared: its point is hollow.
    """

    label: str
    text: str
    value: float
    bounds: tuple[float, float] | None
    sound: bool = True


def intervals(
    *,
    title: str,
    points: Sequence[Point],
    axis: str,
    reading: str,
    table: Table,
    source: str = "",
) -> Picture:
    """Draw one point per line with its interval, from zero.

    Parameters
    ----------
    axis : str
        Name of the axis, with its unit.
    table : Table
        The figures.
    """
    labels = [point.label for point in points]
    data = [
        _dots([point for point in points if point.sound is sound], sound=sound) for sound in (True, False)
    ]
    layout = lying_rows(
        labels, [point.text for point in points], {"title": {"text": axis}, "rangemode": "tozero"}
    )
    said = french.listing([f"{point.label} {point.text}" for point in points])
    return Picture(
        title,
        reading,
        f"{title}. Un point par ligne, avec son intervalle. {said}.",
        {"data": data, "layout": layout},
        table,
        source,
    )


def two_versions(figures: Sequence[tuple[float, float]], *, reading: str, source: str) -> Picture:
    """Draw two versions of a post: the share of the people who acted, with its interval.

    Parameters
    ----------
    figures : sequence of (float, float)
        How many acted, how many saw, for A then B.
    """
    shares = [acted / saw for acted, saw in figures]
    digits = 1 if max(shares) >= 0.1 else 2
    points, rows = [], []
    for label, (acted, saw), share in zip(("Version A", "Version B"), figures, shares, strict=True):
        low, high = stats.wilson_interval(acted, saw)
        text = french.percent(share, digits)
        bounds = f"de {french.percent(low, digits)} à {french.percent(high, digits)}"
        points.append(Point(label, text, 100 * share, (100 * low, 100 * high)))
        rows.append([label, french.number(saw), french.number(acted), text, bounds])
    title = "Deux versions, et la marge de chacune"
    return intervals(
        title=title,
        points=points,
        axis="% des personnes qui ont cliqué",
        reading=reading,
        table=Table(title, ["", "Personnes", "Clics", "Part", "Intervalle à 95 %"], rows),
        source=source,
    )


def _dots(points: Sequence[Point], *, sound: bool) -> Scatter:
    bounds = [point.bounds or (point.value, point.value) for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": [point.label for point in points],
        "x": [round(point.value, 4) for point in points],
        "marker": {
            "size": 14,
            "color": COLOURS[0],
            "symbol": "circle" if sound else "circle-open",
            "line": {"width": 3, "color": COLOURS[0]},
        },
        "error_x": {
            "array": [round(high - point.value, 4) for point, (_, high) in zip(points, bounds, strict=True)],
            "arrayminus": [
                round(point.value - low, 4) for point, (low, _) in zip(points, bounds, strict=True)
            ],
            "color": COLOURS[0],
            "thickness": 3,
            "width": 8,
        },
        "text": [point.text for point in points],
        "hovertemplate": "%{y} : %{text}<extra></extra>",
    }
