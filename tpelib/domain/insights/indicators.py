"""Indicators with their denominators, from the rows of a report.

A mean of daily rates and the rate of the whole are two figures: the first gives a day of ten views the weight
of a day of ten thousand. People reached are never added up over days: the same people come back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tpelib.base import french, stats
from tpelib.base.errors import DomainError
from tpelib.domain.abtest import LEVEL
from tpelib.domain.insights.formats import measure_label
from tpelib.domain.insights.reports import Record

__all__ = [
    "ADDITIVE",
    "Indicator",
    "Trend",
    "by_day",
    "by_label",
    "indicators",
    "mean_of_ratios",
    "ratio_of_sums",
    "totals",
    "trend",
]

ADDITIVE = (
    "spend",
    "impressions",
    "clicks",
    "results",
    "revenue",
    "reactions",
    "comments",
    "shares",
    "views",
    "visits",
    "followers",
    "interactions",
)
"""What may be added up over days and ads: ``reach`` may not."""
_INTERACTIONS = ("reactions", "comments", "shares")
_FEW = 5
"""Expected count below which a share is not tested (Cochran, *Biometrics* 10, 1954)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure, and what it is a share of.

    Parameters
    ----------
    key, label : str
        ``ctr``; its name in French.
    value : float
        In ``unit``.
    unit : str
        ``%`` or ``€``.
    top, bottom : (str, float)
        What is divided, and by what: names and totals.
    """

    key: str
    label: str
    value: float
    unit: str
    top: tuple[str, float]
    bottom: tuple[str, float]

    @property
    def text(self) -> str:
        """The value as a French reader reads it."""
        if self.unit == "€":
            return french.euros(self.value, 3 if 0 < self.value < 1 else 2)
        return f"{french.number(self.value, 2)}{french.NBSP}{self.unit}"

    @property
    def told(self) -> str:
        """The division in words: ``clics ÷ affichages = 480 ÷ 40 000``."""
        (top, amount), (bottom, base) = self.top, self.bottom
        thousand = " × 1 000" if self.key == "cpm" else ""
        return french.typography(
            f"{top.lower()} ÷ {bottom.lower()}{thousand} = {french.number(amount)} ÷ {french.number(base)}{thousand}"
        )


# key, name, top, bottom, scale, unit. The bottom of engagement is the first of those that the report has.
_DEFINED = (
    ("ctr", "Taux de clic (CTR)", "clicks", "impressions", 100, "%"),
    ("cpm", "Coût de mille affichages (CPM)", "spend", "impressions", 1000, "€"),
    ("cpc", "Coût d'un clic (CPC)", "spend", "clicks", 1, "€"),
    ("conversion", "Résultats pour cent clics", "results", "clicks", 100, "%"),
    ("cost", "Coût d'un résultat", "spend", "results", 1, "€"),
    ("roas", "Ventes pour 1 € dépensé (ROAS)", "revenue", "spend", 1, "€"),
    ("engagement-impressions", "Engagement par affichage", "interactions", "impressions", 100, "%"),
    ("engagement-views", "Engagement par vue", "interactions", "views", 100, "%"),
)


def _interactions_of(record: Record) -> float | None:
    """Return reactions, comments and shares together; ``None`` when the row has none of them."""
    if "interactions" in record.values:
        return record.values["interactions"]
    parts = [record.values[key] for key in _INTERACTIONS if key in record.values]
    return sum(parts) if parts else None


def _value(record: Record, measure: str) -> float | None:
    return _interactions_of(record) if measure == "interactions" else record.values.get(measure)


def totals(records: Sequence[Record]) -> Mapping[str, float]:
    """Return the sum of each measure that adds up, over the rows that have it."""
    found: dict[str, float] = {}
    for measure in ADDITIVE:
        values = [value for record in records if (value := _value(record, measure)) is not None]
        if values:
            found[measure] = sum(values)
    return found


def _both(records: Sequence[Record], top: str, bottom: str) -> list[tuple[float, float]]:
    """Return the pairs of the rows that have both: a sum over other rows would not be a rate."""
    pairs = ((_value(record, top), _value(record, bottom)) for record in records)
    return [(above, below) for above, below in pairs if above is not None and below is not None]


def ratio_of_sums(records: Sequence[Record], top: str, bottom: str) -> float | None:
    """Return the rate of the whole: ``Σ top / Σ bottom``; ``None`` without a bottom."""
    pairs = _both(records, top, bottom)
    base = sum(below for _, below in pairs)
    return sum(above for above, _ in pairs) / base if base > 0 else None


def mean_of_ratios(records: Sequence[Record], top: str, bottom: str) -> float | None:
    """Return the plain mean of the rates of the rows, those with a bottom of zero left out."""
    ratios = [above / below for above, below in _both(records, top, bottom) if below > 0]
    return sum(ratios) / len(ratios) if ratios else None


def indicators(records: Sequence[Record]) -> tuple[Indicator, ...]:
    """Return the indicators that these rows allow, rates of the whole, in the order of the path of an ad."""
    found = []
    for key, label, top, bottom, scale, unit in _DEFINED:
        pairs = _both(records, top, bottom)
        amount, base = sum(above for above, _ in pairs), sum(below for _, below in pairs)
        if base > 0:
            found.append(
                Indicator(
                    key,
                    french.typography(label),
                    scale * amount / base,
                    unit,
                    (measure_label(top), amount),
                    (measure_label(bottom), base),
                )
            )
    return tuple(found)


def by_label(records: Sequence[Record]) -> Mapping[str, tuple[Record, ...]]:
    """Return the rows of each ad or post, in the order in which they come."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.label, []).append(record)
    return {label: tuple(own) for label, own in found.items()}


