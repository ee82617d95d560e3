"""The marks of a chart: bars, lines and points, cells of a heat map."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tpelib.charts.drawn.paint import (
    INK,
    element,
    path,
    text,
    text_width,
)
from tpelib.charts.drawn.scales import Scale, bar_end
from tpelib.charts.grammar import Bar, Dash, Hatch, Heatmap, Layout, Line, Scatter, Spread, Symbol

__all__ = [
    "DASHES",
    "Plane",
    "bars",
    "colour_along",
    "filled",
    "heat",
    "nth",
    "point",
    "scatter",
    "words_that_turn",
]

DASHES: Mapping[Dash, str | None] = {"solid": None, "dash": "8 5", "dot": "2 4", "dashdot": "8 4 2 4"}
_SIDES = {"left": ("end", -1), "center": ("middle", 0), "right": ("start", 1)}
_WIDTH, _SIZE = 2.0, 8.0
"""Pixels: a line, a point, that do not say."""
_Points = Sequence[tuple[float, float]]


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

    x: Scale[Any]
    y: Scale[Any]
    key: str

    def point(self, x: Any, y: Any) -> tuple[float, float]:
        """Return where a pair of values stands, in pixels."""
        return self.x.at(x), self.y.at(y)


def bars(marks: Sequence[Bar], layout: Layout, plane: Plane) -> str:
    """Draw the bars of a chart, side by side, one on the other or over one another."""
    mode = layout.get("barmode", "group")
    beside = len(marks) if mode == "group" else 1
    heights: dict[Any, float] = {}
    turned = bool(words_that_turn(marks, layout, plane.x))
    drawn = []
    for rank, mark in enumerate(marks):
        stacked = heights if mode == "stack" else None
        drawn.append(_bars(mark, layout, plane, rank if beside > 1 else 0, beside, stacked, turned))
    return "".join(drawn)


def _bars(
    mark: Bar,
    layout: Layout,
    plane: Plane,
    rank: int,
    beside: int,
    heights: dict[Any, float] | None,
    turned: bool,
) -> str:
    flat = mark.get("orientation") == "h"
    places, lengths = (mark["y"], mark["x"]) if flat else (mark["x"], mark["y"])
    across, along = (plane.y, plane.x) if flat else (plane.x, plane.y)
    whole = across.band(places) * (1 - layout.get("bargap", 0.2))
    wide = whole / beside
    marker = mark["marker"]
    shapes = marker.get("pattern", {"shape": ""})["shape"]
    bases = mark.get("base")
    drawn = []
    for index, (place, length) in enumerate(zip(places, map(float, lengths), strict=True)):
        base = bases[index] if bases is not None else 0.0
        if heights is not None:
            base = heights.get(place, 0.0)
            heights[place] = base + length
        start, end = along.at(base), along.at(bar_end(base, length))
        middle = across.at(place) - whole / 2 + wide * (rank + 0.5)
        box = _box(flat, middle, wide, start, end)
        colour = nth(marker["color"], index)
        drawn.append(filled(box, colour, nth(shapes, index), plane.key))
        drawn.append(_bar_text(mark, index, flat, middle, start, end, turned))
    return "".join(drawn)


def words_that_turn(marks: Sequence[Bar], layout: Layout, along: Scale[Any]) -> list[str]:
    """Return the words that stand on upright bars when they are too wide for them: they are then written upwards."""
    upright = [mark for mark in marks if mark.get("orientation") != "h" and mark.get("text")]
    words = [
        word
        for mark in upright
        for word in mark["text"]
        if word and mark.get("textposition") != "none" and "constraintext" not in mark
    ]
    if not words:
        return []
    beside = len(marks) if layout.get("barmode", "group") == "group" else 1
    wide = along.band(upright[0]["x"]) / beside
    fits = max(text_width(word) for word in words) <= wide + 8
    return [] if fits else words


def _box(flat: bool, middle: float, wide: float, start: float, end: float) -> dict[str, float]:
    low, long = min(start, end), abs(end - start)
    if flat:
        return {"x": low, "y": middle - wide / 2, "width": long, "height": wide}
    return {"x": middle - wide / 2, "y": low, "width": wide, "height": long}


_STROKES: Mapping[Hatch, str] = {
    "/": "M-2 2L2-2M0 8L8 0M6 10L10 6",
    "x": "M0 8L8 0M0 0L8 8",
    "-": "M0 4L8 4",
    ".": "M2.8 2.8h2.4v2.4h-2.4Z",
}
"""What is drawn in each square of eight pixels of a hatching."""


def filled(box: Mapping[str, float], colour: str, shape: Hatch, key: str) -> str:
    """Draw a bar: of one colour, or hatched in it, which says without colour what it is."""
    if not shape:
        return element("rect", **box, fill=colour)
    name = f"{key}-{'abcd'[list(_STROKES).index(shape)]}{colour.removeprefix('#')}"
    inside = element("path", d=_STROKES[shape], stroke=colour, stroke_width=2.4)
    pattern = element("pattern", inside, id=name, width=8, height=8, patternUnits="userSpaceOnUse")
    return f"<defs>{pattern}</defs>{element('rect', **box, fill=f'url(#{name})')}"


def _bar_text(
    mark: Bar,
    index: int,
    flat: bool,
    middle: float,
    start: float,
    end: float,
    turned: bool,
) -> str:
    content = mark["text"][index] if "text" in mark and mark.get("textposition") != "none" else ""
    if not content:
        return ""
    font = mark.get("textfont", {})
    size, colour = font.get("size", 14), font.get("color", INK)
    if flat:
        away, anchor = (6, "start") if end >= start else (-6, "end")
        return text(content, end + away, middle, size=size, rise=0.5, anchor=anchor, colour=colour)
    above = end <= start
    if turned:
        away, anchor = (-6, "start") if above else (6, "end")
        return text(content, middle, end + away, size=size, rise=0.5, anchor=anchor, angle=-90, colour=colour)
    away, rise = (-4, 1) if above else (4, 0)
    return text(content, middle, end + away, size=size, rise=rise, colour=colour)


def scatter(mark: Scatter, before: Scatter | None, plane: Plane) -> str:
    """Draw a line, points, or both; ``before`` is the line that a filled one is filled down to."""
    points = _points(mark, plane)
    line = mark.get("line")
    drawn = ""
    if mark.get("fill") and before is not None and points:
        under = _through(_points(before, plane), before.get("line"), back=True)
        drawn += element("path", d=f"M{_through(points, line)}L{under}Z", fill=mark["fillcolor"])
    if "lines" in mark["mode"] and line and points:
        drawn += element(
            "path",
            d=f"M{_through(points, line)}",
            fill="none",
            stroke=line["color"],
            stroke_width=line.get("width", _WIDTH),
            stroke_dasharray=DASHES[line.get("dash", "solid")],
            stroke_linejoin="round",
        )
    if "error_x" in mark:
        drawn += _spread(mark["error_x"], points, mark["x"], plane.x, flat=True)
    if "error_y" in mark:
        drawn += _spread(mark["error_y"], points, mark["y"], plane.y, flat=False)
    for index, (x, y) in enumerate(points):
        if "markers" in mark["mode"]:
            drawn += point(mark, index, x, y, mark["marker"].get("size", _SIZE))
        if "text" in mark["mode"]:
            drawn += _point_text(mark, index, x, y)
    return drawn


def _points(mark: Scatter, plane: Plane) -> _Points:
    return [plane.point(x, y) for x, y in zip(mark["x"], mark["y"], strict=True)]


def _through(points: _Points, line: Line | None, *, back: bool = False) -> str:
    """Return what is drawn from the first of some points to the last, or the same way back."""
    shape = line.get("shape", "linear") if line else "linear"
    if shape == "spline" and len(points) > 2:
        return _rounded(points[::-1] if back else points)
    corners = list(points)
    if shape == "hv":
        corners = [corner for (x, y), (other, _) in pairwise(points) for corner in ((x, y), (other, y))]
        corners.append(points[-1])
    elif shape == "hvh":
        halves = [((x + other) / 2, y, level) for (x, y), (other, level) in pairwise(points)]
        turns = [corner for half, y, level in halves for corner in ((half, y), (half, level))]
        corners = [points[0], *turns, points[-1]]
    return "L".join(f"{x:.2f} {y:.2f}" for x, y in (corners[::-1] if back else corners))


def _rounded(points: _Points) -> str:
    """Return a curve through points: centripetal Catmull-Rom splines, as plotly.js draws them.

    Its ends are quadratic. Yuksel, Schaefer and Keyser, "Parameterization and applications of Catmull-Rom curves",
    Computer-Aided Design 43 (2011).
    """
    bends = []
    for (x0, y0), (x1, y1), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        before, after = math.hypot(x0 - x1, y0 - y1) ** 0.5, math.hypot(x2 - x1, y2 - y1) ** 0.5
        x = after**2 * (x0 - x1) - before**2 * (x2 - x1)
        y = after**2 * (y0 - y1) - before**2 * (y2 - y1)
        first, second = 3 * after * (before + after) or 1, 3 * before * (before + after) or 1
        bends.append(
            (f"{x1 + x / first:.2f} {y1 + y / first:.2f}", f"{x1 - x / second:.2f} {y1 - y / second:.2f}")
        )
    ends = [f"{x:.2f} {y:.2f}" for x, y in points]
    drawn = f"{ends[0]}Q{bends[0][0]} {ends[1]}"
    for (_, out), (into, _), end in zip(bends, bends[1:], ends[2:], strict=False):
        drawn += f"C{out} {into} {end}"
    return f"{drawn}Q{bends[-1][1]} {ends[-1]}"


def _spread(spread: Spread, points: _Points, values: Sequence[Any], along: Scale[Any], *, flat: bool) -> str:
    """Draw how far each value may be from the truth: a line, and a stroke across each end."""
    look: dict[str, Any] = {"stroke": spread["color"], "stroke_width": spread["thickness"], "fill": "none"}
    tall, drawn = spread["width"], ""
    for (x, y), value, under, over in zip(points, values, spread["arrayminus"], spread["array"], strict=True):
        low, high = along.at(value - under), along.at(value + over)
        if flat:
            d = f"M{low:.2f} {y:.2f}H{high:.2f}" + "".join(
                f"M{end:.2f} {y - tall:.2f}v{2 * tall:.2f}" for end in (low, high)
            )
        else:
            d = f"M{x:.2f} {low:.2f}V{high:.2f}" + "".join(
                f"M{x - tall:.2f} {end:.2f}h{2 * tall:.2f}" for end in (low, high)
            )
        drawn += element("path", d=d, **look)
    return drawn


def point(mark: Scatter, index: int, x: float, y: float, size: float) -> str:
    """Draw one of the points of a mark, at a place."""
    marker = mark["marker"]
    kind, colour = nth(marker.get("symbol", "circle"), index), nth(marker["color"], index)
    outline = marker.get("line")
    look: dict[str, Any] = {"fill": colour}
    if kind == "circle-open":
        look = {"fill": "none", "stroke": colour, "stroke_width": outline["width"] if outline else 1}
    elif outline:
        look |= {"stroke": outline["color"], "stroke_width": outline["width"]}
    return _symbol(kind, x, y, size, **look)


def _point_text(mark: Scatter, index: int, x: float, y: float) -> str:
    content = mark["text"][index]
    if not content:
        return ""
    level, _, side = nth(mark.get("textposition", "middle center"), index).partition(" ")
    anchor, away = _SIDES[side]
    half = mark["marker"].get("size", _SIZE) / 2 if "markers" in mark["mode"] else 0.0
    font = mark.get("textfont", {})
    return text(
        content,
        x + (half + 4) * away,
        y - {"top": half, "middle": 0.0, "bottom": -half}[level],
        size=font.get("size", 14),
        anchor=anchor,
        rise={"top": 1.0, "middle": 0.5, "bottom": 0.0}[level],
        colour=font.get("color", INK),
    )


_ARM = ((1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4))


def _symbol(kind: Symbol, x: float, y: float, size: float, **look: Any) -> str:
    """Draw one point."""
    half = size / 2
    if kind in ("circle", "circle-open"):
        return element("circle", cx=x, cy=y, r=half, **look)
    corners = {
        "square": [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        "diamond": [(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        "cross": [(right * turn, down * turn) for turn in (1, -1) for right, down in _ARM],
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


def heat(mark: Heatmap, plane: Plane) -> str:
    """Draw the cells of a heat map."""
    wide, tall = plane.x.band(mark["x"]), plane.y.band(mark["y"])
    across, down = mark["xgap"], mark["ygap"]
    low, high = mark["zmin"], mark["zmax"]
    shares = {
        value: (value - low) / ((high - low) or 1) for row in mark["z"] for value in row if value is not None
    }
    fills = {value: colour_along(mark["colorscale"], share) for value, share in shares.items()}
    drawn = ""
    for y, row in zip(mark["y"], mark["z"], strict=True):
        for x, value in zip(mark["x"], row, strict=True):
            if value is None:
                continue
            left, top = plane.point(x, y)
            drawn += element(
                "rect",
                x=left - wide / 2 + across / 2,
                y=top - tall / 2 + down / 2,
                width=max(1.0, wide - across),
                height=max(1.0, tall - down),
                fill=fills[value],
            )
    return drawn


def colour_along(colours: Sequence[tuple[float, str]], share: float) -> str:
    """Return the colour that stands at a share of a scale of ``[share, colour]`` steps."""
    share = min(1.0, max(0.0, share))
    for (before, first), (after, second) in pairwise(colours):
        if share <= after:
            part = (share - before) / ((after - before) or 1)
            mixed = [
                start + part * (end - start) for start, end in zip(_parts(first), _parts(second), strict=True)
            ]
            return f"rgba({', '.join(str(round(level)) for level in mixed[:3])}, {mixed[3]:.3g})"
    return colours[-1][1]


def _parts(colour: str) -> list[float]:
    """Return red, green, blue (0 to 255) and opacity of a colour written ``#rrggbb`` or ``rgba(r, g, b, a)``."""
    if colour.startswith("#"):
        return [*(float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)), 1.0]
    levels = [float(level) for level in re.findall(r"[\d.]+", colour)]
    return [*levels, 1.0][:4]


def nth(given: Any, index: int) -> Any:
    """Return the value of one mark, whether each has its own or all share one."""
    return given[index] if isinstance(given, (list, tuple)) else given
