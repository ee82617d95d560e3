"""The wishes of a calendar, gathered from what the learner already said: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tpelib.base.errors import DomainError
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.periods.exercise import PERIODS
from tpelib.course.c1.time.exercise import TIME
from tpelib.course.c4.cadence.exercise import WISHES, cadence_lines
from tpelib.course.c4.line.exercise import LINE
from tpelib.course.c4.seasons.exercise import SEASONS
from tpelib.course.c4.themes.exercise import THEMES
from tpelib.domain import events
from tpelib.domain.calendar import Wishes
from tpelib.domain.events.catalogue import title
from tpelib.engine.exercise import Answers

__all__ = ["event_days", "marked_days", "wishes_of"]


def wishes_of(answers: Answers) -> Wishes | None:
    """Return the wishes of a dossier; ``None`` while the calendar has no dates or no hours.

    The hours come from « Mon entreprise » (C1) or, when fewer, from the aim in time of C4; the answers from
    « Mon temps », the strong periods from « Mes périodes » (C1), the rest from C4.
    """
    seasons, desires = SEASONS.answer(answers), WISHES.answer(answers)
    hours = [
        given for given in (BUSINESS.answer(answers).hours, LINE.answer(answers).hours) if given is not None
    ]
    if not seasons.span or not hours:
        return None
    first, last = seasons.span
    closed = {day for start, end in desires.away for day in _days(start, end)}
    if desires.holidays == "yes":
        closed |= {
            day for year in range(first.year, last.year + 1) for day in _holidays(year, seasons.department)
        }
    return Wishes(
        start=first,
        end=last,
        hours=min(hours),  # what there is, or less for who aims at less
        moderation=TIME.answer(answers).moderation or 0.0,
        lines=cadence_lines(desires, answers),
        pillars=THEMES.answer(answers).pillars,
        moments=tuple(m for m in seasons.moments if m.first <= last and m.last >= first),
        closed_weekdays=frozenset(int(day) for day in desires.closed),
        closed_days=frozenset(closed),
        publish_closed=desires.publish_closed == "yes",
        strong=tuple((start, end) for _, start, end in PERIODS.answer(answers).dated),
    )


def event_days(answers: Answers) -> dict[date, list[str]]:
    """Return the days of the learner's events: day to names."""
    found: dict[date, list[str]] = {}
    for talk in SEASONS.answer(answers).talks:
        if talk.day and talk.name:
            found.setdefault(talk.day, []).append(talk.name)
    return found


def marked_days(answers: Answers) -> dict[date, list[str]]:
    """Return what stands on a wall calendar: one's events, public holidays, the start of school holidays."""
    found = event_days(answers)
    seasons = SEASONS.answer(answers)
    if not seasons.span:
        return found
    own = {title(name) for names in found.values() for name in names}
    for event in events.between(*_known(seasons.span), seasons.department):
        if event.kind in ("holiday", "school") and title(event.name) not in own:
            found.setdefault(event.start, []).append(event.name)
    return found


def _known(span: tuple[date, date]) -> tuple[date, date]:
    """Return the part of a calendar for which events are known."""
    return max(span[0], date(events.FIRST_YEAR, 1, 1)), min(span[1], date(events.LAST_YEAR, 12, 31))


def _holidays(year: int, department: str) -> Iterator[date]:
    try:
        territory = events.department(department).territory
    except DomainError:
        territory = "Métropole"
    yield from events.public_holidays(year, territory)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
