"""A journal that is only added to: each line carries the digest of all before it, and is on the disk when written."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.engine.course import ExamError

__all__ = ["START", "Journal", "JournalEntry"]

START = hashlib.sha256(b"tpe-examen").hexdigest()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of a journal.

    Parameters
    ----------
    at : datetime
        When, with its zone.
    kind : str
        What happened.
    data : mapping
        JSON.
    digest : str
        SHA-256 of the line and of all before it.
    """

    at: datetime
    kind: str
    data: Mapping[str, Any]
    digest: str


class Journal:
    """A journal in a file, one line of JSON for each thing that happened.

    Parameters
    ----------
    path : path
        The file; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> Sequence[JournalEntry]:
        """Return the lines, once it is sure that none was changed, added in between or taken out.

        A last line that a power cut left unfinished never happened.

        Raises
        ------
        ExamError
            A line was changed, and the sentence says which; or it cannot be read.
        """
        found: list[JournalEntry] = []
        digest = START
        for rank, raw in enumerate(self._whole().splitlines(), 1):
            try:
                at, kind, data, told = json.loads(raw)
                line = _chained(digest, datetime.fromisoformat(at), kind, data)
            except (ValueError, TypeError):
                raise self._changed(rank) from None
            if line.digest != told:
                raise self._changed(rank)
            found.append(line)
            digest = line.digest
        return found

    def add(self, kind: str, data: Mapping[str, Any], at: datetime) -> JournalEntry:
        """Add a line; it is on the disk when this returns."""
        with FileLock(self.path.with_name(f".{self.path.name}.lock")):
            known = self.lines()
            line = _chained(known[-1].digest if known else START, at, kind, data)
            written = [line.at.isoformat(), line.kind, line.data, line.digest]
            with self.path.open("ab") as stream:
                stream.truncate(len(self._whole()))
                stream.write(f"{json.dumps(written, ensure_ascii=False)}\n".encode())
                stream.flush()
                os.fsync(stream.fileno())
        return line

    def _whole(self) -> bytes:
        """Return the bytes of the lines that were finished."""
        try:
            data = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return b""
        except OSError as problem:
            told = f"« {self.path.name} » ne peut pas être lu : {os_reason(problem)}."
            raise ExamError(french.typography(told)) from problem
        return data[: data.rfind(b"\n") + 1]

    def _changed(self, rank: int) -> ExamError:
        return ExamError(french.typography(f"« {self.path.name} » a été modifié à la ligne {rank}."))


def _chained(before: str, at: datetime, kind: str, data: Mapping[str, Any]) -> JournalEntry:
    text = json.dumps([before, at.isoformat(), kind, data], ensure_ascii=False, sort_keys=True)
    return JournalEntry(at, kind, data, hashlib.sha256(text.encode()).hexdigest())
