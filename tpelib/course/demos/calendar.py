"""« Mon calendrier éditorial »: one month of posts, around what happens in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any

from tpelib.base import french
from tpelib.course.drawings.calendar import month_grids
from tpelib.domain import events
from tpelib.domain.calendar.spread import spread
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["CALENDAR"]

_PLACE = "Ma page"
_CLOSED: Mapping[str, frozenset[int]] = {
    "none": frozenset(),
    "monday": frozenset({0}),
    "sunday": frozenset({6}),
    "both": frozenset({6, 0}),
}


class _Settings(Answer):
    """A trade, a month, a pace."""

    activity: Annotated[
        str,
        Choice("Votre métier", options=tuple(Option(key, name) for key, name in events.activities().items())),
    ] = ""
    month: Annotated[
        str,
        Choice(
            "Le mois",
            options=tuple(Option(str(rank), name.capitalize()) for rank, name in enumerate(french.MONTHS, 1)),
        ),
    ] = ""
    posts: Annotated[
        float | None, Number("Publications par semaine", minimum=1, maximum=5, step=1, integer=True)
    ] = None
    closed: Annotated[
        str,
        Choice(
            "Jours sans publication",
            options=(
                Option("none", "Aucun"),
                Option("monday", "Le lundi"),
                Option("sunday", "Le dimanche"),
                Option("both", "Le dimanche et le lundi"),
            ),
        ),
    ] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"activity": "fleurs", "month": str(date.today().month % 12 + 1), "posts": 3, "closed": "sunday"}


def _view(settings: _Settings, answers: Answers) -> View:
    first = _next(int(settings.month))
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    known = [
        event
        for event in events.between(first, last + timedelta(days=45), activity=settings.activity)
        if event.window[0] <= last and event.kind != "school"
    ]
    closed = _CLOSED[settings.closed]
    posts = spread(first, last, int(settings.posts or 1), closed, known, _PLACE)
    by_day: dict[date, dict[str, str]] = defaultdict(dict)
    for event in known:
        if event.start <= last:
            by_day[event.start].setdefault(events.title(event.name), event.name)
    name = f"{french.MONTHS[first.month - 1]} {first.year}"
    told = [post for post in posts if post.pillar == "Annoncer"]
    sentence = f"En {name}, {french.plural(len(posts), 'publication')}."
    if told:
        name_of, day = told[0].subject.removeprefix("Annoncer : "), told[0].day
        sentence += f" Commencez à annoncer « {name_of} » le {french.day(day, weekday=True, year=False)}."
    else:
        sentence += " Aucun événement de votre métier ce mois-ci : c'est le moment de raconter et de montrer."
    days = (first + timedelta(days=rank) for rank in range((last - first).days + 1))
    picture = month_grids(
        posts,
        first,
        last,
        closed=frozenset(day for day in days if day.weekday() in closed),
        events={day: [*names.values()] for day, names in by_day.items()},
        reading=f"{french.plural(len(posts), 'publication')} en {name}, dont {french.number(len(told))} "
        f"pour annoncer ce qui vient.",
    )
    return View(sentence, replace(picture, source=_source(known)))


def _source(known: Sequence[events.Event]) -> str:
    told = {event.source for event in known if event.source}
    exact = sorted(one for one in told if not any(other != one and other.startswith(one) for other in told))
    dates = f"Dates : {' ; '.join(exact)}. " if exact else ""
    return f"{dates}Publications : étalées par le calcul de ce cours."


def _next(month: int) -> date:
    """Return the first day of the next month of that name, the present one included."""
    today = date.today()
    return date(today.year + (month < today.month), month, 1)


CALENDAR = Exploration(
    id="demo-calendrier",
    title="Mon calendrier éditorial",
    prompt="Choisissez votre métier, un mois, un rythme que vous tiendriez.",
    model=_Settings,
    start=_start,
    view=_view,
)
