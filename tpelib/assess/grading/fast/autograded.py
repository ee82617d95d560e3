"""``autograded/`` on disk: a learner's folder appears whole, in one move, once their marks are in the gradebook.

So a folder that is there is done, and a run that was cut short, at whatever instant, is finished by the next.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from tpelib.assess.grading.fast.marking import Graded
from tpelib.assess.grading.intake import handed_in_at
from tpelib.engine.dossier import Dossier
from tpelib.engine.sheet import without_pictures

__all__ = ["Shelf"]

_WORK = ".correction"
_READ_ONLY = 0o444


class Shelf:
    """Where the graded submissions of an assignment go.

    Parameters
    ----------
    root : path
        The course folder.
    assignment : str
        The assignment.
    ignore : sequence of str
        Patterns of files that nbgrader does not copy.
    """

    def __init__(self, root: Path, assignment: str, source: Path, ignore: Iterable[str]) -> None:
        self._submitted = root / "submitted"
        self._autograded = root / "autograded"
        self._assignment = assignment
        self._ignore = tuple(ignore)
        # A process that outlives a killed run for an instant writes where nobody looks.
        self._rooms = root / _WORK
        self._work = self._rooms / uuid.uuid4().hex
        # What the trainer put beside the sources goes with every submission, but a dossier of their own.
        self._extra = tuple(
            path
            for path in sorted(source.rglob("*"))
            if path.is_file() and path.suffix != ".ipynb" and not self._ignored(path)
            if path.relative_to(source).as_posix() not in (Dossier.NAME, Dossier.PREVIOUS)
        )
        self._source = source

    def submission(self, learner: str) -> Path:
        """Return where a learner's submission lies."""
        return self._submitted / learner / self._assignment

    def learners(self) -> Iterator[str]:
        """Return who handed the assignment in, in order."""
        if self._submitted.is_dir():
            for folder in sorted(self._submitted.iterdir()):
                if os.path.lexists(folder / self._assignment):
                    yield folder.name

    def is_done(self, learner: str) -> bool:
        """Return True when this attempt was graded; a later one is to be graded, as nbgrader does."""
        done = self._place(learner)
        if not done.is_dir():
            return False
        now, before = handed_in_at(self.submission(learner)), handed_in_at(done)
        return now is None or before is None or now <= before

    def clear(self) -> None:
        """Remove what a run that was cut short left behind."""
        shutil.rmtree(self._rooms, ignore_errors=True)

    def prepare(self, graded: Graded) -> frozenset[str]:
        """Write a learner's folder aside; return the notebooks in which an assessor reads something else now."""
        learner = graded.marks.learner
        folder, submitted = self._work / "prets" / learner, self.submission(learner)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in graded.files:
            if not self._ignored(path):
                _copy(path, folder / path.relative_to(submitted))
        for path in self._extra:
            target = folder / path.relative_to(self._source)
            target.unlink(missing_ok=True)
            _copy(path, target)
        for name, data in graded.notebooks.items():
            _write(folder / f"{name}.ipynb", data)
        return _changed(self._place(learner), graded.notebooks)

    def publish(self, learner: str) -> None:
        """Put the folder in its place; the one before goes away."""
        place = self._place(learner)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            before = self._work / "anciens" / learner
            before.parent.mkdir(parents=True, exist_ok=True)
            place.rename(before)
            shutil.rmtree(before, ignore_errors=True)
        (self._work / "prets" / learner).rename(place)

    def _place(self, learner: str) -> Path:
        return self._autograded / learner / self._assignment

    def _ignored(self, path: Path) -> bool:
        return any(fnmatch(part, pattern) for part in path.parts[-2:] for pattern in self._ignore)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target, follow_symlinks=False)
    target.chmod(_READ_ONLY)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(_READ_ONLY)


def _changed(before: Path, notebooks: Mapping[str, bytes]) -> frozenset[str]:
    if not before.is_dir():
        return frozenset()
    return frozenset(
        name
        for name, data in notebooks.items()
        if (path := before / f"{name}.ipynb").is_file() and _shown(path.read_bytes()) != _shown(data)
    )


def _shown(notebook: bytes) -> list[str]:
    """Return what an assessor reads in a notebook: the answers under its cells, and the learner's own cells.

    Pictures are left out: they are drawn from these answers, sometimes here and sometimes when the page is opened.
    """
    found = []
    for cell in json.loads(notebook)["cells"]:
        if cell["metadata"].get("tpe", {}).get("role") in ("incident", "added"):
            found.append("".join(cell["source"]))
        outputs = ("".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", ()))
        found += [without_pictures(html) for html in outputs]
    return found
