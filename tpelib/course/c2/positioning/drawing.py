"""The drawing of « Ma place »: who stands where, on two axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import COLOURS
from tpelib.charts.lying import QUIET
from tpelib.charts.picture import Picture, Table

__all__ = ["Place", "position_map"]


@dataclass(frozen=True, slots=True)
class Place:
    """A business on a map of two axes: its name, its position, whether it is the learner's own."""

    name: str
    x: float
    y: float
    own: bool = False


def position_map(
    *,
    title: str,
    places: Sequence[Place],
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
    data = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [place.x for place in places if place.own is own],
            "y": [place.y for place in places if place.own is own],
            "text": [escape(place.name) for place in places if place.own is own],
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
            "cliponaxis": False,
            "hovertemplate": "%{text}<extra></extra>",
        }
        for own in (False, True)
    ]
    axis = {"range": [-0.3, scale + 0.3], "showticklabels": False, "showgrid": False, "fixedrange": True}
    middle = {"type": "line", "line": {"width": 1, "color": QUIET, "dash": "dot"}}
    ends = {"showarrow": False, "font": {"size": 15}}
    under = {**ends, "yref": "paper", "y": 0, "yanchor": "top", "yshift": -6}
    aside = {**ends, "xref": "paper", "x": 0, "xanchor": "right", "xshift": -6, "textangle": -90}
    layout = {
        "height": 520,
        "margin": {"l": 44, "r": 30, "t": 24, "b": 44},
        "showlegend": False,
        "xaxis": {**axis, "zeroline": False},
        "yaxis": {**axis, "zeroline": False},
        "shapes": [
            {**middle, "x0": scale / 2, "x1": scale / 2, "y0": 0, "y1": scale},
            {**middle, "y0": scale / 2, "y1": scale / 2, "x0": 0, "x1": scale},
        ],
        "annotations": [
            {**under, "text": f"← {escape(horizontal[0])}", "x": 0, "xanchor": "left"},
            {**under, "text": f"{escape(horizontal[1])} →", "x": scale, "xanchor": "right"},
            {**aside, "text": f"← {escape(vertical[0])}", "y": 0, "yanchor": "bottom"},
            {**aside, "text": f"{escape(vertical[1])} →", "y": scale, "yanchor": "top"},
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
