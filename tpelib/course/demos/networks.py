"""« Quels réseaux pour mon activité ? »: where to look first, and what it takes a week."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.course.drawings.market import lying_bars
from tpelib.domain.fit import (
    MOST,
    Fit,
    best_fits,
    judged_line,
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
    fits = best_fits(settings.shows, settings.people)
    kept = _held(fits, settings.hours or 0)
    first = fits[0].platform
    hours = french.hours(settings.hours or 0)
    if kept:
        names = [fit.platform.name for fit in kept]
        also = f", puis {french.listing(names[1:])}" if names[1:] else ""
        taken = french.hours(sum(fit.hours for fit in kept))
        sentence = f"Regardez d'abord {names[0]}{also} : cela tient en {taken} par semaine."
    else:
        sentence = (
            f"{first.name} irait bien, mais demande {french.hours(fits[0].hours)} par semaine au rythme conseillé : "
            f"avec {hours}, publiez moins souvent, ou reprenez ce que vous avez déjà."
        )
    sentence += f" {first.name}, c'est {first.place}. Avant de choisir, demandez à trente clients où ils sont vraiment."
    picture = lying_bars(
        title="Où regarder d'abord",
        labels=[fit.platform.name for fit in fits],
        values=[fit.points for fit in fits],
        texts=[f"{fit.points} sur {MOST} · {french.hours(fit.hours)} par semaine" for fit in fits],
        axis=f"points sur {MOST}",
        notes=[fit.platform.position for fit in fits],
        note_name="À quoi il sert",
        marked=[rank for rank, fit in enumerate(fits) if fit in kept],
        reading=_reading(fits, kept, hours),
        source=judged_line(),
    )
    return View(sentence, picture)


def _reading(fits: Sequence[Fit], kept: Sequence[Fit], hours: str) -> str:
    found = french.plural(len(fits), "réseau peut vous servir", "réseaux peuvent vous servir")
    held = "par où commencer est hachuré" if kept else f"aucun ne tient dans vos {hours} au rythme conseillé"
    return f"{found} ; {held}."


def _held(fits: Sequence[Fit], hours: float) -> list[Fit]:
    """Return the first networks that hold together in the hours there are, two at most."""
    kept: list[Fit] = []
    for fit in fits:
        if len(kept) < 2 and sum(one.hours for one in kept) + fit.hours <= hours + 1e-9:
            kept.append(fit)
    return kept


NETWORKS = Exploration(
    id="demo-reseaux",
    title="Quels réseaux pour mon activité ?",
    prompt="Dites ce que vous avez à montrer, à qui, et le temps que vous avez.",
    model=_Settings,
    start=_start,
    view=_view,
)
