"""A simulated campaign as an answer: run whole from plain figures, read day after day, drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tpelib.base import french
from tpelib.charts.builders import COLOURS
from tpelib.charts.grammar import (
    Dash,
    Scatter,
    Spec,
)
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain.campaign.runs import Day, Market, PilotDecision, Run
from tpelib.domain.campaign.simulation import run
from tpelib.domain.campaign.tools import tool_of

__all__ = ["SIMULATED", "Simulation", "simulate", "spending"]

SIMULATED = "Source : simulation du cours ; aucun euro n'est dépensé."


@dataclass(frozen=True, slots=True, repr=False)
class Simulation(DataResult):
    """A campaign that the course has run: nothing was spent, and no person is real.

    Parameters
    ----------
    run : Run
        What it started from, and what each day did.
    """

    run: Run

    def dataset(self) -> Dataset:
        """Return one row per day: what was spent, seen, clicked and sold, and how many people since the start."""
        return Dataset(
            "La campagne, jour après jour",
            self._told(),
            SIMULATED,
            (
                ResultColumn("day", "Jour", "date"),
                ResultColumn("budget", "Budget", "euros", "€", 2),
                ResultColumn("spent", "Dépensé", "euros", "€", 2),
                ResultColumn("impressions", "Affichages", "count", "affichages"),
                ResultColumn("clicks", "Clics", "count", "clics"),
                ResultColumn("sales", "Ventes", "count", "ventes"),
                ResultColumn("reach", "Portée", "count", "personnes depuis le début"),
                ResultColumn("frequency", "Répétition", "number", "fois par personne depuis le début", 1),
            ),
            [
                (
                    day.day,
                    day.budget,
                    day.spent,
                    day.impressions,
                    day.clicks,
                    day.sales,
                    day.reach,
                    day.frequency,
                )
                for day in self.run.days
            ],
        )

    def picture(self) -> Picture:
        """Return what each day spent, under the daily budget and what the rule of the tool allows."""
        return spending(self.run)

    def _told(self) -> str:
        found = self.run
        kept = "laisse" if found.net >= 0 else "coûte"
        return (
            f"Dans cette simulation, {french.euros(found.spent)} dépensés touchent {french.number(found.reach)} personnes "
            f"et amènent {french.plural(found.sales, 'vente')} : une fois la marchandise payée, la campagne vous {kept} "
            f"{french.euros(abs(round(found.net)))}."
        )


def simulate(
    network: str = "instagram",
    *,
    daily: float,
    days: int,
    people: float,
    basket: float,
    margin_rate: float,
    cpm: float = 7.5,
    ctr: float = 0.012,
    conversion_rate: float = 0.025,
    placements: Sequence[str] = ("Fil d'actualité", "Story"),
    start: date | None = None,
    seed: str = "1",
    decisions: Iterable[PilotDecision] = (),
) -> Simulation:
    """Run a campaign in the course's simulator: prices, fatigue and luck as its model says, in the open.

    Parameters
    ----------
    network : str
        Whose rules of money hold: ``"facebook"``, ``"instagram"``, ``"tiktok"`` or ``"linkedin"``.
    daily, basket, cpm : float
        Euros.
    days : int
        1 to 120.
    people : float
        Size of the audience.
    margin_rate, ctr, conversion_rate : float
        Ratios in [0, 1], as supposed; the real ones are drawn.
    placements : sequence of str
        Where the ad is shown.
    start : date, optional
        The next Monday by default.
    seed : str
        The same seed gives the same luck.
    decisions : iterable of Decision
        What the pilot does on the morning of a day.

    Returns
    -------
    Simulation
        Its frame has a row per day.

    Raises
    ------
    TpeError
        The course imitates no tool for this network; the sentence says which it knows.

    Examples
    --------
    >>> from datetime import date
    >>> import tpelib
    >>> found = tpelib.campaign.simulate(
    ...     daily=10, days=14, people=20_000, basket=42, margin_rate=0.45, start=date(2027, 3, 1)
    ... )
    >>> found.run.spent < 140 * found.run.market.overspend.day
    True
    >>> len(found.to_frame())
    14
    """
    today = date.today()
    market = Market(
        seed=seed,
        start=start or today + timedelta(days=7 - today.weekday()),
        days=days,
        daily=daily,
        lifetime=None,
        people=people,
        placements=tuple(placements),
        cpm=cpm,
        ctr=ctr,
        conversion_rate=conversion_rate,
        basket=basket,
        margin_rate=margin_rate,
        overspend=tool_of(network).overspend,
    )
    return Simulation(run(market, decisions))


def spending(run: Run) -> Picture:
    """Draw what each day spent, under the daily budget and what the rule of the tool allows."""
    dates = [day.day.isoformat() for day in run.days]
    most = run.market.overspend.day
    cap = [round(day.budget * most, 2) for day in run.days]
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "name": "Dépensé",
                "x": dates,
                "y": [day.spent for day in run.days],
                "marker": {"color": COLOURS[0]},
                "hovertemplate": "%{x|%-d/%m} : %{y:.2f} €<extra></extra>",
            },
            _line("Budget par jour", dates, [day.budget for day in run.days], "#5b6b70", "dash"),
            _line("Maximum permis un jour", dates, cap, COLOURS[1], "dot"),
        ],
        "layout": {
            "margin": {"l": 60, "r": 24, "t": 16, "b": 48},
            "xaxis": {"type": "date", "tickformat": "%-d/%m"},
            "yaxis": {"title": {"text": "euros"}, "rangemode": "tozero"},
        },
    }
    rows = [_day_row(day) for day in run.days]
    planned = run.market.planned
    reading = (
        f"Au soir du jour {len(run.days)} sur {run.market.days} : {french.euros(run.spent, 2)} dépensés sur "
        f"{french.euros(planned, 2)} prévus."
    )
    header = (
        "Jour",
        "Budget",
        "Dépensé",
        "Affichages",
        "Clics",
        "Ventes",
        "Portée",
        "Répétition",
        "Publicité",
    )
    return Picture(
        "La dépense, jour après jour", reading, reading, spec, Table("Jour par jour", header, rows), SIMULATED
    )


def _line(name: str, x: Sequence[str], y: Sequence[float], colour: str, dash: Dash) -> Scatter:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": {"color": colour, "width": 2, "dash": dash, "shape": "hvh"},
        "hovertemplate": f"{name} : %{{y:.2f}} €<extra></extra>",
    }


def _day_row(day: Day) -> tuple[str, ...]:
    return (
        f"{day.number} ({french.day(day.day, weekday=True, year=False)})",
        french.euros(day.budget, 2) if day.budget else "arrêtée",
        french.euros(day.spent, 2),
        french.number(day.impressions),
        french.number(day.clicks),
        french.number(day.sales),
        french.number(day.reach),
        french.number(day.frequency, 1),
        french.listing(list(day.creatives)) or "aucune",
    )
