"""Build the notebooks from Markdown: the prose is written by hand, the rest comes from the exercises.

A source is a jupytext Markdown notebook. Its code cells call one name each:

``exercice("k1-entreprise")``
    The form of an exercise. The build adds the nbgrader test cell that grades it, with its points.
``rubrique("Kr1")``
    Becomes an nbgrader task cell for the assessors, with the criterion's levels as mark scheme.
``glossaire()``
    Becomes the glossary: a cell per letter, and one per word.
anything else (``explorer("k1-campagne")``, ``parcours()``…)
    Is kept as it stands; an exploration and a lesson's picture must exist.

In the prose, ``{points:k1-entreprise}`` and ``{total:K1}`` are replaced by the points themselves, so that
text and gradebook cannot differ; in the lessons of the path, words of the glossary become links. The same
source always gives the same bytes: cell ids come from content. A source whose head says ``trainer: true`` is for
trainers: its code is shown, and is theirs to write.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.version import __version__
from tpelib.engine import rubric
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.books import ASSIGNMENT, minutes
from tpelib.engine.course import current
from tpelib.engine.glossary import by_letter
from tpelib.engine.referential import criterion
from tpelib.engine.registry import (
    all_exercises,
    exploration,
    get,
    of_competency,
)
from tpelib.screens.notebooks.terms import (
    Terms,
    letter_text,
    term_cell,
    term_text,
)

__all__ = ["BuildError", "Built", "build", "build_all", "stale"]

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
RUBRIC_POINTS = rubric.LEVELS - 1
"""A rubric cell is worth the highest of the four levels, 0 to 3: its score *is* the level."""

_FRESH = ("parcours", "manques")
"""Cells that show the dossier as it is: run again when one comes back to the notebook."""

_CALL = re.compile(r'(?P<name>[a-z_]+)\((?:"(?P<argument>[\w.-]+)")?\)')
_POINTS = re.compile(r"\{points:(?P<id>[\w-]+)\}|\{total:(?P<competency>[\w.-]+)\}")


class BuildError(TpeError):
    """A source cannot be built; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Built:
    """A notebook as the build wants it: where, and its bytes."""

    path: Path
    data: bytes


