"""A market seen from a shop: a small survey, competitors side by side, a place to take, a network to choose.

Affinity, penetration and coverage are in :mod:`tpelib.media`, shares in :mod:`tpelib.budget`, concentration in
``tpelib.base.stats``: they are the same formulas.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from operator import mul

from tpelib.base import french, stats
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Mark,
)
from tpelib.charts.lying import lying_bars, lying_rows
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn

__all__ = [
    "Sensitivity",
    "TotalRange",
    "WeightedDecision",
    "correlation",
    "decide",
    "distance_to_nearest",
    "engagement_rate",
    "sensitivity",
    "shares",
    "survey_margin",
    "survey_size",
    "weights_moved",
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

    Examples
    --------
    >>> import tpelib
    >>> round(tpelib.market.survey_margin(0.5, n=30), 3)
    0.179
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

    Examples
    --------
    >>> import tpelib
    >>> tpelib.market.survey_size(margin=0.1, population=400)
    78
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


@dataclass(frozen=True, slots=True, repr=False)
class WeightedDecision(DataResult):
    """A weighted decision: total of each choice (scale of the marks), and the choices from first to last."""

    totals: Mapping[str, float]
    ranking: tuple[str, ...]

    def dataset(self) -> Dataset:
        """Return one row per choice, the first on top: its total, in the scale of the marks."""
        rows = [(name, self.totals[name]) for name in self.ranking]
        columns = (
            ResultColumn("choice", "Choix", "category"),
            ResultColumn("total", "Note pondérée", "number", decimals=2),
        )
        return Dataset("Les choix, pesés", self._told(), _OWN_MARKS, columns, rows)

    def picture(self) -> Picture:
        """Return a lying bar per choice, the first on top."""
        totals = [self.totals[name] for name in self.ranking]
        return lying_bars(
            title="Les choix, pesés",
            labels=self.ranking,
            values=totals,
            texts=[french.number(total, 2) for total in totals],
            axis="note pondérée",
            reading=self._told(),
            source=_OWN_MARKS,
        )

    def _told(self) -> str:
        ranked = [f"{name} ({french.number(self.totals[name], 2)})" for name in self.ranking]
        even = " Les deux premiers sont à égalité." if self.tied else ""
        return f"Dans l'ordre : {french.listing(ranked, 'puis')}.{even}"

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


def decide(marks: Mapping[str, Sequence[float]], weights: Sequence[float]) -> WeightedDecision:
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

    Examples
    --------
    >>> import tpelib
    >>> found = tpelib.market.decide({"Instagram": (4, 5), "Facebook": (4, 3)}, weights=(60, 40))
    >>> found.first, found.totals["Instagram"]
    ('Instagram', 4.4)
    """
    total = sum(weights)
    if not marks or total <= 0 or any(weight < 0 for weight in weights):
        raise DomainError("Il faut au moins un choix, et un poids plus grand que zéro.")
    if any(len(row) != len(weights) for row in marks.values()):
        raise DomainError("Donnez une note par critère à chaque choix.")
    return _weighed(marks, weights)


def _weighed(marks: Mapping[str, Sequence[float]], weights: Sequence[float]) -> WeightedDecision:
    total = sum(weights)
    totals = {name: sum(map(mul, weights, row)) / total for name, row in marks.items()}
    # Equals stay in the order in which they were given.
    return WeightedDecision(totals, tuple(sorted(totals, key=lambda name: -round(totals[name], 9))))


@dataclass(frozen=True, slots=True)
class TotalRange:
    """Total of a choice: as weighed, lowest and highest when the weights move."""

    central: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, repr=False)
