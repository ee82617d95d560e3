"""A calendar as an answer: built from plain wishes, measured, read as a table, drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.base.names import expected
from tpelib.base.words import fold
from tpelib.charts.picture import Picture
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain.calendar.indicators import Indicators, measure
from tpelib.domain.calendar.model import (
    CalendarEvent,
    Pillar,
    PostingCadence,
    ScheduledPost,
    SolverStep,
    Wishes,
)
from tpelib.domain.calendar.pictures import week_load, year_at_a_glance
from tpelib.domain.calendar.solve import build_calendar
from tpelib.domain.calendar.spread import THEMES
from tpelib.domain.events import Event

__all__ = ["Calendar", "WeeklyHours", "build"]

_SOURCE = "Source : vos souhaits ; dates et thèmes placés par un programme en nombres entiers."


@dataclass(frozen=True, slots=True, repr=False)
class WeeklyHours(DataResult):
    """The hours each week takes, against those there are.

    Parameters
    ----------
    load : mapping
        Monday of a week to its hours, answers included.
    available : float
        Hours a week there are.
    """

    load: Mapping[date, float]
    available: float

    @property
    def total(self) -> float:
        """Hours in all."""
        return sum(self.load.values())

    def dataset(self) -> Dataset:
        """Return one row per week: its Monday, its hours, whether it holds."""
        return Dataset(
            "Vos heures, semaine après semaine",
            f"{french.hours(self.total)} en {french.plural(len(self.load), 'semaine')}. {self._told()}",
            "Source : vos minutes par format, et vos minutes de réponse.",
            (
                ResultColumn("week", "Semaine du", "date"),
                ResultColumn("hours", "Heures", "hours", "h"),
                ResultColumn("held", "Tient", "flag"),
            ),
            [(week, hours, hours <= self.available + 1e-6) for week, hours in self.load.items()],
        )

    def picture(self, person: Person = Person.YOU) -> Picture:
        """Return a bar per week under the line of the hours there are."""
        return week_load(self.load, self.available, reading=self._told(person), person=person)

    def _told(self, person: Person = Person.YOU) -> str:
        over = sum(hours > self.available + 1e-6 for hours in self.load.values())
        heaviest, there = (
            french.hours(max(self.load.values())),
            f"{person.your} {french.hours(self.available)}",
        )
        if over:
            weeks = french.plural(over, "semaine dépasse", "semaines dépassent")
            return f"{weeks} {there} ; la plus chargée prend {heaviest}."
        return f"Toutes les semaines tiennent dans {there} : {heaviest} au plus."


@dataclass(frozen=True, slots=True, repr=False)
class Calendar(DataResult):
    """A calendar, measured against the wishes it was to meet.

    Parameters
    ----------
    measured : Indicators
        Its posts, the wishes, and what the ones are worth against the others.
    steps : tuple of Step
        What is proven of each step of its making; empty for one that people made.
    """

    measured: Indicators
    steps: tuple[SolverStep, ...] = ()

    @property
    def posts(self) -> tuple[ScheduledPost, ...]:
        """The posts, in order."""
        return self.measured.posts

    @property
    def proven(self) -> bool:
        """True when each step of its making is the best possible, given the ones before it."""
        return bool(self.steps) and all(step.proven for step in self.steps)

    @property
    def hours(self) -> WeeklyHours:
        """The hours each week takes."""
        return WeeklyHours(self.measured.load, self.measured.wishes.hours)

    def dataset(self) -> Dataset:
        """Return one row per post: when (time of Paris), where, on what, in which form, how long it takes to make."""
        return Dataset(
            "Votre calendrier",
            self._told(),
            _SOURCE if self.steps else "Source : vos publications.",
            (
                ResultColumn("when", "Quand", "moment", "heure de Paris"),
                ResultColumn("network", "Réseau", "category"),
                ResultColumn("pillar", "Thème", "category"),
                ResultColumn("format", "Format", "category"),
                ResultColumn("minutes", "Minutes", "number", "min"),
                ResultColumn("subject", "Sujet", "text"),
            ),
            [
                (
                    datetime.combine(post.day, post.at),
                    post.network,
                    post.pillar,
                    post.format,
                    post.minutes,
                    post.subject,
                )
                for post in self.posts
            ],
        )

    def picture(self) -> Picture:
        """Return the year at a glance: a square per day, darker with more posts."""
        wishes, posts = self.measured.wishes, self.posts
        first, last = min(wishes.start, posts[0].day), max(wishes.end, posts[-1].day)
        return year_at_a_glance(posts, first, last, reading=self._rhythm())

    def _told(self) -> str:
        wishes = self.measured.wishes
        counts = Counter(post.network for post in self.posts)
        told = f"{french.plural(len(self.posts), 'publication')} du {french.day(wishes.start)} au {french.day(wishes.end)} "
        told += f"({french.listing([f'{name} {count}' for name, count in counts.items()])}), "
        told += f"{french.hours(self.hours.total)} de travail."
        return f"{told} Prouvé par le calcul : on ne peut pas faire mieux." if self.proven else told

    def _rhythm(self) -> str:
        found = self.measured
        if found.variation is None:
            return "Deux publications sur un même réseau, et le rythme se mesure."
        days, network = found.longest_gap
        empty = len(found.empty_weeks)
        each = french.listing(
            [f"{name} {french.number(own.variation)}" for name, own in found.regularity.items()]
        )
        return (
            f"Les écarts varient de {french.number(found.variation)} ({each} ; 0 serait un métronome) ; le plus long "
            f"trou est de {days} jours, sur {network} ; "
            + (
                f"{french.plural(empty, 'semaine vide', 'semaines vides')}."
                if empty
                else "aucune semaine vide."
            )
        )


def build(
    start: date | str,
    end: date | str,
    *,
    hours: float,
    lines: Sequence[PostingCadence],
    pillars: Mapping[str, float] | Sequence[Pillar] | None = None,
    moments: Iterable[CalendarEvent | Event] = (),
    moderation: float = 0.0,
    closed: Collection[str | int] = (),
    closed_days: Collection[date] = (),
    publish_closed: bool = False,
    strong: Sequence[tuple[date | str, date | str]] = (),
) -> Calendar:
    """Build the calendar that meets wishes best, and prove it where time allows.

    Parameters
    ----------
    start, end : date or str
        First and last day (``"2027-01-04"``): a week at least, a year at most.
    hours : float
        Hours a week that may be spent.
    lines : sequence of PostingCadence
        Cadences: network, format, minutes to make one, posts a week.
    pillars : mapping or sequence of Pillar, optional
        Themes to their share, on any scale; the course's own advice by default (half of the posts show what one makes).
    moments : iterable of Moment or Event, optional
        What to announce; an event of :func:`tpelib.events.between` is announced in its own window.
    moderation : float
        Minutes a week spent answering, whatever is published.
    closed : collection of str or int
        Days of the week on which nothing is published: ``"dimanche"``, or 6.
    closed_days : collection of date
        Public holidays, weeks of leave.
    publish_closed : bool
        True to publish on closed days as well: posts are scheduled beforehand.
    strong : sequence of (first, last)
        Strong periods, both days included, as dates or as text.

    Returns
    -------
    Calendar
        Its frame has ``when``, ``network``, ``pillar``, ``format``, ``minutes`` and ``subject``; ``hours`` says what
        each week takes.

    Raises
    ------
    DomainError
        The wishes are incomplete, or a day cannot be read.
    ImpossibleWishesError
        They contradict each other; it tells the smallest sets of wishes to give up.

    Examples
    --------
    >>> import tpelib
    >>> photo = tpelib.calendar.PostingCadence("Instagram", "Photo", minutes=40, per_week=2)
    >>> found = tpelib.calendar.build("2027-03-01", "2027-03-28", hours=3, lines=[photo], closed=["dimanche"])
    >>> len(found.posts), found.proven, round(found.hours.total, 2)
    (8, True, 5.33)
    >>> found.to_frame()[["when", "network", "pillar"]].head(2)
                     when    network    pillar
    0 2027-03-03 18:00:00  Instagram  Raconter
    1 2027-03-06 18:00:00  Instagram   Montrer
    """
    if pillars is None:
        pillars = Counter(THEMES)
    themes = [Pillar(*item) for item in pillars.items()] if isinstance(pillars, Mapping) else pillars
    wishes = Wishes(
        start=_day(start),
        end=_day(end),
        hours=hours,
        moderation=moderation,
        lines=tuple(lines),
        pillars=tuple(themes),
        moments=tuple(_moment(one) for one in moments),
        closed_weekdays=frozenset(_weekday(day) for day in closed),
        closed_days=frozenset(closed_days),
        publish_closed=publish_closed,
        strong=tuple((_day(first), _day(last)) for first, last in strong),
    )
    proposal = build_calendar(wishes)
    return Calendar(measure(proposal.posts, wishes), proposal.steps)


def _day(given: date | str) -> date:
    if isinstance(given, date):
        return given
    try:
        return french.parse_date(given)
    except ValueError as problem:
        raise DomainError(str(problem)) from None


def _weekday(given: str | int) -> int:
    if isinstance(given, int) and 0 <= given <= 6:
        return given
    for rank, name in enumerate(french.WEEKDAYS):
        if fold(str(given)) == name:
            return rank
    raise DomainError(f"« {given} » n’est pas un jour de la semaine. {expected(str(given), french.WEEKDAYS)}")


def _moment(given: CalendarEvent | Event) -> CalendarEvent:
    return given if isinstance(given, CalendarEvent) else CalendarEvent(given.name, *given.window)
