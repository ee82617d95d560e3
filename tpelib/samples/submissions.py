"""What one fictional learner hands in, with what it must be worth: profiles change both together."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tpelib.engine.dossier import Content
from tpelib.engine.registry import all_exercises, of_competency

__all__ = ["Sparse", "Submission", "SymbolicLink", "code_cell", "is_graded", "path_until"]


def path_until(competency: str) -> list[str]:
    """Return the ids of the exercises of the path, up to the last of a competency."""
    path = [exercise.id for exercise in all_exercises()]
    return path[: path.index(of_competency(competency)[-1].id) + 1]


@dataclass(frozen=True, slots=True)
class SymbolicLink:
    """A symbolic link where a file should be."""

    target: str


@dataclass(frozen=True, slots=True)
class Sparse:
    """A file that claims a size, in bytes, without taking the room."""

    size: int


@dataclass
class Submission:
    """What one learner hands in, and what it must be worth.

    Parameters
    ----------
    learner, first_name, last_name : str
        The id nbgrader files it under, and who it is.
    answers : dict
        Exercise id to the values typed.
    points : dict
        Exercise id to the points expected.
    files : dict
        Path inside the submission to what stands there.
    at, due : datetime
        When it is handed in, and when it had to be.
    why : dict
        Exercise id to what was done to its answer, in French.
    flagged : bool
        True when an assessor must look before believing the points.
    dossier : bool
        False for who forgot theirs.
    profile : str
        What kind of learner it is, in French.
    """

    learner: str
    first_name: str
    last_name: str
    answers: dict[str, Any]
    points: dict[str, float]
    files: dict[str, bytes | SymbolicLink | Sparse]
    at: datetime
    due: datetime
    why: dict[str, str] = field(default_factory=dict)
    flagged: bool = False
    dossier: bool = True
    profile: str = ""

    @property
    def content(self) -> Content:
        """The dossier as the forms would have saved it."""
        saved = (self.at - timedelta(hours=1)).isoformat(timespec="seconds")
        return Content(
            answers={key: {"values": values, "saved_at": saved} for key, values in self.answers.items()},
            learner={"name": f"{self.first_name} {self.last_name}", "id": self.learner},
            revision=len(self.answers),
        )

    def lose(self, why: str, losses: Mapping[str, float]) -> None:
        """Take points away, saying why."""
        for exercise_id, points in losses.items():
            self.points[exercise_id] -= points
            self.why[exercise_id] = f"{self.why[exercise_id]} ; {why}" if exercise_id in self.why else why

    def void(self, exercise_ids: list[str], why: str) -> None:
        """Leave no point in these exercises, saying why."""
        for exercise_id in exercise_ids:
            self.points[exercise_id] = 0.0
            self.why[exercise_id] = why

    def notebooks(self) -> list[str]:
        """Return the names of the notebook files."""
        return [name for name in self.files if name.endswith(".ipynb")]

    def change_cells(self, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
        """Change the cells of each notebook."""
        for name in self.notebooks():
            data = self.files[name]
            if isinstance(data, bytes):
                notebook = json.loads(data)
                notebook["cells"] = change(notebook["cells"])
                self.files[name] = (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()

    def stop_after(self, competency: str) -> None:
        """Answer nothing past a competency: what was done in it may change what a later one takes up."""
        rest = [exercise_id for exercise_id in self.points if exercise_id not in path_until(competency)]
        for exercise_id in rest:
            del self.answers[exercise_id]
        self.void(rest, "pas de réponse")


def is_graded(cell: Mapping[str, Any]) -> bool:
    """Return True for a cell of a notebook that grades, or where the jury gives a level."""
    return "nbgrader" in cell["metadata"]


def code_cell(cell_id: str, source: str) -> dict[str, Any]:
    """Return a cell of code of a notebook."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
