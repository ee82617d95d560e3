"""Formulas of media buying: from a budget to what it brings.

Standard definitions of the field; each function states its denominator. Amounts are in euros before VAT.
Rates are ratios in [0, 1], not percentages.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts.builders import bars
from tpelib.charts.picture import Picture
from tpelib.charts.result import DataResult, Dataset, ResultColumn

__all__ = [
    "FUNNEL_COLUMNS",
    "Funnel",
    "ReachRange",
    "affinity_index",
    "break_even_roas",
    "clicks",
    "conversion_rate",
    "conversions",
    "cost_per_grp",
    "coverage",
    "cpa",
    "cpc",
    "cpm",
    "ctr",
    "engagement_rates",
    "frequency",
    "funnel",
    "grp",
    "impressions",
    "learning_phase_daily_budget",
    "maximum_cpa",
    "net_result",
    "pacing",
    "penetration",
    "reach_range",
    "roas",
]


def _positive(name: str, value: float) -> float:
    if not (math.isfinite(value) and value > 0):
        raise DomainError(f"{name} doit être un nombre plus grand que zéro.")
    return value


def _not_negative(name: str, value: float) -> float:
    if not (math.isfinite(value) and value >= 0):
        raise DomainError(f"{name} doit être un nombre positif ou nul.")
    return value


def _rate(name: str, value: float) -> float:
    if not 0 <= value <= 1:
        raise DomainError(f"{name} doit être compris entre 0 et 100 %.")
    return value


def impressions(budget: float, cpm: float) -> float:
    """Return the impressions a budget buys: ``budget / CPM × 1000``.

    Parameters
    ----------
    budget : float
        Euros, 0 or more.
    cpm : float
        Cost per thousand impressions, euros.

    Raises
    ------
    DomainError
        The budget is negative, or the CPM is not above zero.

    Examples
    --------
    >>> import tpelib
    >>> tpelib.media.impressions(budget=150, cpm=7.5)
    20000.0
    """
    return _not_negative("Le budget", budget) / _positive("Le coût pour mille affichages", cpm) * 1000


def cpm(cost: float, shown: float) -> float:
    """Return the cost per thousand impressions: ``cost / impressions × 1000``, in euros."""
    return _not_negative("Le coût", cost) / _positive("Le nombre d’affichages", shown) * 1000


def clicks(shown: float, click_rate: float) -> float:
    """Return the clicks: ``impressions × CTR``."""
    return _not_negative("Le nombre d’affichages", shown) * _rate("Le taux de clic", click_rate)


def ctr(clicked: float, shown: float) -> float:
    """Return the click-through rate: ``clicks / impressions``."""
    return _not_negative("Le nombre de clics", clicked) / _positive("Le nombre d’affichages", shown)


def cpc(cost: float, clicked: float) -> float:
    """Return the cost per click: ``cost / clicks``, in euros."""
    return _not_negative("Le coût", cost) / _positive("Le nombre de clics", clicked)


def conversions(clicked: float, rate: float) -> float:
    """Return the conversions: ``clicks × conversion rate``."""
    return _not_negative("Le nombre de clics", clicked) * _rate("Le taux de conversion", rate)


def conversion_rate(converted: float, clicked: float) -> float:
    """Return the conversion rate: ``conversions / clicks``."""
    return _not_negative("Le nombre de ventes", converted) / _positive("Le nombre de clics", clicked)


def cpa(cost: float, converted: float) -> float:
    """Return the cost per acquisition: ``cost / conversions``, in euros."""
    return _not_negative("Le coût", cost) / _positive("Le nombre de ventes", converted)


def roas(revenue: float, cost: float) -> float:
    """Return the return on ad spend: ``revenue / cost``, euros of sales per euro spent."""
    return _not_negative("Le chiffre d’affaires", revenue) / _positive("Le coût", cost)


def break_even_roas(margin_rate: float) -> float:
    """Return the ROAS at which a campaign neither gains nor loses: ``1 / margin rate``."""
    return 1 / _positive("Le taux de marge", _rate("Le taux de marge", margin_rate))


def maximum_cpa(basket: float, margin_rate: float) -> float:
    """Return the most a sale may cost before it loses money: ``basket × margin rate``, in euros."""
    return _not_negative("Le panier moyen", basket) * _rate("Le taux de marge", margin_rate)


def net_result(revenue: float, margin_rate: float, cost: float) -> float:
    """Return what is left of a campaign: ``revenue × margin rate − cost``, in euros."""
    return _not_negative("Le chiffre d’affaires", revenue) * _rate(
        "Le taux de marge", margin_rate
    ) - _not_negative("Le coût", cost)


FUNNEL_COLUMNS: tuple[ResultColumn, ...] = (
    ResultColumn("budget", "Budget", "euros", "€"),
    ResultColumn("impressions", "Affichages", "number", "affichages", 0),
    ResultColumn("clicks", "Clics", "number", "clics", 0),
    ResultColumn("cpc", "Coût d’un clic", "euros", "€", 3),
    ResultColumn("conversions", "Ventes", "number", "ventes", 1),
    ResultColumn("cpa", "Coût d’une vente", "euros", "€", 2),
    ResultColumn("maximum_cpa", "Coût maximal d’une vente", "euros", "€", 2),
    ResultColumn("revenue", "Chiffre d’affaires", "euros", "€", 2),
    ResultColumn("roas", "Ventes pour 1 € dépensé (ROAS)", "euros", "€ de ventes par € dépensé", 2),
    ResultColumn("break_even_roas", "Seuil pour ne rien perdre", "euros", "€ de ventes par € dépensé", 2),
    ResultColumn("margin", "Marge gagnée", "euros", "€", 2),
    ResultColumn("net_result", "Résultat", "euros", "€", 2),
)
"""The steps of a campaign, as a frame and a table name them."""


@dataclass(frozen=True, slots=True, repr=False)
class Funnel(DataResult):
    """A campaign from budget to result (euros, counts, ratios); counts are expectations, not rounded.

    ``cpc``, ``cpa`` are ``None`` when nothing is clicked or sold, ``roas`` when nothing is spent.
    """

    budget: float
    impressions: float
    clicks: float
    conversions: float
    revenue: float
    cpc: float | None
    cpa: float | None
    roas: float | None
    break_even_roas: float
    maximum_cpa: float
    net_result: float

    @property
    def margin(self) -> float:
        """What the sales leave once the goods are paid, in euros, before the campaign itself is."""
        return self.net_result + self.budget

    def dataset(self) -> Dataset:
        """Return one row: every step, so that frames of several campaigns stack."""
        row = [getattr(self, column.name) for column in FUNNEL_COLUMNS]
        return Dataset(
            "La campagne en chiffres", self._told(), "Source : vos hypothèses.", FUNNEL_COLUMNS, [row]
        )

    def picture(self, person: Person = Person.YOU) -> Picture:
        """Return what is spent and what is earned, side by side."""
        left = "reste" if self.net_result >= 0 else "manque"
        return bars(
            title="Ce que coûte et ce que rapporte la campagne",
            labels=["Budget dépensé", "Marge gagnée"],
            values=[round(self.budget, 2), round(self.margin, 2)],
            texts=[french.euros(self.budget), french.euros(self.margin, 2)],
            unit="euros",
            reading=f"Pour {french.euros(self.budget)} dépensés, {french.euros(self.margin, 2)} de marge : "
            f"il {person.says('vous', 'me')} {left} {french.euros(abs(self.net_result), 2)}.",
            source=f"Source : {person.your} hypothèses.",
        )

    def _told(self) -> str:
        verdict = "rapporterait" if self.net_result >= 0 else "perdrait"
        return (
            f"{french.euros(self.budget)} achètent {french.number(self.impressions, 0)} affichages, "
            f"{french.number(self.clicks, 0)} clics, {french.number(self.conversions, 1)} ventes. La campagne {verdict} "
            f"{french.euros(abs(self.net_result), 2)} : il faut {french.euros(self.break_even_roas, 2)} de ventes pour 1 € "
            f"dépensé, il y en aurait {french.number(self.roas or 0, 2)}."
        )


def funnel(
    *,
    budget: float,
    cpm: float,
    ctr: float,
    conversion_rate: float,
    basket: float,
    margin_rate: float,
) -> Funnel:
    """Compute a whole campaign from its hypotheses.

    Parameters
    ----------
    budget, cpm, basket : float
        Euros.
    ctr, conversion_rate, margin_rate : float
        Ratios in [0, 1].

    Returns
    -------
    Funnel
        Each step, down to the net result; its frame has one row and a column per step.

    Raises
    ------
    DomainError
        A hypothesis is out of its bounds.

    Examples
    --------
    >>> import tpelib
    >>> found = tpelib.media.funnel(
    ...     budget=300, cpm=7.5, ctr=0.012, conversion_rate=0.025, basket=42, margin_rate=0.45
    ... )
    >>> round(found.clicks), round(found.conversions), round(found.net_result, 2)
    (480, 12, -73.2)
    >>> found.to_frame()[["budget", "revenue", "roas"]].round(2)
       budget  revenue  roas
    0   300.0    504.0  1.68
    """
    shown = impressions(budget, cpm)
    clicked = clicks(shown, ctr)
    converted = conversions(clicked, conversion_rate)
    revenue = converted * _not_negative("Le panier moyen", basket)
    return Funnel(
        budget=budget,
        impressions=shown,
        clicks=clicked,
        conversions=converted,
        revenue=revenue,
        cpc=budget / clicked if clicked else None,
        cpa=budget / converted if converted else None,
        roas=revenue / budget if budget else None,
        break_even_roas=break_even_roas(margin_rate),
        maximum_cpa=maximum_cpa(basket, margin_rate),
        net_result=net_result(revenue, margin_rate, budget),
    )


def frequency(shown: float, reach: float) -> float:
    """Return how often each person reached saw the ad: ``impressions / reach``."""
    return _not_negative("Le nombre d’affichages", shown) / _positive(
        "Le nombre de personnes touchées", reach
    )


def coverage(reach: float, target: float) -> float:
    """Return the share of the target that was reached: ``reach / target``."""
    return _not_negative("Le nombre de personnes touchées", reach) / _positive(
        "La taille de la cible", target
    )


def grp(shown: float, target: float) -> float:
    """Return the gross rating points: ``impressions / target × 100`` = coverage in % × frequency."""
    return _not_negative("Le nombre d’affichages", shown) / _positive("La taille de la cible", target) * 100


def cost_per_grp(budget: float, points: float) -> float:
    """Return the cost of one rating point: ``budget / GRP``, in euros."""
    return _not_negative("Le budget", budget) / _positive("Le nombre de points (GRP)", points)


def affinity_index(share_in_audience: float, share_in_population: float) -> float:
    """Return ``100 × share of the target in the audience / its share in the population`` (100 = no affinity)."""
    return (
        100
        * _rate("La part dans l’audience", share_in_audience)
        / _positive("La part dans la population", _rate("La part dans la population", share_in_population))
    )


def penetration(users: float, target: float) -> float:
    """Return the share of the target that uses the network: ``users in the target / target``."""
    return _not_negative("Le nombre d’utilisateurs", users) / _positive("La taille de la cible", target)


@dataclass(frozen=True, slots=True)
class ReachRange:
    """People reached at least once, between a cautious and a hopeful model."""

    low: float
    high: float


def reach_range(people: float, shown: float, *, k: float = 0.5) -> ReachRange:
    """Estimate how many people a number of impressions reaches, as a range.

    Parameters
    ----------
    people : float
        Size of the audience, N.
    shown : float
        Impressions; g = impressions / N.
    k : float
        Shape of the negative binomial: the smaller, the more unequal the exposure.

    Returns
    -------
    ReachRange
        ``high``: Poisson, N(1 − e^−g), everybody equally exposed. ``low``: negative binomial,
        N(1 − (1 + g/k)^−k), some see it much more often (Ehrenberg, *Repeat-Buying*, 1972).

    Examples
    --------
    >>> import tpelib
    >>> reached = tpelib.media.reach_range(people=20_000, shown=40_000)
    >>> round(reached.low), round(reached.high)
    (11056, 17293)
    """
    mean = _not_negative("Le nombre d’affichages", shown) / _positive("La taille de l’audience", people)
    _positive("Le paramètre k", k)
    return ReachRange(low=people * (1 - (1 + mean / k) ** -k), high=people * -math.expm1(-mean))


def engagement_rates(posts: list[tuple[float, float]]) -> tuple[float, float]:
    """Return two engagement rates that differ: mean of the ratios, ratio of the sums.

    Parameters
    ----------
    posts : list of (interactions, base)
        The base is what one divides by: reach, followers or impressions; say which.
    """
    if not posts:
        raise DomainError("Il faut au moins une publication.")
    ratios = [_not_negative("Le nombre de réactions", i) / _positive("La base", b) for i, b in posts]
    return sum(ratios) / len(ratios), sum(i for i, _ in posts) / sum(b for _, b in posts)


def pacing(spent: float, budget: float, days_elapsed: float, days_total: float) -> float:
    """Return the pace of spending: ``(spent / budget) / (days elapsed / total days)``; 1 is on time."""
    return (_not_negative("La dépense", spent) / _positive("Le budget", budget)) / (
        _positive("Le nombre de jours écoulés", days_elapsed) / _positive("La durée", days_total)
    )


def learning_phase_daily_budget(cost_per_event: float, *, events: int = 50, days: int = 7) -> float:
    """Return the daily budget that lets an ad platform learn: about 50 events in 7 days × CPA, in euros."""
    return _not_negative("Le coût par résultat", cost_per_event) * events / days
