"""What a candidate handed in, as the jury reads it: answers written out, evidence by criterion, digests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tpelib.assess.grading.intake import (
    Received,
    aside_folder,
    handed_in_at,
    received,
)
from tpelib.base import french
from tpelib.base.html import element, set_text
from tpelib.base.quiet import quietly
from tpelib.engine.exercise import Exercise, ReadOnce
from tpelib.engine.registry import all_exercises
from tpelib.engine.sheet import sheet

__all__ = ["Artefact", "ExerciseEvidence", "Work"]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file handed in: its name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ExerciseEvidence:
    """What the course computed on one exercise. It shows; it decides nothing.

    Parameters
    ----------
    title : str
        The exercise.
    points, max : float
        What the answer earned, out of what it is worth.
    html : Markup
        Reasons, answer and pictures.
    """

    title: str
    points: float
    max: float
    html: Markup

    @property
    def words(self) -> str:
        """The points in words."""
        return f"{french.plural(self.points, 'point')} sur {french.number(self.max)}"


class Work:
    """One submission. Nothing in it is followed, run or changed.

    Parameters
    ----------
    folder : path
        ``submitted/<learner>/parcours``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def handed_in_at(self) -> datetime | None:
        """When it was handed in (UTC, no zone), where that is known."""
        return handed_in_at(self._folder)

    @property
    def incidents(self) -> Sequence[str]:
        """What is wrong with the submission as a whole, in French."""
        return [incident.text for incident in self._received.incidents]

    def evidence(self, criterion: str) -> Sequence[ExerciseEvidence]:
        """Return what the exercises of a criterion show, in the order of the path."""
        found = [exercise for exercise in all_exercises() if criterion in exercise.criteria]
        with quietly():  # what a library says on the way is not for who reads
            return [self._evidence(exercise) for exercise in found]

    @cached_property
    def artefacts(self) -> Sequence[Artefact]:
        """Each plain file of the submission, by name."""
        return [_artefact(path, self._folder) for path in self._received.files]

    @property
    def digest(self) -> str:
        """One SHA-256 for all of them: that of the lines « digest, two spaces, name », as ``sha256sum`` writes."""
        lines = "".join(f"{found.sha256}  {found.name}\n" for found in sorted(self.artefacts, key=_name))
        return hashlib.sha256(lines.encode()).hexdigest()

    @cached_property
    def _received(self) -> Received:
        return received(self._folder, aside_folder(self._folder), self._folder.parent.name)

    @cached_property
    def _answers(self) -> ReadOnce:
        return ReadOnce(self._received)

    def _evidence(self, exercise: Exercise[Any]) -> ExerciseEvidence:
        try:
            found = sheet(exercise, self._answers)
            points, html = found.points, found.html
        except Exception:  # a fault of ours on one answer must not hide the others from the jury
            told = element("p", set_text("Cet exercice n'a pas pu être lu : regardez le dossier remis."))
            return ExerciseEvidence(french.typography(exercise.title), 0.0, float(exercise.points), told)
        return ExerciseEvidence(french.typography(exercise.title), points, float(exercise.points), html)


def _artefact(path: Path, folder: Path) -> Artefact:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            size += len(block)
    return Artefact(path.relative_to(folder).as_posix(), size, digest.hexdigest())


def _name(artefact: Artefact) -> str:
    return artefact.name
