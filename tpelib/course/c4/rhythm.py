"""« Et si je publiais plus souvent ? »: a rhythm against the hours there are."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.base import french
from tpelib.charts.builders import bars
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.time.exercise import TIME
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Number

__all__ = ["RHYTHM", "Rhythm"]

WEEKS = 48
"""Weeks a year on which one publishes, four of leave left aside."""


class Rhythm(Answer):
    """A rhythm to try."""

    posts: Annotated[float | None, Number("Idées publiées par semaine", minimum=0.5, maximum=7, step=0.5)] = (
        None
    )
    minutes: Annotated[
        float | None, Number("Minutes pour une", unit="min", minimum=5, maximum=120, step=5)
    ] = None
    networks: Annotated[
        float | None, Number("Sur combien de réseaux", minimum=1, maximum=4, step=1, integer=True)
    ] = None
    again: Annotated[
        float | None,
        Number("Minutes pour l'adapter à un autre réseau", unit="min", minimum=0, maximum=60, step=5),
    ] = None
    moderation: Annotated[
        float | None, Number("Minutes de réponses par semaine", unit="min", minimum=0, maximum=240, step=10)
    ] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    time = TIME.answer(answers)
    number = sum(f.number or 0 for f in time.complete)
    start: dict[str, Any] = {"posts": 2, "minutes": 25, "networks": 2, "again": 10, "moderation": 60}
    if number:
        mean = sum((f.minutes or 0) * (f.number or 0) for f in time.complete) / number
        start["posts"] = min(7.0, max(0.5, round(number * 2) / 2))
        start["minutes"] = min(120, max(5, 5 * round(mean / 5)))
    if time.moderation is not None:
        start["moderation"] = min(240, 10 * round(time.moderation / 10))
    return start


def _view(settings: Rhythm, answers: Answers) -> View:
    available = BUSINESS.answer(answers).hours
    posts, networks = settings.posts or 0, settings.networks or 1
    made = posts * (settings.minutes or 0) / 60
    adapted = posts * (settings.again or 0) * (networks - 1) / 60
    answered = (settings.moderation or 0) / 60
    total = made + adapted + answered
    sentence = f"Il vous faut {french.hours(total)} par semaine"
    if available is not None:
        room = f"cela tient dans vos {french.hours(available)}"
        excess = f"c'est {french.hours(total - available)} de trop pour vos {french.hours(available)}"
        sentence += f" : {room if total <= available + 1e-9 else excess}"
    sentence += (
        f". Sur {WEEKS} semaines, cela fait {french.number(round(posts * networks * WEEKS))} publications, "
        f"nées de {french.number(round(posts * WEEKS))} idées."
    )
    names = ["Créer", "Adapter", "Répondre", "Total"]
    values = [made, adapted, answered, total]
    over = available is not None and total > available + 1e-9
    picture = bars(
        title="Une semaine de ce rythme",
        labels=names,
        values=[round(value, 3) for value in values],
        texts=[french.hours(value) for value in values],
        unit="heures par semaine",
        marked=[3] if over else [],
        marked_name="dépasse vos heures",
        line=available,
        line_name="vos heures disponibles",
        reading=f"Une semaine prend {french.hours(total)}, dont {french.hours(made)} pour créer.",
        source="Source : vos réponses et vos réglages.",
    )
    return View(sentence, picture)


RHYTHM = Exploration(
    id="c4-rythme",
    title="Et si je publiais plus souvent ?",
    prompt="Déplacez les curseurs jusqu'au rythme que vous tiendriez même dans une mauvaise semaine.",
    model=Rhythm,
    start=_start,
    view=_view,
)
