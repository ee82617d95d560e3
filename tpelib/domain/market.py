"""A market seen from a shop: a small survey, competitors side by side, a place to take, a network to choose.

Affinity, penetration and coverage are in :mod:`tpelib.domain.media`, shares in :mod:`tpelib.domain.budget`, concentration in
:mod:`tpelib.base.stats`: they are the same formulas.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from operator import mul

from tpelib.base import stats
from tpelib.base.errors import DomainError

__all__ = [
    "Decision",
    "Range",
    "Sensitivity",
    "correlation",
    "decide",
    "distance_to_nearest",
    "engagement_rate",
    "sensitivity",
    "shares",
    "survey_margin",
    "survey_size",
]


def survey_margin(found: float, n: float, population: float | None = None) -> float:
    """Return the 95 % margin of error of a share found in a small survey.

    Parameters
    ----------
    found : float
        The share, in [0, 1].
    n : float
        People who answered.
    population : float, optional
        People in the whole target, at least ``n``: the finite population correction ``√((N − n)/(N − 1))``
        (Cochran, *Sampling Techniques*, 1977) narrows the margin when the survey reaches a good part of it.

    Returns
    -------
    float
        Half-width of the interval, in [0, 1]. It supposes people drawn at random: a shop's customers are not.

    Raises
    ------
    DomainError
        A figure is out of its bounds.
    """
    margin = stats.margin_of_error(found, n)
    if population is None:
        return margin
    if population < n:
        raise DomainError("La cible ne peut pas compter moins de personnes que les réponses.")
    if population <= 1:
        return 0.0
    return margin * math.sqrt((population - n) / (population - 1))


def survey_size(margin: float, population: float | None = None, found: float = 0.5) -> int:
    """Return the answers needed for a margin of error, rounded up.

    Parameters
    ----------
    margin : float
        Half-width wanted, in (0, 1).
    population : float, optional
        People in the whole target.
    found : float
        The share expected; one half is the most cautious.

    Raises
    ------
    DomainError
        The margin is not between 0 and 1.
    """
    if not 0 < margin < 1:
        raise DomainError("La marge d’erreur est comprise entre 0 et 100 %.")
    # For n = 1 the margin is z √(p(1 − p)): its square over the wanted one is the size for an endless population.
    size = (stats.margin_of_error(found, 1) / margin) ** 2
    if population is not None:
        size = size / (1 + (size - 1) / population)
    return math.ceil(size - 1e-9)


def engagement_rate(interactions: float, base: float) -> float:
    """Return ``interactions / base``: say which base (followers, people reached, impressions).

    Parameters
    ----------
    interactions : float
        Reactions, comments and shares of an average post.
    base : float
        What they are divided by, above zero.

    Raises
    ------
    DomainError
        A figure is negative, or the base is zero.
    """
    if not (interactions >= 0 and base > 0):
        raise DomainError("Il faut un nombre de réactions, et une base plus grande que zéro.")
    return interactions / base


def shares(amounts: Sequence[float]) -> tuple[float, ...]:
    """Return the share of each in the total (share of voice, share of market).

    Raises
    ------
    DomainError
        An amount is negative, or all are zero.
    """
    total = sum(amounts)
    if not amounts or any(amount < 0 for amount in amounts) or total <= 0:
        raise DomainError("Il faut des nombres positifs, et un au moins plus grand que zéro.")
    return tuple(amount / total for amount in amounts)


def distance_to_nearest(own: tuple[float, float], others: Sequence[tuple[float, float]]) -> tuple[float, int]:
    """Return how far the nearest competitor stands on a map, and which it is.

    Parameters
    ----------
    own, others : points
        Positions on two axes of the same scale.

    Returns
    -------
    (float, int)
        Distance, position in ``others``.

    Raises
    ------
    DomainError
        There is no other.
    """
    if not others:
        raise DomainError("Placez au moins un concurrent.")
    return min((math.dist(own, other), index) for index, other in enumerate(others))


def correlation(points: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation of two axes in [−1, 1]; ``None`` when one of them tells nobody apart."""
    if len(points) < 3:
        return None
    count = len(points)
    means = [sum(point[axis] for point in points) / count for axis in (0, 1)]
    centred = [(x - means[0], y - means[1]) for x, y in points]
    spread = [math.sqrt(sum(point[axis] ** 2 for point in centred)) for axis in (0, 1)]
    if min(spread) < 1e-9:
        return None
    return max(-1.0, min(1.0, sum(x * y for x, y in centred) / (spread[0] * spread[1])))