def build(source: Path) -> Built:
    """Build one notebook from its Markdown source, without writing it.

    Parameters
    ----------
    source : path
        ``notebooks/parcours/k1_strategie.md``.

    Returns
    -------
    Built
        The notebook beside it (``.ipynb``), without outputs.

    Raises
    ------
    BuildError
        The source calls an unknown exercise, or one twice, or lacks its title.
    """
    import jupytext

    try:
        draft = jupytext.reads(source.read_text(encoding="utf-8"), fmt="md")
        about = dict(draft.metadata.get("tpe", {}))
        if not about.get("title") or "order" not in about:
            raise BuildError("il faut un titre et un rang en tête (jupyter : tpe : title, order)")
        terms = Terms() if source.parent.name == ASSIGNMENT else None
        cells = _Cells(source.stem, terms, shown=bool(about.get("trainer")))
        for cell in draft.cells:
            if cell.cell_type == "markdown":
                cells.lesson(cell.source)
            else:
                cells.code(cell.source.strip())
        if "competency" in about:
            cells.expect([exercise.id for exercise in of_competency(about["competency"])])
    except TpeError as problem:
        raise BuildError(f"{source.name} : {problem}") from problem
    notebook = {
        "cells": cells.cells,
        "metadata": {
            "kernelspec": KERNEL,
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
            "tpe": {
                "course": source.parent.name,
                "slug": source.stem,
                "version": __version__,
                **about,
                **({"minutes": cells.minutes()} if cells.exercises else {}),
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return Built(source.with_suffix(".ipynb"), f"{text}\n".encode())


def build_all(root: Path) -> list[Built]:
    """Build every source under a folder (``notebooks/``), in the order of their names."""
    return [build(source) for source in sorted(root.rglob("*.md")) if source.name != "README.md"]


def stale(root: Path) -> list[Path]:
    """Return the notebooks that differ, byte for byte, from the build, and those without a source."""
    wanted = {built.path: built.data for built in build_all(root)}
    wrong = [path for path, data in wanted.items() if not path.exists() or path.read_bytes() != data]
    orphans = [
        path
        for path in sorted(root.rglob("*.ipynb"))
        if path not in wanted and ".ipynb_checkpoints" not in path.parts
    ]
    return wrong + orphans


class _Cells:
    """The cells of one notebook, as they are added."""

    def __init__(self, slug: str, terms: Terms | None, *, shown: bool = False) -> None:
        self.slug, self.shown = slug, shown
        self.cells: list[dict[str, Any]] = []
        self.exercises: list[str] = []
        self._explorations = self._words = 0
        self._terms = terms
        self._ids: Counter[str] = Counter()

    def lesson(self, text: str) -> None:
        if "$" in text:
            raise BuildError("un « $ » serait lu comme une formule : écrivez « dollars »")
        text = _POINTS.sub(_written_points, french.typography_of_markdown(text))
        self._words += len(text.split())
        self._text("lesson", self._terms.link(text) if self._terms else text)

    def code(self, source: str) -> None:
        call = _CALL.fullmatch(source.splitlines()[-1]) if source else None
        name, argument = (call["name"], call["argument"]) if call else ("", None)
        if name == "exercice" and argument:
            self._exercise(source, argument)
        elif name == "rubrique" and argument:
            self._rubric(argument)
        elif name == "glossaire":
            self._glossary()
        elif name == "explorer" and argument:
            exploration(argument)  # exists, or says so
            self._explorations += 1
            self._code(source, "explore", argument)
        elif name == "figure" and argument:
            current().lesson(argument)  # exists, or says so
            self._code(source, "view", argument)
        else:
            self._code(
                source, "open" if source.startswith("from ") else "view", argument, fresh=name in _FRESH
            )

    def expect(self, wanted: list[str]) -> None:
        """Check that each exercise of the competency stands in the notebook, once, in order."""
        if self.exercises != wanted:
            found = ", ".join(self.exercises)
            raise BuildError(f"exercices attendus : {', '.join(wanted)} ; trouvés : {found}")

    def minutes(self) -> int:
        """Return the time the notebook takes."""
        models: list[type[Answer]] = [get(found).model for found in self.exercises]
        questions = sum(len(questions_of(model)) for model in models)
        return minutes(self._words, questions, self._explorations)

    def _glossary(self) -> None:
        for letter, terms in by_letter().items():
            self._text("letter", letter_text(letter), f"lettre-{letter.lower()}")
            for term in terms:
                self._text("term", term_text(term), term_cell(term))

    def _text(self, role: str, text: str, name: str | None = None) -> None:
        self._add("markdown", text, {"tpe": {"role": role}, "editable": False}, name)

    def _exercise(self, source: str, exercise_id: str) -> None:
        exercise = get(exercise_id)
        self.exercises.append(exercise_id)
        self._code(source, "form", exercise_id)
        # The test cell imports what it calls: it grades even when the rest of the notebook is gone.
        self._add(
            "code",
            f'from tpelib.cours import note\n\nnote("{exercise_id}")',
            {
                "tpe": {"role": "grade", "exercise": exercise_id},
                "jupyter": {"source_hidden": True},
                "nbgrader": _nbgrader(exercise_id, exercise.points, grade=True),
            },
            f"{exercise_id}-note",
        )

    def _rubric(self, key: str) -> None:
        found = criterion(key)
        levels = "\n".join(
            f"- **{level.heading}** : {level.text}" for level in rubric.load().levels[found.id]
        )
        self._add(
            "markdown",
            f"### Grille du jury · {found.id}\n\n{found.text}\n\n"
            f"=== BEGIN MARK SCHEME ===\n\n{levels}\n\n=== END MARK SCHEME ===",
            {
                "tpe": {"role": "rubric", "criterion": found.id},
                "nbgrader": _nbgrader(f"grille-{found.slug}", RUBRIC_POINTS, task=True),
            },
            f"grille-{found.slug}",
        )

    def _code(self, source: str, role: str, argument: str | None, *, fresh: bool = False) -> None:
        """Add a cell that shows something; ``fresh``: course mode runs it again when one comes back to it."""
        about = {"role": role, "fresh": True} if fresh else {"role": role}
        self._add(
            "code",
            source,
            {"tpe": about} if self.shown else {"tpe": about, "jupyter": {"source_hidden": True}},
            argument if role in ("form", "explore") else None,
        )

    def _add(self, kind: str, source: str, metadata: dict[str, Any], name: str | None = None) -> None:
        base = (name or f"{self.slug}-{hashlib.sha256(source.encode()).hexdigest()[:10]}").replace("_", "-")
        self._ids[base] += 1
        cell_id = base if self._ids[base] == 1 else f"{base}-{self._ids[base]}"
        cell: dict[str, Any] = {
            "cell_type": kind,
            "id": cell_id,
            "metadata": metadata,
            "source": source.splitlines(keepends=True),
        }
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        self.cells.append(cell)


def _nbgrader(grade_id: str, points: float, *, grade: bool = False, task: bool = False) -> dict[str, Any]:
    return {
        "grade": grade,
        "grade_id": grade_id,
        "locked": True,
        "points": points,
        "schema_version": 3,
        "solution": False,
        "task": task,
    }


def _written_points(match: re.Match[str]) -> str:
    if match["id"]:
        return french.plural(get(match["id"]).points, "point")
    wanted = match["competency"]
    return french.plural(sum(e.points for e in all_exercises() if e.competency == wanted), "point")
