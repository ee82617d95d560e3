"""One change of a chart for each attribute of the grammar, and for each word that one of them may be."""

import copy
from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from typing_extensions import get_type_hints, is_typeddict

from tpelib.charts.grammar import LIVE, Spec
from tpelib.charts.picture import Picture, Table

__all__ = ["CHANGES", "changed", "items", "picture"]

MARK, OTHER, SPREAD, NOTE = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
"""Each stands for one thing in the samples, so that a page can be asked how much of it there is."""

_NUMBERS = {"range": [0, 5], "dtick": 1}
_X, _Y = [1, 2, 3, 4], [1, 4, 2, 3]


def _spec(mark: Mapping[str, Any], *others: Mapping[str, Any], **layout: Any) -> Spec:
    axes = {"xaxis": {**_NUMBERS}, "yaxis": {**_NUMBERS}}
    return {"data": [mark, *others], "layout": {"showlegend": False, **axes, **layout}}  # type: ignore[typeddict-item]


_BAR = {"type": "bar", "x": ["un", "deux"], "y": [1, 3], "marker": {"color": MARK}, "name": "barres"}
_NAMES = {"type": "category", "showgrid": False}
BARS = _spec(_BAR, xaxis=_NAMES)
WORDS = _spec({**_BAR, "text": ["une", "trois"], "textposition": "outside"}, xaxis=_NAMES)
PAIR = _spec(_BAR, {**_BAR, "y": [2, 1], "marker": {"color": OTHER}, "name": "autres"}, xaxis=_NAMES)
FLAT = _spec(
    {**_BAR, "orientation": "h", "x": [1, 3], "y": ["un", "deux"]},
    yaxis={**_NAMES, "categoryarray": ["un", "deux"]},
)
_LINE = {"type": "scatter", "mode": "lines", "x": _X, "y": _Y, "line": {"color": MARK}, "name": "ligne"}
LINE = _spec(_LINE)
LINES = _spec({**_LINE, "y": [4, 5, 4, 5], "line": {"color": OTHER}, "name": "dessus"}, _LINE)
POINTS = _spec({"type": "scatter", "mode": "markers", "x": _X, "y": _Y, "marker": {"color": MARK}})
_WHOLE = {"line": {"color": MARK}, "marker": {"color": OTHER}, "text": ["a", "b", "c", "d"]}
WHOLE = _spec({"type": "scatter", "mode": "lines+markers+text", "x": _X, "y": _Y, **_WHOLE})
_SPREAD = {"array": [1, 1, 1, 1], "arrayminus": [0.5] * 4, "color": SPREAD, "thickness": 2, "width": 5}
SPREADS = _spec({**POINTS["data"][0], "error_x": _SPREAD, "error_y": _SPREAD})
DAYS = _spec(
    {**_LINE, "x": [f"2027-{month:02}-01" for month in range(1, 5)]},
    xaxis={"type": "date", "dtick": "M1", "tickformat": "%b"},
)
HEAT = _spec(
    {
        "type": "heatmap",
        "x": ["a", "b"],
        "y": ["c", "d"],
        "z": [[0, 1], [2, 3]],
        "zmin": 0,
        "zmax": 3,
        "xgap": 2,
        "ygap": 2,
        "colorscale": [(0, "#ffffff"), (1, MARK)],
        "colorbar": {"title": {"text": "par jour"}, "tickvals": [0, 3], "thickness": 14},
    },
    xaxis={"type": "category"},
    yaxis={"type": "category"},
)
_SHAPE = {"type": "line", "x0": 1, "x1": 3, "y0": 1, "y1": 2, "line": {"color": NOTE, "width": 2}}
SHAPES = _spec(_LINE, shapes=[_SHAPE])
_NOTE = {"text": "un mot<br>et deux autres", "x": 2, "y": 3}
NOTES = _spec(_LINE, annotations=[_NOTE])

