"""Pictures of a calendar: a year at a glance, and the load of its weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import across, beside, marked_bars
from tpelib.charts.grammar import (
    Spec,
)
from tpelib.charts.picture import Picture, Table
from tpelib.domain.calendar.model import ScheduledPost, monday

__all__ = ["week_load", "year_at_a_glance"]


def year_at_a_glance(posts: Sequence[ScheduledPost], first: date, last: date, *, reading: str) -> Picture:
    """Draw one square per day, darker with more posts: a column per week, a row per day of the week."""
    counts: dict[date, int] = defaultdict(int)
    for post in posts:
        counts[post.day] += 1
    most = max([1, *counts.values()])
    weeks = _weeks(first, last)
    grid: list[list[int | None]] = []
    said: list[list[str]] = []
    for rank in range(7):
        days = [week + timedelta(days=rank) for week in weeks]
        grid.append([counts[day] if first <= day <= last else None for day in days])
        said.append(
            [f"{french.day(day, weekday=True)} : {french.plural(counts[day], 'publication')}" for day in days]
        )
    spec: Spec = {
        "data": [
            {
                "type": "heatmap",
                "x": [week.isoformat() for week in weeks],
                "y": list(french.WEEKDAYS),
                "z": grid,
                "customdata": said,
                "hovertemplate": "%{customdata}<extra></extra>",
                "xgap": 2,
                "ygap": 2,
                "zmin": 0,
                "zmax": most,
                "colorscale": [(0, "rgba(122,138,143,0.22)"), (1e-6, "#8ccdf0"), (1, "#0072b2")],
                "colorbar": {
                    "title": {"text": "par jour"},
                    "tickvals": list(range(most + 1)),
                    "thickness": 14,
                },
            }
        ],
        "layout": {
            "height": 300,
            "margin": {"l": 90, "r": 10, "t": 10, "b": 40},
            "xaxis": {"type": "date", "tickformat": "%b", "dtick": "M1", "showgrid": False},
            "yaxis": {"showgrid": False, "autorange": "reversed", "type": "category"},
        },
    }
    per_week = [
        [
            french.day(week),
            *(
                "–" if not first <= day <= last else str(counts[day])
                for day in (week + timedelta(days=rank) for rank in range(7))
            ),
        ]
        for week in weeks
    ]
    total = sum(counts.values())
    empty = sum(1 for week in weeks if not any(counts[week + timedelta(days=rank)] for rank in range(7)))
    title = "L'année en un coup d'œil"
    return Picture(
        title,
        reading,
        f"{title}. Un carré par jour, une colonne par semaine : {french.plural(total, 'publication')} sur "
        f"{french.plural(len(weeks), 'semaine')}, dont {french.plural(empty, 'vide')}. "
        f"{french.plural(most, 'publication')} au plus par jour.",
        spec,
        Table("Publications par jour", ["Semaine du", *french.WEEKDAYS], per_week),
    )


def week_load(
    load: Mapping[date, float], available: float, *, reading: str, person: Person = Person.YOU
) -> Picture:
    """Draw the hours of each week under what there is; weeks that exceed it are hatched and named."""
    own = person.says("vos heures", "mes heures")
    weeks = list(load)
    over = [load[week] > available + 1e-6 for week in weeks]
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "x": [week.isoformat() for week in weeks],
                "y": [round(load[week], 3) for week in weeks],
                "text": [f"Semaine du {french.day(week)} : {french.hours(load[week])}" for week in weeks],
                "textposition": "none",
                "hovertemplate": "%{text}<extra></extra>",
                "marker": marked_bars(over),
            }
        ],
        "layout": {
            "height": 300,
            "margin": {"l": 70, "r": 110, "t": 16, "b": 40},
            "showlegend": False,
            "bargap": 0.15,
            "xaxis": {"type": "date", "tickformat": "%b", "dtick": "M1"},
            "yaxis": {"title": {"text": "Heures par semaine"}, "rangemode": "tozero"},
            "shapes": [across(available)],
            "annotations": [beside(f"{own}<br>disponibles", available)],
        },
    }
    rows = [
        [french.day(week), french.hours(load[week]), "dépasse" if wrong else ""]
        for week, wrong in zip(weeks, over, strict=True)
    ]
    title = f"{own.capitalize()}, semaine après semaine"
    exceeding = [
        f"la semaine du {french.day(week)}" for week, wrong in zip(weeks, over, strict=True) if wrong
    ]
    return Picture(
        title,
        reading,
        f"{title}. {french.hours(available)} disponibles ; "
        + (
            f"dépassent : {french.listing(exceeding[:8])}." if exceeding else "aucune semaine ne les dépasse."
        ),
        spec,
        Table(title, ["Semaine du", "Heures", "Remarque"], rows),
    )


def _weeks(first: date, last: date) -> list[date]:
    start = monday(first)
    return [start + timedelta(days=7 * rank) for rank in range((last - start).days // 7 + 1)]
