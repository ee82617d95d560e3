"""What all charts have in common, for plotly on a page and in a data notebook: palette, type, French figures and dates.

A picture says only what is its own; our SVG drawer does by itself what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tpelib.base import french, look
from tpelib.charts.grammar import Margin

__all__ = ["COLOURS", "CONFIG", "HEIGHT", "MARGIN", "QUIET", "template"]

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9")
"""Okabe–Ito order: blue, vermilion, green, pink, sky."""
QUIET = "#5b6b70"
"""Colour of the lines that help to read: a mean, an interval, a break."""
HEIGHT = 380
"""Pixels, for a picture that does not say."""
MARGIN: Margin = {"l": 70, "r": 24, "t": 16, "b": 56}
_FONT = "Atkinson Hyperlegible Next, Segoe UI, system-ui, sans-serif"


@cache
def template() -> Mapping[str, Any]:
    """Return a plotly template in the colours of the light page; a page in another scheme puts its own in their place."""
    ink, line, paper = (look.colour(name) for name in ("ink", "hairline", "paper"))
    axis = {
        "automargin": True,
        "exponentformat": "none",
        "separatethousands": True,
        "color": ink,
        "gridcolor": line,
        "linecolor": line,
        "zerolinecolor": look.colour("border"),
    }
    note = {"showarrow": False, "xanchor": "center", "yanchor": "middle", "bgcolor": paper}
    return {
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN,
            "colorway": list(COLOURS),
            "font": {"family": _FONT, "size": 15, "color": ink},
            "hoverlabel": {"font": {"family": _FONT}},
            "paper_bgcolor": paper,
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": f",{french.NNBSP}",
            "legend": {"orientation": "h", "x": 0, "y": 1.16},
            "xaxis": axis,
            "yaxis": axis,
            "annotationdefaults": note,
        },
        "data": {
            # What stands on a mark is never cut: the margins leave it room.
            "bar": [{"type": "bar", "cliponaxis": False, "textposition": "outside"}],
            "scatter": [{"type": "scatter", "cliponaxis": False}],
        },
    }


CONFIG: Mapping[str, Any] = {
    "locale": "fr",
    "locales": {
        "fr": {
            "dictionary": {},
            "format": {
                "days": ["dimanche", *french.WEEKDAYS[:-1]],
                "shortDays": [f"{day[:3]}." for day in ("dimanche", *french.WEEKDAYS[:-1])],
                "months": list(french.MONTHS),
                "shortMonths": list(french.SHORT_MONTHS),
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": french.NNBSP,
                "year": "%Y",
                "month": "%b %Y",
                "dayMonth": "%-d %b",
                "dayMonthYear": "%-d %b %Y",
            },
        }
    },
    "responsive": True,
}
"""How plotly.js is asked to draw: in French, as wide as there is room."""
