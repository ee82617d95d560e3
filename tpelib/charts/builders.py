"""Builders of pictures: plain mappings that plotly draws, made without importing it.

Colours follow Okabe and Ito (2008), told apart by colour-blind readers, darkened where they carry text;
shapes or words always say the same as the colour. Axes are in French, bars start at zero.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tpelib.base import french
from tpelib.charts.picture import Picture, Table

__all__ = ["COLOURS", "bars", "gantt", "running_total", "scenarios"]

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9")
"""Okabe–Ito order: blue, vermilion, green, pink, sky."""

_QUIET = "#9aa8ab"
_MARGIN = {"l": 70, "r": 24, "t": 16, "b": 56}


def bars(
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[float],
    unit: str,
    reading: str,
    marked: Sequence[int] = (),
    marked_name: str = "",
    line: float | None = None,
    line_name: str = "",
    source: str = "",
    texts: Sequence[str] | None = None,
) -> Picture:
    """Draw one bar per label; some are marked, and a line may cross them.

    Parameters
    ----------
    labels, values : sequences of the same length
        What each bar is, and how high.
    unit : str
        Name of the vertical axis.
    marked : sequence of int
        Positions of the bars that stand out; ``marked_name`` says what they are.
    line : float, optional
        A horizontal line (a mean, a ceiling), named by ``line_name``.
    texts : sequence of str, optional
        What stands on each bar; the value by default.
    """
    shown = list(texts or [french.number(value) for value in values])
    colours = [COLOURS[1] if index in marked else COLOURS[0] for index in range(len(labels))]
    shapes: list[Any] = []
    notes: list[Any] = []
    if line is not None:
        shapes.append(
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": line, "y1": line}
            | {"line": {"dash": "dash", "width": 2, "color": "#5b6b70"}}
        )
        notes.append(
            _note(_wrapped(line_name, 12), 1.01, line, xref="paper", xanchor="left", yanchor="middle")
        )
    spec = {
        "data": [
            {
                "type": "bar",
                "x": [_wrapped(label) for label in labels],
                "y": list(values),
                "text": shown,
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {
                    "color": colours,
                    "pattern": {"shape": ["/" if index in marked else "" for index in range(len(labels))]},
                },
                "hovertemplate": "%{x} : %{text}<extra></extra>",
            }
        ],
        "layout": {
            "margin": _MARGIN | ({"r": 110} if line is not None else {}),
            "showlegend": False,
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero"},
            "xaxis": {"type": "category", "tickangle": 0, "automargin": True},
            "bargap": 0.25 if len(labels) > 4 else 0.55,
            "shapes": shapes,
            "annotations": notes,
        },
    }
    rows = [
        [label, text, marked_name if index in marked else ""]
        for index, (label, text) in enumerate(zip(labels, shown, strict=True))
    ]
    header = ["", unit, "Remarque"]
    if not marked:
        header, rows = header[:2], [row[:2] for row in rows]
    said = french.listing([f"{label} {text}" for label, text in zip(labels, shown, strict=True)])
    return Picture(
        title, reading, f"{title}. Graphique en barres. {said}.", spec, Table(title, header, rows), source
    )


def scenarios(
    *,
    title: str,
    measures: Sequence[str],
    values: Mapping[str, Sequence[float]],
    unit: str,
    reading: str,
    source: str = "",
) -> Picture:
    """Draw a few measures under each scenario (low, central, high), side by side.

    Parameters
    ----------
    measures : sequence of str
        What is measured, one group of bars each.
    values : mapping
        Scenario name to its values, in the order of the measures.
    """
    # What no scenario changes is written once, over the bar in the middle.
    alike = [len(set(column)) == 1 for column in zip(*values.values(), strict=True)]
    data = [
        {
            "type": "bar",
            "name": name,
            "x": [_wrapped(measure, 10) for measure in measures],
            "y": list(row),
            "text": [
                "" if same and index != 1 else french.number(v, 0) for v, same in zip(row, alike, strict=True)
            ],
            "customdata": [french.number(value, 0) for value in row],
            "textposition": "outside",
            "textangle": 0,
            "textfont": {"size": 13},
            "constraintext": "none",
            "cliponaxis": False,
            "marker": {"color": COLOURS[index], "pattern": {"shape": ("", "/", ".")[index % 3]}},
            "hovertemplate": f"{name}, %{{x}} : %{{customdata}} {unit}<extra></extra>",
        }
        for index, (name, row) in enumerate(values.items())
    ]
    spec = {
        "data": data,
        "layout": {
            "margin": _MARGIN,
            "barmode": "group",
            "bargap": 0.1,
            "xaxis": {"type": "category", "tickangle": 0, "automargin": True},
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero"},
            "legend": {"orientation": "h", "y": 1.16, "x": 0},
        },
    }
    rows = [
        [measure, *(f"{french.number(row[index])} {unit}" for row in values.values())]
        for index, measure in enumerate(measures)
    ]
    said = " ".join(
        f"Scénario {name} : {french.listing([f'{m} {french.number(v, 0)} {unit}' for m, v in zip(measures, row, strict=True)])}."
        for name, row in values.items()
    )
    return Picture(title, reading, f"{title}. {said}", spec, Table(title, ["", *values], rows), source)


def running_total(
    *,
    title: str,
    months: Sequence[date],
    spent: Sequence[float],
    available: Sequence[float],
    unit: str,
    reading: str,
) -> Picture:
    """Draw what is spent month after month under what is available; what exceeds is hatched and said."""
    labels = [f"{french.MONTHS[month.month - 1]} {month.year}" for month in months]
    over = [index for index, (s, a) in enumerate(zip(spent, available, strict=True)) if s > a + 1e-6]
    spec = {
        "data": [
            {
                "type": "bar",
                "name": "Prévu, en cumulé",
                "x": labels,
                "y": list(spent),
                "text": [french.number(value, 0) for value in spent],
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {
                    "color": [COLOURS[1] if index in over else COLOURS[0] for index in range(len(labels))],
                    "pattern": {"shape": ["/" if index in over else "" for index in range(len(labels))]},
                },
                "hovertemplate": f"%{{x}} : %{{text}} {unit} prévus<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": "Disponible, en cumulé",
                "x": labels,
                "y": list(available),
                "line": {"color": "#5b6b70", "width": 3, "dash": "dash"},
                "hovertemplate": f"%{{x}} : %{{y:.0f}} {unit} disponibles<extra></extra>",
            },
        ],
        "layout": {
            "margin": _MARGIN,
            "xaxis": {"type": "category"},
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero"},
            "legend": {"orientation": "h", "y": 1.16, "x": 0},
        },
    }
    rows = [
        [label, french.number(s, 0), french.number(a, 0), "dépassé" if index in over else "tenu"]
        for index, (label, s, a) in enumerate(zip(labels, spent, available, strict=True))
    ]
    said = french.listing([f"{row[0]} {row[1]} {unit} sur {row[2]} ({row[3]})" for row in rows])
    header = ["Mois", f"Prévu ({unit})", f"Disponible ({unit})", "Tenu ?"]
    return Picture(title, reading, f"{title}. {said}.", spec, Table(title, header, rows))


def gantt(
    *,
    title: str,
    rows: Sequence[tuple[str, date, date, str]],
    periods: Sequence[tuple[str, date, date]],
    reading: str,
) -> Picture:
    """Draw dated actions as horizontal bars over shaded periods.

    Parameters
    ----------
    rows : sequence of (action, start, end, network)
        One bar each, in the order given, top to bottom.
    periods : sequence of (name, start, end)
        Shaded behind the bars.
    """
    networks = list(dict.fromkeys(network for *_, network in rows))
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": network or "Sans réseau",
            "y": [_line(index, name) for index, (name, *_rest, own) in enumerate(rows) if own == network],
            # plotly counts the length of a bar on a date axis in milliseconds
            "x": [((end - start).days + 1) * 86_400_000 for _, start, end, own in rows if own == network],
            "base": [start.isoformat() for _, start, _end, own in rows if own == network],
            "text": [network for *_, own in rows if own == network],
            "insidetextanchor": "middle",
            "marker": {
                "color": COLOURS[index % len(COLOURS)],
                "pattern": {"shape": ("", "/", ".", "x", "-")[index % 5]},
            },
            "hovertemplate": "%{y}<extra></extra>",
        }
        for index, network in enumerate(networks)
    ]
    order = [_line(index, name) for index, (name, *_) in enumerate(rows)]
    spec = {
        "data": data,
        "layout": {
            "height": max(280, 110 + 42 * len(rows)),
            "margin": {"l": 190, "r": 24, "t": 40, "b": 48},
            "barmode": "overlay",
            "xaxis": {"type": "date", "tickformat": "%-d %b", "side": "bottom"},
            "yaxis": {
                "categoryorder": "array",
                "categoryarray": order[::-1],
                "type": "category",
                "tickvals": order,
                "ticktext": [_short(name) for name, *_ in rows],
            },
            "showlegend": len(networks) > 1,
            "legend": {"orientation": "h", "y": -0.14, "x": 0},
            "shapes": [
                {"type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
                | {"x0": start.isoformat(), "x1": (end + timedelta(days=1)).isoformat()}
                | {"fillcolor": _QUIET, "opacity": 0.22, "line": {"width": 0}}
                for _, start, end in periods
            ],
            "annotations": [
                _note(_short(name), start.isoformat(), 1, yref="paper", xanchor="left", yanchor="bottom")
                for name, start, _ in periods
            ],
        },
    }
    cells = [[name, french.day(start), french.day(end), network] for name, start, end, network in rows]
    said = french.listing([f"{name}, du {start} au {end}" for name, start, end, _ in cells])
    table = Table(title, ["Action", "Début", "Fin", "Réseau"], cells)
    return Picture(title, reading, f"{title}. {said}.", spec, table)


def _wrapped(label: str, width: int = 16) -> str:
    """Return a label on as many lines as it needs to stand under its bar."""
    return "<br>".join(textwrap.wrap(label, width)) or label


def _line(index: int, name: str) -> str:
    """Two actions of one name stay two bars."""
    return f"{index + 1}. {name}"


def _short(name: str, length: int = 24) -> str:
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"


def _note(text: str, x: object, y: object, **more: object) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}
