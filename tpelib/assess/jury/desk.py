"""The desk of a jury: a course folder, its session, its candidates, its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tpelib.assess.grading.course import settings
from tpelib.assess.grading.intake import own_name
from tpelib.assess.jury.session import JuryError, Session, load
from tpelib.assess.jury.sheet import ActKind, CandidateSheet, JuryEvent
from tpelib.assess.jury.sitting import FOLDER, Sitting, sitting
from tpelib.assess.jury.store import Store
from tpelib.assess.jury.work import Work
from tpelib.base.words import fold
from tpelib.engine.books import ASSIGNMENT

__all__ = ["Candidate", "Desk"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is assessed: the id of the submission; the gradebook's name, or else the one given in handing in."""

    id: str
    name: str


class Desk:
    """All that a jury needs of a course folder.

    Parameters
    ----------
    folder : path
        nbgrader's course folder, with a ``jury.toml``.
    database : str
        Address of the gradebook, as SQLAlchemy writes it; by default nbgrader's, from its configuration.

    Raises
    ------
    SettingsError, JuryError, CourseError, StoreError
        The session, the course folder or the gradebook cannot be used.
    """

    def __init__(self, folder: Path, database: str = "") -> None:
        self._submitted = folder / "submitted"
        self._exams = folder / FOLDER
        self.session: Session = load(folder)
        self.store = Store(database or settings(folder).db_url, ASSIGNMENT)

    def candidates(self) -> Sequence[Candidate]:
        """Return who handed in, by name."""
        names = self.store.names()
        folders = self._submitted.iterdir() if self._submitted.is_dir() else ()
        found = [
            Candidate(folder.name, names.get(folder.name) or own_name(folder / ASSIGNMENT) or folder.name)
            for folder in folders
            if (folder / ASSIGNMENT).is_dir()
        ]
        return sorted(found, key=lambda candidate: (_alphabetical(candidate.name), candidate.id))

    def candidate(self, candidate_id: str) -> Candidate:
        """Return a candidate by id.

        Raises
        ------
        JuryError
            Nobody of this id handed in.
        """
        found = next((one for one in self.candidates() if one.id == candidate_id), None)
        if found is None:
            raise JuryError("Aucun candidat de ce nom n’a remis de dossier.")
        return found

    def work(self, candidate: Candidate) -> Work:
        """Return what a candidate handed in."""
        return Work(self._submitted / candidate.id / ASSIGNMENT)

    def exam(self, candidate: Candidate) -> Sitting | None:
        """Return the exam that a candidate sat; ``None`` where its folder was not brought."""
        return sitting(self._exams / candidate.id)

    def record_of(self, candidate: Candidate) -> Sequence[JuryEvent]:
        """Return the declarations of a candidate's assessors, then the candidate's own events."""
        own = self.store.history(candidate.id)
        seats = self.store.sheet(candidate.id).seats
        declared = {
            event.act.assessor: event
            for event in reversed(self.store.history(""))
            if event.act.kind is ActKind.DECLARE and event.act.assessor in seats
        }
        return [*sorted(declared.values(), key=lambda event: event.position), *own]

    def decided(self) -> Sequence[tuple[Candidate, CandidateSheet]]:
        """Return the candidates whose decision stands, by name."""
        sheets = self.store.sheets()
        return [
            (one, sheets[one.id]) for one in self.candidates() if one.id in sheets and sheets[one.id].decided
        ]


def _alphabetical(name: str) -> str:
    """Return a name as a French list sorts it: without case nor accents, the family name first."""
    first, _, last = name.rpartition(" ")
    return fold(f"{last} {first}")
