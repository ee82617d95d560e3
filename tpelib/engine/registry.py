"""The exercises of the course and the engine that defines each of them once.

The registry is the single list of exercises: notebooks, forms, gradebook, report and tests go through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from tpelib.base.errors import TpeError
from tpelib.engine.course import current
from tpelib.engine.exercise import Exercise, Exploration

__all__ = ["UnknownExerciseError", "all_exercises", "all_explorations", "exploration", "get", "of_competency"]


class UnknownExerciseError(TpeError, KeyError):
    """No exercise has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def all_exercises() -> tuple[Exercise[Any], ...]:
    """Return every exercise, in the order of the path."""
    found: list[Exercise[Any]] = []
    for competency in current().competencies:
        found.extend(_package(competency).EXERCISES)
    return tuple(found)


@cache
def _by_id() -> Mapping[str, Exercise[Any]]:
    return {exercise.id: exercise for exercise in all_exercises()}


def get(exercise_id: str) -> Exercise[Any]:
    """Return an exercise by its id (``"k1-entreprise"``).

    Raises
    ------
    UnknownExerciseError
        No exercise has this id.
    """
    if found := _by_id().get(exercise_id):
        return found
    ids = list(_by_id())
    near = [one for one in ids if one.split("-")[0] == exercise_id.split("-")[0]] or ids
    raise UnknownExerciseError(
        f"Aucun exercice ne s’appelle « {exercise_id} ». Choisissez parmi : {', '.join(near)}."
    )


def of_competency(competency: str) -> tuple[Exercise[Any], ...]:
    """Return the exercises of one competency (``"K1"``), in order."""
    return tuple(exercise for exercise in all_exercises() if exercise.competency == competency)


def exploration(exploration_id: str) -> Exploration[Any]:
    """Return a live exploration by its id (``"k1-campagne"``).

    Raises
    ------
    UnknownExerciseError
        No exploration has this id.
    """
    own = exploration_id.split("-")[0]
    for name in sorted(
        current().competencies, key=lambda name: not name.startswith(own)
    ):  # the likeliest is loaded first
        for found in _package(name).EXPLORATIONS:
            if found.id == exploration_id:
                exploration: Exploration[Any] = found
                return exploration
    raise UnknownExerciseError(f"Aucune exploration ne s’appelle « {exploration_id} ».")


def all_explorations() -> tuple[Exploration[Any], ...]:
    """Return every live exploration, in the order of the path, those of the public pages last."""
    return tuple(found for name in current().competencies for found in _package(name).EXPLORATIONS)


def _package(competency: str) -> Any:
    """Return the package of a competency: it lists its exercises in order, and its live explorations."""
    return import_module(f"{current().package}.{competency}")
