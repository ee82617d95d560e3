"""The till of a day: what it should hold in the evening, and what is missing."""

from __future__ import annotations

from typing import Annotated

from tpelib.base import french
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Number

__all__ = ["TILL"]


class Till(Answer):
    """The till of one day, in euros."""

    morning: Annotated[
        float | None, Number("Combien y avait-il dans la caisse ce matin ?", unit="€", minimum=0)
    ] = None
    sold: Annotated[float | None, Number("Combien avez-vous encaissé en espèces ?", unit="€", minimum=0)] = (
        None
    )
    evening: Annotated[
        float | None, Number("Combien la caisse devrait-elle contenir ce soir ?", unit="€", minimum=0)
    ] = None


def _check(answer: Till, answers: Answers, marking: Marking) -> None:
    if answer.morning is None or answer.sold is None or answer.evening is None:
        marking.missing(4, "Il manque un montant : comptez la caisse du matin, les espèces, puis le total.")
        return
    wanted = french.euros(answer.morning + answer.sold)
    marking.award(
        4,
        abs(answer.evening - answer.morning - answer.sold) < 0.005,
        f"La caisse devrait contenir {wanted} : c’est bien ce que vous avez écrit.",
        f"La caisse du matin et les espèces font {wanted} : corrigez le total.",
        about="evening",
    )


TILL = Exercise(
    id="k1-caisse",
    competency="K1",
    criteria=("Kr1",),
    title="Ma caisse du jour",
    prompt="Prenez une journée. Comptez ce que la caisse devrait contenir le soir.",
    model=Till,
    points=4,
    check=_check,
)
