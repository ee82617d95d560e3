"""Indicators with what they divide, and the rate of clicks day by day."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base import french
from tpelib.base.html import element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.builders import COLOURS, across
from tpelib.charts.grammar import (
    Dash,
    Layout,
    Scatter,
    Symbol,
)
from tpelib.charts.picture import Picture, Table
from tpelib.domain.insights.indicators import (
    Indicator,
    by_day,
    by_label,
    mean_of_ratios,
    ratio_of_sums,
)
from tpelib.domain.insights.reports import Record

__all__ = ["indicators_table", "rates_by_day"]

_MOST_LINES = 4
_DASHES: tuple[Dash, ...] = ("solid", "dash", "dot", "dashdot")
_SYMBOLS: tuple[Symbol, ...] = ("circle", "square", "diamond", "cross")
_STYLE = inline_style("tpelib.course.c6.dashboard", "drawing.css")


def indicators_table(found: Sequence[Indicator]) -> Picture:
    """Draw each indicator with the division it comes from."""
    title = "Mes indicateurs, et ce qu'ils divisent"
    cells = (
        element(
            "li",
            set_text(one.label),
            element("strong", set_text(one.text)),
            element("span", set_text(one.told)),
        )
        for one in found
    )
    rows = [
        [
            one.label,
            f"{one.top[0]} : {french.number(one.top[1])}",
            f"{one.bottom[0]} : {french.number(one.bottom[1])}",
            one.text,
        ]
        for one in found
    ]
    return Picture(
        title=title,
        reading="Chaque indicateur est une division : lisez toujours ce qui est en bas.",
        alternative=" ".join(f"{one.label} : {one.text}." for one in found),
        spec={},
        table=Table(title, ["Indicateur", "En haut", "En bas", "Résultat"], rows),
        source="Source : les chiffres du tableau.",
        html=joined((_STYLE, element("ul", *cells, class_="tpe-indicators", lang="fr"))),
    )


def rates_by_day(records: Sequence[Record]) -> Picture:
    """Draw the rate of clicks of each day, one line per version, and the two means of the whole.

    Parameters
    ----------
    records : sequence of Record
        Rows with a day, clicks and impressions; the others are left out. Beyond four versions, all are one line.
    """
    title = "Taux de clic, jour par jour"
    kept = [
        record
        for record in records
        if record.day and record.values.get("impressions", 0) > 0 and "clicks" in record.values
    ]
    groups = by_label(kept)
    lines = groups if 1 < len(groups) <= _MOST_LINES else {"Tout": tuple(kept)}
    data = [_line(index, label or "Sans nom", own) for index, (label, own) in enumerate(lines.items())]
    whole = 100 * (ratio_of_sums(kept, "clicks", "impressions") or 0)
    mean = 100 * (mean_of_ratios(kept, "clicks", "impressions") or 0)
    told = (
        f"Sur toute la période, on clique {_rate(whole)} des fois (trait plein). La moyenne des lignes dit {_rate(mean)} "
        "(pointillé) : les petits jours y pèsent autant que les grands."
    )
    layout: Layout = {
        "xaxis": {"type": "date", "tickformat": "%-d %b"},
        "yaxis": {"title": {"text": "clics pour 100 affichages"}, "rangemode": "tozero"},
        "showlegend": True,
        "shapes": [across(whole, "solid"), across(mean)],
    }
    rows = [_row(record) for record in sorted(kept, key=lambda record: (str(record.day), record.label))]
    rows.append(["Toute la période", "taux du tout", "", "", _rate(whole)])
    rows.append(["Toute la période", "moyenne des taux", "", "", _rate(mean)])
    said = french.listing(
        [
            f"{label or 'Sans nom'} {_rate(100 * (ratio_of_sums(own, 'clicks', 'impressions') or 0))}"
            for label, own in lines.items()
        ]
    )
    return Picture(
        title=title,
        reading=told,
        alternative=f"{title}. Une courbe par version : {said}.",
        spec={"data": data, "layout": layout},
        table=Table(title, ["Jour", "Version", "Clics", "Affichages", "Taux de clic"], rows),
        source="Source : les chiffres du tableau.",
    )


def _line(index: int, label: str, own: Sequence[Record]) -> Scatter:
    rates = {
        day: 100 * (ratio_of_sums(found, "clicks", "impressions") or 0) for day, found in by_day(own).items()
    }
    colour = COLOURS[index]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label,
        "x": [day.isoformat() for day in rates],
        "y": [round(rate, 4) for rate in rates.values()],
        "line": {"color": colour, "width": 2, "dash": _DASHES[index]},
        "marker": {"color": colour, "size": 9, "symbol": _SYMBOLS[index]},
        "text": [_rate(rate) for rate in rates.values()],
        "hovertemplate": "%{x|%-d %b} : %{text}<extra></extra>",
    }


def _row(record: Record) -> list[str]:
    clicks, shown = record.values["clicks"], record.values["impressions"]
    return [
        french.day(record.day) if record.day else "",
        record.label or "sans nom",
        french.number(clicks),
        french.number(shown),
        _rate(100 * clicks / shown),
    ]


def _rate(value: float) -> str:
    return f"{french.number(value, 2)}{french.NBSP}%"