CHANGES: Mapping[str, tuple[Spec, str, Any]] = {
    "Font.size": (WORDS, "data.0.textfont", {"size": 22}),
    "Font.color": (WORDS, "data.0.textfont", {"color": NOTE}),
    "Title.text": (LINE, "layout.xaxis.title", {"text": "euros"}),
    "Line.color": (LINE, "data.0.line.color", OTHER),
    "Line.width": (LINE, "data.0.line.width", 5),
    **{f"Line.dash={dash}": (LINE, "data.0.line.dash", dash) for dash in ("dash", "dot", "dashdot")},
    "Line.dash=solid": (LINE, "data.0.line", {"color": OTHER, "dash": "solid"}),
    **{f"Line.shape={shape}": (LINE, "data.0.line.shape", shape) for shape in ("hv", "hvh", "spline")},
    "Line.shape=linear": (LINE, "data.0.line", {"color": OTHER, "shape": "linear"}),
    "Stroke.color": (SHAPES, "layout.shapes.0.line.color", OTHER),
    "Stroke.width": (SHAPES, "layout.shapes.0.line.width", 6),
    **{
        f"Stroke.dash={dash}": (SHAPES, "layout.shapes.0.line.dash", dash)
        for dash in ("dash", "dot", "dashdot")
    },
    "Stroke.dash=solid": (SHAPES, "layout.shapes.0.line", {"color": OTHER, "width": 2, "dash": "solid"}),
    "Pattern.shape=": (BARS, "data.0.marker", {"color": OTHER, "pattern": {"shape": ""}}),
    **{
        f"Pattern.shape={shape}": (BARS, "data.0.marker.pattern", {"shape": shape})
        for shape in ("/", ".", "x", "-")
    },
    "BarMarker.color": (BARS, "data.0.marker.color", [MARK, OTHER]),
    "Outline.color": (POINTS, "data.0.marker.line", {"color": OTHER, "width": 3}),
    "Outline.width": (POINTS, "data.0.marker.line", {"color": OTHER, "width": 6}),
    "PointMarker.color": (POINTS, "data.0.marker.color", [MARK, MARK, MARK, OTHER]),
    "PointMarker.size": (POINTS, "data.0.marker.size", 20),
    "PointMarker.symbol=circle": (POINTS, "data.0.marker", {"color": OTHER, "symbol": "circle"}),
    **{
        f"PointMarker.symbol={symbol}": (POINTS, "data.0.marker.symbol", [symbol] * 4)
        for symbol in ("circle-open", "square", "diamond", "cross", "star")
    },
    "Spread.array": (SPREADS, "data.0.error_x.array", [0.2] * 4),
    "Spread.arrayminus": (SPREADS, "data.0.error_y.arrayminus", [0.1] * 4),
    "Spread.color": (SPREADS, "data.0.error_x.color", NOTE),
    "Spread.thickness": (SPREADS, "data.0.error_y.thickness", 6),
    "Spread.width": (SPREADS, "data.0.error_y.width", 12),
    "Bar.x": (BARS, "data.0.x", ["un", "trois"]),
    "Bar.y": (BARS, "data.0.y", [1, 4]),
    "Bar.base": (FLAT, "data.0.base", [1, 2]),
    "Bar.orientation=h": (BARS, "", FLAT),
    "Bar.name": (PAIR, "layout.showlegend", True),
    "Bar.text": (WORDS, "data.0.text", ["une", "quatre"]),
    "Bar.textposition=outside": (BARS, "", WORDS),
    "Bar.textposition=none": (WORDS, "data.0.textposition", "none"),
    "Bar.constraintext=none": (
        _spec({**_BAR, "text": ["mot " * 60] * 2, "textposition": "outside"}, xaxis=_NAMES),
        "data.0.constraintext",
        "none",
    ),
    **{
        f"Scatter.mode={mode}": (WHOLE, "data.0", {**WHOLE["data"][0], "mode": mode, "x": _X[::-1]})
        for mode in ("lines", "markers", "lines+markers", "markers+text", "lines+text", "lines+markers+text")
    },
    "Scatter.x": (LINE, "data.0.x", [1, 2, 3, 5]),
    "Scatter.y": (LINE, "data.0.y", [1, 4, 2, 2]),
    "Scatter.name": (LINES, "layout.showlegend", True),
    "Scatter.text": (WHOLE, "data.0.text", ["a", "b", "c", "e"]),
    **{
        f"Scatter.textposition={place}": (WHOLE, "data.0.textposition", [place] * 4)
        for place in ("top center", "top right", "middle left", "middle right", "bottom center")
    },
    "Scatter.textposition=middle center": (
        _spec({**WHOLE["data"][0], "textposition": "top right"}),
        "data.0.textposition",
        "middle center",
    ),
    "Scatter.fill=tonexty": (LINES, "data.1", {**_LINE, "fill": "tonexty", "fillcolor": SPREAD}),
    "Scatter.fillcolor": (LINES, "data.1", {**_LINE, "fill": "tonexty", "fillcolor": NOTE}),
    "ColourBar.tickvals": (HEAT, "data.0.colorbar.tickvals", [0, 1, 3]),
    "ColourBar.thickness": (HEAT, "data.0.colorbar.thickness", 30),
    "Heatmap.x": (HEAT, "data.0.x", ["a", "f"]),
    "Heatmap.y": (HEAT, "data.0.y", ["c", "f"]),
    "Heatmap.z": (HEAT, "data.0.z", [[0, 1], [2, None]]),
    "Heatmap.zmin": (HEAT, "data.0.zmin", -3),
    "Heatmap.zmax": (HEAT, "data.0.zmax", 6),
    "Heatmap.colorscale": (HEAT, "data.0.colorscale", [(0, "#ffffff"), (1, OTHER)]),
    "Heatmap.xgap": (HEAT, "data.0.xgap", 20),
    "Heatmap.ygap": (HEAT, "data.0.ygap", 20),
    "NumberAxis.showgrid": (LINE, "layout.yaxis.showgrid", False),
    "NumberAxis.showticklabels": (LINE, "layout.yaxis.showticklabels", False),
    "NumberAxis.zeroline": (LINE, "layout.yaxis.zeroline", False),
    "NumberAxis.nticks": (LINE, "layout.yaxis", {"range": [0, 5], "nticks": 3}),
    "NumberAxis.range": (LINE, "layout.xaxis", {"range": [0, 8], "dtick": 1}),
    "NumberAxis.rangemode=tozero": (
        _spec({**_LINE, "y": [12, 14, 13, 15]}, yaxis={"dtick": 1}),
        "layout.yaxis.rangemode",
        "tozero",
    ),
    "NumberAxis.dtick": (LINE, "layout.yaxis.dtick", 2),
    "NumberAxis.tick0": (LINE, "layout.yaxis.tick0", 0.5),
    "NumberAxis.tickformat=d": (
        _spec({**_LINE, "x": [2001, 2002, 2003, 2004]}, xaxis={"range": [2000, 2005], "dtick": 1}),
        "layout.xaxis.tickformat",
        "d",
    ),
    "DateAxis.showgrid": (DAYS, "layout.xaxis.showgrid", False),
    "DateAxis.showticklabels": (DAYS, "layout.xaxis.showticklabels", False),
    "DateAxis.nticks": (
        _spec(DAYS["data"][0], xaxis={"type": "date", "tickformat": "%d/%m", "nticks": 12}),
        "layout.xaxis.nticks",
        3,
    ),
    "DateAxis.dtick=M1": (
        _spec(DAYS["data"][0], xaxis={"type": "date", "tickformat": "%b", "nticks": 2}),
        "layout.xaxis",
        {"type": "date", "tickformat": "%b", "dtick": "M1"},
    ),
    **{
        f"DateAxis.tickformat={form}": (DAYS, "layout.xaxis.tickformat", form)
        for form in ("%-d %b", "%-d/%m", "%d/%m")
    },
    "DateAxis.tickformat=%b": (
        _spec(DAYS["data"][0], xaxis={"type": "date", "dtick": "M1", "tickformat": "%d/%m"}),
        "layout.xaxis.tickformat",
        "%b",
    ),
    "CategoryAxis.showgrid": (FLAT, "layout.yaxis.showgrid", True),
    "CategoryAxis.showticklabels": (FLAT, "layout.yaxis.showticklabels", False),
    "CategoryAxis.categoryarray": (FLAT, "layout.yaxis.categoryarray", ["deux", "un"]),
    "CategoryAxis.range": (FLAT, "layout.yaxis.range", [-0.5, 3.5]),
    "CategoryAxis.autorange=reversed": (FLAT, "layout.yaxis.autorange", "reversed"),
    "CategoryAxis.tickvals": (FLAT, "layout.yaxis.tickvals", ["deux"]),
    "CategoryAxis.ticktext": (
        FLAT,
        "layout.yaxis",
        {"type": "category", "tickvals": ["un"], "ticktext": ["1"]},
    ),
    "Shape.type=line": (LINE, "", SHAPES),
    "Shape.type=rect": (SHAPES, "layout.shapes.0.type", "rect"),
    "Shape.x0": (SHAPES, "layout.shapes.0.x0", 2),
    "Shape.x1": (SHAPES, "layout.shapes.0.x1", 4),
    "Shape.y0": (SHAPES, "layout.shapes.0.y0", 4),
    "Shape.y1": (SHAPES, "layout.shapes.0.y1", 5),
    "Shape.xref=x": (
        _spec(_LINE, shapes=[{**_SHAPE, "xref": "paper", "x1": 0.5}]),
        "layout.shapes.0.xref",
        "x",
    ),
    "Shape.xref=paper": (_spec(_LINE, shapes=[{**_SHAPE, "x1": 0.5}]), "layout.shapes.0.xref", "paper"),
    "Shape.yref=y": (
        _spec(_LINE, shapes=[{**_SHAPE, "yref": "paper", "y1": 0.5}]),
        "layout.shapes.0.yref",
        "y",
    ),
    "Shape.yref=paper": (_spec(_LINE, shapes=[{**_SHAPE, "y1": 0.5}]), "layout.shapes.0.yref", "paper"),
    "Shape.layer=below": (SHAPES, "layout.shapes.0.layer", "below"),
    "Shape.fillcolor": (
        _spec(_LINE, shapes=[{**_SHAPE, "type": "rect"}]),
        "layout.shapes.0.fillcolor",
        OTHER,
    ),
    "Shape.opacity": (SHAPES, "layout.shapes.0.opacity", 0.3),
    "Annotation.text": (NOTES, "layout.annotations.0.text", "autre chose"),
    "Annotation.x": (NOTES, "layout.annotations.0.x", 3),
    "Annotation.y": (NOTES, "layout.annotations.0.y", 1),
    "Annotation.xref=x": (
        _spec(_LINE, annotations=[{**_NOTE, "x": 1, "xref": "paper"}]),
        "layout.annotations.0.xref",
        "x",
    ),
    "Annotation.xref=paper": (
        _spec(_LINE, annotations=[{**_NOTE, "x": 1}]),
        "layout.annotations.0.xref",
        "paper",
    ),
    "Annotation.yref=y": (
        _spec(_LINE, annotations=[{**_NOTE, "y": 1, "yref": "paper"}]),
        "layout.annotations.0.yref",
        "y",
    ),
    "Annotation.yref=paper": (
        _spec(_LINE, annotations=[{**_NOTE, "y": 1}]),
        "layout.annotations.0.yref",
        "paper",
    ),
    **{
        f"Annotation.xanchor={side}": (NOTES, "layout.annotations.0.xanchor", side)
        for side in ("left", "right")
    },
    "Annotation.xanchor=center": (
        _spec(_LINE, annotations=[{**_NOTE, "xanchor": "left"}]),
        "layout.annotations.0.xanchor",
        "center",
    ),
    **{
        f"Annotation.yanchor={side}": (NOTES, "layout.annotations.0.yanchor", side)
        for side in ("top", "bottom")
    },
    "Annotation.yanchor=middle": (
        _spec(_LINE, annotations=[{**_NOTE, "yanchor": "top"}]),
        "layout.annotations.0.yanchor",
        "middle",
    ),
    "Annotation.xshift": (NOTES, "layout.annotations.0.xshift", 20),
    "Annotation.yshift": (NOTES, "layout.annotations.0.yshift", 20),
    **{f"Annotation.align={side}": (NOTES, "layout.annotations.0.align", side) for side in ("left", "right")},
    "Annotation.align=center": (
        _spec(_LINE, annotations=[{**_NOTE, "align": "left"}]),
        "layout.annotations.0.align",
        "center",
    ),
    "Annotation.textangle=-90": (NOTES, "layout.annotations.0.textangle", -90),
    "Annotation.textangle=0": (
        _spec(_LINE, annotations=[{**_NOTE, "textangle": -90}]),
        "layout.annotations.0.textangle",
        0,
    ),
    **{f"Margin.{side}": (LINE, "layout.margin", {side: 150}) for side in "lrtb"},
    "Legend.y": (_spec(*LINES["data"], showlegend=True), "layout.legend", {"y": -0.2}),
    "Layout.height": (LINE, "layout.height", 500),
    "Layout.showlegend": (PAIR, "layout.showlegend", True),
    "Layout.barmode=group": (
        _spec(*PAIR["data"], xaxis=_NAMES, barmode="overlay"),
        "layout.barmode",
        "group",
    ),
    **{f"Layout.barmode={mode}": (PAIR, "layout.barmode", mode) for mode in ("overlay", "stack")},
    "Layout.bargap": (BARS, "layout.bargap", 0.7),
}
"""Attribute, with one of its words where it has but a few, to a chart, the place to change in it, and what to put there."""


