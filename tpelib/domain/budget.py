"""Money beyond the campaign: what a customer is worth, the voice bought, VAT."""

from __future__ import annotations

import math

from tpelib.base.errors import DomainError

__all__ = [
    "customer_value",
    "customer_value_with_retention",
    "excess_share_of_voice",
    "price_with_vat",
    "share",
]


def customer_value(basket: float, margin_rate: float, visits_per_year: float, years: float) -> float:
    """Return what a customer brings: ``basket × margin rate × visits a year × years``, in euros.

    Raises
    ------
    DomainError
        A figure is negative, or the margin rate is above 1.
    """
    for value in (basket, visits_per_year, years):
        if not (math.isfinite(value) and value >= 0):
            raise DomainError("Le panier, les visites et les années sont des nombres positifs.")
    if not 0 <= margin_rate <= 1:
        raise DomainError("Le taux de marge est compris entre 0 et 100 %.")
    return basket * margin_rate * visits_per_year * years


def customer_value_with_retention(
    yearly_margin: float, retention: float, discount: float, *, first_margin_counts: bool = True
) -> float:
    """Return the value of a customer who stays with probability *r* each year, discounted at *d*.

    Parameters
    ----------
    yearly_margin : float
        Euros a year, m.
    retention, discount : float
        r in [0, 1], d at 0 or more.
    first_margin_counts : bool
        True: the first margin comes now, ``m(1 + d) / (1 + d − r)``; False: ``m·r / (1 + d − r)``.

    Raises
    ------
    DomainError
        A rate is out of its bounds, or 1 + d − r is zero.
    """
    if not (0 <= retention <= 1 and discount >= 0 and 1 + discount - retention > 0):
        raise DomainError("La fidélité est comprise entre 0 et 100 %, et l’actualisation est positive.")
    start = 1 + discount if first_margin_counts else retention
    return yearly_margin * start / (1 + discount - retention)


def share(own: float, total: float) -> float:
    """Return a share of voice or of market: ``own / all`` (own included in all)."""
    if not (total > 0 and 0 <= own <= total):
        raise DomainError(
            "Votre part ne peut pas dépasser le total, et le total doit être plus grand que zéro."
        )
    return own / total


def excess_share_of_voice(share_of_voice: float, share_of_market: float) -> float:
    """Return ESOV: ``SOV − SOM``; above zero, the business speaks louder than it sells."""
    return share_of_voice - share_of_market


def price_with_vat(net: float, rate: float = 0.20) -> float:
    """Return a price with VAT: ``net × (1 + rate)``."""
    return net * (1 + rate)
