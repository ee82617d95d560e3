"""What a rating is worth: the mean, the mean pulled towards the usual one, and the interval of the happy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpelib.base import stats
from tpelib.base.errors import DomainError

__all__ = ["PRIOR_MEAN", "PRIOR_WEIGHT", "Rating", "pulled", "rating"]

PRIOR_MEAN, PRIOR_WEIGHT = 4.2, 20
"""A shop without reviews is taken for one of twenty reviews at 4.2: the course's own setting."""
_STARS = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating.

    Parameters
    ----------
    n : int
        Reviews.
    mean, pulled : float
        Stars: the mean that is shown, and the one pulled towards :data:`PRIOR_MEAN`.
    happy, low, high : float
        Share of four and five stars, and its 95 % interval (Wilson).
    """

    n: int
    mean: float
    pulled: float
    happy: float
    low: float
    high: float


def rating(counts: Sequence[float]) -> Rating:
    """Return what a distribution of stars is worth.

    Parameters
    ----------
    counts : sequence of 5 float
        Reviews with five, four, three, two and one star.

    Raises
    ------
    DomainError
        No review, or a negative count.
    """
    if len(counts) != len(_STARS) or any(count < 0 for count in counts) or sum(counts) <= 0:
        raise DomainError("Donnez le nombre d’avis de chaque étoile : il en faut au moins un.")
    n = sum(counts)
    mean = sum(stars * count for stars, count in zip(_STARS, counts, strict=True)) / n
    happy = counts[0] + counts[1]
    low, high = stats.wilson_interval(happy, n)
    return Rating(int(n), mean, pulled(mean, n), happy / n, low, high)


def pulled(mean: float, n: float) -> float:
    """Return a mean pulled towards the usual one: few reviews weigh little (Bayesian average)."""
    return stats.bayesian_mean(mean * n, n, prior_mean=PRIOR_MEAN, prior_weight=PRIOR_WEIGHT)
