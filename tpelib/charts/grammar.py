"""The grammar of charts: the marks and the layout that a picture may have, under plotly's own names.

It is the part of plotly's vocabulary that every drawer knows: plotly.js on a live page, our own SVG where no script
runs, ``plotly.graph_objects`` in a data notebook. mypy holds what the drawings of the course write to it, and
:func:`checked` refuses anything else when a picture is drawn, so that no drawer drops what another one shows. What is
the same for all charts is no part of it: it stands in :data:`tpelib.charts.template.TEMPLATE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    Required,  # pydantic reads those of typing from Python 3.12 on
    TypeAlias,
)

from pydantic import Discriminator, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

__all__ = [
    "LIVE",
    "Annotation",
    "Axis",
    "Bar",
    "CategoryAxis",
    "Dash",
    "DateAxis",
    "GrammarError",
    "Hatch",
    "Heatmap",
    "Layout",
    "Line",
    "Margin",
    "Mark",
    "NumberAxis",
    "PointMarker",
    "Scatter",
    "Shape",
    "Spec",
    "Spread",
    "Stroke",
    "Symbol",
    "TextPlace",
    "checked",
]

Value: TypeAlias = str | float
"""A number, a name, or a date as ISO text."""
Dash: TypeAlias = Literal["solid", "dash", "dot", "dashdot"]
Hatch: TypeAlias = Literal["", "/", ".", "x", "-"]
Symbol: TypeAlias = Literal["circle", "circle-open", "square", "diamond", "cross", "star"]
TextPlace: TypeAlias = Literal[
    "top center", "top right", "middle left", "middle center", "middle right", "bottom center"
]

LIVE = frozenset({"hovertemplate", "hoverinfo", "customdata", "tickangle"})
"""Attributes that only a live page has a use for: what it says under the pointer, which elsewhere the table beside says;
that words along an axis stay level when it is narrow, as our SVG always writes them, on more lines or one in a few."""


@with_config(extra="forbid")
class _Whole(TypedDict):
    """Nothing but what is named: an attribute that no drawer knows is an error."""


class Font(_Whole, total=False):
    """Size in pixels."""

    size: float
    color: str


class Title(_Whole):
    """What an axis or a scale of colours is."""

    text: str


class Line(_Whole, total=False):
    """A line through points: straight, in steps, or rounded."""

    color: Required[str]
    width: float
    dash: Dash
    shape: Literal["linear", "hv", "hvh", "spline"]


class Stroke(_Whole, total=False):
    """The line of a shape, or around a point."""

    color: str
    width: float
    dash: Dash


class Pattern(_Whole):
    """What says without colour that a bar stands out."""

    shape: Hatch | Sequence[Hatch]


class BarMarker(_Whole, total=False):
    """How bars look, all or each."""

    color: Required[str | Sequence[str]]
    pattern: Pattern


class Outline(_Whole):
    """The line around a point."""

    color: str
    width: float


class PointMarker(_Whole, total=False):
    """How points look, all or each; size in pixels."""

    color: Required[str | Sequence[str]]
    size: float
    symbol: Symbol | Sequence[Symbol]
    line: Outline


class Spread(_Whole):
    """How far each value may be from the truth: above (``array``) and below (``arrayminus``), in the unit of the axis."""

    array: Sequence[float]
    arrayminus: Sequence[float]
    color: str
    thickness: float
    width: float


class Bar(_Whole, total=False):
    """Bars from zero or from a ``base``; a length on an axis of dates is in milliseconds.

    Words too wide for their bar are made to fit (smaller, or upwards), but where ``constraintext`` is ``none``.
    """

    type: Required[Literal["bar"]]
    x: Required[Sequence[Value]]
    y: Required[Sequence[Value]]
    marker: Required[BarMarker]
    base: Sequence[Value]
    orientation: Literal["h"]
    name: str
    text: Sequence[str]
    textposition: Literal["outside", "none"]
    constraintext: Literal["none"]
    textfont: Font
    hovertemplate: str
    hoverinfo: Literal["skip"]
    customdata: Sequence[str]


class Scatter(_Whole, total=False):
    """Lines, points, or both; ``fill`` is the surface down to the mark before."""

    type: Required[Literal["scatter"]]
    mode: Required[
        Literal["lines", "markers", "lines+markers", "markers+text", "lines+text", "lines+markers+text"]
    ]
    x: Required[Sequence[Value]]
    y: Required[Sequence[Value]]
    name: str
    line: Line
    marker: PointMarker
    text: Sequence[str]
    textposition: TextPlace | Sequence[TextPlace]
    textfont: Font
    fill: Literal["tonexty"] | None
    fillcolor: str
    error_x: Spread
    error_y: Spread
    hovertemplate: str
    hoverinfo: Literal["skip"]
    customdata: Sequence[str]


class ColourBar(_Whole):
    """The scale of colours beside a heat map; thickness in pixels."""

    title: Title
    tickvals: Sequence[float]
    thickness: float


class Heatmap(_Whole, total=False):
    """Cells, coloured by their figure; one without a figure is left empty."""

    type: Required[Literal["heatmap"]]
    x: Required[Sequence[Value]]
    y: Required[Sequence[Value]]
    z: Required[Sequence[Sequence[float | None]]]
    zmin: Required[float]
    zmax: Required[float]
    colorscale: Required[Sequence[tuple[float, str]]]
    colorbar: Required[ColourBar]
    xgap: Required[float]
    ygap: Required[float]
    hovertemplate: str
    customdata: Sequence[Sequence[str]]


Mark: TypeAlias = Annotated[Bar | Scatter | Heatmap, Discriminator("type")]


class _Axis(_Whole, total=False):
    title: Title
    showgrid: bool
    showticklabels: bool


class NumberAxis(_Axis, total=False):
    """Numbers; ``d`` writes years, without a space."""

    type: Literal["linear"]
    range: Sequence[float]
    rangemode: Literal["tozero"]
    zeroline: bool
    nticks: int
    dtick: float
    tick0: float
    tickformat: Literal["d"]
    tickangle: Literal[0]


class DateAxis(_Axis, total=False):
    """Days, and times of day; ``M1`` is a tick a month."""

    type: Required[Literal["date"]]
    nticks: int
    dtick: Literal["M1"]
    tickformat: Literal["%-d %b", "%-d/%m", "%d/%m", "%b"]


class CategoryAxis(_Axis, total=False):
    """Names, in the order given or in that of ``categoryarray``; a range is in ranks."""

    type: Required[Literal["category"]]
    categoryarray: Sequence[str]
    range: Sequence[float]
    autorange: Literal["reversed"]
    tickvals: Sequence[str]
    ticktext: Sequence[str]
    tickangle: Literal[0]


Axis: TypeAlias = NumberAxis | DateAxis | CategoryAxis


class Shape(_Whole, total=False):
    """A line or a rectangle, on values of the axes or, by ``paper``, on shares of the plot."""

    type: Required[Literal["line", "rect"]]
    x0: Required[Value]
    x1: Required[Value]
    y0: Required[Value]
    y1: Required[Value]
    xref: Literal["x", "paper"]
    yref: Literal["y", "paper"]
    layer: Literal["below"]
    line: Stroke
    fillcolor: str
    opacity: float


class Annotation(_Whole, total=False):
    """Words on a chart; shifts are in pixels, to the right and upwards."""

    text: Required[str]
    x: Required[Value]
    y: Required[Value]
    xref: Literal["x", "paper"]
    yref: Literal["y", "paper"]
    xanchor: Literal["left", "center", "right"]
    yanchor: Literal["top", "middle", "bottom"]
    xshift: float
    yshift: float
    align: Literal["left", "center", "right"]
    textangle: Literal[0, -90]
    font: Font


class Margin(_Whole, total=False):
    """Pixels around the plot, at least."""

    l: float  # noqa: E741  # plotly's name
    r: float
    t: float
    b: float


class Legend(_Whole):
    """Where the names of the marks stand: above the plot from 1 on, else below it."""

    y: float


class Layout(_Whole, total=False):
    """All that is not a mark; the height is in pixels."""

    height: float
    margin: Margin
    showlegend: bool
    legend: Legend
    barmode: Literal["group", "overlay", "stack"]
    bargap: float
    xaxis: Axis
    yaxis: Axis
    shapes: Sequence[Shape]
    annotations: Sequence[Annotation]


class Spec(_Whole, total=False):
    """A chart; empty for a picture that is HTML."""

    data: Sequence[Mark]
    layout: Layout


class GrammarError(ValueError):
    """A chart has a mark, an attribute or a value that not every drawer knows."""


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Spec)


def checked(spec: Spec) -> Spec:
    """Return a chart once sure that every drawer can draw it whole.

    Raises
    ------
    GrammarError
        It has a mark, an attribute or a value that is not in the grammar; the message says where.
    """
    try:
        _adapter().validate_python(spec)
    except ValidationError as problem:
        raise GrammarError(str(problem)) from None
    return spec
