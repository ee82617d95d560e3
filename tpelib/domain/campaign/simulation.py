"""A campaign that runs, day by day, from a seed: a simulation to practise on, whose model is in the open.

The model and its parameters are in ``data/campagnes/simulateur.toml``, each with its source. Money is counted
in whole cents, so that what the placements spend is what the day spends, to the cent.

Every draw depends on the seed, the day and what it is for, never on earlier decisions: changing a decision
changes the days from there on, and no day before.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from statistics import NormalDist
from typing import Any

from tpelib.base.data import read_data
from tpelib.domain import media
from tpelib.domain.campaign.runs import (
    MAX_DAYS,
    MOST_PAID,
    Day,
    Market,
    PilotDecision,
    Run,
    Slice,
)

__all__ = ["EDIT", "Truth", "model", "run", "truth"]

_NORMAL = NormalDist()
_SHARED = 0.7
"""Share of the budget that goes where it was shifted."""
_BROKEN = (0.35, 0.55)
"""Part of the run in which the landing page breaks."""


@cache
def model() -> Mapping[str, Any]:
    """Return the model as its file says it: statement, steps, parameters with their sources."""
    return read_data(dict[str, Any], "campagnes", "simulateur.toml")


def _parameter(name: str) -> float:
    return float(model()["parameters"][name]["value"])


@lru_cache(maxsize=8192)  # a run is run again at each change, and the price of a day is that of all its parts
def _uniform(*parts: object) -> float:
    """Return a draw in ]0, 1[ that depends on these parts alone."""
    return min(max(random.Random("|".join(map(str, parts))).random(), 1e-12), 1 - 1e-12)  # noqa: S311  # a game, not a secret


def _noise(sigma: float, *parts: object) -> float:
    """Return a log-normal draw of mean 1."""
    return math.exp(sigma * _NORMAL.inv_cdf(_uniform(*parts)) - sigma * sigma / 2)


def _count(mean: float, most: int, *parts: object) -> int:
    """Return a Poisson draw, at most ``most``: by inversion, or by its normal limit above 50."""
    if mean <= 0 or most <= 0:
        return 0
    uniform = _uniform(*parts)
    if mean > 50:
        return min(most, max(0, round(mean + math.sqrt(mean) * _NORMAL.inv_cdf(uniform))))
    found, chance = 0, math.exp(-mean)
    total = chance
    while uniform > total and found < most:
        found += 1
        chance *= mean / found
        total += chance
    return found


@dataclass(frozen=True, slots=True)
class Truth:
    """What the pilot does not know at the start: real rates, and the day the landing page breaks.

    ``creatives``: click rate of each creative against the supposed one; ``placements``: price and click rate
    of each placement against the mean; ``conversion``: real conversion rate against the supposed one.
    """

    creatives: Mapping[str, float]
    placements: Mapping[str, tuple[float, float]]
    conversion: float
    broken: int


def truth(market: Market) -> Truth:
    """Draw what is hidden from the seed."""
    real, placed = _parameter("truth_noise"), _parameter("placement_noise")
    first = _noise(real, market.seed, "ctr")
    low, high = _BROKEN
    broken = low + (high - low) * _uniform(market.seed, "broken")
    return Truth(
        creatives={
            "A": first,
            "B": first * _noise(_parameter("creative_noise"), market.seed, "B"),
        },
        placements={
            name: (_noise(placed, market.seed, name, "price"), _noise(placed, market.seed, name, "ctr"))
            for name in market.placements
        },
        conversion=_noise(real, market.seed, "conversion"),
        broken=max(2, math.ceil(market.days * broken)),
    )


def run(market: Market, decisions: Iterable[PilotDecision] = (), *, until: int | None = None) -> Run:
    """Run a campaign.

    Parameters
    ----------
    market : Market
        What it starts from.
    decisions : iterable of Decision
        Applied on the morning of their day, in order; those of another day, or that make no sense, change nothing.
    until : int, optional
        Last day to run; all of them by default.

    Returns
    -------
    Run
        One :class:`Day` for each day. What a day spends is within the overspend rule of the tool: at most
        ``overspend.day`` times the daily budget; over a week from Sunday to Saturday, at most
        ``overspend.week / 7`` times the highest daily budget of that week for each day of the campaign in it;
        a lifetime budget is never exceeded.
    """
    by_day: dict[int, list[PilotDecision]] = defaultdict(list)
    for decision in decisions:
        by_day[decision.day].append(decision)
    state = _State(market, truth(market), market.daily)
    days = min(market.days, MAX_DAYS)
    last = days if until is None else min(days, max(0, until))
    return Run(market, tuple(state.live(number, by_day[number]) for number in range(1, last + 1)))


@dataclass
class _State:
    """What changes from one morning to the next."""

    market: Market
    truth: Truth
    budget: float
    paused: bool = False
    repaired: bool = False
    creatives: Mapping[str, float] = field(default_factory=lambda: {"A": 1.0})
    favourite: str = ""
    learning_since: int = 1
    total_cents: int = 0
    week_cents: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    shown: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def live(self, number: int, decisions: Sequence[PilotDecision]) -> Day:
        for decision in decisions:
            self._apply(decision)
        day = self.market.start + timedelta(days=number - 1)
        cents = 0 if self.paused else self._cents(number, day)
        self.total_cents += cents
        self.week_cents[_sunday(day)] += cents
        slices = tuple(self._slices(number, day, cents))
        for item in slices:
            self.shown[item.creative] += item.impressions
        whole = sum(self.shown.values())
        return Day(
            number=number,
            day=day,
            budget=0.0 if self.paused else self.budget,
            slices=slices,
            reach=math.floor(self._reach(whole)),
            shown=whole,
            tired={creative: self._times(creative) for creative in sorted(self.shown)},
            expected=sum(item.clicks for item in slices) * self.market.conversion_rate,
        )

    def _apply(self, decision: PilotDecision) -> None:
        if decision.kind == "pause":
            self.paused = True
        elif decision.kind == "resume" and self.paused:
            self.paused = False
            self.learning_since = decision.day
        elif decision.kind == "budget" and decision.amount and 0 < decision.amount <= MOST_PAID:
            if abs(decision.amount / self.budget - 1) > EDIT:
                self.learning_since = decision.day
            self.budget = decision.amount
        elif decision.kind in ("creative", "split"):
            self.creatives = {"B": 1.0} if decision.kind == "creative" else {"A": 0.5, "B": 0.5}
            self.learning_since = decision.day
        elif decision.kind == "shift" and decision.placement in self.market.placements:
            self.favourite = decision.placement
        elif decision.kind == "repair" and decision.day > self.truth.broken:
            self.repaired = True

    def _cents(self, number: int, day: date) -> int:
        """Return what the day spends: what is aimed at, moved by the auction, within the rules."""
        market, rule = self.market, self.market.overspend
        aimed = self.budget * _parameter("delivery")
        left = math.inf
        if market.lifetime is not None:
            left = 100 * market.lifetime - self.total_cents
            if self.budget == market.daily:  # untouched: what is left is spread over the days that are left
                aimed = left / 100 / (market.days - number + 1)
        wanted = aimed * _noise(_parameter("delivery_noise"), market.seed, number, "delivery")
        sunday = _sunday(day)
        days = sum(
            0 <= (sunday + timedelta(days=rank) - market.start).days < market.days for rank in range(7)
        )
        week = 100 * self.budget * rule.week / 7 * days - self.week_cents[sunday]
        return max(0, math.floor(min(100 * wanted, 100 * self.budget * rule.day, week, left) + 1e-6))

    def _slices(self, number: int, day: date, cents: int) -> Iterable[Slice]:
        """Share the money of the day between placements and creatives, to the cent, and let it work."""
        shares = [
            (placement, creative, weight * part)
            for placement, weight in self._weights().items()
            for creative, part in self.creatives.items()
        ]
        spread, given = 0.0, 0
        for placement, creative, share in shares if cents else ():
            spread += share
            upto = cents if (placement, creative) == shares[-1][:2] else math.floor(cents * min(1.0, spread))
            yield self._slice(number, day, placement, creative, upto - given)
            given = upto

    def _slice(self, number: int, day: date, placement: str, creative: str, cents: int) -> Slice:
        market, seed = self.market, (self.market.seed, number, placement, creative)
        dear, liked = self.truth.placements[placement]
        price = (
            market.cpm
            * dear
            * model()["weekdays"]["values"][day.weekday()]
            * model()["months"]["values"][day.month - 1]
            * _noise(_parameter("price_noise"), market.seed, number, "price")
        )
        shown = math.floor(cents / 100 / price * 1000)
        rate = market.ctr * self.truth.creatives[creative] * liked * self._freshness(creative)
        clicks = _count(shown * min(1.0, rate), shown, *seed, "clicks")
        sold = 0
        if self.repaired or number < self.truth.broken:
            young = number - self.learning_since < _parameter("learning_days")
            rate = market.conversion_rate * self.truth.conversion * market.season[day.month - 1]
            rate *= _parameter("learning") if young else 1.0
            sold = _count(clicks * min(1.0, rate), clicks, *seed, "sales")
        return Slice(placement, creative, cents, shown, clicks, sold)

    def _weights(self) -> dict[str, float]:
        names = self.market.placements
        if not self.favourite or len(names) == 1:
            return dict.fromkeys(names, 1 / len(names))
        rest = (1 - _SHARED) / (len(names) - 1)
        return {name: _SHARED if name == self.favourite else rest for name in names}

    def _reach(self, shown: float) -> float:
        return media.reach_range(self.market.people, shown, k=_parameter("spread")).low

    def _times(self, creative: str) -> float:
        """Return how many times, on average, a person whom a creative reached has seen it."""
        shown = self.shown[creative]
        reached = self._reach(shown) if shown else 0.0
        return max(1.0, shown / reached) if reached else 1.0

    def _freshness(self, creative: str) -> float:
        """Return the response left after so many exposures."""
        return float(self._times(creative) ** -_parameter("fatigue"))


EDIT = 0.20
"""Change of budget beyond which the tools learn again."""


def _sunday(day: date) -> date:
    """Return the Sunday that starts the week of a day: the tools count from Sunday to Saturday."""
    return day - timedelta(days=(day.weekday() + 1) % 7)
