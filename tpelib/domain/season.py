"""Seasons of a business, read in its own turnover."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from tpelib.base.errors import DomainError

__all__ = ["covers_month", "peak_months", "seasonal_indices"]


def seasonal_indices(turnover: Sequence[float]) -> tuple[float, ...]:
    """Return the index of each month: ``month / mean month`` (1 = an average month).

    Parameters
    ----------
    turnover : sequence of 12 floats
        Euros, January to December.

    Raises
    ------
    DomainError
        There are not twelve months, or a month is negative, or the year is empty.

    Examples
    --------
    >>> import tpelib
    >>> indices = tpelib.season.seasonal_indices([8, 12, 9, 9, 15, 9, 6, 6, 9, 9, 10, 18])
    >>> indices[11], tpelib.season.peak_months(indices)
    (1.8, (2, 5, 12))
    """
    if len(turnover) != 12 or any(not (math.isfinite(month) and month >= 0) for month in turnover):
        raise DomainError("Donnez le chiffre d’affaires des douze mois, zéro compris.")
    mean = sum(turnover) / 12
    if mean == 0:
        raise DomainError("Le chiffre d’affaires de l’année ne peut pas être nul.")
    return tuple(month / mean for month in turnover)


def peak_months(indices: Sequence[float], *, threshold: float = 1.10) -> tuple[int, ...]:
    """Return the months (1 to 12) that are clearly above the mean; the highest one when none is."""
    peaks = tuple(month for month, index in enumerate(indices, 1) if index >= threshold)
    return peaks or (max(range(1, 13), key=lambda month: indices[month - 1]),)


def covers_month(start: date, end: date, month: int, *, lead: int = 45) -> bool:
    """Return True when a period prepares or accompanies a month.

    Parameters
    ----------
    start, end : date
        The period, both days included.
    month : int
        1 to 12, of any year the period touches.
    lead : int
        Days before the month in which communication still prepares it.
    """
    for year in range(start.year, end.year + 2):
        first = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        if start <= last and end >= first - timedelta(days=lead):
            return True
    return False
