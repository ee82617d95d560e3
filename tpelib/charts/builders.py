"""Builders of pictures, and of what several of them hold: charts in the grammar, made without importing plotly.

Colours follow Okabe and Ito (2008), told apart by colour-blind readers, darkened where they carry text;
shapes or words always say the same as the colour. Axes are in French, bars start at zero.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tpelib.base import french
from tpelib.charts.grammar import Annotation, BarMarker, Dash, Hatch, Mark, Shape, Spec, Value
from tpelib.charts.picture import Picture, Table
from tpelib.charts.template import COLOURS, QUIET

__all__ = [
    "COLOURS",
    "above",
    "across",
    "bars",
    "beside",
    "gantt",
    "marked_bars",
    "running_total",
    "scenarios",
    "shade",
    "upright",
]

_HATCHES: tuple[Hatch, ...] = ("", "/", ".", "x", "-")


def across(value: float, dash: Dash = "dash") -> Shape:
    """Return a line across the whole chart, at a value of the vertical axis."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"dash": dash, "width": 2, "color": QUIET},
    }


def upright(value: Value, dash: Dash = "dash") -> Shape:
    """Return a line from top to bottom, at a value of the horizontal axis."""
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"dash": dash, "width": 2, "color": QUIET},
    }


def shade(start: date, end: date) -> Shape:
    """Return the days from one to another, the last one not counted, shaded behind the marks."""
    return {
        "type": "rect",
        "layer": "below",
        "x0": start.isoformat(),
        "x1": end.isoformat(),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": "#9aa8ab",
        "opacity": 0.22,
        "line": {"width": 0},
    }


def beside(text: str, value: float) -> Annotation:
    """Return words to the right of the plot, at a value of the vertical axis."""
    return {"text": text, "x": 1.01, "xref": "paper", "xanchor": "left", "y": value}


def above(text: str, start: date) -> Annotation:
    """Return words above the plot, from a day on."""
    return {
        "text": text,
        "x": start.isoformat(),
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
    }


def marked_bars(marked: Sequence[bool]) -> BarMarker:
    """Return how bars look when some stand out, by their colour and by a hatching."""
    return {
        "color": [COLOURS[1] if own else COLOURS[0] for own in marked],
        "pattern": {"shape": ["/" if own else "" for own in marked]},
    }


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
    shapes: list[Shape] = []
    notes: list[Annotation] = []
    if line is not None:
        shapes.append(across(line))
        notes.append(beside(_wrapped(line_name, 12), line))
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "x": [_wrapped(label) for label in labels],
                "y": list(values),
                "text": shown,
                "textposition": "outside",
                "marker": marked_bars([index in marked for index in range(len(labels))]),
                "hovertemplate": "%{x} : %{text}<extra></extra>",
            }
        ],
        "layout": {
            "margin": {"r": 110} if line is not None else {},
            "showlegend": False,
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero"},
            "xaxis": {"type": "category", "tickangle": 0, "showgrid": False},
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
    decimals: int = 0,
    source: str = "",
) -> Picture:
    """Draw a few measures under each scenario (low, central, high), side by side.

    Parameters
    ----------
    measures : sequence of str
        What is measured, one group of bars each.
    values : mapping
        Scenario name to its values, in the order of the measures.
    decimals : int
        Of what stands on the bars, at most.
    """
    # What no scenario changes is written once, over the bar in the middle.
    alike = [len(set(column)) == 1 for column in zip(*values.values(), strict=True)]
    data: list[Mark] = [
        {
            "type": "bar",
            "name": name,
            "x": [_wrapped(measure, 10) for measure in measures],
            "y": list(row),
            "text": [
                "" if same and index != 1 else french.number(v, decimals)
                for v, same in zip(row, alike, strict=True)
            ],
            "customdata": [french.number(value, decimals) for value in row],
            "textposition": "outside",
            "constraintext": "none",
            "textfont": {"size": 13},
            "marker": {"color": COLOURS[index], "pattern": {"shape": _HATCHES[index % 3]}},
            "hovertemplate": f"{name}, %{{x}} : %{{customdata}} {unit}<extra></extra>",
        }
        for index, (name, row) in enumerate(values.items())
    ]
    spec: Spec = {
        "data": data,
        "layout": {
            "barmode": "group",
            "bargap": 0.1,
            "xaxis": {"type": "category", "tickangle": 0, "showgrid": False},
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero"},
        },
    }
    rows = [
        [measure, *(f"{french.number(row[index])} {unit}" for row in values.values())]
        for index, measure in enumerate(measures)
    ]
    told = {
        name: [f"{m} {french.number(v, decimals)} {unit}" for m, v in zip(measures, row, strict=True)]
        for name, row in values.items()
    }
    said = " ".join(f"Scénario {name} : {french.listing(texts)}." for name, texts in told.items())
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
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "name": "Prévu, en cumulé",
                "x": labels,
                "y": list(spent),
                "text": [french.number(value, 0) for value in spent],
                "textposition": "outside",
                "marker": marked_bars([index in over for index in range(len(labels))]),
                "hovertemplate": f"%{{x}} : %{{text}} {unit} prévus<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": "Disponible, en cumulé",
                "x": labels,
                "y": list(available),
                "line": {"color": QUIET, "width": 3, "dash": "dash"},
                "marker": {"color": QUIET},
                "hovertemplate": f"%{{x}} : %{{y:.0f}} {unit} disponibles<extra></extra>",
            },
        ],
        "layout": {
            "xaxis": {"type": "category", "showgrid": False},
            "yaxis": {"title": {"text": unit}, "rangemode": "tozero"},
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
    data: list[Mark] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": network or "Sans réseau",
            "y": [_line(index, name) for index, (name, *_rest, own) in enumerate(rows) if own == network],
            # plotly counts the length of a bar on a date axis in milliseconds
            "x": [((end - start).days + 1) * 86_400_000 for _, start, end, own in rows if own == network],
            "base": [start.isoformat() for _, start, _end, own in rows if own == network],
            "text": [network for *_, own in rows if own == network],
            "marker": {
                "color": COLOURS[index % len(COLOURS)],
                "pattern": {"shape": _HATCHES[index % len(_HATCHES)]},
            },
            "hovertemplate": "%{y}<extra></extra>",
        }
        for index, network in enumerate(networks)
    ]
    order = [_line(index, name) for index, (name, *_) in enumerate(rows)]
    spec: Spec = {
        "data": data,
        "layout": {
            "height": max(280, 110 + 42 * len(rows)),
            "margin": {"l": 190, "r": 24, "t": 40, "b": 48},
            "barmode": "overlay",
            "xaxis": {"type": "date", "tickformat": "%-d %b"},
            "yaxis": {
                "categoryarray": order[::-1],
                "type": "category",
                "tickvals": order,
                "ticktext": [_short(name) for name, *_ in rows],
            },
            "showlegend": len(networks) > 1,
            "legend": {"y": -0.14},
            "shapes": [shade(start, end + timedelta(days=1)) for _, start, end in periods],
            "annotations": [above(_short(name), start) for name, start, _ in periods],
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
