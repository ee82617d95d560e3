"""« Et si… ? » of C5: the room a text takes on each network, and the price that a cut must start from."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from tpelib.base import french
from tpelib.charts.builders import COLOURS, above, across, shade
from tpelib.charts.grammar import (
    Layout,
    Scatter,
)
from tpelib.charts.lying import lying_bars
from tpelib.charts.picture import Picture, Table
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c5.studio.exercise import STUDIO
from tpelib.domain.platforms import all_platforms
from tpelib.domain.post.length import length
from tpelib.domain.post.prices import REFERENCE_DAYS, announced_cut
from tpelib.domain.post.rules import rule
from tpelib.domain.post.usages import post_limit
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Number

__all__ = ["CUT", "ROOM"]


class Room(Answer):
    """A text to try."""

    signs: Annotated[
        float | None, Number("Signes de texte", minimum=20, maximum=3000, step=20, integer=True)
    ] = None
    links: Annotated[float | None, Number("Liens", minimum=0, maximum=3, step=1, integer=True)] = None
    emoji: Annotated[float | None, Number("Émojis", minimum=0, maximum=20, step=1, integer=True)] = None
    tags: Annotated[
        float | None, Number("Mots-dièse de douze lettres", minimum=0, maximum=10, step=1, integer=True)
    ] = None


_LINK = "https://www.exemple.fr/offre-de-saison"


def _sample(settings: Room) -> str:
    """Return a text made of what was asked for."""
    words = ("mot " * 1000)[: int(settings.signs or 0)]
    return (
        words
        + f" {_LINK}" * int(settings.links or 0)
        + " 🌷" * int(settings.emoji or 0)
        + " #FleursDeMai12"[:14] * int(settings.tags or 0)
    )


def _start_room(answers: Answers) -> Mapping[str, Any]:
    texts = STUDIO.answer(answers).texts.values()
    longest = max((len(text) for text in texts), default=240)
    return {"signs": min(3000, max(20, 20 * round(longest / 20))), "links": 1, "emoji": 2, "tags": 3}


def _view_room(settings: Room, answers: Answers) -> View:
    text = _sample(settings)
    known = [(found, limit) for found in all_platforms() if (limit := post_limit(found.id)) is not None]
    known.sort(key=lambda pair: pair[1])
    counts = [length(text, found.id) for found, _ in known]
    over = [found.name for (found, limit), count in zip(known, counts, strict=True) if count > limit]
    if over:
        sentence = f"Ce texte ne tient pas sur {french.listing(over)} : raccourcissez-le là, pas ailleurs."
    else:
        sentence = "Ce texte tient partout. Ce n'est pas une raison pour le mettre partout tel quel."
    picture = lying_bars(
        title="Place prise par ce texte",
        labels=[found.name for found, _ in known],
        values=[
            round(100 * min(count / limit, 1.5), 1) for (_, limit), count in zip(known, counts, strict=True)
        ],
        texts=[
            f"{french.number(count)} sur {french.number(limit)}"
            for (_, limit), count in zip(known, counts, strict=True)
        ],
        axis="% de la limite",
        marked=[rank for rank, (found, _) in enumerate(known) if found.name in over],
        marked_name="dépasse",
        reading="X compte une adresse 23 signes et un émoji 2 ; ailleurs, ce cours compte chaque signe.",
        source="Source : limites des fiches du cours, la plus petite quand les sources diffèrent.",
    )
    return View(sentence, picture)


ROOM = Exploration(
    id="c5-longueur",
    title="Et si mon texte était plus long ?",
    prompt="Allongez le texte, ajoutez un lien ou des émojis : quels réseaux n'en veulent plus ?",
    model=Room,
    start=_start_room,
    view=_view_room,
)


class PriceCut(Answer):
    """A price that changes, then a cut."""

    usual: Annotated[float | None, Number("Prix habituel", unit="€", minimum=1, maximum=500, step=0.5)] = None
    low: Annotated[
        float | None, Number("Prix de la dernière promotion", unit="€", minimum=1, maximum=500, step=0.5)
    ] = None
    since: Annotated[
        float | None,
        Number("Jours écoulés depuis sa fin", unit="jours", minimum=0, maximum=90, step=1, integer=True),
    ] = None
    price: Annotated[
        float | None, Number("Nouveau prix à annoncer", unit="€", minimum=0.5, maximum=500, step=0.5)
    ] = None


def _half(value: float, low: float, high: float) -> float:
    return min(high, max(low, round(2 * value) / 2))


def _start_cut(answers: Answers) -> Mapping[str, Any]:
    basket = BUSINESS.answer(answers).basket or 20
    usual = _half(basket, 1, 500)
    return {
        "usual": usual,
        "low": _half(usual * 0.8, 1, 500),
        "since": 12,
        "price": _half(usual * 0.7, 0.5, 500),
    }


def _view_cut(settings: PriceCut, answers: Answers) -> View:
    usual, low, price = settings.usual or 1, settings.low or 1, settings.price or 1
    start = date(2027, 3, 1)
    ended = start - timedelta(days=int(settings.since or 0))
    prices = [(start - timedelta(days=150), usual), (ended - timedelta(days=14), low), (ended, usual)]
    found = announced_cut(prices, start, price)
    before = french.euros(found.reference)
    if found.rate <= 0:
        sentence = (
            f"Ce n'est pas une baisse : dans les 30 derniers jours, vous avez déjà vendu à {before}. "
            "Dites le prix, sans parler de promotion."
        )
    else:
        sentence = (
            f"Écrivez « {french.euros(price)} au lieu de {before} », soit −{french.percent(found.rate, 0)} : "
            f"{before} est votre prix le plus bas des 30 derniers jours."
        )
        false = 1 - price / usual
        if found.reference < usual:
            sentence += f" Annoncer −{french.percent(false, 0)} sur {french.euros(usual)} serait trompeur."
    picture = price_steps(
        prices,
        start,
        price,
        found.reference,
        reading=f"Le prix de référence est de {before} : le plus bas de la zone grisée, les 30 jours d'avant.",
        source=f"Source : {rule('price').line()}",
    )
    return View(sentence, picture)


CUT = Exploration(
    id="c5-prix",
    title="Et si j'annonçais une baisse de prix ?",
    prompt=(
        "Vous avez fait une promotion de deux semaines, puis remonté le prix. Quelle baisse pouvez-vous annoncer aujourd'hui ? "
        "Un produit frais qui va s'abîmer n'est pas concerné."
    ),
    model=PriceCut,
    start=_start_cut,
    view=_view_cut,
)


def price_steps(
    prices: Sequence[tuple[date, float]],
    start: date,
    price: float,
    reference: float,
    *,
    reading: str,
    source: str,
) -> Picture:
    """Draw a price day after day before a cut, the thirty days that count shaded, the reference marked.

    Parameters
    ----------
    prices : sequence of (date, float)
        Each price, in euros, from the day it was set.
    start : date
        First day of the cut.
    price, reference : float
        The price announced and the one it starts from, in euros.
    """
    first, opening = start - timedelta(days=60), start - timedelta(days=REFERENCE_DAYS)
    days = [first + timedelta(days=rank) for rank in range(61)]
    ordered = sorted(prices)
    charged = [next(value for day, value in reversed(ordered) if day <= one) for one in days[:-1]] + [price]
    line: Scatter = {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day in days],
        "y": charged,
        "line": {"shape": "hv", "width": 3, "color": COLOURS[0]},
        "hovertemplate": "%{x|%d/%m} : %{y:.2f} €<extra></extra>",
    }
    mark: Scatter = {
        "type": "scatter",
        "mode": "markers",
        "x": [start.isoformat()],
        "y": [price],
        "marker": {"size": 12, "color": COLOURS[1], "symbol": "diamond"},
        "hovertemplate": "Prix annoncé : %{y:.2f} €<extra></extra>",
    }
    layout: Layout = {
        "height": 320,
        "margin": {"l": 70, "r": 24, "t": 30, "b": 48},
        "showlegend": False,
        "xaxis": {"type": "date", "tickformat": "%d/%m", "nticks": 6},
        "yaxis": {"title": {"text": "€"}, "rangemode": "tozero"},
        "shapes": [shade(opening, start), across(reference)],
        "annotations": [
            above("les 30 jours qui comptent", opening),
            {
                "text": f"prix de référence : {french.euros(reference)}",
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": reference,
                "yanchor": "bottom",
            },
        ],
    }
    changes = [(max(day, first), value) for day, value in ordered if day < start]
    rows = [
        [french.day(day, year=False), french.euros(value), "pratiqué à partir de ce jour"]
        for day, value in changes
    ]
    rows.append([french.day(start, year=False), french.euros(price), "annoncé"])
    said = french.listing([f"{row[1]} à partir du {row[0]}" for row in rows])
    return Picture(
        "Le prix avant la baisse",
        reading,
        f"Courbe du prix en marches. {said}. Prix de référence : {french.euros(reference)}.",
        {"data": [line, mark], "layout": layout},
        Table("Les prix pratiqués", ["Jour", "Prix", ""], rows),
        source,
    )
