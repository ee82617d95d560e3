"""What a calendar is made of: wishes, posts, and the proposal that meets the first with the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Protocol

from tpelib.base.errors import DomainError, TpeError

__all__ = [
    "CalendarEvent",
    "ImpossibleWishesError",
    "Pillar",
    "PostingCadence",
    "Proposal",
    "Relaxation",
    "ScheduledPost",
    "SolverProgress",
    "SolverStep",
    "Wishes",
    "monday",
    "read_clock",
]

_CLOCK = re.compile(r"(?P<hour>\d{1,2})([:hH](?P<minute>\d{2})?(:\d{2})?)?(min)?")

MAX_DAYS = 372
"""Longest calendar, in days: a year, whole weeks."""
MAX_POSTS = 1000
"""Largest calendar, in posts."""


class SolverProgress(Protocol):
    """How a calculation says how far it is; what it raises stops the calculation and goes through."""

    def __call__(self, share: float, sentence: str) -> None:
        """Say how far it is, in [0, 1], and what is happening, in French."""


@dataclass(frozen=True, slots=True)
class ScheduledPost:
    """One publication.

    Parameters
    ----------
    day, at : date, time
        When, in the time of Paris.
    network, pillar, format, subject : str
        Where, on which theme, in which form, about what.
    minutes : float
        Minutes it takes to make.
    """

    day: date
    at: time
    network: str
    pillar: str = ""
    format: str = ""
    minutes: float = 0.0
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PostingCadence:
    """A cadence to hold: one format on one network.

    Parameters
    ----------
    network, format : str
        Where and what.
    minutes : float
        Minutes to make one.
    per_week : float
        Posts in an ordinary week; 0.5 is every other week.
    strong_per_week : float, optional
        Posts in a week of a strong period; as in any week when absent.
    at : time
        Hour of publication.
    """

    network: str
    format: str
    minutes: float
    per_week: float
    strong_per_week: float | None = None
    at: time = time(18, 0)

    def rate(self, strong: bool) -> float:
        """Return the posts a week, in a strong period or not."""
        return self.strong_per_week if strong and self.strong_per_week is not None else self.per_week


@dataclass(frozen=True, slots=True)
class Pillar:
    """A theme, the share of posts it should have (any scale), and subjects for it."""

    name: str
    share: float
    ideas: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event to speak of.

    Parameters
    ----------
    name : str
        What is announced.
    first, last : date
        Days between which posts announce it, both included.
    posts : int
        How many posts, spread over these days.
    """

    name: str
    first: date
    last: date
    posts: int = 1

    @property
    def parts(self) -> tuple[tuple[date, date], ...]:
        """The window cut in as many parts as there are posts: each part wants one."""
        days = (self.last - self.first).days + 1
        count = max(1, min(self.posts, days))
        cuts = [self.first + timedelta(days=days * rank // count) for rank in range(count + 1)]
        return tuple((start, end - timedelta(days=1)) for start, end in pairwise(cuts))


@dataclass(frozen=True)
class Wishes:
    """What the learner wants of a calendar.

    Parameters
    ----------
    start, end : date
        First and last day.
    hours : float
        Hours a week that may be spent.
    moderation : float
        Minutes a week spent answering, whatever is published.
    lines, pillars, moments : sequences
        Cadences to hold, themes to balance, events to speak of.
    closed_weekdays : collection of int
        0 = Monday.
    closed_days : collection of date
        Public holidays, weeks of leave.
    publish_closed : bool
        True to publish on closed days as well (posts are scheduled beforehand).
    strong : sequence of (start, end)
        Strong periods, both days included.
    """

    start: date
    end: date
    hours: float
    moderation: float = 0.0
    lines: Sequence[PostingCadence] = ()
    pillars: Sequence[Pillar] = ()
    moments: Sequence[CalendarEvent] = ()
    closed_weekdays: frozenset[int] = frozenset()
    closed_days: frozenset[date] = frozenset()
    publish_closed: bool = False
    strong: Sequence[tuple[date, date]] = ()

    def check(self) -> None:
        """Refuse wishes that are no wishes yet.

        Raises
        ------
        DomainError
            The dates, the cadences, the themes or the hours are missing, or out of bounds.
        """
        days = (self.end - self.start).days + 1
        if not 7 <= days <= MAX_DAYS:
            raise DomainError("Un calendrier couvre une semaine au moins, un an au plus.")
        if not self.lines or any(line.per_week < 0 or line.minutes < 0 for line in self.lines):
            raise DomainError("Donnez au moins un réseau et sa cadence.")
        expected = sum(max(line.per_week, line.strong_per_week or 0) for line in self.lines) * days / 7
        if not expected:
            raise DomainError("Donnez au moins une publication par semaine ou par quinzaine.")
        if expected > MAX_POSTS:
            raise DomainError(
                f"Ces cadences feraient plus de {MAX_POSTS} publications : publiez moins, ou moins longtemps."
            )
        if not self.pillars or any(pillar.share < 0 for pillar in self.pillars):
            raise DomainError("Donnez au moins un thème et sa part.")
        if not sum(pillar.share for pillar in self.pillars):
            raise DomainError("Donnez une part à chaque thème.")
        if self.hours < 0 or self.moderation < 0:
            raise DomainError("Les heures et les minutes sont positives.")

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks, in the order of the lines."""
        return tuple(dict.fromkeys(line.network for line in self.lines))

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks the calendar meets."""
        return tuple(_steps(monday(self.start), self.end, 7))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day of the calendar."""
        return tuple(_steps(self.start, self.end, 1))

    def is_closed(self, day: date) -> bool:
        """Return True on a day when the business is closed."""
        return day.weekday() in self.closed_weekdays or day in self.closed_days

    def is_open(self, day: date) -> bool:
        """Return True on a day of the calendar on which something may be published."""
        return self.start <= day <= self.end and (self.publish_closed or not self.is_closed(day))

    def is_strong(self, week: date) -> bool:
        """Return True for a week (its Monday) of which four days at least are in a strong period."""
        days = [week + timedelta(days=rank) for rank in range(7)]
        return sum(any(first <= day <= last for first, last in self.strong) for day in days) >= 4


@dataclass(frozen=True, slots=True)
class SolverStep:
    """One step of the calculation.

    Parameters
    ----------
    name : str
        What it decides, in French.
    value, bound : float
        What was found, and the best that could exist; equal when proven.
    proven : bool
        True when no better choice exists for this step, given the steps before.
    """

    name: str
    value: float
    bound: float
    proven: bool

    @property
    def gap(self) -> float:
        """How far from the best possible, at most: 0 when proven, 0.05 for 5 %."""
        return 0.0 if self.proven else (self.value - self.bound) / max(abs(self.value), 1.0)


@dataclass(frozen=True)
class Proposal:
    """A calendar that meets the wishes: posts in order, and what is proven of each step."""

    posts: tuple[ScheduledPost, ...]
    steps: tuple[SolverStep, ...]

    @property
    def proven(self) -> bool:
        """True when each step is the best possible, given the ones before it."""
        return all(step.proven for step in self.steps)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A smallest set of wishes to give up so that the others can be held.

    Parameters
    ----------
    wishes : tuple of str
        Keys: ``"hours"``, ``"closed"``, ``"line:0"``, ``"moment:2"``.
    sentence : str
        What to change, in French.
    instead : Wishes
        The wishes changed as little as it takes: a calendar holds them.
    """

    wishes: tuple[str, ...]
    sentence: str
    instead: Wishes


@dataclass(eq=False)
class ImpossibleWishesError(TpeError):
    """The wishes contradict each other; each relaxation is enough to make them possible.

    Parameters
    ----------
    relaxations : tuple of Relaxation
        The smallest sets of wishes to give up: all of one size.
    proven : bool
        True when no smaller set exists.
    """

    relaxations: tuple[Relaxation, ...]
    proven: bool = True

    def __str__(self) -> str:
        if not self.relaxations:
            return "Vos souhaits ne tiennent pas ensemble."
        several = len(self.relaxations[0].wishes)
        head = "Vos souhaits ne tiennent pas ensemble."
        if len(self.relaxations) == 1:
            return f"{head} Voici ce qu’il suffit de changer : {self.relaxations[0].sentence}."
        choice = " ; ou bien ".join(relaxation.sentence for relaxation in self.relaxations)
        what = "Changez une seule de ces choses" if several == 1 else "Choisissez"
        return f"{head} {what} : {choice}."


def monday(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=1440)
def read_clock(text: str) -> time:
    """Read an hour as people type it: ``18:30``, ``18h30``, ``18 h``, ``9``.

    Raises
    ------
    ValueError
        It is not an hour of the day; the message is a French sentence.
    """
    match = _CLOCK.fullmatch("".join(text.split()))
    if match:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ValueError("Écrivez une heure, par exemple 18:30 ou 18 h 30.")


def _steps(first: date, last: date, step: int) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=step)
