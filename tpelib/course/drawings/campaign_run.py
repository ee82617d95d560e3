"""Pictures of a campaign that runs, and of the model that runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from tpelib.base import french
from tpelib.base.html import each, element, set_text
from tpelib.charts.builders import COLOURS, bars
from tpelib.charts.picture import Picture, Table
from tpelib.domain import sources
from tpelib.domain.campaign.runs import Day, Run
from tpelib.domain.campaign.simulation import model

__all__ = ["compared", "model_in_the_open", "spending", "tiredness", "weeks"]

SIMULATED = "Source : simulation du cours ; aucun euro n'est dépensé."


def spending(run: Run) -> Picture:
    """Draw what each day spent, under the daily budget and what the rule of the tool allows."""
    dates = [day.day.isoformat() for day in run.days]
    most = run.market.overspend.day
    cap = [round(day.budget * most, 2) for day in run.days]
    spec = {
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
            "legend": {"orientation": "h", "y": 1.16, "x": 0},
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


def _line(name: str, x: Sequence[str], y: Sequence[float], colour: str, dash: str) -> Mapping[str, object]:
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


def model_in_the_open() -> Picture:
    """Show the model of the simulator: its steps, its parameters, where each comes from."""
    known = model()
    steps = each("li", (set_text(step["text"]) for step in known["step"]))
    rows = [
        (item["label"], french.number(item["value"]), _origin(item)) for item in known["parameters"].values()
    ]
    rows += [
        (item["label"], " ; ".join(french.number(value) for value in item["values"]), _origin(item))
        for item in (known["weekdays"], known["months"])
    ]
    cited = [sources.source(i["source"]) for i in known["parameters"].values() if i["source"] != "cours"]
    title = "Le simulateur, à découvert"
    return Picture(
        title=title,
        reading=known["statement"],
        alternative=f"{title}. {known['statement']} {' '.join(step['text'] for step in known['step'])}",
        spec={},
        table=Table("Les paramètres du simulateur", ("Paramètre", "Valeur", "D'où il vient"), rows),
        source=f"{sources.line(*cited)} Le reste : hypothèses du cours, {french.day(known['verified_on'])}.",
        html=element("ol", steps, lang="fr"),
    )


def _origin(item: Mapping[str, str]) -> str:
    return "hypothèse du cours" if item["source"] == "cours" else sources.source(item["source"]).mention


def tiredness() -> Picture:
    """Draw the response left at each exposure to the same ad."""
    exponent = float(model()["parameters"]["fatigue"]["value"])
    times = list(range(1, 9))
    left = [100 * time**-exponent for time in times]
    return bars(
        title="La lassitude : ce qu'il reste de clics à la énième vue",
        labels=[f"{time}e vue" if time > 1 else "1re vue" for time in times],
        values=[round(value, 1) for value in left],
        texts=[french.percent(value / 100, 0) for value in left],
        unit="clics, pour 100 à la première vue",
        marked=[3],
        marked_name="repère du cours",
        reading=f"À la quatrième vue, il reste {french.percent(left[3] / 100, 0)} des clics de la première : c'est là qu'il "
        "faut une autre image.",
        source=sources.line(sources.source(model()["parameters"]["fatigue"]["source"])),
    )
