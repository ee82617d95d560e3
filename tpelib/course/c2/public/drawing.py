"""The drawing of « Mon public est-il sur les réseaux ? »: the share of each group, with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tpelib.base import french
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.course.drawings.market import QUIET, estimate_row, lying_rows
from tpelib.domain.audience import Estimate

__all__ = ["shares_with_intervals"]


def _cross(layout: dict[str, Any], value: float, name: str) -> None:
    """Add a vertical line, named at its foot, to the layout of lying rows."""
    layout["shapes"] = [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": value, "x1": value, "layer": "below"}
        | {"line": {"dash": "dash", "width": 2, "color": QUIET}}
    ]
    layout["annotations"].append(
        {"text": escape(french.typography(name)), "x": value, "y": 1, "yref": "paper", "yanchor": "bottom"}
        | {"showarrow": False, "font": {"size": 13}}
    )
    layout["margin"] = {**layout["margin"], "t": 30}
    layout["height"] += 20


def shares_with_intervals(
    *,
    title: str,
    estimates: Mapping[str, Estimate],
    reading: str,
    source: str,
    whole: Estimate | None = None,
    whole_name: str = "tout le monde",
    marked: Sequence[str] = (),
    marked_name: str = "",
) -> Picture:
    """Draw the share of each group as a point with its 95 % interval; hidden groups keep their place, empty.

    Parameters
    ----------
    estimates : mapping
        French label to its estimate.
    whole : Estimate, optional
        Everybody, as a line across.
    marked : sequence of str
        Labels that stand out; ``marked_name`` says what they are.
    """
    labels = list(estimates)
    known = {label: found.known for label, found in estimates.items()}
    percents = {label: [100 * value for value in found] for label, found in known.items() if found}
    data = [
        _dots(
            [label for label in labels if label in percents and (label in marked) is own], percents, own=own
        )
        for own in (False, True)
    ]
    texts = [
        f"{french.number(percents[label][0], 0)} %" if label in percents else "masqué" for label in labels
    ]
    layout = lying_rows(labels, texts, {"title": {"text": "% des personnes"}, "range": [0, 100]})
    if whole is not None and whole.share is not None:
        _cross(layout, 100 * whole.share, f"{whole_name} : {french.number(100 * whole.share, 0)} %")
    header = ["Groupe", "Part", "Intervalle à 95 %", "Personnes interrogées"]
    rows = [estimate_row(label, found) for label, found in estimates.items()]
    if marked:
        header.append("Remarque")
        rows = [
            [*row, marked_name if label in marked else ""] for label, row in zip(labels, rows, strict=True)
        ]
    said = french.listing([f"{label} {found.text}" for label, found in estimates.items()])
    return Picture(
        title,
        reading,
        f"{title}. Un point par groupe, avec son intervalle. {said}.",
        {"data": data, "layout": layout},
        Table(title, header, rows),
        source,
    )


def _dots(labels: Sequence[str], percents: Mapping[str, Sequence[float]], *, own: bool) -> dict[str, Any]:
    """Return the points of some groups and their whiskers; one's own are diamonds."""
    colour = COLOURS[1 if own else 0]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": list(labels),
        "x": [round(percents[label][0], 2) for label in labels],
        "marker": {"size": 16 if own else 13, "symbol": "diamond" if own else "circle", "color": colour},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [round(percents[label][2] - percents[label][0], 2) for label in labels],
            "arrayminus": [round(percents[label][0] - percents[label][1], 2) for label in labels],
            "color": colour,
            "thickness": 3,
            "width": 8,
        },
        "hovertemplate": "%{y} : %{x:.1f} %<extra></extra>",
    }
