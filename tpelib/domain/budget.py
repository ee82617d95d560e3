"""What a budget buys and must bring back, what a customer is worth, the voice bought, VAT."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.charts import builders
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain import media
from tpelib.domain.media import FUNNEL_COLUMNS, Funnel

__all__ = [
    "SPREAD",
    "Scenarios",
    "customer_value",
    "customer_value_with_retention",
    "excess_share_of_voice",
    "price_with_vat",
    "scenarios",
    "share",
]


SPREAD = 0.3
"""The low and high scenarios move the click and conversion rates by 30 %, and the CPM the other way."""


@dataclass(frozen=True, slots=True, repr=False)
class Scenarios(DataResult):
    """What a budget brings under three scenarios.

    Parameters
    ----------
    runs : mapping
        ``"bas"``, ``"central"``, ``"haut"`` to the campaign they give.
    people : float or None
        Size of the audience; without it, nobody is told how many are reached.
    """

    runs: Mapping[str, Funnel]
    people: float | None = None

    @property
    def central(self) -> Funnel:
        """The campaign as it is supposed."""
        return self.runs["central"]

    def dataset(self) -> Dataset:
        """Return one row per scenario: every step of the campaign, then the people reached, as a range."""
        return Dataset(
            "La campagne entière, selon trois scénarios",
            self._told(),
            _MODEL if self.people else _HYPOTHESES,
            (
                ResultColumn("scenario", "Scénario", "category", order=tuple(self.runs)),
                *FUNNEL_COLUMNS,
                ResultColumn("reach_low", "Personnes touchées, au moins", "number", "personnes", 0),
                ResultColumn("reach_high", "Personnes touchées, au plus", "number", "personnes", 0),
            ),
            [
                [name, *(getattr(run, column.name) for column in FUNNEL_COLUMNS), *self._reached(run)]
                for name, run in self.runs.items()
            ],
        )

    def picture(self) -> Picture:
        """Return sales, margin, budget and result, a group of bars each; the table has every step."""
        central = self.central
        seen = f"{french.number(central.impressions, 0)} affichages, "
        if self.people:
            seen += f"vus par {self._reach(central)} personnes de votre cible, {self._frequency(central)} fois chacune ; "
        drawn = builders.scenarios(
            title="Ventes, marge et résultat selon trois scénarios",
            measures=["Chiffre d'affaires", "Marge gagnée", "Budget", "Résultat"],
            values={
                name: [run.revenue, run.margin, run.budget, run.net_result] for name, run in self.runs.items()
            },
            unit="€",
            reading=f"Dans le scénario central : {seen}{french.number(central.clicks, 0)} clics, "
            f"{french.number(central.conversions, 1)} ventes.",
            source=_MODEL if self.people else _HYPOTHESES,
        )
        return replace(drawn, table=self._whole_table())

    def _told(self) -> str:
        central = self.central
        verdict = "rapporterait" if central.net_result >= 0 else "perdrait"
        return (
            f"Votre campagne {verdict} {french.euros(abs(central.net_result), 0)} : "
            f"il faut {french.number(central.break_even_roas, 2)} € de ventes pour 1 € dépensé, "
            f"vous en auriez {french.number(central.roas or 0, 2)}. "
            f"Selon la chance, de {french.euros(self.runs['bas'].net_result, 0)} à "
            f"{french.euros(self.runs['haut'].net_result, 0)}."
        )

    def _reached(self, run: Funnel) -> tuple[float | None, float | None]:
        if not self.people:
            return None, None
        found = media.reach_range(self.people, run.impressions)
        return found.low, found.high

    def _reach(self, run: Funnel) -> str:
        """Return the people reached, as the range between two models, to the nearest ten."""
        low, high = self._reached(run)
        return f"{french.number(round(low or 0, -1))} à {french.number(round(high or 0, -1))}"

    def _frequency(self, run: Funnel) -> str:
        """Return how often each person reached sees the ad: from everybody alike to some much more than others."""
        low, high = self._reached(run)
        seen = [media.frequency(run.impressions, reach or 0) for reach in (high, low)]
        return f"{french.number(seen[0], 1)} à {french.number(seen[1], 1)}"

    def _whole_table(self) -> Table:
        """Return every step of the campaign under each scenario."""
        reached: tuple[tuple[str, Callable[[Funnel], str]], ...] = (
            ("Personnes touchées (portée)", self._reach),
            ("Fois par personne (répétition)", self._frequency),
        )
        lines: tuple[tuple[str, Callable[[Funnel], str]], ...] = (
            ("Budget", lambda run: french.euros(run.budget)),
            ("Affichages", lambda run: french.number(run.impressions, 0)),
            *(reached if self.people else ()),
            ("Clics", lambda run: french.number(run.clicks, 0)),
            ("Coût d'un clic", lambda run: french.euros(run.cpc or 0, 3)),
            ("Ventes", lambda run: french.number(run.conversions, 1)),
            ("Coût d'une vente", lambda run: french.euros(run.cpa or 0, 2)),
            ("Coût maximal d'une vente", lambda run: french.euros(run.maximum_cpa, 2)),
            ("Chiffre d'affaires", lambda run: french.euros(run.revenue, 2)),
            ("Ventes pour 1 € dépensé (ROAS)", lambda run: french.euros(run.roas or 0, 2)),
            ("Seuil pour ne rien perdre", lambda run: french.euros(run.break_even_roas, 2)),
            ("Marge gagnée", lambda run: french.euros(run.margin, 2)),
            ("Résultat", lambda run: french.euros(run.net_result, 2)),
        )
        rows = [[label, *(show(run) for run in self.runs.values())] for label, show in lines]
        return Table("La campagne entière, selon trois scénarios", ["", *self.runs], rows)


_MOVED = (
    "Source : vos hypothèses ; bas et haut : taux de clic et de vente à −30 % et +30 %, "
    "prix des affichages en sens inverse"
)
_HYPOTHESES = f"{_MOVED}."
_MODEL = f"{_MOVED} ; personnes touchées : fourchette entre deux modèles de répétition."


def scenarios(
    *,
    budget: float,
    cpm: float,
    ctr: float,
    conversion_rate: float,
    basket: float,
    margin_rate: float,
    people: float | None = None,
) -> Scenarios:
    """Compute what a budget buys and must bring back, as supposed, when luck is low and when it is high.

    Parameters
    ----------
    budget, cpm, basket : float
        Euros.
    ctr, conversion_rate, margin_rate : float
        Ratios in [0, 1].
    people : float, optional
        Size of the audience: adds how many are reached and how often, between two models
        (:func:`tpelib.media.reach_range`).

    Returns
    -------
    Scenarios
        Low and high move both rates by :data:`SPREAD` and the CPM the other way; its frame has a row per scenario.

    Raises
    ------
    DomainError
        A hypothesis is out of its bounds.

    Examples
    --------
    >>> import tpelib
    >>> found = tpelib.budget.scenarios(
    ...     budget=150, cpm=7.5, ctr=0.012, conversion_rate=0.025, basket=42, margin_rate=0.45
    ... )
    >>> print(found.sentence)
    Votre campagne perdrait 37 € : il faut 2,22 € de ventes pour 1 € dépensé, vous en auriez 1,68.
    Selon la chance, de −111 € à 99 €.
    >>> found.to_frame()[["scenario", "conversions", "net_result"]].round(2)
      scenario  conversions  net_result
    0      bas         2.06     -111.10
    1  central         6.00      -36.60
    2     haut        13.18       99.14
    """
    return Scenarios(
        {
            name: media.funnel(
                budget=budget,
                cpm=cpm / change,
                ctr=min(1.0, ctr * change),
                conversion_rate=min(1.0, conversion_rate * change),
                basket=basket,
                margin_rate=margin_rate,
            )
            for name, change in (("bas", 1 - SPREAD), ("central", 1.0), ("haut", 1 + SPREAD))
        },
        people,
    )


def customer_value(basket: float, margin_rate: float, visits_per_year: float, years: float) -> float:
    """Return what a customer brings: ``basket × margin rate × visits a year × years``, in euros.

    Raises
    ------
    DomainError
        A figure is negative, or the margin rate is above 1.

    Examples
    --------
    >>> import tpelib
    >>> tpelib.budget.customer_value(basket=42, margin_rate=0.45, visits_per_year=4, years=3)
    226.8
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
    """Return a price with VAT: ``net × (1 + rate)``.

    Examples
    --------
    >>> import tpelib
    >>> tpelib.budget.price_with_vat(150)
    180.0
    """
    return net * (1 + rate)
