"""« Quels réseaux pour mon activité ? »: where to look first, and what it takes a week."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.domain.fit import (
    best_fits,
)
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["NETWORKS"]

_SHOWS = (
    Option("photos", "De belles photos de ce que je fais"),
    Option("videos", "Des vidéos courtes : le geste, l'atelier"),
    Option("words", "Des conseils, des histoires, des avis"),
    Option("practical", "Mes horaires, mon adresse, mes nouveautés"),
)
_PEOPLE = (
    Option("near", "Des gens des environs"),
    Option("far", "Des gens de toute la France"),
    Option("young", "Surtout des moins de 25 ans"),
    Option("firms", "Des entreprises"),
)


class _Settings(Answer):
    """What one shows, to whom, with how much time."""

    shows: Annotated[str, Choice("Ce que vous avez à montrer", options=_SHOWS)] = ""
    people: Annotated[str, Choice("Vos clients", options=_PEOPLE)] = ""
    hours: Annotated[
        float | None, Number("Heures par semaine", unit="h", minimum=0.5, maximum=10, step=0.5)
    ] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"shows": "photos", "people": "near", "hours": 3}


def _view(settings: _Settings, answers: Answers) -> View:
    fits = best_fits(settings.shows, settings.people, settings.hours or 0)
    first = fits[0].platform
    sentence = (
        f"{fits.sentence} {first.name}, c'est {first.place}. Avant de choisir, demandez à trente clients où ils sont "
        "vraiment."
    )
    return View(sentence, fits.picture())


NETWORKS = Exploration(
    id="demo-reseaux",
    title="Quels réseaux pour mon activité ?",
    prompt="Dites ce que vous avez à montrer, à qui, et le temps que vous avez.",
    model=_Settings,
    start=_start,
    view=_view,
)
