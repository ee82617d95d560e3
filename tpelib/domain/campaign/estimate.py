"""What a campaign may bring, as ranges, and what it costs in all. The model is stated; nothing here is promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tpelib.domain import media
from tpelib.domain.campaign.tools import Tool

__all__ = ["SPREAD", "VAT", "Bill", "Estimate", "Interval", "bill", "estimate"]

SPREAD = 0.3
"""The price of a thousand impressions may be 30 % lower or higher: the same rule as in C1."""
VAT = 0.20
"""Rate of VAT on advertising in France (code général des impôts, article 278)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A range, low end first."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a budget may bring in an audience.

    Parameters
    ----------
    impressions, reach, frequency, clicks, results : Interval
        Counts; ``frequency`` is times per person reached.
    """

    impressions: Interval
    reach: Interval
    frequency: Interval
    clicks: Interval
    results: Interval


def estimate(
    *, total: float, people: float, cpm: float, ctr: float, conversion_rate: float, k: float = 0.5
) -> Estimate:
    """Estimate what a campaign brings.

    Parameters
    ----------
    total : float
        Euros spent.
    people : float
        Size of the audience.
    cpm : float
        Euros for a thousand impressions; it is moved by :data:`SPREAD` both ways.
    ctr, conversion_rate : float
        Ratios in [0, 1].
    k : float
        Shape of the negative binomial.

    Returns
    -------
    Estimate
        Low end: dear impressions and unequal exposure (negative binomial). High end: cheap impressions and
        equal exposure (Poisson). See :func:`tpelib.domain.media.reach_range`.

    Raises
    ------
    DomainError
        A figure is out of its bounds.
    """
    shown = Interval(
        media.impressions(total, cpm * (1 + SPREAD)), media.impressions(total, cpm * (1 - SPREAD))
    )
    dear, cheap = (media.reach_range(people, item, k=k) for item in (shown.low, shown.high))
    clicks = Interval(*(media.clicks(item, ctr) for item in (shown.low, shown.high)))
    return Estimate(
        impressions=shown,
        reach=Interval(dear.low, cheap.high),
        frequency=Interval(_times(shown.low, dear.high), _times(shown.high, cheap.low)),
        clicks=clicks,
        results=Interval(*(media.conversions(item, conversion_rate) for item in (clicks.low, clicks.high))),
    )


def _times(shown: float, reached: float) -> float:
    return max(1.0, shown / reached) if reached else 1.0


@dataclass(frozen=True, slots=True)
class Bill:
    """What leaves the account, in euros: spending, fee of the platform, VAT on both, and in all.

    ``cost`` is what it costs in the end: without VAT for who recovers it, with it otherwise.
    """

    spent: float
    fee: float
    vat: float
    total: float
    cost: float


def bill(total: float, tool: Tool, day: date, *, recovers_vat: bool) -> Bill:
    """Compute the bill of a campaign.

    Parameters
    ----------
    total : float
        Euros spent on ads.
    tool : Tool
        It may add a fee, from a date on.
    day : date
        When it is spent.
    recovers_vat : bool
        False for who is « en franchise de TVA »: the VAT, self-assessed, is then lost.
    """
    fee = total * tool.fee.rate if tool.fee and day >= tool.fee.since else 0.0
    vat = (total + fee) * VAT
    whole = total + fee + vat
    return Bill(total, fee, vat, whole, whole - vat if recovers_vat else whole)
