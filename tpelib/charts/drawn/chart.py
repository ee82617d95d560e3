"""A picture's spec drawn whole: axes, marks, shapes, notes, legend."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from tpelib.base import french
from tpelib.base.html import set_text
from tpelib.charts.drawn.marks import (
    DASHES,
    Plane,
    bars,
    colour_along,
    filled,
    heat,
    nth,
    point,
    scatter,
    words_that_turn,
)
from tpelib.charts.drawn.paint import (
    INK,
    LINE_HEIGHT,
    element,
    path,
    text,
    text_width,
)
from tpelib.charts.drawn.scales import (
    CategoryScale,
    NumberScale,
    Scale,
    bar_end,
    scale,
)
from tpelib.charts.grammar import (
    Annotation,
    Axis,
    Bar,
    Heatmap,
    Layout,
    Margin,
    Mark,
    NumberAxis,
    Scatter,
    Shape,
    Value,
    checked,
)
from tpelib.charts.picture import Picture
from tpelib.charts.template import HEIGHT, MARGIN, QUIET

__all__ = ["svg"]

_SIZE = 14
_Direction = Literal["x", "y"]
_Named = Bar | Scatter


def svg(picture: Picture, width: int = 760) -> str:
    """Draw a chart.

    Parameters
    ----------
    picture : Picture
        One with a ``spec``.
    width : int
        Pixels; the height is the spec's own. The drawing then fits the width it is given.

    Returns
    -------
    str
        One ``<svg>`` named by the picture's text alternative. Its ink is the page's own (``currentColor``).

    Raises
    ------
    GrammarError
        The spec has a mark, an attribute or a value that is not in the grammar.
    """
    spec = checked(picture.spec)
    layout = spec.get("layout", {})
    alternative = set_text(picture.alternative)
    key = f"tpe-{zlib.crc32(f'{width} {alternative}'.encode()):08x}"
    height = layout.get("height", HEIGHT)
    inside = _Drawing(spec["data"], layout, width, height, key).drawn()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' color="#1b2a2f" font-family="Atkinson Hyperlegible Next, sans-serif" aria-label="{alternative}"'
        f' style="color: var(--tpe-ink, #1b2a2f); height: auto; max-width: 100%; overflow: visible">{inside}</svg>'
    )


class _Drawing:
    """One chart being drawn: where its axes stand, then what stands on them."""

    def __init__(self, marks: Sequence[Mark], layout: Layout, width: float, height: float, key: str) -> None:
        self.marks, self.layout = marks, layout
        self.bars = [mark for mark in marks if mark["type"] == "bar"]
        self.heats = [mark for mark in marks if mark["type"] == "heatmap"]
        self.x_axis, self.y_axis = layout.get("xaxis", _PLAIN), layout.get("yaxis", _PLAIN)
        self.x = scale(self.x_axis, self._along("x"), from_zero=self._bars_along("x"))
        self.y = scale(self.y_axis, self._along("y"), from_zero=self._bars_along("y"))
        self._place(width, height)
        self.plane = Plane(self.x, self.y, key)

    def drawn(self) -> str:
        """Return all of it, from the back to the front."""
        shapes, notes = self.layout.get("shapes", ()), self.layout.get("annotations", ())
        parts = [self._shape(shape) for shape in shapes if shape.get("layer") == "below"]
        parts += [self._grid(), bars(self.bars, self.layout, self.plane)]
        parts += [f"{heat(mark, self.plane)}{self._colour_bar(mark)}" for mark in self.heats]
        before = None
        for mark in self.marks:
            if mark["type"] == "scatter":
                parts.append(scatter(mark, before, self.plane))
                before = mark
        parts += [self._shape(shape) for shape in shapes if shape.get("layer") != "below"]
        parts += [self._note(note) for note in notes]
        parts.append(self._legend())
        return "".join(parts)

    def _along(self, name: _Direction) -> list[Any]:
        """Return all that is placed along an axis: values, both ends of bars and of intervals, shapes."""
        found: list[Any] = []
        for mark in self.marks:
            values: Sequence[Any] = mark[name]
            if mark["type"] == "bar" and _lies_along(mark, name) and "base" in mark:
                found += [*mark["base"], *map(bar_end, mark["base"], values)]
            else:
                found += values
            if mark["type"] == "scatter":
                spread = mark.get("error_x") if name == "x" else mark.get("error_y")
                if spread:
                    found += [value + over for value, over in zip(values, spread["array"], strict=True)]
                    found += [
                        value - under for value, under in zip(values, spread["arrayminus"], strict=True)
                    ]
        found += self._said_along(name)
        if self.layout.get("barmode") == "stack":
            totals: dict[Any, float] = {}
            for mark in self.bars:
                if _lies_along(mark, name):
                    for place, value in zip(mark["y" if name == "x" else "x"], mark[name], strict=True):
                        totals[place] = totals.get(place, 0.0) + float(value)
            found += totals.values()
        return found

    def _said_along(self, name: _Direction) -> list[Value]:
        """Return the values of an axis that shapes and notes speak of."""
        found: list[Value] = []
        for shape in self.layout.get("shapes", ()):
            if (shape.get("xref") if name == "x" else shape.get("yref")) != "paper":
                found += (shape["x0"], shape["x1"]) if name == "x" else (shape["y0"], shape["y1"])
        for note in self.layout.get("annotations", ()):
            if (note.get("xref") if name == "x" else note.get("yref")) != "paper":
                found.append(note[name])
        return found

    def _bars_along(self, name: _Direction) -> bool:
        return any(_lies_along(mark, name) for mark in self.bars)

    def _place(self, width: float, height: float) -> None:
        margin: Margin = {**MARGIN, **self.layout.get("margin", {})}
        line = _SIZE * LINE_HEIGHT
        left = 0.0
        if self._shown(self.y_axis):
            left = max((text_width(word, _SIZE) for _, word in self.y.ticks()), default=0) + 14
        left += line + 6 if _title(self.y_axis) else 0
        self.left, self.right = max(margin["l"], left), width - margin["r"]
        if self.heats:
            self.right -= 64  # its scale of colours stands there
        self._make_room()
        self.x.place(self.left, self.right)
        self.words = self._words_below() if self._shown(self.x_axis) else []
        self.lines = max((word.count("<br>") + 1 for _, word in self.words), default=0)
        bottom = self.lines * line + 12 if self.words else 0.0
        bottom += line + 6 if _title(self.x_axis) else 0
        self.named = self._named()
        self.legend_above = "legend" not in self.layout or self.layout["legend"]["y"] >= 1
        self.top, self.bottom = max(margin["t"], _SIZE * 1.6), height - max(margin["b"], bottom)
        turned = words_that_turn(self.bars, self.layout, self.x)
        self.top += max((text_width(word) for word in turned), default=0)
        self.keys = self._keys()
        tall = 1.4 * _SIZE * len(self.keys)
        if self.legend_above:
            self.top += tall
        elif self.named:
            self.bottom = min(self.bottom, height - bottom - tall - 0.6 * _SIZE)
        self.y.place(self.bottom, self.top)

    def _make_room(self) -> None:
        """Lengthen the horizontal axis until what stands at the end of lying bars is within the plot."""
        lying = [mark for mark in self.bars if mark.get("orientation") == "h" and "text" in mark]
        whole = self.right - self.left
        for mark in lying if "range" not in self.x_axis else []:
            for base, length, word in zip(
                mark.get("base", [0.0] * len(mark["x"])), mark["x"], mark["text"], strict=True
            ):
                long = self.x.number(bar_end(base, float(length))) - self.x.low
                needed = self.x.low + long * whole / max(1.0, whole - text_width(word, _SIZE) - 12)
                self.x.high = max(self.x.high, needed) if word else self.x.high

    def _words_below(self) -> list[tuple[float, str]]:
        """Return what stands along the bottom: on more lines where it is narrow, one in a few where it is too narrow."""
        found = self.x.ticks()
        least = (
            min((abs(after - before) for (before, _), (after, _) in pairwise(found)), default=self.right) or 1
        )
        if (
            isinstance(self.x, CategoryScale)
            and max(text_width(word, _SIZE) for _, word in found) > least - 6
        ):
            found = [(at, word.replace(" ", "<br>")) for at, word in found]
        widest = max((text_width(word, _SIZE) for _, word in found), default=0)
        return found[:: max(1, -int(-(widest + 6) // least))]

    def _named(self) -> list[_Named]:
        """Return the marks that the legend names."""
        named = [mark for mark in self.marks if mark["type"] != "heatmap" and mark.get("name")]
        return named if self.layout.get("showlegend", len(self.marks) > 1) else []

    @staticmethod
    def _shown(axis: Axis) -> bool:
        return axis.get("showticklabels", True)

    def _grid(self) -> str:
        drawn = ""
        pale: dict[str, Any] = {"stroke": INK, "stroke_opacity": 0.14, "stroke_width": 1}
        for at, _ in self.x.ticks() if self.x_axis.get("showgrid", True) else []:
            drawn += path([(at, self.top), (at, self.bottom)], **pale)
        for at, _ in self.y.ticks() if self.y_axis.get("showgrid", True) else []:
            drawn += path([(self.left, at), (self.right, at)], **pale)
        for at, word in self.words:
            drawn += text(word, at, self.bottom + 8, size=_SIZE)
        for at, word in self.y.ticks() if self._shown(self.y_axis) else []:
            drawn += text(word, self.left - 8, at, size=_SIZE, anchor="end", rise=0.5)
        return f"{drawn}{self._zero(self.x)}{self._zero(self.y)}{self._titles()}"

    def _zero(self, along: Scale[Any]) -> str:
        low, high = sorted((along.low, along.high))
        if not isinstance(along, NumberScale) or not along.axis.get("zeroline", True) or not low <= 0 <= high:
            return ""
        at = along.at(0)
        ends = [(at, self.top), (at, self.bottom)] if along is self.x else [(self.left, at), (self.right, at)]
        return path(ends, stroke=INK, stroke_opacity=0.5, stroke_width=1.2)

    def _titles(self) -> str:
        drawn, height = "", _SIZE * LINE_HEIGHT
        if said := _title(self.x_axis):
            below = self.bottom + 12 + self.lines * height
            drawn += text(said, (self.left + self.right) / 2, below, size=_SIZE)
        if said := _title(self.y_axis):
            drawn += text(said, 4, (self.top + self.bottom) / 2, size=_SIZE, angle=-90, rise=0)
        return drawn

    @staticmethod
    def _reference(along: Scale[Any], value: Value, kind: str | None) -> float:
        """Return where a value of a shape or a note stands: on an axis, or as a share of the plot."""
        return along.start + float(value) * (along.end - along.start) if kind == "paper" else along.at(value)

    def _shape(self, shape: Shape) -> str:
        x0, x1 = (self._reference(self.x, at, shape.get("xref")) for at in (shape["x0"], shape["x1"]))
        y0, y1 = (self._reference(self.y, at, shape.get("yref")) for at in (shape["y0"], shape["y1"]))
        line = shape.get("line", {})
        width = line.get("width", 2)
        look: dict[str, Any] = {
            "stroke": line.get("color", "#444444") if width else None,
            "stroke_width": width,
            "stroke_dasharray": DASHES[line.get("dash", "solid")],
            "opacity": shape.get("opacity"),
        }
        if shape["type"] == "line":
            return path([(x0, y0), (x1, y1)], **look)
        box = {"x": min(x0, x1), "y": min(y0, y1), "width": abs(x1 - x0), "height": abs(y1 - y0)}
        return element("rect", **box, fill=shape.get("fillcolor", "none"), **look)

    def _note(self, note: Annotation) -> str:
        x = self._reference(self.x, note["x"], note.get("xref")) + note.get("xshift", 0)
        y = self._reference(self.y, note["y"], note.get("yref")) - note.get("yshift", 0)
        anchor, rise = _ANCHORS[note.get("xanchor", "center")], _RISES[note.get("yanchor", "middle")]
        font = note.get("font", {})
        angle, size = note.get("textangle", 0), font.get("size", _SIZE)
        if angle:  # plotly anchors the box of the text once turned
            rise, anchor = _SHARES[anchor], {1.0: "start", 0.5: "middle", 0.0: "end"}[rise]
        else:  # lines are set within that box
            side = _ANCHORS[note.get("align", "center")]
            x += (_SHARES[side] - _SHARES[anchor]) * text_width(note["text"], size)
            anchor = side
        colour = font.get("color", INK)
        return text(note["text"], x, y, size=size, anchor=anchor, rise=rise, angle=angle, colour=colour)

    def _legend(self) -> str:
        y = _SIZE if self.legend_above else self.bottom + 20 + self.lines * _SIZE * LINE_HEIGHT + 8
        drawn = ""
        for row, keys in enumerate(self.keys):
            for mark, x in keys:
                at = y + 1.4 * _SIZE * row
                drawn += self._key_of(mark, x, at)
                drawn += text(mark["name"], x + 26, at, size=_SIZE, anchor="start", rise=0.5)
        return drawn

    def _keys(self) -> list[list[tuple[_Named, float]]]:
        """Return the rows of the legend: each mark with where it begins; on more rows where it is narrow."""
        rows: list[list[tuple[_Named, float]]] = []
        x = self.left
        for mark in self.named:
            wide = 26 + text_width(mark["name"], _SIZE)
            if not rows or x + wide > self.right:
                rows.append([])
                x = self.left
            rows[-1].append((mark, x))
            x += wide + 26
        return rows

    def _key_of(self, mark: _Named, x: float, y: float) -> str:
        """Draw what a mark looks like: its first bar, a piece of its line, its first point."""
        if mark["type"] == "bar":
            box = {"x": x, "y": y - 7, "width": 18, "height": 14}
            marker = mark["marker"]
            shape = nth(marker.get("pattern", {"shape": ""})["shape"], 0)
            return filled(box, nth(marker["color"], 0), shape, self.plane.key)
        drawn = ""
        if "lines" in mark["mode"] and "line" in mark:
            line = mark["line"]
            look: dict[str, Any] = {"stroke": line["color"], "stroke_width": line.get("width", 2)}
            drawn = path([(x, y), (x + 20, y)], **look, stroke_dasharray=DASHES[line.get("dash", "solid")])
        if "markers" in mark["mode"]:
            drawn += point(mark, 0, x + 10, y, 9)
        return drawn

    def _colour_bar(self, mark: Heatmap) -> str:
        bar = mark["colorbar"]
        low, high = mark["zmin"], mark["zmax"]
        x, wide = self.right + 12, bar["thickness"]
        tall = self.bottom - self.top
        drawn = ""
        for step in range(40):
            drawn += element(
                "rect",
                x=x,
                y=self.top + tall * step / 40,
                width=wide,
                height=tall / 40 + 0.5,
                fill=colour_along(mark["colorscale"], 1 - step / 39),
            )
        for value in bar["tickvals"]:
            at = self.bottom - (value - low) / ((high - low) or 1) * tall
            drawn += text(french.number(value), x + wide + 4, at, size=12, anchor="start", rise=0.5)
        return drawn + text(
            bar["title"]["text"], x, self.top - 4, size=12, anchor="start", rise=1, colour=QUIET
        )


_PLAIN: NumberAxis = {}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_RISES = {"bottom": 1.0, "middle": 0.5, "top": 0.0}
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}


def _lies_along(mark: Bar, name: _Direction) -> bool:
    """Return True when the length of some bars is on this axis."""
    return (mark.get("orientation") == "h") == (name == "x")


def _title(axis: Axis) -> str:
    return axis["title"]["text"] if "title" in axis else ""
