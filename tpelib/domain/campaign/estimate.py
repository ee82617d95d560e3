"""What a campaign may bring, as ranges, and what it costs in all. The model is stated; nothing here is promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import COLOURS, upright
from tpelib.charts.grammar import (
    Dash,
    Scatter,
    Spec,
)
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain import media
from tpelib.domain.campaign.tools import Tool

__all__ = ["SPREAD", "VAT", "Bill", "CampaignEstimate", "Interval", "bill", "estimate"]

SPREAD = 0.3
"""The price of a thousand impressions may be 30 % lower or higher: the same rule as in C1."""
VAT = 0.20
"""Rate of VAT on advertising in France (code général des impôts, article 278)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A range, low end first."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, repr=False)
class CampaignEstimate(DataResult):
    """What a budget may bring in an audience.

    Parameters
    ----------
    total, people, cpm : float
        What it was asked of: euros, people, euros for a thousand impressions.
    impressions, reach, frequency, clicks, results : Interval
        Counts; ``frequency`` is times per person reached.
    """

    total: float
    people: float
    cpm: float

    impressions: Interval
    reach: Interval
    frequency: Interval
    clicks: Interval
    results: Interval

    def dataset(self) -> Dataset:
        """Return one row per step of the campaign, as a range: a promise to nobody."""
        steps = (
            ("Affichages", self.impressions),
            ("Personnes touchées (portée)", self.reach),
            ("Fois par personne (répétition)", self.frequency),
            ("Clics", self.clicks),
            ("Ventes ou demandes", self.results),
        )
        return Dataset(
            "Une fourchette, pas une promesse",
            self._told(),
            _model("vos hypothèses"),
            (
                ResultColumn("step", "Étape", "category", order=tuple(name for name, _ in steps)),
                ResultColumn("low", "Au moins", "number", decimals=1),
                ResultColumn("high", "Au mieux", "number", decimals=1),
            ),
            [(name, found.low, found.high) for name, found in steps],
        )

    def picture(self, person: Person = Person.YOU, origin: str = "") -> Picture:
        """Return the people reached as money goes, between the two models, with the campaign on them.

        Parameters
        ----------
        person : Person
            Whose campaign and hypotheses they are.
        origin : str
            Where the hypotheses stand, for the line of the source: ``"de C1"``.
        """
        hypotheses = f"{person.your} hypothèses {origin}".rstrip()
        return _curves(self, reading=self._told(), source=_model(hypotheses), who=person.says("vous", "moi"))

    def _told(self) -> str:
        return (
            f"De {french.number(round(self.reach.low, -1))} à {french.number(round(self.reach.high, -1))} personnes "
            f"touchées sur {french.number(self.people)}, de {french.number(self.frequency.low, 1)} à "
            f"{french.number(self.frequency.high, 1)} fois chacune."
        )


def _model(hypotheses: str) -> str:
    return (
        f"Source : {hypotheses}. Modèle : prix de mille affichages à ±30 % ; en haut, tout le monde aussi exposé "
        "(loi de Poisson) ; en bas, certains bien plus que d'autres (loi binomiale négative)."
    )


def estimate(
    *, total: float, people: float, cpm: float, ctr: float, conversion_rate: float, k: float = 0.5
) -> CampaignEstimate:
    """Estimate what a campaign brings.

    Parameters
    ----------
    total : float
        Euros spent.
    people : float
        Size of the audience.
    cpm : float
        Euros for a thousand impressions; it is moved by :data:`SPREAD` both ways.
    ctr, conversion_rate : float
        Ratios in [0, 1].
    k : float
        Shape of the negative binomial.

    Returns
    -------
    Estimate
        Low end: dear impressions and unequal exposure (negative binomial). High end: cheap impressions and
        equal exposure (Poisson). See :func:`tpelib.media.reach_range`.

    Raises
    ------
    DomainError
        A figure is out of its bounds.

    Examples
    --------
    >>> import tpelib
    >>> found = tpelib.campaign.estimate(total=140, people=20_000, cpm=7.5, ctr=0.012, conversion_rate=0.025)
    >>> print(found.sentence)
    De 7 190 à 14 730 personnes touchées sur 20 000, de 1,4 à 2,8 fois chacune.
    """
    shown = Interval(
        media.impressions(total, cpm * (1 + SPREAD)), media.impressions(total, cpm * (1 - SPREAD))
    )
    dear, cheap = (media.reach_range(people, item, k=k) for item in (shown.low, shown.high))
    clicks = Interval(*(media.clicks(item, ctr) for item in (shown.low, shown.high)))
    return CampaignEstimate(
        total=total,
        people=people,
        cpm=cpm,
        impressions=shown,
        reach=Interval(dear.low, cheap.high),
        frequency=Interval(_times(shown.low, dear.high), _times(shown.high, cheap.low)),
        clicks=clicks,
        results=Interval(*(media.conversions(item, conversion_rate) for item in (clicks.low, clicks.high))),
    )


