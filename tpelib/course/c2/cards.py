"""The networks' cards, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.common import NETWORKS
from tpelib.course.drawings.market import platform_card
from tpelib.domain.platforms import platform
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice

__all__ = ["CARDS"]


class _Settings(Answer):
    """The network shown."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"network": next(iter(chosen_networks(answers)), NETWORKS[0].value)}


def _view(settings: _Settings, answers: Answers) -> View:
    found = platform(settings.network or NETWORKS[0].value)
    sentence = f"{found.name}, {found.place}. {found.position}"
    return View(sentence, platform_card(found, f"{found.name} pour une très petite entreprise"))


CARDS = Exploration(
    id="c2-fiches",
    title="Douze réseaux, une fiche chacun",
    prompt="Choisissez un réseau : à quoi il sert, ce qu'il demande, ses limites, ses normes et qui le dit.",
    model=_Settings,
    start=_start,
    view=_view,
)
