"""The drawings of « Je pilote ma campagne »: week by week, and the versions beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from tpelib.base import french
from tpelib.charts.builders import bars
from tpelib.charts.picture import Picture, Table
from tpelib.domain.campaign.runs import Run
from tpelib.domain.campaign.simulated import SIMULATED

__all__ = ["compared", "weeks"]


def weeks(run: Run) -> Picture:
    """Draw what a sale cost each week, against the most it may cost; the table has the other figures."""
    most = run.market.maximum_cpa
    labels, values, texts, over, rows = [], [], [], [], []
    for week, group in groupby(run.days, key=lambda day: (day.number - 1) // 7):
        days = list(group)
        spent, sales = sum(day.cents for day in days) / 100, sum(day.sales for day in days)
        shown, clicks = sum(day.impressions for day in days), sum(day.clicks for day in days)
        cost = spent / sales if sales else None
        labels.append(f"Semaine {week + 1}")
        values.append(round(cost or 0, 2))
        texts.append(french.euros(cost, 2) if cost is not None else "aucune vente" if spent else "arrêtée")
        if spent and (cost is None or cost > most):
            over.append(week)
        rows.append(
            (
                f"Semaine {week + 1}",
                french.euros(spent, 2),
                french.number(shown),
                french.number(days[-1].frequency, 1),
                french.percent(clicks / shown, 2) if shown else "aucun clic",
                french.number(sales),
                texts[-1],
            )
        )
    told = f"Une vente peut coûter {french.euros(most, 2)} au plus."
    if over:
        told += f" C'est davantage, ou rien ne s'est vendu, en {french.listing([labels[week].lower() for week in over])}."
    picture = bars(
        title="Ce que coûte une vente, semaine après semaine",
        labels=labels,
        values=values,
        texts=texts,
        unit="euros par vente",
        marked=over,
        marked_name="trop cher",
        line=most,
        line_name="coût maximal",
        reading=told,
        source=SIMULATED,
    )
    header = ("Semaine", "Dépensé", "Affichages", "Répétition", "Taux de clic", "Ventes", "Coût d'une vente")
    return replace(picture, table=Table("Semaine par semaine", header, rows))


def compared(run: Run, names: Mapping[str, str]) -> Picture:
    """Draw the clicks that each creative drew in each placement, for a hundred impressions.

    Parameters
    ----------
    names : mapping
        Placement to its words.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for day in run.days:
        for item in day.slices:
            sums = found.setdefault((item.creative, item.placement), [0, 0, 0, 0])
            for rank, value in enumerate((item.cents, item.impressions, item.clicks, item.sales)):
                sums[rank] += value
    labels = [f"{creative}, {names.get(place, place)}" for creative, place in found]
    rates = [100 * clicks / shown if shown else 0.0 for _, shown, clicks, _ in found.values()]
    best = max(range(len(rates)), key=rates.__getitem__) if rates else 0
    rows = [
        (
            label,
            french.euros(cents / 100, 2),
            french.number(shown),
            french.number(clicks),
            french.percent(rate / 100, 2),
            french.number(sales),
        )
        for label, rate, (cents, shown, clicks, sales) in zip(labels, rates, found.values(), strict=True)
    ]
    picture = bars(
        title="Publicités et emplacements, comparés",
        labels=labels,
        values=[round(rate, 3) for rate in rates],
        texts=[french.percent(rate / 100, 2) for rate in rates],
        unit="clics pour 100 affichages",
        reading=f"Le plus de clics : {labels[best]}. Regardez aussi les ventes, et combien d'affichages fondent ce taux.",
        source=SIMULATED,
    )
    header = ("Publicité, emplacement", "Dépensé", "Affichages", "Clics", "Taux de clic", "Ventes")
    return replace(picture, table=Table("Publicités et emplacements", header, rows))
