"""A picture's spec drawn whole: axes, marks, shapes, notes, legend."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tpelib.base import french
from tpelib.base.html import set_text
from tpelib.charts.drawn.marks import (
    Plane,
    bars,
    colour_along,
    heat,
    scatter,
    symbol,
    words_that_turn,
)
from tpelib.charts.drawn.paint import (
    INK,
    LINE_HEIGHT,
    QUIET,
    element,
    path,
    text,
    text_width,
)
from tpelib.charts.drawn.scales import (
    CategoryScale,
    Scale,
    bar_end,
    scale,
)
from tpelib.charts.picture import Picture

__all__ = ["UnknownMarkError", "svg"]

_SIZE = 14
_DASHES = {"dash": "8 5", "dot": "2 4"}
_KNOWN = {"bar", "scatter", "heatmap"}


class UnknownMarkError(ValueError):
    """A picture has a mark of a kind that is not drawn here."""


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
    UnknownMarkError
        The spec has a kind of mark that the course's charts do not use.
    """
    traces, layout = picture.spec["data"], picture.spec.get("layout", {})
    for trace in traces:
        if trace.get("type", "scatter") not in _KNOWN:
            raise UnknownMarkError(trace["type"])
    alternative = set_text(picture.alternative)
    key = f"tpe-{zlib.crc32(f'{width} {alternative}'.encode()):08x}"
    height = layout.get("height", 380)
    inside = _Drawing(traces, layout, width, height, key).drawn()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' color="#1b2a2f" font-family="Atkinson Hyperlegible Next, sans-serif" aria-label="{alternative}"'
        f' style="color: var(--tpe-ink, #1b2a2f); height: auto; max-width: 100%; overflow: visible">{inside}</svg>'
    )


