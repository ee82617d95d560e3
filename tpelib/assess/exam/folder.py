"""The folder of one candidate: prepared, opened, closed. Its journal says all that happens to it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from tpelib.assess.exam import accommodations
from tpelib.assess.exam.clock import spent
from tpelib.assess.exam.journal import Journal
from tpelib.assess.exam.manifest import JOURNAL, MANIFEST, OPEN, dropped_by_a_system, manifest
from tpelib.assess.exam.session import ExamSession
from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.base.version import __version__
from tpelib.documents.docform import Occasion, import_form, write_form
from tpelib.engine.course import ExamError, Subject, current
from tpelib.engine.dossier import Dossier
from tpelib.engine.exercise import Exercise
from tpelib.screens.lab.workspace import EXAM, EXAM_MARKER, course_notebooks

__all__ = ["MEASURES", "SUBJECT", "ClosingReceipt", "ExamFolder", "part_of"]

SUBJECT, MEASURES = f"{EXAM}/sujet.json", f"{EXAM}/amenagements.json"
HIDDEN = ".tpe"
_INSTRUCTIONS = (
    "Ce document contient toute l'épreuve. Remplissez-le dans l'ordre qui vous convient, sans aide.",
)
_TAKE_BACK = "Remettez ensuite ce document au certificateur."
_PATIENCE = 2
"""Seconds that a page which is being stopped has to let go."""


@dataclass(frozen=True, slots=True)
class ClosingReceipt:
    """What closing an exam tells.

    Parameters
    ----------
    digest : str
        SHA-256 of the journal's last line, and so of all the folder: to be written into the minutes.
    minutes : int
        Time spent, in minutes.
    allowed : int
        Time that the candidate had, accommodations included.
    """

    digest: str
    minutes: int
    allowed: int


class ExamFolder:
    """The exam of one candidate.

    Parameters
    ----------
    root : path
        The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.expanduser().resolve()
        self.course = self.root / EXAM
        self.hidden = self.root / HIDDEN
        self.journal = Journal(self.root / JOURNAL)

    @classmethod
    def prepare(
        cls, root: Path, session: ExamSession, candidate: str, *, minutes: int, now: datetime
    ) -> ExamFolder:
        """Make the folder of a candidate: subject, notebook, measures, and not one answer.

        Parameters
        ----------
        root : path
            A folder that is empty or does not exist, outside of the session's.
        session : ExamSession
            Draws the subject, grants the measures.
        candidate : str
            Who sits.
        minutes : int
            How long the exam lasts for everybody.
        now : datetime

        Raises
        ------
        ExamError
            The folder is not empty, holds the session or is in it, or cannot be written; or there is no
            subject for it. Nothing is written then.
        """
        found = cls(root)
        if found.root.is_relative_to(session.folder) or session.folder.is_relative_to(found.root):
            raise ExamError(
                "Le dossier du candidat et celui de la session doivent être séparés : la clé reste chez vous."
            )
        own = session.accommodations(candidate)
        try:
            if found.root.exists() and not all(map(dropped_by_a_system, found.root.iterdir())):
                raise ExamError(
                    french.typography(f"« {root} » n'est pas vide : choisissez un autre dossier.")
                )
            found._write(session.register_candidate(candidate, now), own)
        except OSError as problem:
            raise ExamError(
                french.typography(f"« {root} » ne peut pas servir : {os_reason(problem)}.")
            ) from problem
        told = {
            "candidate": candidate,
            "minutes": minutes,
            "allowed": accommodations.minutes_allowed(minutes, own),
            "files": {name: _sha256(found.root / name) for name in (SUBJECT, MEASURES)},
        }
        line = found.journal.add("new", told, now)
        session.seal("new", candidate, line.digest, now)
        return found

    @property
    def notebook(self) -> str:
        """The notebook that opens first, from the folder."""
        return f"{EXAM}/{min(course_notebooks(EXAM))}"

    @property
    def about(self) -> dict[str, Any]:
        """What was said when it was prepared.

        Raises
        ------
        ExamError
            It is no exam's folder, or its journal was changed.
        """
        lines = self.journal.lines()
        if not lines or lines[0].kind != "new":
            raise ExamError(
                french.typography(f"« {self.root} » n'est pas un dossier préparé par « tpe exam new ».")
            )
        return dict(lines[0].data)

    @property
    def closed(self) -> bool:
        """True once it was closed."""
        return any(line.kind == "close" for line in self.journal.lines())

    @property
    def subject(self) -> Subject:
        """The subject, as it was sealed.

        Raises
        ------
        ExamError
            It was changed since.
        """
        for name, digest in self.about["files"].items():
            if not (self.root / name).is_file() or _sha256(self.root / name) != digest:
                told = f"« {name} » a été modifié depuis la préparation : prévenez le certificateur."
                raise ExamError(french.typography(told))
        return current().exam().read((self.root / SUBJECT).read_bytes())

    @property
    def accommodations(self) -> list[accommodations.Accommodation]:
        """The measures on file."""
        return list(accommodations.parse((self.root / MEASURES).read_bytes()))

    def left(self, now: datetime) -> int:
        """Return how many minutes are left, none below zero; nothing is ever cut off."""
        used = spent(self.journal.lines(), now)
        return max(0, math.ceil((timedelta(minutes=self.about["allowed"]) - used) / timedelta(minutes=1)))

    @contextmanager
    def opened(self, now: datetime) -> Iterator[None]:
        """Count the time while the candidate works; the clock stops even when the page is stopped by force.

        Raises
        ------
        ExamError
            It is closed, open elsewhere, or was changed.
        """
        with self._alone():
            self.subject  # noqa: B018  # unchanged, or says so
            self._tell_cut(now)
            self.journal.add("open", {}, now)
            try:
                yield
            finally:
                self.journal.add("stop", {}, datetime.now().astimezone())

    def close(
        self, now: datetime, session: ExamSession | None = None, document: Path | None = None
    ) -> ClosingReceipt:
        """End the exam: the time is counted, each file is in the manifest, the journal has its last line.

        Parameters
        ----------
        now : datetime
        session : ExamSession, optional
            Its register takes the seal.
        document : path, optional
            A document form that the candidate filled, taken back first.

        Raises
        ------
        ExamError
            It is closed already, still open, or was changed.
        """
        about = self.about
        with self._alone():
            subject = self.subject
            if document is not None:
                import_form(document, Dossier(self.course), current().exam().sat(subject))
            self._tell_cut(now)
            minutes = round(spent(self.journal.lines(), now) / timedelta(minutes=1))
            shutil.rmtree(self.hidden, ignore_errors=True)
        (self.root / OPEN).unlink(missing_ok=True)
        text = manifest(self.root)
        (self.root / MANIFEST).write_text(text, encoding="utf-8")
        told = {
            "minutes": minutes,
            "allowed": about["allowed"],
            "manifest": hashlib.sha256(text.encode()).hexdigest(),
        }
        line = self.journal.add("close", told, now)
        if session is not None:
            session.seal("close", about["candidate"], line.digest, now)
        return ClosingReceipt(line.digest, minutes, about["allowed"])

    def _write(self, subject: Subject, own: Any) -> None:
        exam = current().exam()
        self.course.mkdir(parents=True)
        self.hidden.mkdir()
        (self.root / SUBJECT).write_bytes(exam.write(subject))
        (self.root / MEASURES).write_bytes(accommodations.dump(own))
        for name, notebook in course_notebooks(EXAM).items():
            text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (self.course / name).write_text(text, encoding="utf-8")
        occasion = Occasion(exam.title, _INSTRUCTIONS, _TAKE_BACK)
        for variant in accommodations.variants(own):
            path = self.course / f"epreuve-{variant}.docx"
            write_form(exam.sat(subject), Dossier(self.course), path, variant=variant, occasion=occasion)
        (self.root / EXAM_MARKER).write_text(json.dumps({"version": __version__}) + "\n", encoding="utf-8")

    def _check_unclosed(self) -> None:
        if self.closed:
            raise ExamError("Cette épreuve est close : plus rien n’y change.")

    def _tell_cut(self, now: datetime) -> None:
        """Write down a power cut: the clock stopped when something was last saved."""
        lines = self.journal.lines()
        last = next((line for line in reversed(lines) if line.kind in ("open", "stop", "cut")), None)
        if last is None or last.kind != "open":
            return
        until = last.at
        with contextlib.suppress(FileNotFoundError):
            saved = (self.course / Dossier.NAME).stat().st_mtime
            until = max(until, datetime.fromtimestamp(saved).astimezone())
        self.journal.add("cut", {"until": until.isoformat()}, now)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.about  # noqa: B018  # an exam's folder, or says so
        self._check_unclosed()  # before the lock, which is a file: what is sealed stays as it was
        try:
            with FileLock(self.root / OPEN, timeout=_PATIENCE):
                self._check_unclosed()  # somebody may have closed it meanwhile
                yield
        except Timeout:
            raise ExamError(
                "Cette épreuve est ouverte : arrêtez-la d’abord, par Ctrl+C dans sa fenêtre."
            ) from None


def part_of(folder: Path, name: str) -> Exercise[Any]:
    """Return a part of the exam as the candidate sits it, from the subject in the folder of the notebook.

    Parameters
    ----------
    folder : path
        Where ``sujet.json`` is.
    name : str
        The id of the exercise, without ``examen-``.

    Raises
    ------
    ExamError
        There is no subject there, or no such part.
    """
    exam = current().exam()
    path = folder / Path(SUBJECT).name
    if not path.is_file():
        raise ExamError("Cette épreuve se passe chez le certificateur, dans un dossier préparé pour vous.")
    parts = {exercise.id: exercise for exercise in exam.sat(exam.read(path.read_bytes()))}
    if f"examen-{name}" not in parts:
        raise ExamError(french.typography(f"« {name} » n'est pas une partie de l'épreuve."))
    return parts[f"examen-{name}"]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
