"""The course's notebooks as an assessor gets them: all that is the same for everybody is written once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpelib.assess.grading.course import CourseError, answers_in_dossier, source_notebooks
from tpelib.assess.grading.intake import Incident
from tpelib.assess.grading.rebuild import Original, notice
from tpelib.base import french
from tpelib.engine.registry import all_exercises

__all__ = ["Booklet", "Output", "booklets"]


@dataclass(frozen=True, slots=True)
class Output:
    """What stands under a graded cell.

    Parameters
    ----------
    points : float
        What it earned.
    html : str
        The answer and the reasons; for an exercise that could not be checked, why.
    failed : bool
        True when the check itself broke: no zero is to be believed before somebody looked.
    """

    points: float
    html: str
    failed: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the output as a notebook holds it."""
        if self.failed:
            return {"output_type": "error", "ename": "Imprévu", "evalue": self.html, "traceback": []}
        data = {"text/html": self.html, "text/plain": repr(self.points)}
        return {"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data}


class Booklet:
    """One notebook of the assignment.

    Parameters
    ----------
    name : str
        ``"k1_strategie"``.
    notebook : mapping
        Its source, mark schemes included.
    checksums : mapping
        Cell name to the checksum that the gradebook holds.

    Attributes
    ----------
    exercises : mapping
        Name of each cell that grades to the id of its exercise, in order.
    rubric : tuple of str
        Names of the cells where the jury gives a level.
    original : Original
        To compare a learner's notebook with.
    """

    def __init__(self, name: str, notebook: Mapping[str, Any], checksums: Mapping[str, str]) -> None:
        self.name = name
        self.exercises = {
            about["grade_id"]: str(cell["metadata"].get("tpe", {}).get("exercise"))
            for cell in notebook["cells"]
            if (about := cell["metadata"].get("nbgrader")) and about["grade"]
        }
        self.rubric = tuple(
            about["grade_id"]
            for cell in notebook["cells"]
            if (about := cell["metadata"].get("nbgrader")) and about["task"]
        )
        self.original = Original(notebook, name)
        self._metadata = notebook["metadata"]
        self._format = {key: notebook[key] for key in ("nbformat", "nbformat_minor")}
        self._cells = [_written(cell, checksums) for cell in notebook["cells"]]

    def compose(
        self,
        outputs: Mapping[str, Output],
        incidents: Sequence[Incident] = (),
        added: Sequence[Mapping[str, Any]] = (),
    ) -> bytes:
        """Return the notebook of one learner: what has to be known first, the answers, what was added.

        Parameters
        ----------
        outputs : mapping
            Cell name to what stands under it.
        incidents : sequence of Incident
            What had to be mended, here or in the submission.
        added : sequence of cells
            What the learner added, as text.
        """
        cells = [_dump(notice(incidents))] if incidents else []
        for grade_id, before in self._cells:
            found = outputs.get(grade_id)
            cells.append(f"{before}{_dump(found.as_json())}]}}" if found else before)
        cells += map(_dump, added)
        metadata = self._metadata
        if incidents:
            about = {
                "incidents": [incident.text for incident in incidents],
                "decisive": any(incident.decisive for incident in incidents),
            }
            metadata = {**metadata, "tpe": {**metadata.get("tpe", {}), **about}}
        rest = _dump({"metadata": metadata, **self._format})
        # Half a letter, which JSON may hold and UTF-8 cannot, is shown as « ? ».
        text = "".join(('{"cells": [\n', ",\n".join(cells), "\n],\n", rest[1:], "\n"))
        return text.encode("utf-8", "replace")


def booklets(root: Path, assignment: str, checksums: Mapping[str, Mapping[str, str]]) -> tuple[Booklet, ...]:
    """Return the notebooks of an assignment.

    Parameters
    ----------
    root : path
        The course folder.
    assignment : str
        Its name.
    checksums : mapping
        Notebook name to its cells' checksums, as the gradebook holds them.

    Raises
    ------
    CourseError
        There is none, one of them holds code to run, or the gradebook holds others.
    """
    sources = source_notebooks(root, assignment)
    if not sources:
        raise CourseError(
            french.typography(f"Le devoir « {assignment} » n'a pas de carnet dans les sources.")
        )
    if gone := sorted(checksums.keys() - sources.keys()):
        raise _changed(gone[0], assignment)
    known = {exercise.id for exercise in all_exercises()}
    found = []
    for name, notebook in sources.items():
        booklet = Booklet(name, notebook, checksums.get(name, {}))
        if not answers_in_dossier(notebook) or not known.issuperset(booklet.exercises.values()):
            raise CourseError(
                french.typography(
                    f"Le carnet « {name} » contient du code à exécuter pour noter : seul « nbgrader autograde » le peut."
                )
            )
        if name not in checksums or {*booklet.exercises, *booklet.rubric} != checksums[name].keys():
            raise _changed(name, assignment)
        found.append(booklet)
    return tuple(found)


def _changed(name: str, assignment: str) -> CourseError:
    return CourseError(
        french.typography(
            f"Le carnet « {name} » a changé depuis que le devoir a été préparé : lancez "
            f"« nbgrader generate_assignment {assignment} --force », puis de nouveau cette commande."
        )
    )


def _written(cell: Mapping[str, Any], checksums: Mapping[str, str]) -> tuple[str, str]:
    """Return a cell as JSON, open at its outputs where it grades, with the name it is graded under."""
    about = cell["metadata"].get("nbgrader")
    if not about:
        return "", _dump(cell)
    checked = {**about, "checksum": checksums.get(about["grade_id"], "")}
    marked = {**cell, "metadata": {**cell["metadata"], "nbgrader": checked}}
    if not about["grade"]:
        return "", _dump(marked)
    del marked["outputs"]
    return about["grade_id"], f'{_dump(marked)[:-1]}, "outputs": ['


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