def by_day(records: Sequence[Record]) -> Mapping[date, tuple[Record, ...]]:
    """Return the rows of each day, in the order of days; those without one are left out."""
    found: dict[date, list[Record]] = {}
    for record in records:
        if record.day is not None:
            found.setdefault(record.day, []).append(record)
    return {day: tuple(found[day]) for day in sorted(found)}


@dataclass(frozen=True, slots=True)
class Trend:
    """A rate in the first half of the days and in the second.

    Parameters
    ----------
    first, second : float
        The two rates, each that of its whole half.
    p : float or None
        Chance of such a gap if nothing had changed; ``None`` when too few acted to say.
    verdict : str
        ``up``, ``down``, ``same`` (no change that can be told from chance) or ``few``.
    """

    first: float
    second: float
    p: float | None
    verdict: str


def trend(records: Sequence[Record], top: str, bottom: str) -> Trend:
    """Compare a rate before and after the middle day (pooled z test, see :func:`tpelib.base.stats.two_proportions`).

    Raises
    ------
    DomainError
        Fewer than four days, or a half without a bottom.
    """
    days = list(by_day(records).values())
    if len(days) < 4:
        raise DomainError("Il faut au moins quatre jours pour parler d’une tendance.")
    middle = len(days) // 2
    halves = [[record for day in half for record in day] for half in (days[:middle], days[middle:])]
    (acted_1, base_1), (acted_2, base_2) = (_sums(half, top, bottom) for half in halves)
    if not base_1 or not base_2:
        raise DomainError("Une moitié de la période n’a rien à comparer.")
    first, second = acted_1 / base_1, acted_2 / base_2
    try:
        p = stats.two_proportions(acted_1, base_1, acted_2, base_2).p
    except DomainError:
        return Trend(first, second, None, "few")
    pooled = (acted_1 + acted_2) / (base_1 + base_2)
    if min(pooled, 1 - pooled) * min(base_1, base_2) < _FEW:
        return Trend(first, second, None, "few")
    verdict = "same" if p >= LEVEL else "up" if second > first else "down"
    return Trend(first, second, p, verdict)


def _sums(records: Sequence[Record], top: str, bottom: str) -> tuple[float, float]:
    pairs = _both(records, top, bottom)
    return sum(above for above, _ in pairs), sum(below for _, below in pairs)
