"""« Ma campagne, jour après jour »: a simulated campaign, run whole, as often as one likes."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.domain import campaign
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["CAMPAIGN"]

_DRAWS = tuple(Option(str(rank), f"Tirage {rank}") for rank in range(1, 6))


class _Settings(Answer):
    """A campaign, and a draw of luck."""

    daily: Annotated[float | None, Number("Budget par jour", unit="€", minimum=2, maximum=50, step=1)] = None
    days: Annotated[
        float | None, Number("Pendant", unit="jours", minimum=3, maximum=28, step=1, integer=True)
    ] = None
    people: Annotated[
        float | None, Number("Personnes visées", unit="pers.", minimum=1000, maximum=100_000, step=1000)
    ] = None
    basket: Annotated[float | None, Number("Panier moyen", unit="€", minimum=5, maximum=300, step=1)] = None
    margin: Annotated[float | None, Number("Marge", unit="%", minimum=5, maximum=90, step=1)] = None
    draw: Annotated[str, Choice("La chance", options=_DRAWS)] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"daily": 10, "days": 14, "people": 20_000, "basket": 42, "margin": 45, "draw": "1"}


def _view(settings: _Settings, answers: Answers) -> View:
    found = campaign.simulate(
        "instagram",
        daily=settings.daily or 0,
        days=int(settings.days or 1),
        people=settings.people or 0,
        basket=settings.basket or 0,
        margin_rate=(settings.margin or 0) / 100,
        seed=f"demo-{settings.draw}",
    )
    sentence = f"{found.sentence} Changez le tirage : la chance seule fait varier le résultat."
    return View(sentence, found.picture())


CAMPAIGN = Exploration(
    id="demo-campagne",
    title="Ma campagne, jour après jour",
    prompt="Réglez une campagne : le cours la joue jour après jour. Aucun euro n'est dépensé.",
    model=_Settings,
    start=_start,
    view=_view,
)