def _times(shown: float, reached: float) -> float:
    return max(1.0, shown / reached) if reached else 1.0


@dataclass(frozen=True, slots=True)
class Bill:
    """What leaves the account, in euros: spending, fee of the platform, VAT on both, and in all.

    ``cost`` is what it costs in the end: without VAT for who recovers it, with it otherwise.
    """

    spent: float
    fee: float
    vat: float
    total: float
    cost: float


def bill(total: float, tool: Tool, day: date, *, recovers_vat: bool) -> Bill:
    """Compute the bill of a campaign.

    Parameters
    ----------
    total : float
        Euros spent on ads.
    tool : Tool
        It may add a fee, from a date on.
    day : date
        When it is spent.
    recovers_vat : bool
        False for who is « en franchise de TVA »: the VAT, self-assessed, is then lost.
    """
    fee = total * tool.fee.rate if tool.fee and day >= tool.fee.since else 0.0
    vat = (total + fee) * VAT
    whole = total + fee + vat
    return Bill(total, fee, vat, whole, whole - vat if recovers_vat else whole)


def _curves(found: CampaignEstimate, *, reading: str, source: str, who: str, k: float = 0.5) -> Picture:
    """Draw the people reached as money goes, between the two models, with the campaign on them."""
    total, people, cpm = found.total, found.people, found.cpm
    steps = [2 * total * (rank / 40) ** 2 for rank in range(41)]  # closer where the curves turn
    low = [media.reach_range(people, media.impressions(x, cpm * (1 + SPREAD)), k=k).low for x in steps]
    high = [media.reach_range(people, media.impressions(x, cpm * (1 - SPREAD)), k=k).high for x in steps]
    best, least = _bound("au mieux", steps, high, "solid"), _bound("au moins", steps, low, "dash")
    spec: Spec = {
        "data": [best, {**least, "fill": "tonexty", "fillcolor": "rgba(0,114,178,0.12)"}],
        "layout": {
            "margin": {"l": 70, "r": 80, "t": 16, "b": 56},
            "showlegend": False,
            "xaxis": {"title": {"text": "euros dépensés"}, "rangemode": "tozero"},
            "yaxis": {"title": {"text": "personnes touchées"}, "rangemode": "tozero"},
            "shapes": [upright(total, "dot")],
            "annotations": [
                {
                    "text": f"{who} : {french.euros(total)}",
                    "x": total,
                    "xanchor": "left",
                    "y": 1,
                    "yref": "paper",
                    "yanchor": "top",
                },
                {"text": "au mieux", "x": steps[-1], "y": high[-1], "xanchor": "left"},
                {"text": "au moins", "x": steps[-1], "y": low[-1], "xanchor": "left"},
            ],
        },
    }
    rows = [
        ("Affichages", *_ends(found.impressions, -2)),
        ("Personnes touchées (portée)", *_ends(found.reach, -1)),
        ("Fois par personne (répétition)", *_ends(found.frequency, 1)),
        ("Clics", *_ends(found.clicks, 0)),
        ("Ventes ou demandes", *_ends(found.results, 1)),
    ]
    return Picture(
        title="Ce que ce budget peut atteindre",
        reading=reading,
        alternative=f"{reading} La courbe monte vite, puis s'aplatit : l'argent de plus touche des gens déjà touchés.",
        spec=spec,
        table=Table("Une fourchette, pas une promesse", ("", "Au moins", "Au mieux"), rows),
        source=source,
    )


def _ends(found: Interval, decimals: int) -> tuple[str, str]:
    return tuple(french.number(round(x, decimals), max(0, decimals)) for x in (found.low, found.high))  # type: ignore[return-value]  # two ends, two texts


def _bound(name: str, steps: Sequence[float], people: Sequence[float], dash: Dash) -> Scatter:
    """Return one end of what a budget may reach, in people, as money goes, in euros."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": steps,
        "y": people,
        "line": {"color": COLOURS[0], "width": 3, "dash": dash},
        "hovertemplate": f"%{{x:.0f}} € : %{{y:.0f}} personnes {name}<extra></extra>",
    }
