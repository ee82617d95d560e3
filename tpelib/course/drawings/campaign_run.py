"""Pictures of a campaign that runs, and of the model that runs it."""

from __future__ import annotations

from collections.abc import Mapping

from tpelib.base import french
from tpelib.base.html import each, element, set_text
from tpelib.charts.builders import bars
from tpelib.charts.picture import Picture, Table
from tpelib.domain import sources
from tpelib.domain.campaign.simulation import model

__all__ = ["model_in_the_open", "tiredness"]


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
