"""A session of the exam at the certifier's: its secret key, and the register of who sits with which subject.

The folder of a session never leaves the certifier: it holds the key (a file of its own, which only its owner may
read) and the register. A candidate's folder is elsewhere and holds neither.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock

from tpelib.assess.exam.accommodations import Accommodation, granted
from tpelib.assess.exam.journal import Journal, JournalEntry
from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.engine import measures
from tpelib.engine.course import ExamError, Subject, current

__all__ = ["KEY", "REGISTER", "ExamSession"]

KEY = "cle-secrete"
REGISTER = "registre.jsonl"
_KEY_BYTES = 32
_CANDIDATE = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")


class ExamSession:
    """A session, made when it is first named.

    Parameters
    ----------
    folder : path
        Where it is kept.
    now : datetime
        The day of a new session.
    make : bool
        False to take one that exists alone.

    Raises
    ------
    ExamError
        The folder cannot be used or is no session, or its key or register were damaged.
    """

    def __init__(self, folder: Path, now: datetime, *, make: bool = True) -> None:
        current().exam()  # the course has one, or says that it has none before anything is made
        self.folder = folder.expanduser().resolve()
        self.register = Journal(self.folder / REGISTER)
        if not make and not (self.folder / REGISTER).is_file():
            raise ExamError(french.typography(f"« {folder} » n'est pas le dossier d'une session d'examen."))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                self._key = self._own_key()
                if not self.register.lines():
                    self.register.add("session", {"day": now.date().isoformat()}, now)
        except OSError as problem:
            raise ExamError(
                french.typography(f"La session « {folder} » ne peut pas servir : {os_reason(problem)}.")
            ) from problem

    @property
    def day(self) -> date:
        """The day of the session: launch dates come after it."""
        return date.fromisoformat(self.register.lines()[0].data["day"])

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of the subject of each candidate registered."""
        found = (line.data for line in self.register.lines() if line.kind == "candidate")
        return {data["candidate"]: data["number"] for data in found}

    def register_candidate(self, candidate: str, now: datetime) -> Subject:
        """Return the subject of a candidate, registered if they were not; theirs alone in this session.

        Raises
        ------
        ExamError
            The id is not one, all subjects are taken, or there is nothing to make one from; nothing is written.
        """
        if not _CANDIDATE.fullmatch(candidate):
            raise ExamError(
                french.typography(
                    f"« {candidate} » n'est pas un identifiant de candidat : des minuscules sans accent, des "
                    "chiffres ou des tirets, comme c-017."
                )
            )
        with self._locked():
            numbers = self.numbers
            if candidate in numbers:
                return self._subject(numbers[candidate])
            number = current().exam().draw(self._key, candidate, numbers.values())
            subject = self._subject(number)
            self.register.add("candidate", {"candidate": candidate, "number": number}, now)
        return subject

    def subject(self, candidate: str) -> Subject:
        """Return the subject of a candidate who is registered.

        Raises
        ------
        ExamError
            They are not, or there is nothing to make a subject from.
        """
        number = self.numbers.get(candidate)
        if number is None:
            raise ExamError(french.typography(f"« {candidate} » n'est pas inscrit dans cette session."))
        return self._subject(number)

    def _subject(self, number: int) -> Subject:
        """Return the subject of a number, which says something to work on in each part."""
        exam = current().exam()
        subject = exam.compose(number, self._key, self.day)
        for part in exam.sat(subject):
            if not part.given or not all(text.strip() for text in part.given.values()):
                told = f"Il n'y a pas de sujet pour « {part.title} » : réinstallez le cours."
                raise ExamError(french.typography(told))
        return subject

    def accommodations(self, candidate: str) -> Sequence[Accommodation]:
        """Return what is granted to a candidate."""
        return tuple(self._granted().get(candidate, ()))

    def unregistered(self) -> Sequence[str]:
        """Return whom the accommodations name and the register does not: to come, or mistyped."""
        return [owner for owner in self._granted() if owner not in self.numbers]

    def _granted(self) -> Mapping[str, Sequence[Accommodation]]:
        own = self.folder / measures.FILE
        return granted(self.folder, measures.load(own if own.is_file() else None))

    def seal(self, kind: str, candidate: str, digest: str, now: datetime) -> None:
        """Write down what the journal of a candidate's folder ends with: ``new`` or ``close``."""
        self.register.add(kind, {"candidate": candidate, "digest": digest}, now)

    def seals(self, candidate: str) -> Sequence[JournalEntry]:
        """Return the seals of a candidate, in order."""
        return [
            line
            for line in self.register.lines()
            if line.kind in ("new", "close") and line.data["candidate"] == candidate
        ]

    def _own_key(self) -> bytes:
        path = self.folder / KEY
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(secrets.token_hex(_KEY_BYTES) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except ValueError:
            key = b""
        if len(key) != _KEY_BYTES:
            raise ExamError(french.typography(f"« {path.name} » n'est pas la clé d'une session."))
        return key

    def _locked(self) -> FileLock:
        return FileLock(self.folder / ".session.lock")
