"""The exercises of the course and the engine that defines each of them once.

The registry is the single list of exercises: notebooks, forms, gradebook, report and tests go through it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from tpelib.errors import TpeError
from tpelib.exercises.engine import Exercise

__all__ = ["UnknownExerciseError", "all_exercises", "get", "of_competency"]

# In the order of the path. A module lists its exercises, in their order, in EXERCISES.
_MODULES = ("c1",)


class UnknownExerciseError(TpeError, KeyError):
    """No exercise has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def all_exercises() -> tuple[Exercise[Any], ...]:
    """Return every exercise, in the order of the path."""
    found: list[Exercise[Any]] = []
    for name in _MODULES:
        found.extend(import_module(f"tpelib.exercises.{name}").EXERCISES)
    return tuple(found)


def get(exercise_id: str) -> Exercise[Any]:
    """Return an exercise by its id (``"c1-entreprise"``).

    Raises
    ------
    UnknownExerciseError
        No exercise has this id.
    """
    for exercise in all_exercises():
        if exercise.id == exercise_id:
            return exercise
    raise UnknownExerciseError(f"Aucun exercice ne s’appelle « {exercise_id} ».")


def of_competency(competency: str) -> tuple[Exercise[Any], ...]:
    """Return the exercises of one competency (``"C1"``), in order."""
    return tuple(exercise for exercise in all_exercises() if exercise.competency == competency)