@dataclass(frozen=True, slots=True)
class Decision:
    """A weighted decision: total of each choice (scale of the marks), and the choices from first to last."""

    totals: Mapping[str, float]
    ranking: tuple[str, ...]

    @property
    def first(self) -> str:
        """The choice that comes first."""
        return self.ranking[0]

    @property
    def tied(self) -> bool:
        """True when the first two have the same total."""
        return (
            len(self.ranking) > 1 and abs(self.totals[self.ranking[0]] - self.totals[self.ranking[1]]) < 1e-9
        )


def decide(marks: Mapping[str, Sequence[float]], weights: Sequence[float]) -> Decision:
    """Weigh the marks of several choices: ``Σ weight × mark / Σ weight``.

    Parameters
    ----------
    marks : mapping
        Choice to its marks, one per criterion, in the order of the weights; the higher the better.
    weights : sequence of float
        0 or more; they need not add up to anything.

    Raises
    ------
    DomainError
        No choice, no weight above zero, or marks that do not fit the weights.
    """
    total = sum(weights)
    if not marks or total <= 0 or any(weight < 0 for weight in weights):
        raise DomainError("Il faut au moins un choix, et un poids plus grand que zéro.")
    if any(len(row) != len(weights) for row in marks.values()):
        raise DomainError("Donnez une note par critère à chaque choix.")
    return _weighed(marks, weights)


def _weighed(marks: Mapping[str, Sequence[float]], weights: Sequence[float]) -> Decision:
    total = sum(weights)
    totals = {name: sum(map(mul, weights, row)) / total for name, row in marks.items()}
    # Equals stay in the order in which they were given.
    return Decision(totals, tuple(sorted(totals, key=lambda name: -round(totals[name], 9))))


@dataclass(frozen=True, slots=True)
class Range:
    """Total of a choice: as weighed, lowest and highest when the weights move."""

    central: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Whether a ranking survives other weights.

    Parameters
    ----------
    decision : Decision
        With the weights as given.
    ranges : mapping
        Choice to its range over all scenarios.
    scenarios : int
        Sets of weights tried.
    first_stays : float
        Share of them in which the first stays alone in front, or level with the others in front.
    overtakes : mapping
        Choices that pass in front, to the share of scenarios in which they do.
    """

    decision: Decision
    ranges: Mapping[str, Range]
    scenarios: int
    first_stays: float
    overtakes: Mapping[str, float]


def sensitivity(
    marks: Mapping[str, Sequence[float]], weights: Sequence[float], spread: float = 0.2
) -> Sensitivity:
    """Move each weight, and each pair of weights, by plus or minus a share, and decide again.

    Parameters
    ----------
    marks, weights
        As in :func:`decide`.
    spread : float
        0.2 moves a weight by 20 % up and down; the weights are shared out again afterwards.

    Returns
    -------
    Sensitivity
        With *k* weights above zero, ``2k + 2k(k − 1)`` scenarios: each alone (up, down), each pair
        (both up, both down, one up the other down, and the reverse).
    """
    decision = decide(marks, weights)
    runs = [_weighed(marks, moved) for moved in _moved(weights, spread)]
    leaders = [run.first for run in runs]
    best = decision.first
    stays = sum(run.totals[best] >= run.totals[run.first] - 1e-9 for run in runs)
    others = [
        leader
        for leader, run in zip(leaders, runs, strict=True)
        if leader != best and run.totals[best] < run.totals[leader] - 1e-9
    ]
    ranges = {
        name: Range(
            decision.totals[name],
            min(run.totals[name] for run in [decision, *runs]),
            max(run.totals[name] for run in [decision, *runs]),
        )
        for name in marks
    }
    return Sensitivity(
        decision,
        ranges,
        len(runs),
        stays / len(runs),
        {name: others.count(name) / len(runs) for name in dict.fromkeys(others)},
    )


def _moved(weights: Sequence[float], spread: float) -> Iterator[tuple[float, ...]]:
    live = [index for index, weight in enumerate(weights) if weight > 0]
    for size in (1, 2):
        for chosen in combinations(live, size):
            for signs in product((1 + spread, 1 - spread), repeat=size):
                moved = list(weights)
                for index, factor in zip(chosen, signs, strict=True):
                    moved[index] *= factor
                yield tuple(moved)
