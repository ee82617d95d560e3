"""One learner's marks: what the dossier earns, what must be said of the submission, what the assessor reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tpelib.assess.grading.fast.booklets import Booklet, Output
from tpelib.assess.grading.intake import (
    Received,
    aside_folder,
    handed_in_at,
    received,
)
from tpelib.assess.grading.rebuild import MAX_NOTEBOOK_BYTES
from tpelib.base import french
from tpelib.base.quiet import quietly
from tpelib.engine.exercise import ReadOnce
from tpelib.engine.registry import get
from tpelib.engine.sheet import sheet

__all__ = ["Graded", "Marks", "mark"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What goes into the gradebook for one learner.

    Parameters
    ----------
    learner : str
        The id the submission is filed under.
    at : datetime or None
        When it was handed in (UTC, no zone).
    points : mapping
        Notebook name to cell name to points earned.
    failed : frozenset of str
        Cells whose check broke.
    decisive : bool
        True when answers may be missing: every mark is to be looked at.
    said : mapping
        Notebook name to the sentences of its automatic comment.
    changed : frozenset of str
        Notebooks in which the assessor reads something else than at the grading before.
    """

    learner: str
    at: datetime | None
    points: Mapping[str, Mapping[str, float]]
    failed: frozenset[str]
    decisive: bool
    said: Mapping[str, Sequence[str]]
    changed: frozenset[str] = frozenset()

    @property
    def trouble(self) -> str:
        """All that is said of the submission, each thing once, on one line."""
        return " ".join(dict.fromkeys(text for texts in self.said.values() for text in texts))


@dataclass(frozen=True, slots=True)
class Graded:
    """One learner's marks, and what is to be written in ``autograded/``.

    Parameters
    ----------
    marks : Marks
        For the gradebook.
    notebooks : mapping
        Name to the notebook's bytes.
    files : tuple of path
        Files of the submission to copy beside them.
    """

    marks: Marks
    notebooks: Mapping[str, bytes]
    files: tuple[Path, ...]


def mark(folder: Path, booklets: Sequence[Booklet], *, drawn: bool = False) -> Graded:
    """Grade a submission, changing nothing in it.

    Parameters
    ----------
    folder : path
        ``submitted/<learner>/parcours``.
    booklets : sequence of Booklet
        The notebooks of the assignment.

    Raises
    ------
    OSError
        The folder cannot be read.
    """
    learner = folder.parent.name
    taken = received(folder, aside_folder(folder), learner)
    outputs = _outputs(taken, booklets, drawn=drawn)
    by_name = {path.name: path for path in taken.files if path.parent == folder}
    notebooks, said = {}, {}
    for booklet in booklets:
        own = {grade_id: outputs[exercise_id] for grade_id, exercise_id in booklet.exercises.items()}
        found = booklet.original.compare(_read(by_name.get(f"{booklet.name}.ipynb")))
        incidents = [*taken.incidents, *found.incidents]
        notebooks[booklet.name] = booklet.compose(own, incidents, found.added)
        broken = sorted(grade_id for grade_id, output in own.items() if output.failed)
        said[booklet.name] = [incident.text for incident in incidents] + [
            french.typography(f"« {name} » n'a pas pu être corrigé : à regarder.") for name in broken
        ]
    marks = Marks(
        learner=learner,
        at=handed_in_at(folder),
        points={b.name: {cell: outputs[key].points for cell, key in b.exercises.items()} for b in booklets},
        failed=frozenset(
            cell for b in booklets for cell, exercise_id in b.exercises.items() if outputs[exercise_id].failed
        ),
        decisive=any(incident.decisive for incident in taken.incidents),
        said=said,
    )
    copied = tuple(path for path in taken.files if path.suffix != ".ipynb")
    return Graded(marks, notebooks, copied)


def _outputs(taken: Received, booklets: Sequence[Booklet], *, drawn: bool) -> dict[str, Output]:
    """Check every exercise of the assignment."""
    answers = ReadOnce(taken)
    wanted = dict.fromkeys(key for booklet in booklets for key in booklet.exercises.values())
    # What a library says on the way is not for who grades; a notebook's test cell keeps it quiet as well.
    with quietly():
        return {exercise_id: _output(exercise_id, answers, drawn=drawn) for exercise_id in wanted}


def _output(exercise_id: str, answers: ReadOnce, *, drawn: bool) -> Output:
    try:
        found = sheet(get(exercise_id), answers)
        return Output(found.points, found.html if drawn else found.words)
    except Exception as problem:  # a fault of ours must cost the others nothing, and be looked at
        return Output(0.0, f"{type(problem).__name__} : {problem}", failed=True)


def _read(path: Path | None) -> bytes | None:
    if path is None:
        return None
    with path.open("rb") as stream:
        return stream.read(MAX_NOTEBOOK_BYTES + 1)
