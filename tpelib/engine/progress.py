"""How far a learner has come, from the dossier alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpelib.base import french
from tpelib.engine.exercise import Answers
from tpelib.engine.registry import all_exercises, of_competency

__all__ = ["Step", "progress", "remaining"]


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise on the path.

    Parameters
    ----------
    id, title, competency : str
        The exercise.
    state : str
        ``"todo"``, ``"started"`` or ``"done"`` (every required question has a readable answer).
    points, max : float
        Points earned so far, and what the exercise is worth.
    """

    id: str
    title: str
    competency: str
    state: str
    points: float
    max: float


def progress(answers: Answers, competency: str | None = None, *, graded: bool = True) -> tuple[Step, ...]:
    """Return each exercise of the course with its state in a dossier, in the order of the path.

    Parameters
    ----------
    answers : Answers
        The dossier.
    competency : str, optional
        Keep the exercises of one competency.
    graded : bool
        False to leave the points at zero: the state alone takes no calculation.
    """
    steps: list[Step] = []
    for exercise in of_competency(competency) if competency else all_exercises():
        points = exercise.evaluate(answers).points if graded else 0.0
        state = "todo" if exercise.answer(answers).is_blank else "started"
        if exercise.is_complete(answers):
            state = "done"
        steps.append(Step(exercise.id, exercise.title, exercise.competency, state, points, exercise.points))
    return tuple(steps)


def remaining(steps: Sequence[Step]) -> str:
    """Return in one French sentence what is left of some exercises; empty when there are none."""
    left = [f"« {step.title} »" for step in steps if step.state != "done"]
    if not steps:
        return ""
    if not left:
        return french.typography(
            f"Tout est fait ici : {french.plural(len(steps), 'exercice')} sur {len(steps)}."
        )
    if len(left) == len(steps) > 1:
        return french.typography(f"Vous n'avez encore fini aucun des {len(steps)} exercices de ce carnet.")
    told = f"Il vous reste ici {french.plural(len(left), 'exercice')} : {french.listing(left)}."
    return french.typography(told)
