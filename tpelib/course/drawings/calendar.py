"""Pictures of a calendar: months as grids, the year at a glance, the hours of each week, seasons and events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, each, element, joined, set_text, titles
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.domain.calendar.model import Post, monday
from tpelib.domain.planning import regularity

__all__ = ["month_grids", "rhythms_compared", "season_and_events", "week_load", "year_at_a_glance"]

_QUIET = "#5b6b70"

# The drawing carries its own style: it is the same in a notebook, a dashboard or an assessor's page.
_STYLE = Markup("""<style>
.tpe-months details{border-top:1px solid var(--tpe-hairline,#ccc);padding:4px 0}
.tpe-months summary{cursor:pointer;font-weight:700;min-height:32px;padding:4px 0}
.tpe-months table.tpe-month{border-collapse:collapse;table-layout:fixed;width:100%}
.tpe-months .tpe-month th,.tpe-months .tpe-month td{border:1px solid var(--tpe-hairline,#ccc);font-weight:400;
 overflow-wrap:anywhere;padding:4px 6px;text-align:left;vertical-align:top}
.tpe-months .tpe-month thead th{color:var(--tpe-quiet,#555);font-size:.88em}
.tpe-months .tpe-month thead th:first-child,.tpe-months .tpe-month tbody th{color:var(--tpe-quiet,#555);
 font-size:.88em;width:3.4em}
.tpe-months .tpe-month td{height:3.6em}
.tpe-months .tpe-month .tpe-shut{background:var(--tpe-tint,#eee)}
.tpe-months .tpe-day{font-weight:700;font-variant-numeric:tabular-nums}
.tpe-months .tpe-weekday{display:none}
.tpe-months .tpe-note{color:var(--tpe-quiet,#555);font-size:.84em}
.tpe-months .tpe-event{color:var(--tpe-caution,#7a5200);display:block;font-size:.84em;font-weight:700;line-height:1.25}
.tpe-months ul{list-style:none;margin:2px 0 0;padding:0}
.tpe-months li{border-left:4px solid;font-size:.84em;line-height:1.3;margin:3px 0 0;padding:0 0 0 5px}
@container (max-width:700px){
 .tpe-months table.tpe-month,.tpe-months .tpe-month tbody,.tpe-months .tpe-month tr,.tpe-months .tpe-month td,
 .tpe-months .tpe-month tbody th{display:block;height:auto;width:auto}
 .tpe-months .tpe-month thead{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute}
 .tpe-months .tpe-month td.tpe-none{display:none}
 .tpe-months .tpe-weekday{display:inline}
}
</style>""")


def month_grids(
    posts: Sequence[Post],
    first: date,
    last: date,
    *,
    closed: frozenset[date] = frozenset(),
    events: Mapping[date, Sequence[str]] | None = None,
    reading: str,
) -> Picture:
    """Draw one grid per month, folded but the first; the table lists every post in order.

    Parameters
    ----------
    posts : sequence of Post
        What to show.
    first, last : date
        The months from one to the other are drawn.
    closed : frozenset of date
        Days marked « fermé ».
    events : mapping of date to names
        What stands in the cell of a day besides the posts.
    """
    by_day: dict[date, list[Post]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: (post.day, post.at)):
        by_day[post.day].append(post)
    colours = _network_colours(posts)
    months: list[Markup] = []
    month = first.replace(day=1)
    while month <= last:
        months.append(_month(month, by_day, closed, events or {}, colours, opened=not months))
        month = _next_month(month)
    rows = [
        [french.day(day, weekday=True), _clock(post), post.network, post.pillar, post.format, post.subject]
        for day in sorted(by_day)
        for post in by_day[day]
    ]
    title = "Votre calendrier, mois par mois"
    return Picture(
        title,
        reading,
        f"{title} : {french.plural(len(rows), 'publication')} ; la liste complète est dans le tableau.",
        {},
        Table("Toutes vos publications", ["Date", "Heure", "Réseau", "Thème", "Format", "Sujet"], rows),
        html=joined((_STYLE, element("div", *months, class_="tpe-months", lang="fr"))),
    )


def _month(
    month: date,
    by_day: Mapping[date, Sequence[Post]],
    closed: frozenset[date],
    events: Mapping[date, Sequence[str]],
    colours: Mapping[str, str],
    *,
    opened: bool,
) -> Markup:
    name = f"{french.MONTHS[month.month - 1].capitalize()} {month.year}"
    end = _next_month(month)
    count = sum(len(posts) for day, posts in by_day.items() if month <= day < end)
    rows = []
    week = monday(month)
    while week < end:
        cells = [
            _cell(day, by_day.get(day, ()), day in closed, events.get(day, ()), colours)
            if month <= day < end
            else _NO_DAY
            for day in (week + timedelta(days=rank) for rank in range(7))
        ]
        number = week.isocalendar().week
        named = element("abbr", as_typed(f"S{number}"), title=f"semaine {number}")
        rows.append(element("tr", element("th", named, scope="row"), *cells))
        week += timedelta(days=7)
    head = titles([_WEEK, *map(as_typed, french.WEEKDAYS)])
    table = element("table", head, element("tbody", *rows), class_="tpe-month", aria_label=name)
    summary = element("summary", as_typed(f"{name} · {french.plural(count, 'publication')}"))
    return element("details", summary, table, open=opened)


_NO_DAY = Markup('<td class="tpe-none"></td>')
_WEEK = Markup('<abbr title="Semaine">Sem.</abbr>')
_CLOSED = Markup(' <span class="tpe-note">fermé</span>')


def _cell(
    day: date, posts: Sequence[Post], shut: bool, events: Sequence[str], colours: Mapping[str, str]
) -> Markup:
    if not (posts or shut or events):
        return _free(day.weekday(), day.day)
    kinds = [name for name, wanted in (("tpe-shut", shut), ("tpe-none", not posts and not events)) if wanted]
    return element(
        "td",
        _day(day.weekday(), day.day),
        _CLOSED if shut else NOTHING,
        each("span", map(set_text, events), class_="tpe-event") if events else NOTHING,
        element("ul", *(_posted(post, colours[post.network]) for post in posts)) if posts else NOTHING,
        class_=" ".join(kinds) or None,
    )


@lru_cache(maxsize=256)  # a year has 365 days and seven times 31 names for them
def _day(weekday: int, number: int) -> Markup:
    name = element("span", as_typed(f"{french.WEEKDAYS[weekday][:3]}. "), class_="tpe-weekday")
    return element("span", name, as_typed(str(number)), class_="tpe-day")


@lru_cache(maxsize=256)
def _free(weekday: int, number: int) -> Markup:
    return element("td", _day(weekday, number), class_="tpe-none")


def _posted(post: Post, colour: str) -> Markup:
    subject = post.subject or post.pillar
    told = (_network(post.network), _DOT, set_text(subject)) if subject else (_network(post.network),)
    return element("li", as_typed(f"{_clock(post)} "), *told, style=f"border-color:{colour}")


_DOT = Markup(" · ")


@lru_cache(maxsize=64)
def _network(name: str) -> Markup:
    return element("strong", set_text(name))


def year_at_a_glance(posts: Sequence[Post], first: date, last: date, *, reading: str) -> Picture:
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
    spec = {
        "data": [
            {
                "type": "heatmap",
                "x": [week.isoformat() for week in weeks],
                "y": list(french.WEEKDAYS),
                "z": grid,
                "text": said,
                "hovertemplate": "%{text}<extra></extra>",
                "xgap": 2,
                "ygap": 2,
                "zmin": 0,
                "zmax": most,
                "colorscale": [[0, "rgba(122,138,143,0.22)"], [1e-6, "#8ccdf0"], [1, "#0072b2"]],
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
            "xaxis": {"type": "date", "tickformat": "%b", "dtick": "M1"},
            "yaxis": {"autorange": "reversed", "type": "category"},
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


def week_load(load: Mapping[date, float], available: float, *, reading: str) -> Picture:
    """Draw the hours of each week under what there is; weeks that exceed it are hatched and named."""
    weeks = list(load)
    over = [load[week] > available + 1e-6 for week in weeks]
    spec = {
        "data": [
            {
                "type": "bar",
                "x": [week.isoformat() for week in weeks],
                "y": [round(load[week], 3) for week in weeks],
                "text": [f"Semaine du {french.day(week)} : {french.hours(load[week])}" for week in weeks],
                "textposition": "none",
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {
                    "color": [COLOURS[1] if wrong else COLOURS[0] for wrong in over],
                    "pattern": {"shape": ["/" if wrong else "" for wrong in over]},
                },
            }
        ],
        "layout": {
            "height": 300,
            "margin": {"l": 70, "r": 110, "t": 16, "b": 40},
            "showlegend": False,
            "bargap": 0.15,
            "xaxis": {"type": "date", "tickformat": "%b", "dtick": "M1"},
            "yaxis": {"title": {"text": "Heures par semaine"}, "rangemode": "tozero"},
            "shapes": [
                {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": available, "y1": available}
                | {"line": {"dash": "dash", "width": 2, "color": _QUIET}}
            ],
            "annotations": [
                {"text": "vos heures<br>disponibles", "x": 1.01, "y": available, "xref": "paper"}
                | {"xanchor": "left", "yanchor": "middle", "showarrow": False}
            ],
        },
    }
    rows = [
        [french.day(week), french.hours(load[week]), "dépasse" if wrong else ""]
        for week, wrong in zip(weeks, over, strict=True)
    ]
    title = "Vos heures, semaine après semaine"
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


def season_and_events(
    indices: Sequence[float], events: Sequence[tuple[date, str]], *, reading: str, source: str
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
    spec = {
        "data": [
            {
                "type": "bar",
                "x": list(french.SHORT_MONTHS),
                "y": [round(index * 100, 1) for index in indices],
                "text": [french.number(index * 100, 0) for index in indices],
                "textposition": "outside",
                "cliponaxis": False,
                "hovertemplate": "%{x} : %{text}<extra></extra>",
                "marker": {
                    "color": [COLOURS[1] if peak else COLOURS[0] for peak in peaks],
                    "pattern": {"shape": ["/" if peak else "" for peak in peaks]},
                },
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
                "categoryorder": "array",
                "categoryarray": list(french.SHORT_MONTHS),
                "title": {"text": "Dans les ronds : le nombre d’événements du mois"},
            },
            "shapes": [
                {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 100, "y1": 100}
                | {"line": {"dash": "dash", "width": 2, "color": _QUIET}}
            ],
            "annotations": [
                {"text": "mois<br>moyen", "x": 1.01, "y": 100, "xref": "paper"}
                | {"xanchor": "left", "yanchor": "middle", "showarrow": False}
            ],
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
    title = "Vos saisons et vos événements"
    said = " ; ".join(f"{row[0]}, indice {row[1]}, {row[3]}" for row in rows)
    return Picture(
        title,
        reading,
        f"{title}. {said}.",
        spec,
        Table(title, ["Mois", "Indice", "Remarque", "Événements"], rows),
        source,
    )


def rhythms_compared(
    *, title: str, rhythms: Mapping[str, Sequence[int]], reading: str, source: str
) -> Picture:
    """Draw days of a month as dots on a line, one line per rhythm, with how regular each is."""
    month = date(2027, 3, 1)  # any month of 31 days: only the gaps matter
    variations = {
        name: regularity([month + timedelta(days=day - 1) for day in days]).variation
        for name, days in rhythms.items()
    }
    spec = {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": list(days),
                "y": [name] * len(days),
                "text": [str(day) for day in days],
                "textposition": "top center",
                "cliponaxis": False,
                "hoverinfo": "skip",
                "marker": {
                    "size": 18,
                    "color": COLOURS[rank],
                    "symbol": ("circle", "diamond", "square")[rank % 3],
                },
            }
            for rank, (name, days) in enumerate(rhythms.items())
        ],
        "layout": {
            "height": 260,
            "margin": {"l": 110, "r": 24, "t": 24, "b": 50},
            "showlegend": False,
            "xaxis": {"title": {"text": "Jour du mois"}, "range": [0, 31.5], "dtick": 7, "tick0": 1},
            "yaxis": {"type": "category", "autorange": "reversed"},
        },
    }
    rows = [
        [name, french.listing([str(day) for day in days]), french.number(variations[name], 3)]
        for name, days in rhythms.items()
    ]
    said = " ".join(f"{name} : les {days} ; coefficient de variation {value}." for name, days, value in rows)
    return Picture(
        title,
        reading,
        f"{title}. {said}",
        spec,
        Table(title, ["Rythme", "Jours", "Coefficient de variation"], rows),
        source,
    )


def _weeks(first: date, last: date) -> list[date]:
    start = monday(first)
    return [start + timedelta(days=7 * rank) for rank in range((last - start).days // 7 + 1)]


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _network_colours(posts: Sequence[Post]) -> Mapping[str, Any]:
    """Return one colour per network; beyond five they repeat, the name always stands beside."""
    names = [name for name, _ in groupby(sorted(post.network for post in posts))]
    return {name: COLOURS[rank % len(COLOURS)] for rank, name in enumerate(names)}


def _clock(post: Post) -> str:
    return f"{post.at:%H:%M}"