def changed(spec: Spec, place: str, value: Any) -> Spec:
    """Return a chart with something else at a place, told as ``data.0.line.dash``; the whole of it at no place."""
    if not place:
        return value
    found: Any = copy.deepcopy(spec)
    *way, last = [int(step) if step.isdecimal() else step for step in place.split(".")]
    at = found
    for step in way:
        at = at[step]
    at[last] = value
    return found


def picture(spec: Spec) -> Picture:
    """Return a picture with nothing to say but its chart."""
    return Picture("Essai", "Essai.", "Essai.", spec, Table("Essai", ["", ""], [["", ""]]))


def items() -> set[str]:
    """Return what the grammar holds: each attribute, and each word that one may be; what only a live page has a use for aside."""
    return set(_items(Spec, set()))


def _items(kind: Any, seen: set[Any]) -> Iterator[str]:
    if kind in seen:
        return
    seen.add(kind)
    for name, hint in get_type_hints(kind).items():
        if name in LIVE:
            continue
        parts = list(_parts(hint))
        words = [word for part in parts if get_origin(part) is Literal for word in get_args(part)]
        inner = [part for part in parts if is_typeddict(part)]
        for part in inner:
            yield from _items(part, seen)
        if (words and name != "type") or (kind.__name__ == "Shape" and name == "type"):
            yield from (f"{kind.__name__}.{name}={word}" for word in words)
        elif not inner and name != "type":
            yield f"{kind.__name__}.{name}"


def _parts(hint: Any) -> Iterator[Any]:
    """Yield what a type is made of: members of unions, items of sequences."""
    if get_origin(hint) in (None, Literal):
        yield from () if hint is NoneType else (hint,)
    else:
        for part in get_args(hint):
            yield from _parts(part)
