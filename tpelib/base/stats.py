"""Statistics a shop can use: what a difference, an average or a sample is worth. Standard library only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

from tpelib.base.errors import DomainError

__all__ = [
    "Concentration",
    "ResponseTimes",
    "TwoProportions",
    "bayesian_mean",
    "concentration",
    "kish_effective_n",
    "margin_of_error",
    "median_interval",
    "net_promoter_score",
    "response_times",
    "sample_size_per_arm",
    "two_proportions",
    "wilson_interval",
]

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class TwoProportions:
    """Two shares compared: each share, the pooled z and its two-sided p-value."""

    first: float
    second: float
    z: float
    p: float


def _share(successes: float, trials: float) -> float:
    if not (trials > 0 and 0 <= successes <= trials):
        raise DomainError("Le nombre de succès est compris entre zéro et le nombre d’essais.")
    return successes / trials


def two_proportions(
    successes_a: float, trials_a: float, successes_b: float, trials_b: float
) -> TwoProportions:
    """Compare two shares by the pooled z test (Fleiss, *Statistical Methods for Rates and Proportions*).

    Raises
    ------
    DomainError
        More successes than trials, no trial, or no variation at all to test.
    """
    first, second = _share(successes_a, trials_a), _share(successes_b, trials_b)
    pooled = (successes_a + successes_b) / (trials_a + trials_b)
    error = math.sqrt(pooled * (1 - pooled) * (1 / trials_a + 1 / trials_b))
    if error == 0:
        raise DomainError("Les deux versions donnent le même résultat partout : il n’y a rien à comparer.")
    z = (first - second) / error
    return TwoProportions(first, second, z, math.erfc(abs(z) / math.sqrt(2)))


def sample_size_per_arm(first: float, second: float, *, alpha: float = 0.05, power: float = 0.8) -> int:
    """Return the trials each version needs to tell two shares apart (two-sided, pooled variance).

    Raises
    ------
    DomainError
        The shares are equal or out of (0, 1).
    """
    if not (0 < first < 1 and 0 < second < 1) or first == second:
        raise DomainError("Donnez deux taux différents, entre 0 et 100 %.")
    pooled = (first + second) / 2
    z_alpha, z_power = _NORMAL.inv_cdf(1 - alpha / 2), _NORMAL.inv_cdf(power)
    spread = z_alpha * math.sqrt(2 * pooled * (1 - pooled))
    spread += z_power * math.sqrt(first * (1 - first) + second * (1 - second))
    return math.ceil((spread / (first - second)) ** 2)


def wilson_interval(successes: float, trials: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval of a share (Wilson, *JASA* 22, 1927); honest on small samples."""
    found = _share(successes, trials)
    z = _NORMAL.inv_cdf(0.5 + confidence / 2)
    scale = 1 + z * z / trials
    middle = (found + z * z / (2 * trials)) / scale
    half = z * math.sqrt(found * (1 - found) / trials + z * z / (4 * trials * trials)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def margin_of_error(found: float, n: float, *, confidence: float = 0.95) -> float:
    """Return the half-width of the usual interval of a share: ``z √(p(1 − p)/n)``."""
    _share(found, 1)
    if n <= 0:
        raise DomainError("Il faut au moins une réponse.")
    return _NORMAL.inv_cdf(0.5 + confidence / 2) * math.sqrt(found * (1 - found) / n)


def median_interval(
    values: Sequence[float], *, confidence: float = 0.95
) -> tuple[float, float, float] | None:
    """Return (median, low, high): the interval between two of the values themselves (sign test).

    Returns
    -------
    tuple of 3 floats or None
        ``None`` when there are too few values for the confidence asked: fewer than six at 95 %.

    Notes
    -----
    Conover, *Practical Nonparametric Statistics*: the k-th values from each end, with k the largest such that
    a binomial of n draws at one half is below k at most ``(1 − confidence) / 2`` of the time.
    """
    ordered, count = sorted(values), len(values)
    rank, below = 0, 0
    while rank < count and 2 * (below + math.comb(count, rank)) <= (1 - confidence) * 2**count:
        below += math.comb(count, rank)
        rank += 1
    return (median(ordered), ordered[rank - 1], ordered[count - rank]) if rank else None


def kish_effective_n(weights: Sequence[float]) -> float:
    """Return the effective size of a weighted sample: ``(Σw)² / Σw²`` (Kish, *Survey Sampling*, 1965)."""
    if not weights or any(weight < 0 for weight in weights) or not any(weights):
        raise DomainError("Les poids d’une enquête sont positifs, et un au moins dépasse zéro.")
    return sum(weights) ** 2 / sum(weight * weight for weight in weights)


def bayesian_mean(
    ratings_sum: float, n: float, *, prior_mean: float = 4.2, prior_weight: float = 20
) -> float:
    """Return a rating pulled towards the usual one: ``(C·m + Σ) / (C + n)``."""
    if n < 0 or prior_weight + n <= 0:
        raise DomainError("Le nombre d’avis est positif.")
    return (prior_weight * prior_mean + ratings_sum) / (prior_weight + n)


def net_promoter_score(scores: Sequence[int]) -> float:
    """Return the NPS: share of 9–10 minus share of 0–6, in points from −100 to 100."""
    if not scores or any(not 0 <= score <= 10 for score in scores):
        raise DomainError("Il faut des notes entières de 0 à 10.")
    promoters = sum(score >= 9 for score in scores)
    detractors = sum(score <= 6 for score in scores)
    return 100 * (promoters - detractors) / len(scores)


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """How fast messages are answered: hours, and shares of the messages."""

    median: float
    p90: float
    within_a_day: float
    response_rate: float


def response_times(hours: Sequence[float], *, unanswered: int = 0) -> ResponseTimes:
    """Summarise the delays of answers; ``unanswered`` messages count in the rates only."""
    if not hours or any(delay < 0 for delay in hours) or unanswered < 0:
        raise DomainError("Il faut au moins un délai, en heures, positif.")
    ordered = sorted(hours)
    received = len(ordered) + unanswered
    return ResponseTimes(
        median=median(ordered),
        p90=ordered[math.ceil(0.9 * len(ordered)) - 1],
        within_a_day=sum(delay <= 24 for delay in ordered) / received,
        response_rate=len(ordered) / received,
    )


@dataclass(frozen=True, slots=True)
class Concentration:
    """How concentrated a market is.

    HHI in points (0 to 10 000), normalised in [0, 1], and the effective number of firms.
    """

    hhi: float
    normalised: float
    effective_number: float


def concentration(shares: Sequence[float]) -> Concentration:
    """Measure concentration from shares that add up to 1 (Herfindahl–Hirschman: ``Σ share²`` in points)."""
    if not shares or any(part < 0 for part in shares) or abs(sum(shares) - 1) > 0.005:
        raise DomainError("Les parts doivent faire 100 % au total.")
    squares = sum(part * part for part in shares)
    count = len(shares)
    normalised = (squares - 1 / count) / (1 - 1 / count) if count > 1 else 1.0
    return Concentration(squares * 10_000, normalised, 1 / squares)
