"""The dossier on disk: written whole or not at all, from several notebooks and tabs at once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.engine.dossier.content import (
    MAX_BYTES,
    Content,
    DamagedDossierError,
    decode,
    encode,
    file_answer,
    stored_name,
)

__all__ = ["MAX_FILE_BYTES", "Dossier", "DossierBusyError", "UnsavedError"]

_LOCK_SECONDS = 10
MAX_FILE_BYTES = 100_000_000
"""Largest file of the learner that is read, in bytes."""


class UnsavedError(TpeError):
    """The answer could not be written (disk full, no permission…); the message is a French sentence."""


class DossierBusyError(UnsavedError):
    """Another window kept the dossier for too long."""


class Dossier:
    """A dossier in a folder.

    Every save takes a lock, reads the file again, changes the fields that changed and replaces the file in
    one move (write, fsync, rename), so that windows open on different exercises, or on different fields of
    one, never undo each other. The version before is kept beside it.

    Parameters
    ----------
    folder : path
        The folder of the notebooks.

    Attributes
    ----------
    notices : list of str
        French sentences on what had to be mended when reading (a damaged file set aside).
    """

    NAME = "dossier.json"
    PREVIOUS = "dossier.precedent.json"
    FILES = "fichiers"

    def __init__(self, folder: str | os.PathLike[str] = ".") -> None:
        self.folder = Path(folder)
        self.path = self.folder / self.NAME
        self.notices: list[str] = []
        self._cached: tuple[tuple[int, int, int], Content] | None = None

    @property
    def content(self) -> Content:
        """What the file holds now.

        A damaged file is set aside under a dated name, and said in ``notices``; a file of a later version
        of the course raises :class:`~tpelib.engine.dossier.content.NewerDossierError` and stays as it is.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return Content()
        except OSError as problem:
            raise UnsavedError(_unreadable(self.path, problem)) from problem
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        if self._cached is None or self._cached[0] != stamp:
            try:
                found = decode(_read_bounded(self.path))
            except DamagedDossierError:
                with self._locked():
                    return self._recover()
            except OSError as problem:
                raise UnsavedError(_unreadable(self.path, problem)) from problem
            self._cached = (stamp, found)
        return self._cached[1]

    def values(self, exercise_id: str) -> Mapping[str, Any]:
        """Return what was typed for an exercise, as typed; empty when nothing was."""
        return self.content.values(exercise_id)

    def save(self, exercise_id: str, changed: Mapping[str, Any]) -> datetime:
        """Write the fields that changed (``None`` forgets one), and return when it was done.

        Raises
        ------
        UnsavedError
            The file could not be written; it is as it was before.
        """
        return self.save_all({exercise_id: changed})

    def save_all(self, changes: Mapping[str, Mapping[str, Any]], *, from_cell: bool = False) -> datetime:
        """Write what changed in several exercises at once: all of it, or nothing.

        Parameters
        ----------
        changes : mapping
            Exercise id to the fields that changed (``None`` forgets one).
        from_cell : bool
            True for what was typed in a cell of code, which remembers it.

        Raises
        ------
        UnsavedError
            The file could not be written; it is as it was before.
        """
        at = datetime.now().astimezone()
        with self._locked():
            content = self._read_for_writing()
            for exercise_id, changed in changes.items():
                content.patch(exercise_id, changed, at, from_cell=from_cell)
            content.revision += 1
            self._write(content)
        return at

    def name_learner(self, **known: str) -> None:
        """Write who the learner is (``name``, ``id``)."""
        with self._locked():
            content = self._read_for_writing()
            content.learner.update(known)
            content.revision += 1
            self._write(content)

    def store_file(self, name: str, data: bytes) -> dict[str, Any]:
        """Keep a file of the learner under ``fichiers/``; return the answer that stands for it.

        The file is stored under its digest and a cleaned name, so that no name leaves the folder and two
        files of one name live side by side.
        """
        answer = file_answer(name, data)
        with self._locked():
            try:
                (self.folder / self.FILES).mkdir(exist_ok=True)
                _replace(self.folder / self.FILES / stored_name(answer), data)
            except OSError as problem:
                raise UnsavedError(_unwritten(self.folder, problem)) from problem
        return answer

    def file_path(self, answer: Mapping[str, Any]) -> Path | None:
        """Return where the file of an answer lies, or ``None`` when it is gone."""
        start = str(answer.get("sha256", ""))[:12]
        if not re.fullmatch(r"[0-9a-f]{12}", start):
            return None
        return next(iter(sorted((self.folder / self.FILES).glob(f"{start}-*"))), None)

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        """Return the bytes of a file the learner gave, when they are the ones the answer tells of.

        A link, a file of another digest and one above :data:`MAX_FILE_BYTES` are not read.
        """
        path = self.file_path(answer) if answer else None
        if answer is None or path is None or path.is_symlink() or not path.is_file():
            return None
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_FILE_BYTES + 1)
        except OSError:
            return None
        whole = len(data) <= MAX_FILE_BYTES and hashlib.sha256(data).hexdigest() == answer.get("sha256")
        return data if whole else None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with FileLock(self.folder / ".dossier.lock", timeout=_LOCK_SECONDS):
                yield
        except Timeout:
            raise DossierBusyError(
                "Votre dossier est occupé par une autre fenêtre : gardez cette page ouverte et réessayez."
            ) from None
        except OSError as problem:
            raise UnsavedError(_unwritten(self.folder, problem)) from problem

    def _read_for_writing(self) -> Content:
        """Read afresh, under the lock: what another window wrote a moment ago is kept."""
        try:
            return decode(_read_bounded(self.path))
        except FileNotFoundError:
            return Content()
        except DamagedDossierError:
            return self._recover()
        except OSError as problem:
            raise UnsavedError(_unreadable(self.path, problem)) from problem

    def _recover(self) -> Content:
        """Set a damaged file aside under a dated name and go on from the version before, if it is sound."""
        try:
            return decode(_read_bounded(self.path))  # another window has just mended it
        except FileNotFoundError:
            return Content()
        except DamagedDossierError as damage:
            why = str(damage)
        aside = self.path.with_name(f"dossier.abime-{datetime.now():%Y-%m-%d-%H%M%S-%f}.json")
        self.path.replace(aside)
        try:
            content = decode(_read_bounded(self.folder / self.PREVIOUS))
            rest = "Vos réponses sont reprises de la sauvegarde précédente."
        except (FileNotFoundError, DamagedDossierError):
            content = Content()
            rest = "Aucune sauvegarde n’a pu être relue : le dossier repart vide."
        self.notices.append(
            french.typography(
                f"Votre dossier était abîmé. {why} Il est conservé sous le nom « {aside.name} ». {rest}"
            )
        )
        self._write(content, keep_previous=False)
        return content

    def _write(self, content: Content, *, keep_previous: bool = True) -> None:
        try:
            data = encode(content)
            if len(data) > MAX_BYTES:
                raise UnsavedError("Votre dossier deviendrait trop volumineux : raccourcissez cette réponse.")
            if keep_previous and self.path.exists():
                _replace(self.folder / self.PREVIOUS, self.path.read_bytes())
            _replace(self.path, data)
        except OSError as problem:
            raise UnsavedError(_unwritten(self.folder, problem)) from problem
        except ValueError as problem:
            raise UnsavedError(
                "Cette réponse n’a pas pu être enregistrée : saisissez-la de nouveau."
            ) from problem
        self._cached = None


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a power cut leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".ecriture-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # make the rename itself last
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _unwritten(folder: Path, problem: OSError) -> str:
    return french.typography(
        f"Votre réponse n’a pas pu être enregistrée dans « {folder.name or folder} » ({os_reason(problem)}). "
        "Elle reste affichée : gardez cette page ouverte."
    )


def _unreadable(path: Path, problem: OSError) -> str:
    return french.typography(f"« {path.name} » n’a pas pu être lu ({os_reason(problem)}).")
