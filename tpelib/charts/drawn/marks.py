"""The marks of a chart: bars, lines and points, cells of a heat map."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tpelib.charts.drawn.paint import (
    element,
    path,
    text,
    text_width,
)
from tpelib.charts.drawn.scales import Scale, bar_end

__all__ = ["Plane", "bars", "colour_along", "heat", "scatter", "symbol", "words_that_turn"]

_DASHES = {"dash": "8 5", "dot": "2 4", "solid": None}
_PLACES = {"top": 1.35, "middle": 0.5, "bottom": -0.35}
_SIDES = {"left": ("end", -1), "center": ("middle", 0), "right": ("start", 1)}


@dataclass(frozen=True, slots=True)
class Plane:
    """Where marks are placed.

    Parameters
    ----------
    x, y : Scale
        The two axes, placed.
    key : str
        Told apart from those of other drawings: begins the names given to patterns.
    """

    x: Scale
    y: Scale
    key: str

    def point(self, x: Any, y: Any) -> tuple[float, float]:
        """Return where a pair of values stands, in pixels."""
        return self.x.at(x), self.y.at(y)


def bars(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], plane: Plane) -> str:
    """Draw the bars of a chart, side by side, one on the other or over one another."""
    mode = layout.get("barmode", "group")
    beside = len(traces) if mode == "group" else 1
    heights: dict[Any, float] = {}
    turned = bool(words_that_turn(traces, layout, plane.x))
    drawn = []
    for rank, trace in enumerate(traces):
        stacked = heights if mode == "stack" else None
        drawn.append(_bars(trace, layout, plane, rank if beside > 1 else 0, beside, stacked, turned))
    return "".join(drawn)


def _bars(
    trace: Mapping[str, Any],
    layout: Mapping[str, Any],
    plane: Plane,
    rank: int,
    beside: int,
    heights: dict[Any, float] | None,
    turned: bool,
) -> str:
    flat = trace.get("orientation") == "h"
    places, lengths = (trace["y"], trace["x"]) if flat else (trace["x"], trace["y"])
    across, along = (plane.y, plane.x) if flat else (plane.x, plane.y)
    whole = across.band(places) * (1 - layout.get("bargap", 0.2))
    wide = whole / beside
    marker = trace.get("marker", {})
    drawn = []
    for index, (place, length) in enumerate(zip(places, lengths, strict=True)):
        if length is None:
            continue
        base = _nth(trace.get("base"), index) or 0
        if heights is not None:
            base = heights.get(place, 0.0)
            heights[place] = base + length
        start, end = along.at(base), along.at(bar_end(base, length))
        middle = across.at(place) - whole / 2 + wide * (rank + 0.5)
        box = _box(flat, middle, wide, start, end)
        colour = _nth(marker.get("color"), index) or "#0072b2"
        drawn.append(element("rect", **box, fill=colour))
        drawn.append(_hatched(box, colour, _nth(marker.get("pattern", {}).get("shape"), index), plane.key))
        drawn.append(_bar_text(trace, index, flat, middle, start, end, turned))
    return "".join(drawn)


def words_that_turn(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], along: Scale
) -> list[str]:
    """Return the words that stand on upright bars when they are too wide for them: they are then written upwards."""
    upright = [trace for trace in traces if trace.get("orientation") != "h" and trace.get("text")]
    words = [
        word
        for trace in upright
        for word in (trace["text"] if isinstance(trace["text"], (list, tuple)) else [trace["text"]])
        if word and trace.get("textposition", "outside") == "outside"
    ]
    if not words:
        return []
    places = upright[0]["x"]
    beside = len(traces) if layout.get("barmode", "group") == "group" else 1
    wide = along.band(places) / beside
    fits = max(text_width(word) for word in words) <= wide + 8
    return [] if fits else words


def _box(flat: bool, middle: float, wide: float, start: float, end: float) -> dict[str, float]:
    low, long = min(start, end), abs(end - start)
    if flat:
        return {"x": low, "y": middle - wide / 2, "width": long, "height": wide}
    return {"x": middle - wide / 2, "y": low, "width": wide, "height": long}


def _hatched(box: Mapping[str, float], colour: str, shape: str | None, key: str) -> str:
    """Draw over a bar the hatching that says, without colour, what it is."""
    if not shape:
        return ""
    name = f"{key}-{'abcdefgh'[['/', chr(92), 'x', '-', '|', '+', '.'].index(shape)]}"
    strokes = {
        "/": "M-2 2L2-2M0 8L8 0M6 10L10 6",
        chr(92): "M-2 6L2 10M0 0L8 8M6-2L10 2",
        "x": "M0 8L8 0M0 0L8 8",
        "-": "M0 4L8 4",
        "|": "M4 0L4 8",
        "+": "M0 4L8 4M4 0L4 8",
        ".": "M3 4L5 4",
    }
    inside = element("path", d=strokes[shape], stroke="#ffffff", stroke_width=1.6)
    pattern = element("pattern", inside, id=name, width=8, height=8, patternUnits="userSpaceOnUse")
    return f"<defs>{pattern}</defs>{element('rect', **box, fill=f'url(#{name})')}"


def _bar_text(
    trace: Mapping[str, Any],
    index: int,
    flat: bool,
    middle: float,
    start: float,
    end: float,
    turned: bool,
) -> str:
    content = _nth(trace.get("text"), index)
    where = trace.get("textposition", "outside" if trace.get("text") else "none")
    if not content or where == "none":
        return ""
    size = trace.get("textfont", {}).get("size", 14)
    inside = where == "inside"
    if flat:
        if inside:
            return text(content, (start + end) / 2, middle, size=size, rise=0.5, colour="#ffffff")
        away = 6 if end >= start else -6
        return text(content, end + away, middle, size=size, rise=0.5, anchor="start" if away > 0 else "end")
    if inside:
        return text(content, middle, (start + end) / 2, size=size, rise=0.5, colour="#ffffff")
    above = end <= start
    if turned:
        anchor = "start" if above else "end"
        return text(
            content, middle, end - 6 if above else end + 6, size=size, rise=0.5, anchor=anchor, angle=-90
        )
    return text(content, middle, end - 4 if above else end + 4, size=size, rise=1 if above else 0)


def scatter(trace: Mapping[str, Any], before: Mapping[str, Any] | None, plane: Plane) -> str:
    """Draw a line, points, or both; ``before`` is the line that a filled one is filled down to."""
    mode = trace.get("mode", "lines")
    points = [plane.point(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
    drawn = ""
    if trace.get("fill") == "tonexty" and before is not None:
        other = [plane.point(x, y) for x, y in zip(before["x"], before["y"], strict=True)]
        drawn += path([*points, *reversed(other)], fill=trace.get("fillcolor", "#0072b233"), stroke="none")
    if "lines" in mode and points:
        line = trace.get("line", {})
        drawn += path(
            _stepped(points) if line.get("shape") == "hv" else points,
            fill="none",
            stroke=line.get("color", "#0072b2"),
            stroke_width=line.get("width", 2),
            stroke_dasharray=_DASHES.get(line.get("dash", "solid")),
            stroke_linejoin="round",
        )
    drawn += _spread(trace, plane)
    marker = trace.get("marker", {})
    for index, (x, y) in enumerate(points):
        if "markers" in mode:
            outline = marker.get("line", {})
            drawn += symbol(
                _nth(marker.get("symbol"), index) or "circle",
                x,
                y,
                _nth(marker.get("size"), index) or 8,
                fill=_nth(marker.get("color"), index) or "#0072b2",
                stroke=outline.get("color"),
                stroke_width=outline.get("width"),
            )
        if "text" in mode:
            drawn += _point_text(trace, index, x, y)
    return drawn


def _stepped(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    steps = [points[0]]
    for x, y in points[1:]:
        steps += [(x, steps[-1][1]), (x, y)]
    return steps


def _spread(trace: Mapping[str, Any], plane: Plane) -> str:
    error = trace.get("error_x")
    if not error:
        return ""
    drawn = ""
    less = error.get("arrayminus") or error["array"]
    for x, y, under, over in zip(trace["x"], trace["y"], less, error["array"], strict=True):
        low, level = plane.point(x - under, y)
        high = plane.x.at(x + over)
        look = {"stroke": error.get("color", "#0072b2"), "stroke_width": error.get("thickness", 2)}
        drawn += path([(low, level), (high, level)], **look)
        for end in (low, high):
            tall = error.get("width", 4)
            drawn += path([(end, level - tall), (end, level + tall)], **look)
    return drawn


def _point_text(trace: Mapping[str, Any], index: int, x: float, y: float) -> str:
    content = _nth(trace.get("text"), index)
    if not content:
        return ""
    level, _, side = (_nth(trace.get("textposition"), index) or "middle center").partition(" ")
    anchor, away = _SIDES[side or "center"]
    half = (_nth(trace.get("marker", {}).get("size"), index) or 8) / 2
    font = trace.get("textfont", {})
    shift = (half + 4) * away
    return text(
        content,
        x + shift,
        y - (half if level == "top" else -half if level == "bottom" else 0),
        size=font.get("size", 14),
        anchor=anchor,
        rise=_PLACES[level] if level == "middle" else 1 if level == "top" else 0,
    )


def symbol(kind: str, x: float, y: float, size: float, **look: Any) -> str:
    """Draw one point, filled or open."""
    half = size / 2
    if kind.endswith("-open"):
        kind, look = kind.removesuffix("-open"), {"fill": "none", "stroke": look["fill"], "stroke_width": 2}
    if kind == "circle":
        return element("circle", cx=x, cy=y, r=half, **look)
    corners = {
        "square": [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        "diamond": [(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        "triangle-up": [(0.0, -1.2), (1.15, 0.8), (-1.15, 0.8)],
        "star": [
            (
                (1.4 if turn % 2 == 0 else 0.6) * math.sin(turn * math.pi / 5),
                -(1.4 if turn % 2 == 0 else 0.6) * math.cos(turn * math.pi / 5),
            )
            for turn in range(10)
        ],
    }[kind]
    points = [(x + right * half, y + down * half) for right, down in corners]
    return path([*points, points[0]], **look)


def heat(trace: Mapping[str, Any], plane: Plane) -> str:
    """Draw the cells of a heat map."""
    wide, tall = plane.x.band(trace["x"]), plane.y.band(trace["y"])
    low, high = trace["zmin"], trace["zmax"]
    shares = {
        value: (value - low) / ((high - low) or 1) for row in trace["z"] for value in row if value is not None
    }
    fills = {value: colour_along(trace["colorscale"], share) for value, share in shares.items()}
    drawn = ""
    for y, row in zip(trace["y"], trace["z"], strict=True):
        for x, value in zip(trace["x"], row, strict=True):
            if value is None:
                continue
            left, top = plane.point(x, y)
            drawn += element(
                "rect",
                x=left - wide / 2 + trace.get("xgap", 0) / 2,
                y=top - tall / 2 + trace.get("ygap", 0) / 2,
                width=max(1.0, wide - trace.get("xgap", 0)),
                height=max(1.0, tall - trace.get("ygap", 0)),
                fill=fills[value],
            )
    return drawn


def colour_along(colours: Sequence[Sequence[Any]], share: float) -> str:
    """Return the colour that stands at a share of a scale of ``[share, colour]`` steps."""
    share = min(1.0, max(0.0, share))
    for (before, first), (after, second) in pairwise(colours):
        if share <= after:
            part = (share - before) / ((after - before) or 1)
            mixed = [
                start + part * (end - start) for start, end in zip(_parts(first), _parts(second), strict=True)
            ]
            return f"rgba({', '.join(str(round(level)) for level in mixed[:3])}, {mixed[3]:.3g})"
    return str(colours[-1][1])


def _parts(colour: str) -> list[float]:
    """Return red, green, blue (0 to 255) and opacity of a colour written ``#rrggbb`` or ``rgba(r, g, b, a)``."""
    if colour.startswith("#"):
        return [*(float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)), 1.0]
    levels = [float(level) for level in re.findall(r"[\d.]+", colour)]
    return [*levels, 1.0][:4]


def _nth(given: Any, index: int) -> Any:
    """Return the value of one mark, whether each has its own or all share one."""
    return given[index] if isinstance(given, (list, tuple)) else given
