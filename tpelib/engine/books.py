"""The notebooks of the path, in order: what each is called, and how long it takes."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.resources import notebooks_path, optional_path

__all__ = [
    "ASSIGNMENT",
    "DURATION_RULE",
    "Book",
    "books",
    "course_files",
    "exercises_in_order",
    "minutes",
    "notebooks_in",
    "trainer_files",
]

ASSIGNMENT = "parcours"
"""The path, and nbgrader's one assignment: all of it is one evaluation."""
_ASIDE = "reperes"
_WELCOME = 0
"""Place of the notebook that one opens first: no step of the path."""
_ORDER = re.compile(r"^ +order: (\d+)$", re.MULTILINE)
_ASKED = re.compile(r'^exercice\("([^"]+)"\)$', re.MULTILINE)
_WORDS_A_MINUTE, _MINUTES_A_QUESTION, _MINUTES_AN_EXPLORATION, _STEP = 150, 2, 5, 30
DURATION_RULE = (
    f"C’est une règle du cours, pas une mesure : une minute pour {_WORDS_A_MINUTE} mots de leçon, "
    f"{_MINUTES_A_QUESTION} minutes par question, {_MINUTES_AN_EXPLORATION} par exploration, et l’on arrondit à la "
    "demi-heure au-dessus."
)
"""How the time a notebook takes is reckoned, as a learner reads it."""


@dataclass(frozen=True, slots=True)
class Book:
    """A notebook that is a step of the path.

    Parameters
    ----------
    file : str
        Its file name, beside the dossier.
    title, plain : str
        French texts: its title, and what one does there in everyday words, unless its competency says it.
    competency : str
        ``"K1"``; empty for one that belongs to none.
    minutes : int
        The time it takes by the course's own rule; 0 when it asks no question.
    """

    file: str
    title: str
    plain: str
    competency: str
    minutes: int


def minutes(words: int, questions: int, explorations: int) -> int:
    """Return how long a notebook takes, in minutes, up to the next half hour: the course's own rule."""
    exact = words / _WORDS_A_MINUTE + questions * _MINUTES_A_QUESTION + explorations * _MINUTES_AN_EXPLORATION
    return math.ceil(exact / _STEP) * _STEP


def course_files() -> list[Path]:
    """Return the notebooks a learner has: those of the path, graded or not, and those one only looks up."""
    trainers = trainer_files()
    folders = (notebooks_path(ASSIGNMENT), optional_path("notebooks", _ASIDE))
    return [
        path
        for folder in folders
        if folder
        for path in sorted(folder.glob("*.ipynb"))
        if path not in trainers
    ]


def trainer_files() -> list[Path]:
    """Return the notebooks that are for trainers: they show their code, and no learner has them."""
    folder = optional_path("notebooks", _ASIDE)
    found = sorted(folder.glob("*.ipynb")) if folder else []
    return [path for path in found if _about(path).get("trainer")]


@cache
def exercises_in_order() -> tuple[str, ...]:
    """Return the ids of the exercises of the path, as its notebooks ask them one after the other."""
    sources = [path.read_text(encoding="utf-8") for path in notebooks_path(ASSIGNMENT).glob("*.md")]
    ordered = sorted(sources, key=lambda text: int(found[1]) if (found := _ORDER.search(text)) else 0)
    return tuple(exercise_id for text in ordered for exercise_id in _ASKED.findall(text))


def books() -> tuple[Book, ...]:
    """Return the steps of the path, in order: all its notebooks but the welcome."""
    found = []
    for path in notebooks_path(ASSIGNMENT).glob("*.ipynb"):
        about = _about(path)
        if about["order"] != _WELCOME:
            title, plain = (french.typography(about.get(name, "")) for name in ("title", "plain"))
            book = Book(path.name, title, plain, about.get("competency", ""), about.get("minutes", 0))
            found.append((about["order"], book))
    return tuple(book for _, book in sorted(found, key=lambda item: item[0]))


def _about(path: Path) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["metadata"]["tpe"]
    return about


def notebooks_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the notebooks of a folder by name (``"k1_strategie"``), as JSON."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ipynb"))
    }
