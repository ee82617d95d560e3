"""Pictures of a calendar: months as grids, two rhythms compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any

from tpelib.base import french
from tpelib.base.look import inline_style
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Spec,
    Symbol,
)
from tpelib.charts.picture import Picture, Table
from tpelib.domain.calendar.model import Post, monday
from tpelib.domain.planning import regularity

__all__ = ["month_grids", "rhythms_compared"]

# The drawing carries its own style: it is the same in a notebook, a dashboard or an assessor's page.
_SYMBOLS: tuple[Symbol, ...] = ("circle", "diamond", "square")
_STYLE = inline_style("tpelib.course.drawings", "calendar.css")


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
    months: list[str] = []
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
        html=f'{_STYLE}<div class="tpe-months" lang="fr">{"".join(months)}</div>',
    )


def _month(
    month: date,
    by_day: Mapping[date, Sequence[Post]],
    closed: frozenset[date],
    events: Mapping[date, Sequence[str]],
    colours: Mapping[str, str],
    *,
    opened: bool,
) -> str:
    name = f"{french.MONTHS[month.month - 1].capitalize()} {month.year}"
    end = _next_month(month)
    count = sum(len(posts) for day, posts in by_day.items() if month <= day < end)
    rows = []
    week = monday(month)
    while week < end:
        cells = [
            _cell(day, by_day.get(day, ()), day in closed, events.get(day, ()), colours)
            if month <= day < end
            else '<td class="tpe-none"></td>'
            for day in (week + timedelta(days=rank) for rank in range(7))
        ]
        number = week.isocalendar().week
        rows.append(
            f'<tr><th scope="row"><abbr title="semaine {number}">S{number}</abbr></th>{"".join(cells)}</tr>'
        )
        week += timedelta(days=7)
    head = "".join(f'<th scope="col">{weekday}</th>' for weekday in french.WEEKDAYS)
    return (
        f"<details{' open' if opened else ''}><summary>{name} · {french.plural(count, 'publication')}</summary>"
        f'<table class="tpe-month" aria-label="{name}"><thead><tr><th scope="col"><abbr title="Semaine">Sem.</abbr></th>'
        f"{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )


def _cell(
    day: date, posts: Sequence[Post], shut: bool, events: Sequence[str], colours: Mapping[str, str]
) -> str:
    note = ' <span class="tpe-note">fermé</span>' if shut else ""
    named = "".join(f'<span class="tpe-event">{_text(name)}</span>' for name in events)
    items = "".join(
        f'<li style="border-color:{colours[post.network]}">{_clock(post)} <strong>{_text(post.network)}</strong>'
        f"{f' · {_text(post.subject or post.pillar)}' if post.subject or post.pillar else ''}</li>"
        for post in posts
    )
    short = f"{french.WEEKDAYS[day.weekday()][:3]}."
    kinds = [name for name, wanted in (("tpe-shut", shut), ("tpe-none", not posts and not events)) if wanted]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    posted = f"<ul>{items}</ul>" if items else ""
    return f'<td{kind}><span class="tpe-day"><span class="tpe-weekday">{short} </span>{day.day}</span>{note}{named}{posted}</td>'


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


def _network_colours(posts: Sequence[Post]) -> Mapping[str, Any]:
    """Return one colour per network; beyond five they repeat, the name always stands beside."""
    names = [name for name, _ in groupby(sorted(post.network for post in posts))]
    return {name: COLOURS[rank % len(COLOURS)] for rank, name in enumerate(names)}


def _clock(post: Post) -> str:
    return f"{post.at:%H:%M}"


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    return escape(french.typography(text))
