"""Planning with little money and little time: regularity, load, totals, and the best plan for the means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean, pstdev
from typing import Literal

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts.builders import running_total
from tpelib.charts.lying import lying_bars
from tpelib.charts.picture import Picture
from tpelib.charts.result import DataResult, Dataset, ResultColumn

__all__ = [
    "BestPlan",
    "Cumulative",
    "PlanOption",
    "Regularity",
    "best_plan",
    "cumulative",
    "explain_gap",
    "mix_gap",
    "plan_value",
    "regularity",
    "weekly_hours",
]


@dataclass(frozen=True, slots=True)
class Regularity:
    """How regular a series of dates is.

    ``variation`` is the coefficient of variation of the gaps (population, ddof = 0; 0 = a metronome),
    ``longest_gap`` is in days, ``empty_weeks`` counts the ISO weeks without a date between first and last.
    """

    variation: float
    longest_gap: int
    empty_weeks: int


def regularity(days: Sequence[date]) -> Regularity:
    """Measure the regularity of dates.

    Raises
    ------
    DomainError
        There are fewer than two different days.

    Examples
    --------
    >>> from datetime import date
    >>> import tpelib
    >>> found = tpelib.planning.regularity([date(2027, 3, day) for day in (1, 8, 15, 29)])
    >>> round(found.variation, 3), found.longest_gap, found.empty_weeks
    (0.354, 14, 1)
    """
    ordered = sorted(set(days))
    if len(ordered) < 2:
        raise DomainError("Il faut au moins deux dates différentes pour parler de régularité.")
    gaps = [(after - before).days for before, after in pairwise(ordered)]
    monday = ordered[0] - timedelta(days=ordered[0].weekday())
    weeks = (ordered[-1] - monday).days // 7 + 1
    used = {(day - monday).days // 7 for day in ordered}
    return Regularity(pstdev(gaps) / fmean(gaps), max(gaps), weeks - len(used))


def mix_gap(counts: Mapping[str, float], target: Mapping[str, float]) -> float:
    """Return how far a mix of themes is from its target: half the sum of the differences, in [0, 1]."""
    total, wanted = sum(counts.values()), sum(target.values())
    if total <= 0 or wanted <= 0:
        raise DomainError("Il faut au moins une publication et une part visée.")
    themes = counts.keys() | target.keys()
    return sum(abs(counts.get(theme, 0) / total - target.get(theme, 0) / wanted) for theme in themes) / 2


def weekly_hours(formats: Sequence[tuple[float, float]], moderation_minutes: float = 0) -> float:
    """Return the hours a week takes: ``(Σ minutes × number + moderation) / 60``.

    Parameters
    ----------
    formats : sequence of (minutes, number a week)
        What each format costs and how often it is made.
    moderation_minutes : float
        Minutes a week spent answering messages and comments.

    Examples
    --------
    >>> import tpelib
    >>> tpelib.planning.weekly_hours([(40, 2), (100, 1)], moderation_minutes=60)
    4.0
    """
    if moderation_minutes < 0 or any(minutes < 0 or number < 0 for minutes, number in formats):
        raise DomainError("Les minutes et les nombres de publications sont positifs.")
    return (sum(minutes * number for minutes, number in formats) + moderation_minutes) / 60


@dataclass(frozen=True, slots=True, repr=False)
class Cumulative(DataResult):
    """What is spent and what is available, added up month after month.

    ``months`` are the first days of the months; ``spent`` and ``available`` are running totals in ``unit`` (``€`` or
    ``h``); ``exceeded`` is the first month where the first is above the second, or ``None``.
    """

    months: tuple[date, ...]
    spent: tuple[float, ...]
    available: tuple[float, ...]
    exceeded: date | None
    unit: Literal["€", "h"] = "€"

    def dataset(self) -> Dataset:
        """Return one row per month: running totals, and whether they hold."""
        kind: Literal["euros", "hours"] = "euros" if self.unit == "€" else "hours"
        return Dataset(
            self._title(Person.YOU),
            self._told(Person.YOU),
            _OWN,
            (
                ResultColumn("month", "Mois", "date"),
                ResultColumn("spent", "Prévu, en cumulé", kind, self.unit),
                ResultColumn("available", "Disponible, en cumulé", kind, self.unit),
                ResultColumn("held", "Tenu", "flag"),
            ),
            [
                (month, spent, there, spent <= there + 1e-6)
                for month, spent, there in zip(self.months, self.spent, self.available, strict=True)
            ],
        )

    def picture(self, person: Person = Person.YOU) -> Picture:
        """Return a bar per month under the line of what is available."""
        return running_total(
            title=self._title(person),
            months=self.months,
            spent=[round(value, 2) for value in self.spent],
            available=[round(value, 2) for value in self.available],
            unit=self.unit,
            reading=self._told(person),
        )

    def _title(self, person: Person) -> str:
        what = "euros" if self.unit == "€" else "heures"
        return f"{person.says('Vos', 'Mes')} {what}, mois après mois"

    def _told(self, person: Person) -> str:
        title, means = self._title(person), person.says("ce que vous avez", "ce dont je dispose")
        if self.exceeded is not None:
            month = f"{french.MONTHS[self.exceeded.month - 1]} {self.exceeded.year}"
            return f"{title} : le plan dépasse {means} dès {month}."
        total = round(self.spent[-1], 2)
        spent = french.euros(total) if self.unit == "€" else french.hours(total)
        return f"{title} : le plan prend {spent} en tout, et ne dépasse jamais {means}."


_OWN = "Source : vos chiffres."


def cumulative(
    items: Sequence[tuple[date, date, float]], per_month: float, unit: Literal["€", "h"] = "€"
) -> Cumulative:
    """Add up amounts spread evenly over their days, against what each month brings.

    Parameters
    ----------
    items : sequence of (start, end, amount)
        Days included; euros or hours.
    per_month : float
        What each month makes available, in the same unit.
    unit : str
        ``€`` or ``h``.

    Raises
    ------
    DomainError
        There is no item, or one ends before it starts.

    Examples
    --------
    >>> from datetime import date
    >>> import tpelib
    >>> ad = (date(2027, 1, 1), date(2027, 2, 28), 118)
    >>> tpelib.planning.cumulative([ad], per_month=60).to_frame()
           month  spent  available   held
    0 2027-01-01   62.0       60.0  False
    1 2027-02-01  118.0      120.0   True
    """
    if not items or any(end < start for start, end, _ in items):
        raise DomainError("Chaque action doit finir après avoir commencé.")
    first = min(start for start, _, _ in items).replace(day=1)
    last = max(end for _, end, _ in items)
    months: list[date] = []
    month = first
    while month <= last:
        months.append(month)
        month = _next_month(month)
    spent: list[float] = []
    total = 0.0
    for month in months:
        limit = _next_month(month)
        for start, end, amount in items:
            days = (min(end + timedelta(days=1), limit) - max(start, month)).days
            if days > 0:
                total += amount * days / ((end - start).days + 1)
        spent.append(total)
    available = [per_month * rank for rank in range(1, len(months) + 1)]
    exceeded = next((m for m, s, a in zip(months, spent, available, strict=True) if s > a + 1e-6), None)
    return Cumulative(tuple(months), tuple(spent), tuple(available), exceeded, unit)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class PlanOption:
    """An action one may do several times.

    Parameters
    ----------
    name : str
        What it is.
    value : float
        What one is worth to the aim (points, contacts, sales…), the same unit for all.
    cost, hours : float
        Euros and hours for one.
    maximum : int
        How often at most.
    minimum : int
        How often at least (a cadence to hold).
    """

    name: str
    value: float
    cost: float
    hours: float
    maximum: int
    minimum: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class BestPlan(DataResult):
    """The best plan for the means: how often each candidate, its totals, and whether that is proven."""

    counts: tuple[int, ...]
    value: float
    cost: float
    hours: float
    proven: bool
    candidates: tuple[PlanOption, ...]

    def dataset(self) -> Dataset:
        """Return one row per candidate: how often, and what these are worth, cost and take together."""
        return Dataset(
            "Le meilleur choix",
            self._told(),
            _BY_PROGRAMME,
            (
                ResultColumn("action", "Action", "category"),
                ResultColumn("count", "Combien de fois", "count", "fois"),
                ResultColumn("value", "Intérêt", "number", "points d’intérêt"),
                ResultColumn("cost", "Coût", "euros", "€"),
                ResultColumn("hours", "Temps", "hours", "h"),
            ),
            [
                (one.name, count, one.value * count, one.cost * count, one.hours * count)
                for one, count in zip(self.candidates, self.counts, strict=True)
            ],
        )

    def picture(self) -> Picture:
        """Return a lying bar per candidate: how often it is done."""
        return lying_bars(
            title="Le meilleur choix",
            labels=[one.name for one in self.candidates],
            values=self.counts,
            texts=[f"{count} fois" for count in self.counts],
            axis="fois",
            reading=self._told(),
            source=_BY_PROGRAMME,
        )

    def _told(self) -> str:
        how = "prouvé par le calcul" if self.proven else "le temps a manqué pour le prouver"
        return (
            f"Avec ces moyens, le meilleur choix vaut {french.number(self.value)} points d'intérêt ({how}) ; il coûte "
            f"{french.euros(self.cost)} et prend {french.hours(self.hours)}."
        )


_BY_PROGRAMME = "Source : vos chiffres ; le meilleur choix est calculé par un programme en nombres entiers."


def plan_value(candidates: Sequence[PlanOption], counts: Sequence[int]) -> tuple[float, float, float]:
    """Return value, cost (euros) and hours of a plan."""
    chosen = list(zip(candidates, counts, strict=True))
    return (
        sum(c.value * n for c, n in chosen),
        sum(c.cost * n for c, n in chosen),
        sum(c.hours * n for c, n in chosen),
    )


def best_plan(candidates: Sequence[PlanOption], budget: float, hours: float) -> BestPlan | None:
    """Find the plan of most value that money, hours and cadence allow, by an integer programme.

    Parameters
    ----------
    candidates : sequence of PlanOption
        What may be done.
    budget, hours : float
        Euros and hours available.

    Returns
    -------
    BestPlan or None
        ``None`` when not even the minima fit. ``proven`` is True when the solver proved the optimum, which
        it does at once on the dozen of actions of a small business.

    Notes
    -----
    OR-tools CP-SAT on cents, minutes and thousandths of value, one worker and a fixed seed, so that the same
    question always has the same answer; among equal plans, the cheapest, then the shortest.

    Examples
    --------
    >>> import tpelib
    >>> PlanOption = tpelib.planning.PlanOption
    >>> ideas = [PlanOption("Photo", 2, 0, 0.5, maximum=8), PlanOption("Vidéo", 5, 10, 2, maximum=4)]
    >>> tpelib.planning.best_plan(ideas, budget=20, hours=6).counts
    (8, 1)
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    counts = [model.new_int_var(c.minimum, max(c.minimum, c.maximum), "") for c in candidates]
    cents = [round(c.cost * 100) for c in candidates]
    minutes = [round(c.hours * 60) for c in candidates]
    model.add(cp_model.LinearExpr.weighted_sum(counts, cents) <= int(budget * 100 + 1e-6))
    model.add(cp_model.LinearExpr.weighted_sum(counts, minutes) <= int(hours * 60 + 1e-6))
    # Value first; a tie-break too small to ever outweigh a thousandth of value.
    ceiling = 1 + sum((a + b) * max(1, c.maximum) for a, b, c in zip(cents, minutes, candidates, strict=True))
    weights = [
        round(c.value * 1000) * ceiling - a - b for c, a, b in zip(candidates, cents, minutes, strict=True)
    ]
    model.maximize(cp_model.LinearExpr.weighted_sum(counts, weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = 5.0
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = tuple(int(solver.value(count)) for count in counts)
    totals = plan_value(candidates, chosen)
    return BestPlan(chosen, *totals, status == cp_model.OPTIMAL, tuple(candidates))


def explain_gap(
    candidates: Sequence[PlanOption], own: Sequence[int], best: BestPlan
) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return what the best plan does more of, and less of, than one's own: (name, how many), most first."""
    difference = [(c.name, b - o) for c, o, b in zip(candidates, own, best.counts, strict=True)]
    more = sorted(((name, count) for name, count in difference if count > 0), key=lambda item: -item[1])
    less = sorted(((name, -count) for name, count in difference if count < 0), key=lambda item: -item[1])
    return more, less
