"""The exam that a candidate sat at the certifier's, as the jury gets it: a folder that was closed and has not changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tpelib.assess.exam.evidence import evidence
from tpelib.assess.exam.folder import ExamFolder
from tpelib.assess.exam.manifest import verify
from tpelib.base.errors import TpeError
from tpelib.base.quiet import quietly

__all__ = ["FOLDER", "Sitting", "sitting"]

FOLDER = "epreuves"
"""Where a course folder holds them: ``epreuves/<id of the submission>``."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the jury takes from the folder of an exam.

    Parameters
    ----------
    folder : path
        Where it is.
    problems : tuple of str
        Why it cannot be trusted, in French; none when it is as it was closed.
    subject, seal : str
        The subject in words, and the SHA-256 that closing it gave; empty with problems.
    """

    folder: Path
    problems: Sequence[str]
    subject: str = ""
    seal: str = ""

    def page(self) -> str:
        """Return the evidence as one HTML page; raises as :func:`~tpelib.assess.exam.evidence.evidence`."""
        with quietly():
            return evidence(self.folder)


def sitting(folder: Path) -> Sitting | None:
    """Return the exam in a folder, verified; ``None`` where there is none. Nothing is written."""
    if not folder.is_dir():
        return None
    verdict = verify(folder)
    if verdict.problems:
        return Sitting(folder, verdict.problems)
    try:
        number = ExamFolder(folder).subject.number
    except TpeError as problem:
        return Sitting(folder, (str(problem),))
    return Sitting(folder, (), f"n° {number}", verdict.digest)
