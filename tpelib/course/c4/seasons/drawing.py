"""The drawing of « Mes saisons et mes événements »: the turnover of the year, and the events one speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from tpelib.base import french
from tpelib.charts.builders import across, beside, marked_bars
from tpelib.charts.grammar import (
    Spec,
)
from tpelib.charts.picture import Picture, Table

__all__ = ["season_and_events"]


def season_and_events(
    indices: Sequence[float], events: Sequence[tuple[date, str]], *, title: str, reading: str, source: str
) -> Picture:
    """Draw the seasonal index of each month, and under it the events that fall in it.

    Parameters
    ----------
    indices : sequence of 12 floats
        1 = an average month.
    events : sequence of (date, name)
        In order; several years fold on the twelve months.
    """
    by_month: dict[int, list[str]] = defaultdict(list)
    for day, name in events:
        by_month[day.month].append(name)
    peaks = [index >= 1.1 for index in indices]
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "x": list(french.SHORT_MONTHS),
                "y": [round(index * 100, 1) for index in indices],
                "text": [french.number(index * 100, 0) for index in indices],
                "textposition": "outside",
                "hovertemplate": "%{x} : %{text}<extra></extra>",
                "marker": marked_bars(peaks),
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [french.SHORT_MONTHS[month - 1] for month in sorted(by_month)],
                "y": [8] * len(by_month),
                "text": [str(len(by_month[month])) for month in sorted(by_month)],
                "textfont": {"color": "#1b2a2f"},
                "customdata": [", ".join(by_month[month]) for month in sorted(by_month)],
                "hovertemplate": "%{customdata}<extra></extra>",
                "marker": {"size": 26, "color": "#ffffff", "line": {"color": "#1b2a2f", "width": 1.5}},
            },
        ],
        "layout": {
            "margin": {"l": 70, "r": 110, "t": 30, "b": 56},
            "showlegend": False,
            "yaxis": {"title": {"text": "Indice (100 = mois moyen)"}, "rangemode": "tozero"},
            "xaxis": {
                "type": "category",
                "showgrid": False,
                "categoryarray": list(french.SHORT_MONTHS),
                "title": {"text": "Dans les ronds : le nombre d’événements du mois"},
            },
            "shapes": [across(100)],
            "annotations": [beside("mois<br>moyen", 100)],
        },
    }
    rows = [
        [
            name,
            french.number(index * 100, 0),
            "mois fort" if peak else "",
            french.listing(by_month.get(rank, [])) or "–",
        ]
        for rank, (name, index, peak) in enumerate(zip(french.MONTHS, indices, peaks, strict=True), 1)
    ]
    said = " ; ".join(f"{row[0]}, indice {row[1]}, {row[3]}" for row in rows)
    return Picture(
        title,
        reading,
        f"{title}. {said}.",
        spec,
        Table(title, ["Mois", "Indice", "Remarque", "Événements"], rows),
        source,
    )
