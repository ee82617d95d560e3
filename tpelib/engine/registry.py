"""The exercises and explorations of the course in use, found in its packages.

An exercise is a folder of its competency, ``k1/business/``, whose module ``exercise`` defines it; an exploration may
be a module alone. Nothing lists them: a module that defines one is enough, and its line in a notebook of the path,
``exercice("k1-entreprise")``, says when it comes. What else is its own stands in that folder too, in modules and
files that are read when somebody asks for it (:func:`module_beside`, :func:`file_beside`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

from tpelib.base.errors import TpeError
from tpelib.engine.books import exercises_in_order
from tpelib.engine.course import current
from tpelib.engine.exercise import Exercise, Exploration

__all__ = [
    "UnknownExerciseError",
    "all_exercises",
    "all_explorations",
    "exploration",
    "file_beside",
    "get",
    "module_beside",
    "of_competency",
]

Found = TypeVar("Found", Exercise[Any], Exploration[Any])


class UnknownExerciseError(TpeError, KeyError):
    """No exercise has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def all_exercises() -> tuple[Exercise[Any], ...]:
    """Return every exercise, in the order of the path; one that no notebook asks comes last."""
    ranks = {exercise_id: rank for rank, exercise_id in enumerate(exercises_in_order())}
    found = [one for package in current().competencies for one in _exercises(package)]
    return tuple(sorted(found, key=lambda one: ranks.get(one.id, len(ranks))))


def get(exercise_id: str) -> Exercise[Any]:
    """Return an exercise by its id (``"k1-entreprise"``); the other competencies are not loaded.

    Raises
    ------
    UnknownExerciseError
        No exercise has this id.
    """
    package = _package_of(exercise_id)
    own = {one.id: one for one in _exercises(package)} if package else {}
    if found := own.get(exercise_id):
        return found
    near = list(own) or [one.id for one in all_exercises()]
    raise UnknownExerciseError(
        f"Aucun exercice ne s’appelle « {exercise_id} ». Choisissez parmi : {', '.join(near)}."
    )


def file_beside(exercise: Exercise[Any], name: str) -> Path:
    """Return where a file of an exercise's folder is, or would be: ``"report.toml"``."""
    return Path(import_module(_folder(exercise)).__path__[0], name)


def module_beside(exercise: Exercise[Any], name: str) -> ModuleType | None:
    """Return another module of an exercise's folder, loaded when it is first asked for; ``None`` for none."""
    place = f"{_folder(exercise)}.{name}"
    return import_module(place) if find_spec(place) else None


def of_competency(competency: str) -> tuple[Exercise[Any], ...]:
    """Return the exercises of one competency (``"K1"``), in order."""
    return tuple(exercise for exercise in all_exercises() if exercise.competency == competency)


def all_explorations() -> tuple[Exploration[Any], ...]:
    """Return every live exploration, competency by competency, those of the public pages last."""
    return tuple(found for package in current().competencies for found in _explorations(package))


def exploration(exploration_id: str) -> Exploration[Any]:
    """Return a live exploration by its id (``"k1-campagne"``).

    Raises
    ------
    UnknownExerciseError
        No exploration has this id.
    """
    own = _package_of(exploration_id)
    for package in sorted(
        current().competencies, key=lambda name: name != own
    ):  # the likeliest is loaded first
        for found in _explorations(package):
            if found.id == exploration_id:
                return found
    raise UnknownExerciseError(f"Aucune exploration ne s’appelle « {exploration_id} ».")


def _package_of(key: str) -> str:
    """Return the package that the beginning of an id names; empty for none."""
    beginning = key.partition("-")[0]
    return next((package for package in current().competencies if package.startswith(beginning)), "")


def _folder(exercise: Exercise[Any]) -> str:
    """Return the name of the package that is an exercise's folder."""
    found = _defined(_package_of(exercise.id), Exercise)
    return next(folder for folder, one in found if one.id == exercise.id)


@cache
def _exercises(package: str) -> tuple[Exercise[Any], ...]:
    return tuple(one for _, one in _defined(package, Exercise))


@cache
def _explorations(package: str) -> tuple[Exploration[Any], ...]:
    return tuple(one for _, one in _defined(package, Exploration))


def _defined(package: str, kind: type[Found]) -> Iterator[tuple[str, Found]]:
    """Yield what the modules of a package define and publish, of one kind, each with the folder it stands in."""
    for module in _modules(package, alone=kind is Exploration):
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, kind):
                yield str(module.__package__), value


def _modules(package: str, *, alone: bool) -> Iterator[ModuleType]:
    """Yield the modules of a package that define exercises, and those that stand alone where they are wanted too."""
    parent = import_module(f"{current().package}.{package}")
    for child in iter_modules(parent.__path__):
        name = f"{parent.__name__}.{child.name}"
        if child.ispkg:
            yield import_module(f"{name}.exercise")
        elif alone:
            yield import_module(name)
