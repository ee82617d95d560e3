"""Who uses social networks, year after year, cut where the way of asking changed."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from tpelib.base import french, stats
from tpelib.base.errors import DomainError
from tpelib.base.resources import data_path
from tpelib.charts.builders import COLOURS, upright
from tpelib.charts.grammar import (
    Layout,
    Scatter,
)
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.charts.template import QUIET
from tpelib.domain import sources
from tpelib.domain.audience.groups import estimate_row
from tpelib.domain.audience.survey import MINIMUM, Estimate, dimension_named, estimate
from tpelib.domain.sources import MeasureMismatchError, Source, source

__all__ = ["Series", "trend", "trend_with_break"]

_IN_FILE: Mapping[str, str] = {
    "age": "age",
    "sex": "sexe",
    "occupation": "profession",
    "town": "taille_agglomeration",
    "region": "region",
    "diploma": "diplome",
}
"""Dimension to its name in the file of the series."""


@dataclass(frozen=True, slots=True, repr=False)
class Series(DataResult):
    """One share, year after year.

    Parameters
    ----------
    label : str
        Who.
    source : Source
        Where it comes from; its ``breaks`` are the years from which it is measured in another way.
    points : mapping
        Year to its estimate.
    """

    label: str
    source: Source
    points: Mapping[int, Estimate]

    @property
    def measure(self) -> str:
        """What is counted."""
        return self.source.measure

    @property
    def title(self) -> str:
        """What is measured, of whom and when, in French."""
        years = sorted(self.points)
        who = "" if self.label == _EVERYBODY else f" ({self.label})"
        return f"Part de personnes qui utilisent les réseaux sociaux{who}, de {years[0]} à {years[-1]}"

    def change(self, start: int, end: int) -> float:
        """Return the change of the share between two years, in points.

        Raises
        ------
        MeasureMismatchError
            The way of measuring changed in between.
        DomainError
            A year is not in the series.
        """
        for year in self.source.breaks:
            if min(start, end) < year <= max(start, end):
                raise MeasureMismatchError(
                    f"On ne compare pas {start} à {end} : en {year}, la façon de recueillir les réponses a "
                    "changé. L'écart mêlerait ce que font les gens et la façon de le leur demander."
                )
        first, last = (self.points.get(year) for year in (start, end))
        if first is None or last is None or first.share is None or last.share is None:
            raise DomainError(f"L’enquête ne dit rien pour {start} ou pour {end}.")
        return 100 * (last.share - first.share)

    def part(self, year: int) -> int:
        """Return the rank of the piece of the series a year belongs to: years of one piece may be compared."""
        return sum(year >= cut for cut in self.source.breaks)

    def dataset(self) -> Dataset:
        """Return one row per year; years of one ``part`` are measured alike and may be compared."""
        ratio = "part de 0 à 1"
        return Dataset(
            self.title,
            self._told(),
            self.source_line,
            (
                ResultColumn("year", "Année", "year"),
                ResultColumn("share", "Part", "ratio", ratio, nothing="masqué"),
                ResultColumn("low", "Au moins, environ", "ratio", ratio),
                ResultColumn("high", "Au plus, environ", "ratio", ratio),
                ResultColumn("n", "Personnes interrogées", "count", "personnes"),
                ResultColumn("part", "Morceau comparable", "count"),
            ),
            [
                (year, found.share, found.low, found.high, found.n, self.part(year) + 1)
                for year, found in sorted(self.points.items())
            ],
        )

    @property
    def source_line(self) -> str:
        """« Source : … »."""
        return sources.line(self.source)

    def picture(self, reading: str = "") -> Picture:
        """Return a curve with intervals, cut where the way of measuring changed; ``reading`` replaces the sentence."""
        return trend_with_break(title=self.title, series=self, reading=reading or self._told())

    def _told(self) -> str:
        known = sorted((year, found.share) for year, found in self.points.items() if found.share is not None)
        pieces = [list(piece) for _, piece in groupby(known, key=lambda point: self.part(point[0]))]
        told = [
            f"De {piece[0][0]} à {piece[-1][0]}, la part passe de {french.percent(piece[0][1], 1)} à "
            f"{french.percent(piece[-1][1], 1)}."
            for piece in pieces
        ]
        if len(pieces) > 1:
            years = french.listing([str(year) for year in self.source.breaks])
            told.append(
                f"D'un morceau à l'autre, on ne compare pas : la façon de demander a changé en {years}."
            )
        return " ".join(told)


_EVERYBODY = "Ensemble"


def trend(by: str = "", item: str = "") -> Series:
    """Return the share of people who use social networks, by year (2021 was not surveyed).

    Parameters
    ----------
    by, item : str
        A dimension and one of its items, as in :func:`breakdown`: ``"age"``, ``"18-24"``; everybody by default.

    Returns
    -------
    Series
        Its frame has ``year``, ``share``, ``low``, ``high`` (0 to 1), ``n`` and ``part``.

    Raises
    ------
    DomainError
        The series knows no such dimension or item; the sentence names the near ones.

    Notes
    -----
    The file gives n and the weighted share. The interval takes the design effect of 2022, the only year whose
    weights ship: it is an approximation, and is said to be.

    Examples
    --------
    >>> import tpelib
    >>> everybody = tpelib.audience.trend()
    >>> round(everybody.change(2009, 2019), 1)
    36.6
    >>> everybody.change(2019, 2022)
    Traceback (most recent call last):
        ...
    tpelib.domain.sources.MeasureMismatchError: On ne compare pas 2019 à 2022 : ...
    """
    whole = estimate()
    efficiency = whole.effective_n / whole.n
    wanted, label = ("ensemble", "Ensemble"), _EVERYBODY
    if by:
        chosen = dimension_named(by).item(item)
        wanted, label = (_IN_FILE[by], chosen.raw), chosen.label
    points = {}
    for row in _rows():
        if (row["dimension"], row["modalite"]) != wanted:
            continue
        n, share = int(row["n_repondants"]), float(row["part_population_pct"]) / 100
        effective = n * efficiency
        if n < MINIMUM:
            points[int(row["annee"])] = Estimate(n, effective, None, None, None, "Trop peu de réponses.")
            continue
        points[int(row["annee"])] = Estimate(
            n, effective, share, *stats.wilson_interval(share * effective, effective)
        )
    if not points:
        raise DomainError(f"La série ne connaît pas « {label} ».")
    return Series(label, source("barometre-serie"), points)


@cache
def _rows() -> Sequence[Mapping[str, str]]:
    with data_path("audience", "barometre_serie_2009_2022.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def trend_with_break(*, title: str, series: Series, reading: str) -> Picture:
    """Draw a share year after year, cut where the way of measuring changed."""
    years = sorted(year for year, found in series.points.items() if found.known)
    breaks = series.source.breaks
    parts: list[list[int]] = [[]]
    for year in years:
        if year in breaks:
            parts.append([])
        parts[-1].append(year)
    data: list[Scatter] = []
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
                "textposition": "top center" if index % 2 else "bottom center",
                "line": {"color": COLOURS[index], "width": 3, "dash": "dot" if index % 2 else "solid"},
                "marker": {
                    "color": COLOURS[index],
                    "size": 9,
                    "symbol": "square" if index % 2 else "circle",
                },
                "error_y": {
                    "array": [round(100 * (high - share), 2) for _, (share, _, high) in known],
                    "arrayminus": [round(100 * (share - low), 2) for _, (share, low, _) in known],
                    "color": QUIET,
                    "thickness": 1,
                    "width": 3,
                },
                "hovertemplate": "%{x} : %{y:.1f} %<extra></extra>",
            }
        )
    layout: Layout = {
        "height": 380,
        "margin": {"l": 60, "r": 30, "t": 40, "b": 48},
        "showlegend": False,
        "xaxis": {"tickformat": "d", "nticks": 7, "tickangle": 0},
        "yaxis": {
            "title": {"text": french.typography("% des personnes de 12 ans et plus")},
            "range": [0, 100],
        },
        "shapes": [upright(year - 0.5) for year in breaks],
        "annotations": [
            {
                "text": f"{year} : autre façon<br>de recueillir",
                "x": year - 0.5,
                "xanchor": "right",
                "xshift": -8,
                "align": "right",
                "y": 0.02,
                "yref": "paper",
                "yanchor": "bottom",
            }
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
