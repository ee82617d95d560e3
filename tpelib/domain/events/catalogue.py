"""The events a business may speak of, whatever their kind, as one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import with_config

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.base.errors import DomainError
from tpelib.base.words import fold
from tpelib.domain.events.holidays import public_holidays
from tpelib.domain.events.places import department as department_of
from tpelib.domain.events.places import school_holidays
from tpelib.domain.events.rules import EventRule
from tpelib.domain.events.sales import proposed_to, sales

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Event",
    "activities",
    "between",
    "catalogue",
    "named",
    "own_event",
    "title",
    "titles",
]

FIRST_YEAR, LAST_YEAR = 2024, 2035
"""Years for which every rule of the data files was checked."""

_FILE = ("evenements", "evenements.toml")
_TO_CONFIRM = french.typography("À confirmer : la date est annoncée chaque année.")
Kind = Literal["holiday", "school", "sales", "feast", "commerce", "trade", "own"]
Confidence = Literal["rule", "custom", "to_confirm", "own"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on known days.

    Parameters
    ----------
    id, name : str
        Stable key (``"meres"``), French name.
    start, end : date
        First and last day, both included.
    kind : str
        ``holiday``, ``school``, ``sales``, ``feast``, ``commerce``, ``trade`` or ``own``.
    lead : int
        Days before the start in which to speak of it; the course's advice, to be changed at will.
    confidence : str
        ``rule`` (a text sets the day), ``custom``, ``to_confirm`` (announced each year: the day given is an
        approach) or ``own``.
    source, note : str
        Where the date comes from; what to know before speaking of it.
    """

    id: str
    name: str
    start: date
    end: date
    kind: Kind
    lead: int = 0
    confidence: Confidence = "rule"
    source: str = ""
    note: str = ""

    @property
    def to_confirm(self) -> bool:
        """True when the date is announced each year and must be checked."""
        return self.confidence == "to_confirm"

    @property
    def window(self) -> tuple[date, date]:
        """First and last day on which a post still announces the event.

        The eve for what is announced beforehand; for soldes, whose name may only be used in their period,
        and for school holidays, their first seven days.
        """
        if self.kind in ("sales", "school") or not self.lead:
            return self.start, min(self.end, self.start + timedelta(days=6))
        return self.start - timedelta(days=self.lead), self.start - timedelta(days=1)


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _Entry:
    """An event in its file: a rule gives its day each year."""

    id: str
    name: Shown
    kind: Literal["feast", "commerce", "trade"]
    rule: EventRule
    lead: int
    confidence: Literal["rule", "custom", "to_confirm"]
    source: Shown
    url: str = ""
    note: Shown = ""
    days: int = 1
    activities: tuple[str, ...] = ()


def activities() -> Mapping[str, str]:
    """Return the families of activity: key to French name."""
    return read_data(dict[str, Shown], *_FILE, at="activities")


@cache
def catalogue(
    year: int, department: str = "", activity: str = "", *, online: bool = False
) -> tuple[Event, ...]:
    """Return the events of a year that concern an activity in a place, in order.

    Parameters
    ----------
    year : int
        ``FIRST_YEAR`` to ``LAST_YEAR``.
    department : str
        Code of the department; mainland rules and no school holidays without one.
    activity : str
        A family of :func:`activities`; every event without one.
    online : bool
        True for distance selling only: soldes then follow the national dates.

    Raises
    ------
    DomainError
        The year is out of bounds, the department or the activity unknown.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DomainError(f"Les événements sont connus de {FIRST_YEAR} à {LAST_YEAR}.")
    if activity and activity not in activities():
        raise DomainError("Cette famille d'activité n'est pas connue.")
    place = department_of(department) if department else None
    found: list[Event] = [
        *_feasts(year, activity),
        *_holidays(year, place.territory if place else "Métropole"),
    ]
    if not activity or proposed_to(activity):
        found += _sales(year, department, online)
    if place and place.zone:
        found += [
            Event(
                f"vacances-{holiday.start.isoformat()}",
                french.typography(f"{holiday.name} (zone {holiday.zone})"),
                holiday.start,
                holiday.end,
                "school",
                source="Calendrier scolaire national",
            )
            for holiday in school_holidays(place.zone, date(year, 1, 1), date(year, 12, 31))
            if holiday.start.year == year
        ]
    return tuple(sorted(found, key=lambda event: (event.start, event.name)))


def between(
    first: date, last: date, department: str = "", activity: str = "", *, online: bool = False
) -> tuple[Event, ...]:
    """Return the events that start in a period, both days included (see :func:`catalogue`).

    Examples
    --------
    >>> from datetime import date
    >>> import tpelib
    >>> spring = tpelib.events.between(date(2027, 5, 20), date(2027, 5, 31), activity="fleurs")
    >>> [(event.name, event.start.isoformat()) for event in spring]
    [('Fête des Mères', '2027-05-30')]
    """
    return tuple(
        event
        for year in range(first.year, last.year + 1)
        for event in catalogue(year, department, activity, online=online)
        if first <= event.start <= last
    )


def own_event(name: str, start: date, end: date | None = None, lead: int = 14) -> Event:
    """Return an event of one's own (an open day, an anniversary of the shop).

    Raises
    ------
    DomainError
        It has no name, or ends before it starts.
    """
    if not name.strip() or (end and end < start):
        raise DomainError("Un événement a un nom, et finit après avoir commencé.")
    return Event(f"a-moi-{title(name)}", name.strip(), start, end or start, "own", max(0, lead), "own")


def named(name: str, events: Iterable[Event]) -> Event | None:
    """Return the event that bears a name, accents, capitals and what is in brackets left aside."""
    wanted = title(name)
    return next((event for event in events if wanted and title(event.name) == wanted), None)


@cache
def titles(year: int, department: str = "") -> Mapping[str, Event]:
    """Return every event of a year by its :func:`title`, the first of those that share one."""
    found: dict[str, Event] = {}
    for event in catalogue(year, department):
        found.setdefault(title(event.name), event)
    return found


def title(name: str) -> str:
    """Return the words of a name as people agree on them: ``Fête des Mères (dimanche)`` gives ``fete des meres``."""
    return fold(name.split("(")[0])


def _feasts(year: int, activity: str) -> Sequence[Event]:
    found: list[Event] = []
    for entry in read_data(tuple[_Entry, ...], *_FILE, at="event"):
        if activity and entry.activities and activity not in entry.activities:
            continue
        start = entry.rule.day(year)
        note = entry.note or (_TO_CONFIRM if entry.confidence == "to_confirm" else "")
        found.append(
            Event(
                entry.id,
                entry.name,
                start,
                start + timedelta(days=entry.days - 1),
                entry.kind,
                entry.lead,
                entry.confidence,
                entry.source,
                note,
            )
        )
    return found


def _holidays(year: int, territory: str) -> Sequence[Event]:
    return [
        Event(f"ferie-{day.isoformat()}", f"{name} (férié)", day, day, "holiday", source="Code du travail")
        for day, name in public_holidays(year, territory).items()
    ]


def _sales(year: int, department: str, online: bool) -> Sequence[Event]:
    return [
        Event(
            f"soldes-{period.start.isoformat()}",
            period.name,
            period.start,
            period.end,
            "sales",
            source=period.source,
            note=period.note,
        )
        for period in sales(year, department, online=online)
    ]
