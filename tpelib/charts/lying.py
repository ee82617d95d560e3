"""Lying rows and bars: names and values above their marks, so that a phone shows them whole."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tpelib.base import french
from tpelib.charts.builders import marked_bars
from tpelib.charts.grammar import (
    Bar,
    Layout,
    NumberAxis,
)
from tpelib.charts.picture import Picture, Table

__all__ = ["lying_bars", "lying_rows"]

_BAR = 16
"""Thickness of a bar, in pixels: its name and its value stand above it, so that a phone shows them whole."""


def lying_rows(labels: Sequence[str], texts: Sequence[str], axis: NumberAxis) -> Layout:
    """Return the layout of lying rows, first on top: each has its name and its value above its bar.

    Parameters
    ----------
    labels : sequence of str
        Names, all different.
    texts : sequence of str
        Values in words, in bold after the names; empty where there is none.
    axis : NumberAxis
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
            "categoryarray": list(labels)[::-1],
            "range": [-0.5, count - 0.5 + 10 / row],
            "showticklabels": False,
            "showgrid": False,
        },
        "annotations": [
            {
                "text": text,
                "y": label,
                "yanchor": "bottom",
                "yshift": _BAR / 2 + 2,
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "align": "left",
            }
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
    name = "<br>".join(escape(line, quote=False) for line in lines)
    return f"{name}{between}<b>{escape(french.typography(text))}</b>" if text else name


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
    data: Bar = {
        "type": "bar",
        "orientation": "h",
        "y": list(labels),
        "x": list(values),
        "marker": marked_bars([index in marked for index in range(len(labels))]),
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
