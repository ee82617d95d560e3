"""« Deux couleurs, et qui les lit »: contrast as one moves two colours, and what colour-blind visitors see."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.base import french
from tpelib.course.c3.identity.drawing import Pair, palette
from tpelib.course.c3.identity.exercise import IDENTITY, colour
from tpelib.domain.page import colours
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["COLOURS"]

_HUES = {key: (label, hue) for key, label, hue in colours.HUES}
_OPTIONS = tuple(Option(key, label) for key, (label, _) in _HUES.items())


class _Settings(Answer):
    """Two colours, each by its name and its lightness."""

    ink: Annotated[str, Choice("Couleur du texte", options=_OPTIONS)] = ""
    ink_light: Annotated[
        float | None, Number("Clarté du texte", unit="%", minimum=0, maximum=100, step=1)
    ] = None
    ground: Annotated[str, Choice("Couleur du fond", options=_OPTIONS)] = ""
    ground_light: Annotated[
        float | None, Number("Clarté du fond", unit="%", minimum=0, maximum=100, step=1)
    ] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    """Start from the learner's own main colour, as near as names and whole percents allow."""
    own = IDENTITY.answer(answers)
    ink, ink_light = colours.named(colour(own, "main") or "#b5651d")
    ground, ground_light = colours.named(colour(own, "paper") or "#ffffff")
    return {"ink": ink, "ink_light": ink_light, "ground": ground, "ground_light": ground_light}


def _colour(key: str, lightness: float | None) -> str:
    _, hue = _HUES.get(key, _HUES["grey"])
    return colours.made(hue, lightness or 0)


def _view(settings: _Settings, answers: Answers) -> View:
    ink = _colour(settings.ink, settings.ink_light)
    ground = _colour(settings.ground, settings.ground_light)
    pair = Pair("Texte sur son fond", ink, ground)
    ratio = french.number(pair.contrast, 2)
    if pair.is_read:
        sentence = f"{ink} sur {ground} : contraste {ratio}, tout le monde peut lire."
    elif pair.contrast >= colours.LARGE:
        sentence = (
            f"{ink} sur {ground} : contraste {ratio}, assez pour un grand titre (3), pas pour un texte (4,5)."
        )
    else:
        sentence = f"{ink} sur {ground} : contraste {ratio}, trop peu pour un texte comme pour un titre."
    reading = "Chaque carré montre la même annonce, vue par d'autres yeux."
    return View(sentence, palette((pair,), reading, "Deux couleurs, et qui les lit"))


COLOURS = Exploration(
    id="c3-couleurs",
    title="Deux couleurs, et qui les lit",
    prompt="Bougez les clartés : à partir de quand lit-on ? Essayez rouge sur vert de même clarté, puis changez-en une seule.",
    model=_Settings,
    start=_start,
    view=_view,
)