class _Drawing:
    """One chart being drawn: where its axes stand, then what stands on them."""

    def __init__(
        self,
        traces: Sequence[Mapping[str, Any]],
        layout: Mapping[str, Any],
        width: float,
        height: float,
        key: str,
    ) -> None:
        self.traces, self.layout = traces, layout
        self.bars = [trace for trace in traces if trace.get("type") == "bar"]
        self.x_axis, self.y_axis = layout.get("xaxis", {}), layout.get("yaxis", {})
        self.x = scale(self.x_axis, self._along("x"), from_zero=self._bars_along("x"))
        self.y = scale(self.y_axis, self._along("y"), from_zero=self._bars_along("y"))
        self._place(width, height)
        self.plane = Plane(self.x, self.y, key)

    def drawn(self) -> str:
        """Return all of it, from the back to the front."""
        shapes, notes = self.layout.get("shapes", ()), self.layout.get("annotations", ())
        parts = [self._shape(shape) for shape in shapes if shape.get("layer") == "below"]
        parts += [self._grid(), bars(self.bars, self.layout, self.plane)]
        before: list[Mapping[str, Any] | None] = [None, *self.traces]
        for trace, previous in zip(self.traces, before, strict=False):
            if trace.get("type") == "heatmap":
                parts += [heat(trace, self.plane), self._colour_bar(trace)]
            elif trace.get("type", "scatter") == "scatter":
                parts.append(scatter(trace, previous, self.plane))
        parts += [self._shape(shape) for shape in shapes if shape.get("layer") != "below"]
        parts += [self._note(note) for note in notes]
        parts.append(self._legend())
        return "".join(parts)

    def _along(self, name: str) -> list[Any]:
        """Return all that is placed along an axis: values, both ends of bars and of intervals, shapes."""
        found: list[Any] = []
        for trace in self.traces:
            values = list(trace[name])
            along_bars = trace.get("type") == "bar" and (trace.get("orientation") == "h") == (name == "x")
            found += _ends(trace["base"], values) if along_bars and "base" in trace else values
            error = trace.get(f"error_{name}")
            if error:
                found += [value + over for value, over in zip(values, error["array"], strict=True)]
                less = error.get("arrayminus") or error["array"]
                found += [value - under for value, under in zip(values, less, strict=True)]
        found += self._said_along(name)
        if self.layout.get("barmode") == "stack":
            totals: dict[Any, float] = {}
            for trace in self.bars:
                flat = trace.get("orientation") == "h"
                if flat == (name == "x"):
                    for place, value in zip(trace["y" if flat else "x"], trace[name], strict=True):
                        totals[place] = totals.get(place, 0.0) + (value or 0)
            found += totals.values()
        return found

    def _said_along(self, name: str) -> list[Any]:
        """Return the values of an axis that shapes and notes speak of."""
        found = []
        for drawn, keys in (("shapes", (f"{name}0", f"{name}1")), ("annotations", (name,))):
            for one in self.layout.get(drawn, ()):
                if not _of_the_plot(one.get(f"{name}ref")):
                    found += [one[key] for key in keys]
        return found

    def _bars_along(self, name: str) -> bool:
        return any((trace.get("orientation") == "h") == (name == "x") for trace in self.bars)

    def _place(self, width: float, height: float) -> None:
        margin = {"l": 70, "r": 24, "t": 16, "b": 56} | self.layout.get("margin", {})
        line = _SIZE * LINE_HEIGHT
        left = 0.0
        if self._shown(self.y_axis):
            left = max((text_width(word, _SIZE) for _, word in self.y.ticks()), default=0) + 14
        left += line + 6 if _title(self.y_axis) else 0
        self.left, self.right = max(float(margin["l"]), left), width - float(margin["r"])
        if any(trace.get("type") == "heatmap" for trace in self.traces):
            self.right -= 64  # its scale of colours stands there
        self.x.place(self.left, self.right)
        self.words = self._words_below() if self._shown(self.x_axis) else []
        self.lines = max((word.count("<br>") + 1 for _, word in self.words), default=0)
        bottom = self.lines * line + 12 if self.words else 0.0
        bottom += line + 6 if _title(self.x_axis) else 0
        self.named = self._named()
        self.legend_above = self.layout.get("legend", {}).get("y", 1) >= 1
        self.top, self.bottom = max(float(margin["t"]), _SIZE * 1.6), height - max(float(margin["b"]), bottom)
        turned = words_that_turn(self.bars, self.layout, self.x)
        self.top += max((text_width(word) for word in turned), default=0)
        self.keys = self._keys()
        tall = 1.4 * _SIZE * len(self.keys)
        if self.legend_above:
            self.top += tall
        elif self.named:
            self.bottom = min(self.bottom, height - bottom - tall - 0.6 * _SIZE)
        self.y.place(self.bottom, self.top)

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

    def _named(self) -> list[Mapping[str, Any]]:
        """Return the traces that the legend names."""
        named = [trace for trace in self.traces if trace.get("name") and trace.get("showlegend", True)]
        return named if self.layout.get("showlegend", len(self.traces) > 1) else []

    @staticmethod
    def _shown(axis: Mapping[str, Any]) -> bool:
        return bool(axis.get("visible", True) and axis.get("showticklabels", True))

    def _grid(self) -> str:
        drawn = ""
        pale: dict[str, Any] = {"stroke": INK, "stroke_opacity": 0.14, "stroke_width": 1}
        full = any(trace.get("type") == "heatmap" for trace in self.traces)
        for at, _ in [] if full or not self._ruled(self.x, self.x_axis) else self.x.ticks():
            drawn += path([(at, self.top), (at, self.bottom)], **pale)
        for at, _ in [] if full or not self._ruled(self.y, self.y_axis) else self.y.ticks():
            drawn += path([(self.left, at), (self.right, at)], **pale)
        for at, word in self.words:
            drawn += text(word, at, self.bottom + 8, size=_SIZE)
        for at, word in self.y.ticks() if self._shown(self.y_axis) else []:
            drawn += text(word, self.left - 8, at, size=_SIZE, anchor="end", rise=0.5)
        for axis, along in ((self.x_axis, self.x), (self.y_axis, self.y)):
            drawn += self._zero(axis, along)
        return drawn + self._titles()

    @staticmethod
    def _ruled(along: Scale, axis: Mapping[str, Any]) -> bool:
        return bool(axis.get("showgrid", not isinstance(along, CategoryScale)) and axis.get("visible", True))

    def _zero(self, axis: Mapping[str, Any], along: Scale) -> str:
        shown = axis.get("zeroline", True) and axis.get("visible", True)
        if (
            not shown
            or isinstance(along, CategoryScale)
            or not min(along.low, along.high) <= 0 <= max(along.low, along.high)
        ):
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

    def _reference(self, name: str, value: Any, kind: str | None) -> float:
        """Return where a value of a shape or a note stands: on an axis, or as a share of the plot."""
        along = self.x if name == "x" else self.y
        if _of_the_plot(kind):
            return along.start + float(value) * (along.end - along.start)
        return along.at(value)

    def _shape(self, shape: Mapping[str, Any]) -> str:
        x0, x1 = (self._reference("x", shape[end], shape.get("xref")) for end in ("x0", "x1"))
        y0, y1 = (self._reference("y", shape[end], shape.get("yref")) for end in ("y0", "y1"))
        line = shape.get("line", {})
        look: dict[str, Any] = {
            "stroke": line.get("color") if line.get("width", 2) else None,
            "stroke_width": line.get("width"),
            "stroke_dasharray": _DASHES.get(line.get("dash", "")),
            "opacity": shape.get("opacity"),
        }
        if shape["type"] == "line":
            return path([(x0, y0), (x1, y1)], **look)
        box = {"x": min(x0, x1), "y": min(y0, y1), "width": abs(x1 - x0), "height": abs(y1 - y0)}
        return element("rect", **box, fill=shape.get("fillcolor", "none"), **look)

    def _note(self, note: Mapping[str, Any]) -> str:
        x = self._reference("x", note["x"], note.get("xref")) + note.get("xshift", 0)
        y = self._reference("y", note["y"], note.get("yref")) - note.get("yshift", 0)
        anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
        rise = {"bottom": 1.0, "top": 0.0}.get(note.get("yanchor", ""), 0.5)
        font = note.get("font", {})
        angle, size = note.get("textangle", 0), font.get("size", _SIZE)
        if angle in (-90, 90):  # plotly anchors the box of the text once turned
            rise, anchor = (
                {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor],
                _turned(note.get("yanchor", "")),
            )
        return text(
            note["text"],
            x,
            y,
            size=size,
            anchor=anchor,
            rise=rise,
            angle=angle,
            colour=font.get("color", INK),
        )

    def _legend(self) -> str:
        y = _SIZE if self.legend_above else self.bottom + 20 + self.lines * _SIZE * LINE_HEIGHT + 8
        drawn = ""
        for row, keys in enumerate(self.keys):
            for trace, x in keys:
                at = y + 1.4 * _SIZE * row
                drawn += self._key_of(trace, x, at)
                drawn += text(trace["name"], x + 26, at, size=_SIZE, anchor="start", rise=0.5)
        return drawn

    def _keys(self) -> list[list[tuple[Mapping[str, Any], float]]]:
        """Return the rows of the legend: each trace with where it begins; on more rows where it is narrow."""
        rows: list[list[tuple[Mapping[str, Any], float]]] = []
        x = self.left
        for trace in self.named:
            wide = 26 + text_width(trace["name"], _SIZE)
            if not rows or x + wide > self.right:
                rows.append([])
                x = self.left
            rows[-1].append((trace, x))
            x += wide + 26
        return rows

    @staticmethod
    def _key_of(trace: Mapping[str, Any], x: float, y: float) -> str:
        marker, line = trace.get("marker", {}), trace.get("line", {})
        colour = marker.get("color", "#0072b2")
        colour = colour if isinstance(colour, str) else colour[0]
        if trace.get("type") == "bar":
            return element("rect", x=x, y=y - 7, width=18, height=14, fill=colour)
        drawn = ""
        if "lines" in trace.get("mode", "lines"):
            look: dict[str, Any] = {"stroke": line.get("color", colour), "stroke_width": line.get("width", 2)}
            drawn = path([(x, y), (x + 20, y)], **look, stroke_dasharray=_DASHES.get(line.get("dash", "")))
        if "markers" in trace.get("mode", "lines"):
            kind = marker.get("symbol", "circle")
            drawn += symbol(kind if isinstance(kind, str) else kind[0], x + 10, y, 9, fill=colour)
        return drawn

    def _colour_bar(self, trace: Mapping[str, Any]) -> str:
        bar = trace.get("colorbar", {})
        low, high = trace["zmin"], trace["zmax"]
        x, wide = self.right + 12, bar.get("thickness", 14)
        tall = self.bottom - self.top
        drawn = ""
        for step in range(40):
            share = 1 - step / 39
            y = self.top + tall * step / 40
            drawn += element(
                "rect",
                x=x,
                y=y,
                width=wide,
                height=tall / 40 + 0.5,
                fill=colour_along(trace["colorscale"], share),
            )
        for value in bar.get("tickvals", (low, high)):
            at = self.bottom - (value - low) / ((high - low) or 1) * tall
            drawn += text(
                french.number(value), x + wide + 4, at, size=12, anchor="start", rise=0.5, colour=INK
            )
        said = bar.get("title", {}).get("text", "")
        return drawn + (
            text(said, x, self.top - 4, size=12, anchor="start", rise=1, colour=QUIET) if said else ""
        )


def _title(axis: Mapping[str, Any]) -> str:
    given = axis.get("title", "")
    return str(given.get("text", "")) if isinstance(given, Mapping) else str(given)


def _turned(anchor: str) -> str:
    return {"bottom": "start", "top": "end"}.get(anchor, "middle")


def _of_the_plot(kind: str | None) -> bool:
    """Return True for a reference to the plot as a whole, in shares, rather than to values of an axis."""
    return kind is not None and (kind == "paper" or kind.endswith("domain"))


def _ends(base: Any, lengths: Sequence[Any]) -> list[Any]:
    """Return both ends of each bar that does not start from zero."""
    bases = base if isinstance(base, (list, tuple)) else [base] * len(lengths)
    return [*bases, *(bar_end(start, length) for start, length in zip(bases, lengths, strict=True))]
