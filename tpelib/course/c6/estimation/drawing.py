"""The drawing of « Ce qu'elle coûte, ce qu'elle atteint »: people reached and repetition, by budget."""

from __future__ import annotations

from typing import Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.domain import media
from tpelib.domain.campaign.estimate import SPREAD, Estimate, Interval

__all__ = ["reach_curves"]


def reach_curves(
    *, total: float, people: float, cpm: float, found: Estimate, reading: str, person: Person, k: float = 0.5
) -> Picture:
    """Draw the people reached as money goes, between the two models, with the campaign on them.

    Parameters
    ----------
    total, people, cpm : float
        Euros, people, euros for a thousand impressions.
    found : Estimate
        What the whole budget brings.
    """
    who = person.says("vous", "moi")
    steps = [2 * total * (rank / 40) ** 2 for rank in range(41)]  # closer where the curves turn
    low = [media.reach_range(people, media.impressions(x, cpm * (1 + SPREAD)), k=k).low for x in steps]
    high = [media.reach_range(people, media.impressions(x, cpm * (1 - SPREAD)), k=k).high for x in steps]
    curves = (("au mieux", high, "solid", None), ("au moins", low, "dash", "tonexty"))
    spec = {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": steps,
                "y": values,
                "line": {"color": COLOURS[0], "width": 3, "dash": dash},
                "fill": fill,
                "fillcolor": "rgba(0,114,178,0.12)",
                "hovertemplate": f"%{{x:.0f}} € : %{{y:.0f}} personnes {name}<extra></extra>",
            }
            for name, values, dash, fill in curves
        ],
        "layout": {
            "margin": {"l": 70, "r": 80, "t": 16, "b": 56},
            "showlegend": False,
            "xaxis": {"title": {"text": "euros dépensés"}, "rangemode": "tozero"},
            "yaxis": {"title": {"text": "personnes touchées"}, "rangemode": "tozero", "tickformat": ",.0f"},
            "shapes": [
                {"type": "line", "x0": total, "x1": total, "yref": "paper", "y0": 0, "y1": 1}
                | {"line": {"dash": "dot", "width": 2, "color": "#5b6b70"}}
            ],
            "annotations": [
                _note(
                    f"{who} : {french.euros(total)}", total, 1, yref="paper", xanchor="left", yanchor="top"
                ),
                *(_note(name, steps[-1], values[-1], xanchor="left") for name, values, _, _ in curves),
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
        source=f"Source : {person.your} hypothèses de C1. Modèle : prix de mille affichages à ±30 % ; en haut, "
        "tout le monde aussi exposé (loi de Poisson) ; en bas, certains bien plus que d'autres (loi binomiale négative).",
    )


def _ends(found: Interval, decimals: int) -> tuple[str, str]:
    return tuple(french.number(round(x, decimals), max(0, decimals)) for x in (found.low, found.high))  # type: ignore[return-value]  # two ends, two texts


def _note(text: str, x: object, y: object, **more: object) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}
