"""Pictures of audiences and markets: lying bars, figures side by side, a trend, a decision under other weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.domain import sources
from tpelib.domain.audience import Estimate, Series
from tpelib.domain.market import Sensitivity
from tpelib.domain.sources import Figure

__all__ = [
    "QUIET",
    "estimate_row",
    "figures_side_by_side",
    "lying_bars",
    "lying_rows",
    "trend_with_break",
    "weights_moved",
]

QUIET = "#5b6b70"
"""Colour of what is there to compare with: a mean, a break, a middle."""
_BAR = 16
"""Thickness of a bar, in pixels: its name and its value stand above it, so that a phone shows them whole."""


def lying_rows(labels: Sequence[str], texts: Sequence[str], axis: Mapping[str, Any]) -> dict[str, Any]:
    """Return the layout of lying rows, first on top: each has its name and its value above its bar.

    Parameters
    ----------
    labels : sequence of str
        Names, all different.
    texts : sequence of str
        Values in words, in bold after the names; empty where there is none.
    axis : mapping
        The horizontal axis.
    """
    named = [_named(label, text) for label, text in zip(labels, texts, strict=True)]
    lines = max((text.count("<br>") + 1 for text in named), default=1)
    row = 34 + 20 * lines
    count = len(labels)
    return {
        "height": 84 + row * count + 10,
        "margin": {"l": 8, "r": 16, "t": 10, "b": 52},
        "showlegend": False,
        "bargap": 1 - _BAR / row,
        "xaxis": {"nticks": 6, "tickangle": 0, **axis},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(labels)[::-1],
            "range": [-0.5, count - 0.5 + 10 / row],
            "showticklabels": False,
            "showgrid": False,
        },
        "annotations": [
            {"text": text, "y": label, "yanchor": "bottom", "yshift": _BAR / 2 + 2}
            | {"x": 0, "xref": "paper", "xanchor": "left", "align": "left", "showarrow": False}
            for label, text in zip(labels, named, strict=True)
        ],
    }


_WIDTH = 40
"""Characters of a line that a phone shows whole."""


def _named(label: str, text: str) -> str:
    """Return a name cut in lines and its value in bold, on a line of its own when the last one is long."""
    lines = [""]
    for word in french.typography(label).split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    between = "  " if len(lines[-1]) + len(text) < _WIDTH else "<br>"
    name = "<br>".join(escape(line) for line in lines)
    return f"{name}{between}<b>{escape(french.typography(text))}</b>" if text else name


def estimate_row(label: str, found: Estimate) -> list[str]:
    """Return an estimate as a row of a table: label, share, interval, people asked."""
    if (known := found.known) is None:
        return [label, "masqué", "moins de 30 personnes", french.number(found.n)]
    share, low, high = (french.number(100 * value, 1) for value in known)
    return [
        label,
        french.typography(f"{share} %"),
        french.typography(f"de {low} à {high} %"),
        french.number(found.n),
    ]


def lying_bars(
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    axis: str,
    reading: str,
    source: str = "",
    marked: Sequence[int] = (),
    marked_name: str = "",
    notes: Sequence[str] = (),
    note_name: str = "",
) -> Picture:
    """Draw one lying bar per label, from zero, its text at its end.

    Parameters
    ----------
    marked : sequence of int
        Positions that stand out; ``marked_name`` says what they are.
    notes : sequence of str, optional
        One more column of the table, named ``note_name``.
    """
    data = {
        "type": "bar",
        "orientation": "h",
        "y": list(labels),
        "x": list(values),
        "marker": {
            "color": [COLOURS[1] if index in marked else COLOURS[0] for index in range(len(labels))],
            "pattern": {"shape": ["/" if index in marked else "" for index in range(len(labels))]},
        },
        "hovertemplate": "%{y}<extra></extra>",
    }
    layout = lying_rows(labels, texts, {"title": {"text": axis}, "rangemode": "tozero"})
    header, rows = ["", axis], [[label, text] for label, text in zip(labels, texts, strict=True)]
    if marked:
        header.append("Remarque")
        rows = [[*row, marked_name if index in marked else ""] for index, row in enumerate(rows)]
    if notes:
        header.append(note_name)
        rows = [[*row, note] for row, note in zip(rows, notes, strict=True)]
    said = french.listing([f"{label} {text}" for label, text in zip(labels, texts, strict=True)])
    return Picture(
        title,
        reading,
        f"{title}. Barres couchées. {said}.",
        {"data": [data], "layout": layout},
        Table(title, header, rows),
        source,
    )


def figures_side_by_side(*, title: str, figures: Sequence[Figure], reading: str) -> Picture:
    """Draw figures that measure different things: one bar each, each named by what it counts.

    They stand beside each other because they must not be joined; the axis has no name but « millions ».
    """
    labels = [f"{sources.measure_name(found.measure).capitalize()} ({found.year})" for found in figures]
    return lying_bars(
        title=title,
        labels=labels,
        values=[found.value / 1e6 for found in figures],
        texts=[
            french.typography(f"{found.prefix} {french.number(found.value / 1e6, 0)} millions".strip())
            for found in figures
        ],
        axis="millions",
        reading=reading,
        source=sources.line(*(found.source for found in figures)),
        notes=[found.source.publisher for found in figures],
        note_name="Qui le dit",
    )


def trend_with_break(*, title: str, series: Series, reading: str) -> Picture:
    """Draw a share year after year, cut where the way of measuring changed."""
    years = sorted(year for year, found in series.points.items() if found.known)
    breaks = series.source.breaks
    parts: list[list[int]] = [[]]
    for year in years:
        if year in breaks:
            parts.append([])
        parts[-1].append(year)
    data = []
    for index, part in enumerate(parts):
        known = [(year, found) for year in part if (found := series.points[year].known)]
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": [year for year, _ in known],
                "y": [round(100 * share, 1) for _, (share, _, _) in known],
                "text": [
                    french.typography(f"{french.number(100 * share, 0)} %")
                    if rank in (0, len(known) - 1)
                    else ""
                    for rank, (_, (share, _, _)) in enumerate(known)
                ],
                "textposition": ("bottom center", "top center")[index % 2],
                "cliponaxis": False,
                "line": {"color": COLOURS[index], "width": 3, "dash": ("solid", "dot")[index % 2]},
                "marker": {"size": 9, "symbol": ("circle", "square")[index % 2]},
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [round(100 * (high - share), 2) for _, (share, _, high) in known],
                    "arrayminus": [round(100 * (share - low), 2) for _, (share, low, _) in known],
                    "color": QUIET,
                    "thickness": 1,
                    "width": 3,
                },
                "hovertemplate": "%{x} : %{y:.1f} %<extra></extra>",
            }
        )
    layout = {
        "height": 380,
        "margin": {"l": 60, "r": 30, "t": 40, "b": 48},
        "showlegend": False,
        "xaxis": {"tickformat": "d", "nticks": 7, "tickangle": 0},
        "yaxis": {
            "title": {"text": french.typography("% des personnes de 12 ans et plus")},
            "range": [0, 100],
        },
        "shapes": [
            {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": year - 0.5, "x1": year - 0.5}
            | {"line": {"dash": "dash", "width": 2, "color": QUIET}}
            for year in breaks
        ],
        "annotations": [
            {"text": f"{year} : autre façon<br>de recueillir", "x": year - 0.5, "y": 0.02, "yref": "paper"}
            | {"showarrow": False, "xanchor": "right", "yanchor": "bottom", "align": "right", "xshift": -8}
            for year in breaks
        ],
    }
    rows = [[str(year), *estimate_row("", series.points[year])[1:]] for year in years]
    said = french.listing([f"{row[0]} {row[1]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Courbe en {len(parts)} morceaux, coupée en {french.listing([str(year) for year in breaks])}. "
        f"{said}.",
        {"data": data, "layout": layout},
        Table(title, ["Année", "Part", "Intervalle à 95 %, approché", "Personnes interrogées"], rows),
        sources.line(series.source),
    )


def weights_moved(
    *, title: str, found: Sensitivity, names: Mapping[str, str], scale: float, reading: str, person: Person
) -> Picture:
    """Draw the total of each choice, and how far it moves when the weights do.

    Parameters
    ----------
    found : Sensitivity
        The decision under other weights.
    names : mapping
        Key of a choice to its French name.
    scale : float
        The highest mark.
    """
    order = list(found.decision.ranking)
    labels = [names[key] for key in order]
    ranges = [found.ranges[key] for key in order]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "y": labels,
            "base": [round(item.low, 4) for item in ranges],
            "x": [round(item.high - item.low, 4) for item in ranges],
            "marker": {"color": COLOURS[4]},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "y": labels,
            "x": [round(item.central, 4) for item in ranges],
            "marker": {
                "size": 15,
                "symbol": ["star" if index == 0 else "circle" for index in range(len(labels))],
                "color": [COLOURS[1] if index == 0 else COLOURS[0] for index in range(len(labels))],
            },
            "hovertemplate": "%{y}<extra></extra>",
        },
    ]
    layout = lying_rows(
        labels,
        [french.number(item.central, 2) for item in ranges],
        {
            "title": {"text": f"note pondérée, sur {french.number(scale)}"},
            "range": [
                max(0.0, min(item.low for item in ranges) - 0.6),
                min(scale, max(item.high for item in ranges) + 0.5) + 0.1,
            ],
        },
    )
    rows = [
        [
            name,
            french.number(item.central, 2),
            f"de {french.number(item.low, 2)} à {french.number(item.high, 2)}",
            french.percent(found.first_stays if index == 0 else found.overtakes.get(key, 0.0), 0),
        ]
        for index, (key, name, item) in enumerate(zip(order, labels, ranges, strict=True))
    ]
    said = french.listing([f"{row[0]} {row[1]}, {row[2]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Un point par réseau, une bande pour ce que donnent d'autres poids. {said}.",
        {"data": data, "layout": layout},
        Table(title, ["Réseau", "Note", "Quand les poids bougent", "Part des cas où il est premier"], rows),
        f"Source : {person.your} notes et {person.your} poids ; {french.number(found.scenarios)} jeux de poids essayés, "
        "chacun à ± 20 %, seul puis deux par deux.",
    )
