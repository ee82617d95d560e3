"""How far a learner has come, from the dossier alone."""

from __future__ import annotations

from dataclasses import dataclass

from tpelib.exercises import all_exercises
from tpelib.exercises.engine import Answers

__all__ = ["Step", "progress"]


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


def progress(answers: Answers) -> tuple[Step, ...]:
    """Return each exercise of the course with its state in a dossier, in the order of the path."""
    steps: list[Step] = []
    for exercise in all_exercises():
        result = exercise.evaluate(answers)
        state = "todo" if exercise.answer(answers).is_blank else "started"
        if exercise.is_complete(answers):
            state = "done"
        steps.append(Step(exercise.id, exercise.title, exercise.competency, state, result.points, result.max))
    return tuple(steps)
