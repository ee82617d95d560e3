"""The drawing of « Ma mini-enquête »: the margin of error, by number of answers."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base import french
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Layout,
    Scatter,
)
from tpelib.charts.picture import Picture, Table

__all__ = ["curve"]


def curve(
    *,
    title: str,
    x: Sequence[float],
    y: Sequence[float],
    horizontal: str,
    vertical: str,
    point: tuple[float, float],
    point_text: str,
    reading: str,
    source: str,
) -> Picture:
    """Draw a curve and where one stands on it (``y`` and ``point`` in the units the axes name)."""
    data: list[Scatter] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(x),
            "y": [round(value, 3) for value in y],
            "line": {"color": COLOURS[0], "width": 3, "shape": "spline"},
            "hovertemplate": "%{x} : %{y:.1f}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [point[0]],
            "y": [round(point[1], 3)],
            "text": [point_text],
            "textposition": "top right",
            "marker": {"size": 17, "symbol": "star", "color": COLOURS[1]},
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]
    layout: Layout = {
        "height": 360,
        "margin": {"l": 64, "r": 30, "t": 24, "b": 56},
        "showlegend": False,
        "xaxis": {"title": {"text": horizontal}, "rangemode": "tozero"},
        "yaxis": {"title": {"text": vertical}, "rangemode": "tozero"},
    }
    rows = [[french.number(a), french.number(b, 1)] for a, b in zip(x, y, strict=True)]
    said = f"De {rows[0][1]} à {rows[-1][1]} quand on passe de {rows[0][0]} à {rows[-1][0]}. Vous : {point_text}."
    return Picture(
        title,
        reading,
        f"{title}. Courbe. {said}",
        {"data": data, "layout": layout},
        Table(title, [horizontal, vertical], rows),
        source,
    )