class Sensitivity(DataResult):
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
    spread : float
        How far each weight was moved: 0.2 for 20 % up and down.
    """

    decision: WeightedDecision
    ranges: Mapping[str, TotalRange]
    scenarios: int
    first_stays: float
    overtakes: Mapping[str, float]
    spread: float = 0.2

    def dataset(self) -> Dataset:
        """Return one row per choice, the first on top: its total, how far it moves, how often it comes first."""
        return Dataset(
            "Le classement quand les poids bougent",
            self.told({}),
            self.source_line(),
            (
                ResultColumn("choice", "Choix", "category"),
                ResultColumn("total", "Note pondérée", "number", decimals=2),
                ResultColumn("low", "Au moins", "number", decimals=2),
                ResultColumn("high", "Au plus", "number", decimals=2),
                ResultColumn("first", "Cas où il est premier", "ratio", "part de 0 à 1", 0),
            ),
            [
                (name, moved.central, moved.low, moved.high, self.first_in(name))
                for name in self.decision.ranking
                for moved in [self.ranges[name]]
            ],
        )

    def first_in(self, name: str) -> float:
        """Return the share of scenarios in which a choice comes first."""
        return self.first_stays if name == self.decision.first else self.overtakes.get(name, 0.0)

    def source_line(self, person: Person = Person.YOU) -> str:
        """Return « Source : … »: the marks are one's own; how many sets of weights were tried."""
        return (
            f"Source : {person.your} notes et {person.your} poids ; {french.number(self.scenarios)} jeux de poids "
            f"essayés, chacun à ± {french.percent(self.spread, 0)}, seul puis deux par deux."
        )

    def told(self, names: Mapping[str, str]) -> str:
        """Return whether the first stays first, in a sentence; ``names`` gives the words of the keys, if others."""
        first = self.decision.first
        told = f"{names.get(first, first)} reste premier dans {french.percent(self.first_stays, 0)} des cas quand les "
        told += f"poids bougent de {french.percent(self.spread, 0)}."
        if self.overtakes:
            rival = max(self.overtakes, key=self.overtakes.__getitem__)
            told += (
                f" {names.get(rival, rival)} passe devant dans {french.percent(self.overtakes[rival], 0)}."
            )
        return told

    def picture(
        self,
        *,
        names: Mapping[str, str] | None = None,
        scale: float = 5,
        title: str = "Le classement quand les poids bougent",
        person: Person = Person.YOU,
    ) -> Picture:
        """Return a point per choice, in a band that holds what other weights give.

        Parameters
        ----------
        names : mapping, optional
            Key of a choice to its French name; the keys themselves by default.
        scale : float
            The highest mark.
        title : str
        person : Person
            Whose marks and weights they are.
        """
        words = {name: (names or {}).get(name, name) for name in self.ranges}
        return weights_moved(
            title=title, found=self, names=words, scale=scale, reading=self.told(words), person=person
        )


_OWN_MARKS = "Source : vos notes et vos poids."


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

    Raises
    ------
    DomainError
        As :func:`decide`.

    Examples
    --------
    >>> import tpelib
    >>> marks = {"Instagram": (4, 5, 3), "Facebook": (4, 3, 4), "TikTok": (2, 5, 2)}
    >>> moved = tpelib.market.sensitivity(marks, weights=(40, 30, 30))
    >>> moved.decision.ranking
    ('Instagram', 'Facebook', 'TikTok')
    >>> moved.first_stays
    1.0
    >>> moved.to_frame()[["choice", "low", "high"]].round(2)
          choice   low  high
    0  Instagram  3.88  4.12
    1   Facebook  3.63  3.76
    2     TikTok  2.71  3.10
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
        name: TotalRange(
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
        spread,
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


def weights_moved(
    *,
    title: str,
    found: Sensitivity,
    names: Mapping[str, str],
    scale: float,
    reading: str,
    person: Person = Person.YOU,
) -> Picture:
    """Draw the total of each choice, and how far it moves when the weights do.

    Parameters
    ----------
    found : Sensitivity
        The decision under other weights.
    names : mapping
        Key of a choice to its French name.
    scale : float
        The highest mark.
    """
    order = list(found.decision.ranking)
    labels = [names[key] for key in order]
    ranges = [found.ranges[key] for key in order]
    data: list[Mark] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": labels,
            "base": [round(item.low, 4) for item in ranges],
            "x": [round(item.high - item.low, 4) for item in ranges],
            "marker": {"color": COLOURS[4]},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "y": labels,
            "x": [round(item.central, 4) for item in ranges],
            "marker": {
                "size": 15,
                "symbol": ["star" if index == 0 else "circle" for index in range(len(labels))],
                "color": [COLOURS[1] if index == 0 else COLOURS[0] for index in range(len(labels))],
            },
            "hovertemplate": "%{y}<extra></extra>",
        },
    ]
    layout = lying_rows(
        labels,
        [french.number(item.central, 2) for item in ranges],
        {
            "title": {"text": f"note pondérée, sur {french.number(scale)}"},
            "range": [
                max(0.0, min(item.low for item in ranges) - 0.6),
                min(scale, max(item.high for item in ranges) + 0.5) + 0.1,
            ],
        },
    )
    rows = [
        [
            name,
            french.number(item.central, 2),
            f"de {french.number(item.low, 2)} à {french.number(item.high, 2)}",
            french.percent(found.first_in(key), 0),
        ]
        for key, name, item in zip(order, labels, ranges, strict=True)
    ]
    said = french.listing([f"{row[0]} {row[1]}, {row[2]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Un point par réseau, une bande pour ce que donnent d'autres poids. {said}.",
        {"data": data, "layout": layout},
        Table(title, ["Réseau", "Note", "Quand les poids bougent", "Part des cas où il est premier"], rows),
        found.source_line(person),
    )
