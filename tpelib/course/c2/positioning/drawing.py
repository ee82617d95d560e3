"""The drawing of « Ma place »: who stands where, on two axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Annotation,
    Layout,
    NumberAxis,
    Scatter,
    Stroke,
)
from tpelib.charts.picture import Picture, Table
from tpelib.charts.template import QUIET

__all__ = ["MapPoint", "position_map"]


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A business on a map of two axes: its name, its position, whether it is the learner's own."""

    name: str
    x: float
    y: float
    own: bool = False


def position_map(
    *,
    title: str,
    places: Sequence[MapPoint],
    horizontal: tuple[str, str],
    vertical: tuple[str, str],
    scale: float,
    reading: str,
    source: str,
    person: Person,
) -> Picture:
    """Draw businesses on two axes, one's own as a star, each by its name.

    Parameters
    ----------
    horizontal, vertical : (str, str)
        What stands at the low and at the high end of each axis.
    scale : float
        Both axes run from 0 to it.
    """
    data: list[Scatter] = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [place.x for place in places if place.own is own],
            "y": [place.y for place in places if place.own is own],
            "text": [escape(place.name, quote=False) for place in places if place.own is own],
            "textposition": [
                "middle left" if place.x > scale / 2 else "middle right"
                for place in places
                if place.own is own
            ],
            "textfont": {"size": 16 if own else 14},
            "marker": {
                "size": 20 if own else 13,
                "symbol": "star" if own else "circle",
                "color": COLOURS[1 if own else 0],
            },
            "hovertemplate": "%{text}<extra></extra>",
        }
        for own in (False, True)
    ]
    axis: NumberAxis = {
        "range": [-0.3, scale + 0.3],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
    }
    stroke: Stroke = {"width": 1, "color": QUIET, "dash": "dot"}
    layout: Layout = {
        "height": 520,
        "margin": {"l": 44, "r": 30, "t": 24, "b": 44},
        "showlegend": False,
        "xaxis": axis,
        "yaxis": axis,
        "shapes": [
            {"type": "line", "line": stroke, "x0": scale / 2, "x1": scale / 2, "y0": 0, "y1": scale},
            {"type": "line", "line": stroke, "y0": scale / 2, "y1": scale / 2, "x0": 0, "x1": scale},
        ],
        "annotations": [
            {**_under(f"← {horizontal[0]}", 0), "xanchor": "left"},
            {**_under(f"{horizontal[1]} →", scale), "xanchor": "right"},
            {**_aside(f"← {vertical[0]}", 0), "yanchor": "bottom"},
            {**_aside(f"{vertical[1]} →", scale), "yanchor": "top"},
        ],
    }
    who = person.says("vous", "moi")
    header = ["Entreprise", f"{horizontal[0]} (0) → {horizontal[1]} ({french.number(scale)})"]
    header += [f"{vertical[0]} (0) → {vertical[1]} ({french.number(scale)})", ""]
    rows = [
        [place.name, french.number(place.x), french.number(place.y), who if place.own else ""]
        for place in places
    ]
    said = french.listing([f"{row[0]} en {row[1]} et {row[2]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Carte à deux axes, de « {horizontal[0]} » à « {horizontal[1]} » et de « {vertical[0]} » à "
        f"« {vertical[1]} ». {said}.",
        {"data": data, "layout": layout},
        Table(title, header, rows),
        source,
    )


def _under(text: str, x: float) -> Annotation:
    """Return words under the plot, at a value of the horizontal axis."""
    return {
        "text": escape(text, quote=False),
        "x": x,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -6,
        "font": {"size": 15},
    }


def _aside(text: str, y: float) -> Annotation:
    """Return words written upwards on the left of the plot, at a value of the vertical axis."""
    return {
        "text": escape(text, quote=False),
        "x": 0,
        "xref": "paper",
        "xanchor": "right",
        "xshift": -6,
        "y": y,
        "textangle": -90,
        "font": {"size": 15},
    }
