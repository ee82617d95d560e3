"""Pictures of a calendar: months as grids, two rhythms compared."""

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
from tpelib.base.look import inline_style
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Spec,
    Symbol,
)
from tpelib.charts.picture import Picture, Table
from tpelib.domain.calendar.model import ScheduledPost, monday
from tpelib.domain.planning import regularity

__all__ = ["month_grids", "rhythms_compared"]

# The drawing carries its own style: it is the same in a notebook, a dashboard or an assessor's page.
_SYMBOLS: tuple[Symbol, ...] = ("circle", "diamond", "square")
_STYLE = inline_style("tpelib.course.drawings", "calendar.css")


def month_grids(
    posts: Sequence[ScheduledPost],
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
    by_day: dict[date, list[ScheduledPost]] = defaultdict(list)
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
    by_day: Mapping[date, Sequence[ScheduledPost]],
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
    day: date, posts: Sequence[ScheduledPost], shut: bool, events: Sequence[str], colours: Mapping[str, str]
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


def _posted(post: ScheduledPost, colour: str) -> Markup:
    subject = post.subject or post.pillar
    told = (_network(post.network), _DOT, set_text(subject)) if subject else (_network(post.network),)
    return element("li", as_typed(f"{_clock(post)} "), *told, style=f"border-color:{colour}")


_DOT = Markup(" · ")


@lru_cache(maxsize=64)
def _network(name: str) -> Markup:
    return element("strong", set_text(name))


def rhythms_compared(
    *, title: str, rhythms: Mapping[str, Sequence[int]], reading: str, source: str
) -> Picture:
    """Draw days of a month as dots on a line, one line per rhythm, with how regular each is."""
    month = date(2027, 3, 1)  # any month of 31 days: only the gaps matter
    variations = {
        name: regularity([month + timedelta(days=day - 1) for day in days]).variation
        for name, days in rhythms.items()
    }
    spec: Spec = {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": list(days),
                "y": [name] * len(days),
                "text": [str(day) for day in days],
                "textposition": "top center",
                "hoverinfo": "skip",
                "marker": {"size": 18, "color": COLOURS[rank], "symbol": _SYMBOLS[rank % len(_SYMBOLS)]},
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


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _network_colours(posts: Sequence[ScheduledPost]) -> Mapping[str, Any]:
    """Return one colour per network; beyond five they repeat, the name always stands beside."""
    names = [name for name, _ in groupby(sorted(post.network for post in posts))]
    return {name: COLOURS[rank % len(COLOURS)] for rank, name in enumerate(names)}


def _clock(post: ScheduledPost) -> str:
    return f"{post.at:%H:%M}"
