"""A campaign that has run: what it started from, what was decided, what each day did. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tpelib.domain import media
from tpelib.domain.campaign.tools import Overspend

__all__ = ["DECISIONS", "MAX_DAYS", "MOST_PAID", "Day", "Market", "PilotDecision", "Run", "Slice"]

MAX_DAYS = 120
"""A run stops there; a campaign of a small business is shorter."""
MOST_PAID = 100_000
"""Euros a day above which a budget is a slip of the keyboard."""

Kind = Literal["keep", "pause", "resume", "budget", "creative", "split", "shift", "repair"]
DECISIONS: tuple[Kind, ...] = ("keep", "pause", "resume", "budget", "creative", "split", "shift", "repair")


@dataclass(frozen=True, slots=True)
class Market:
    """What a run starts from.

    Parameters
    ----------
    seed : str
        Same seed, same run.
    start : date
    days : int
        1 to :data:`MAX_DAYS`.
    daily : float
        Euros a day; on average, for a lifetime budget.
    lifetime : float or None
        Euros in all that are never exceeded, for a lifetime budget.
    people : float
        Size of the audience.
    placements : tuple of str
        At least one.
    cpm : float
        Euros for a thousand impressions, as supposed.
    ctr, conversion_rate : float
        Ratios in [0, 1], as supposed.
    basket, margin_rate : float
        Euros, ratio in [0, 1].
    overspend : Overspend
        The rule of the tool.
    season : tuple of 12 floats
        Index of sales of each month (1 = a mean month).
    """

    seed: str
    start: date
    days: int
    daily: float
    lifetime: float | None
    people: float
    placements: tuple[str, ...]
    cpm: float
    ctr: float
    conversion_rate: float
    basket: float
    margin_rate: float
    overspend: Overspend
    season: tuple[float, ...] = (1.0,) * 12

    @property
    def maximum_cpa(self) -> float:
        """The most a sale may cost, in euros."""
        return media.maximum_cpa(self.basket, self.margin_rate)

    @property
    def planned(self) -> float:
        """Euros that the campaign was to spend."""
        return self.daily * self.days if self.lifetime is None else self.lifetime


@dataclass(frozen=True, slots=True)
class PilotDecision:
    """What the pilot does on the morning of a day.

    Parameters
    ----------
    day : int
        1 is the first.
    kind : str
        One of :data:`DECISIONS`: go on, stop, start again, another daily budget, creative B, both creatives,
        most of the budget to one placement, have the landing page looked at.
    amount : float, optional
        Euros a day, for ``budget``.
    placement : str
        For ``shift``.
    why : str
        In the pilot's words.
    """

    day: int
    kind: str
    amount: float | None = None
    placement: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """What one creative did in one placement on one day; ``cents`` spent, counts."""

    placement: str
    creative: str
    cents: int
    impressions: int
    clicks: int
    sales: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a run.

    Parameters
    ----------
    number : int
        1 is the first.
    day : date
    budget : float
        Euros a day in force; 0 when stopped.
    slices : tuple of Slice
    reach : int
        People reached at least once since the start.
    shown : int
        Impressions since the start.
    tired : mapping
        Creative to how many times, on average, a person it reached has seen it.
    expected : float
        Sales that the clicks of the day would give at the supposed rate.
    """

    number: int
    day: date
    budget: float
    slices: tuple[Slice, ...]
    reach: int
    shown: int
    tired: Mapping[str, float]
    expected: float

    @property
    def cents(self) -> int:
        """Cents spent."""
        return sum(item.cents for item in self.slices)

    @property
    def spent(self) -> float:
        """Euros."""
        return self.cents / 100

    @property
    def impressions(self) -> int:
        """Impressions of the day."""
        return sum(item.impressions for item in self.slices)

    @property
    def clicks(self) -> int:
        """Clicks of the day."""
        return sum(item.clicks for item in self.slices)

    @property
    def sales(self) -> int:
        """Sales of the day."""
        return sum(item.sales for item in self.slices)

    @property
    def creatives(self) -> tuple[str, ...]:
        """The creatives shown that day."""
        return tuple(dict.fromkeys(item.creative for item in self.slices))

    @property
    def frequency(self) -> float:
        """Times a person reached has seen the campaign since the start."""
        return self.shown / self.reach if self.reach else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run; totals in euros and counts."""

    market: Market
    days: tuple[Day, ...]

    def until(self, number: int) -> Run:
        """Return the run as it is known on the evening of a day."""
        return Run(self.market, self.days[: max(0, number)])

    @property
    def spent(self) -> float:
        """Euros."""
        return sum(day.cents for day in self.days) / 100

    @property
    def impressions(self) -> int:
        """Impressions in all."""
        return sum(day.impressions for day in self.days)

    @property
    def clicks(self) -> int:
        """Clicks in all."""
        return sum(day.clicks for day in self.days)

    @property
    def sales(self) -> int:
        """Sales in all."""
        return sum(day.sales for day in self.days)

    @property
    def reach(self) -> int:
        """People reached at least once."""
        return self.days[-1].reach if self.days else 0

    @property
    def revenue(self) -> float:
        """Euros of sales."""
        return self.sales * self.market.basket

    @property
    def cpa(self) -> float | None:
        """Euros per sale; ``None`` without a sale."""
        return self.spent / self.sales if self.sales else None

    @property
    def net(self) -> float:
        """Margin earned less money spent, in euros."""
        return media.net_result(self.revenue, self.market.margin_rate, self.spent)
