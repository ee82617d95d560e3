"""« Ma campagne, jour après jour »: a simulated campaign, run whole, as often as one likes."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from tpelib.base import french
from tpelib.course.drawings.campaign_run import spending
from tpelib.domain.campaign.runs import Market
from tpelib.domain.campaign.simulation import run
from tpelib.domain.campaign.tools import tool_of
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
    today = date.today()
    market = Market(
        seed=f"demo-{settings.draw}",
        start=today + timedelta(days=7 - today.weekday()),
        days=int(settings.days or 1),
        daily=settings.daily or 0,
        lifetime=None,
        people=settings.people or 0,
        placements=("Fil d'actualité", "Story"),
        cpm=7.5,
        ctr=0.012,
        conversion_rate=0.025,
        basket=settings.basket or 0,
        margin_rate=(settings.margin or 0) / 100,
        overspend=tool_of("instagram").overspend,
    )
    found = run(market)
    kept = "laisse" if found.net >= 0 else "coûte"
    sentence = (
        f"Dans cette simulation, {french.euros(found.spent)} dépensés touchent {french.number(found.reach)} personnes "
        f"et amènent {french.plural(found.sales, 'vente')} : une fois la marchandise payée, la campagne vous {kept} "
        f"{french.euros(abs(round(found.net)))}. Changez le tirage : la chance seule fait varier le résultat."
    )
    return View(sentence, spending(found))


CAMPAIGN = Exploration(
    id="demo-campagne",
    title="Ma campagne, jour après jour",
    prompt="Réglez une campagne : le cours la joue jour après jour. Aucun euro n'est dépensé.",
    model=_Settings,
    start=_start,
    view=_view,
)
