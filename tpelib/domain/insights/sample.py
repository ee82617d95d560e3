"""A fictional campaign, day by day, for who has no figures yet: always the same for the same seed."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

from tpelib.base.errors import DomainError
from tpelib.domain.insights.reports import Record

__all__ = ["sample_campaign"]

_WEEK = (0.5, 0.6, 0.7, 0.9, 1.2, 1.7, 1.4)
_ATTENTION = (1.25, 1.2, 1.15, 1.05, 0.95, 0.8, 0.85)
"""Spending, and readiness to click, of each weekday against the mean, Monday first: invented, for the exercise.

A small day is clicked more: the mean of the daily rates is then above the rate of the whole.
"""
_WEARY = 0.02
"""Share of its clicks that an ad loses each day as it is seen again: invented, for the exercise."""


def sample_campaign(
    seed: str,
    *,
    budget: float,
    cpm: float,
    ctr: float,
    conversion_rate: float,
    basket: float,
    start: date,
    days: int = 14,
    advantage: float = 0.4,
) -> tuple[Record, ...]:
    """Return the rows of a fictional campaign with two versions, A and B, that share the budget.

    Parameters
    ----------
    seed : str
        The same seed gives the same rows.
    budget, cpm, basket : float
        Euros: in all, for a thousand impressions, for a sale.
    ctr, conversion_rate : float
        Rates of version A, in [0, 1].
    advantage : float
        By how much more often version B is clicked: 0.4 is 40 % more.

    Raises
    ------
    DomainError
        Something is not positive.
    """
    if min(budget, cpm, ctr, conversion_rate, basket, days) <= 0:
        raise DomainError("Une campagne d’exemple demande un budget, des prix et des taux positifs.")
    chance = random.Random(f"tpe-{seed}")  # noqa: S311  # an example, not a secret
    found: list[Record] = []
    for index in range(days):
        day = start + timedelta(days=index)
        for label, lift in (("Version A", 1.0), ("Version B", 1 + advantage)):
            spend = budget / days / 2 * _WEEK[day.weekday()] * chance.uniform(0.85, 1.15)
            impressions = round(spend / cpm * 1000 * chance.uniform(0.85, 1.15))
            rate = min(1.0, ctr * lift * _ATTENTION[day.weekday()] * (1 - _WEARY) ** index)
            clicks = _binomial(chance, impressions, rate)
            results = _binomial(chance, clicks, min(1.0, conversion_rate))
            values = {
                "spend": round(spend, 2),
                "impressions": float(impressions),
                "reach": float(round(impressions / chance.uniform(1.1, 1.4))),
                "clicks": float(clicks),
                "results": float(results),
                "revenue": round(results * basket * chance.uniform(0.9, 1.1), 2),
            }
            found.append(Record(len(found) + 2, day, label, values))
    return tuple(found)


def _binomial(chance: random.Random, trials: int, rate: float) -> int:
    """Draw how many of some trials succeed; beyond ten thousand, by the normal law that comes near."""
    if trials <= 10_000:
        return sum(chance.random() < rate for _ in range(trials))
    drawn = round(chance.gauss(trials * rate, math.sqrt(trials * rate * (1 - rate))))
    return min(trials, max(0, drawn))
