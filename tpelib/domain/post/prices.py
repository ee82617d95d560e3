"""The reference price of an announced cut: the lowest of the thirty days before it (L112-1-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tpelib.base.errors import DomainError

__all__ = ["REFERENCE_DAYS", "Cut", "announced_cut", "reference_price"]

REFERENCE_DAYS = 30
"""Days before a cut whose lowest price is its reference (code de la consommation, L112-1-1)."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut as it may be announced.

    Parameters
    ----------
    reference, price : float
        Price before and price announced, in euros.
    """

    reference: float
    price: float

    @property
    def rate(self) -> float:
        """Share taken off the reference, in [0, 1]; 0 when the price is no lower than it."""
        return max(0.0, 1 - self.price / self.reference)


def reference_price(prices: Sequence[tuple[date, float]], start: date) -> float:
    """Return the price that an announced cut must start from: the lowest of the thirty days before it.

    Parameters
    ----------
    prices : sequence of (date, float)
        Each price charged, in euros, from the day it was set; it holds until the next.
    start : date
        First day of the cut. When cuts follow one another, the day of the first.

    Raises
    ------
    DomainError
        No price was charged in those days.

    Notes
    -----
    Code de la consommation, L112-1-1.
    """
    opening = start - timedelta(days=REFERENCE_DAYS)
    ordered = sorted(prices)
    held = [
        price
        for index, (day, price) in enumerate(ordered)
        if day < start and (index + 1 == len(ordered) or ordered[index + 1][0] > opening)
    ]
    if not held or min(held) <= 0:
        raise DomainError("Donnez au moins un prix, positif, pratiqué dans les trente jours d’avant.")
    return min(held)


def announced_cut(prices: Sequence[tuple[date, float]], start: date, price: float) -> Cut:
    """Return the cut that may be announced on a day for a price.

    Raises
    ------
    DomainError
        No price was charged in the thirty days before.
    """
    return Cut(reference_price(prices, start), price)
