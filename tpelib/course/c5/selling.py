"""« Et si l'on me commandait par message ? »: may the customer withdraw, what to write, what to check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c3.access.exercise import ACCESS, contacts_of
from tpelib.course.c3.identity.exercise import IDENTITY
from tpelib.course.drawings.selling import order_sheet
from tpelib.domain.selling import kinds, order_from, ways
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["SELLING"]


class Selling(Answer):
    """What is sold, how, and for how much."""

    kind: Annotated[
        str,
        Choice(
            "Que vous commande-t-on ?", options=tuple(Option(key, one.label) for key, one in kinds().items())
        ),
    ] = ""
    way: Annotated[
        str, Choice("Par où ?", options=tuple(Option(key, one.label) for key, one in ways().items()))
    ] = ""
    price: Annotated[float | None, Number("Prix", unit="€", minimum=1, maximum=1000, step=1)] = None
    delivery: Annotated[float | None, Number("Livraison", unit="€", minimum=0, maximum=50, step=0.5)] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    basket = BUSINESS.answer(answers).basket or 32
    return {
        "kind": next(iter(kinds())),
        "way": next(iter(ways())),
        "price": min(1000, max(1, round(basket))),
        "delivery": 6,
    }


def _view(settings: Selling, answers: Answers) -> View:
    kind, way = kinds()[settings.kind], ways()[settings.way]
    plan, name = ACCESS.answer(answers), IDENTITY.answer(answers).name or BUSINESS.answer(answers).name
    order = order_from(name, plan.address, contacts_of(plan), settings.price or 0, settings.delivery or 0)
    if not way.distance:
        sentence = way.told
    else:
        may = (
            "Le client peut changer d'avis : dites-le-lui avant, et joignez le formulaire."
            if kind.may
            else "Le client ne peut pas changer d'avis une fois la commande passée : dites-le-lui avant."
        )
        sentence = f"{may} {way.told if kind.may else ''}".strip()
    return View(sentence, order_sheet(order, kind, way))


SELLING = Exploration(
    id="c5-vente",
    title="Et si l'on me commandait par message ?",
    prompt="Choisissez ce que l'on vous commande, et par où. Vous aurez le message à copier, puis à adapter.",
    model=Selling,
    start=_start,
    view=_view,
)
