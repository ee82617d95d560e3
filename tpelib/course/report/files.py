"""The files of the report: Word, PDF, web page. One that the candidate has changed is never written over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.base.formats import PAPERS, chosen
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.course.report.document import report
from tpelib.documents.paper import written_as
from tpelib.engine.exercise import Answers, Deliverable

__all__ = ["WrittenFile", "deliverable", "lines_of", "write_files", "write_report"]

_RECORD = ".rapport.json"
"""Beside the files: what was written last under each name, so that a later change is seen."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, and why not under its usual name where that is so."""

    path: Path
    sentence: str = ""


def deliverable(dossier: Answers, kind: str, day: date, variant: Variant = NORMAL) -> Deliverable:
    """Return the report as a file.

    Parameters
    ----------
    kind : str
        ``"docx"``, ``"pdf"`` or ``"html"``.

    Raises
    ------
    TpeError
        There is no such kind.
    """
    form = chosen(kind, PAPERS, "Le rapport s'écrit")
    own = "" if variant is NORMAL else f"-{variant.name}"
    return Deliverable.of(f"rapport{own}", form, written_as(report(dossier, day, variant), form, variant))


def write_report(
    dossier: Answers, folder: Path, kinds: Sequence[str], day: date, variant: Variant = NORMAL
) -> tuple[WrittenFile, ...]:
    """Write the report into a folder, which is made.

    Raises
    ------
    TpeError
        A kind is unknown, or the folder cannot be written.
    """
    return write_files([deliverable(dossier, kind, day, variant) for kind in kinds], folder)


def lines_of(what: str, files: Sequence[WrittenFile]) -> list[str]:
    """Return what to say of files that were written: a line of French each, and why one is not under its usual name."""
    lines = [(file.sentence, french.typography(f"{what} : {file.path}")) for file in files]
    return [line for pair in lines for line in pair if line]


def write_files(files: Sequence[Deliverable], folder: Path) -> tuple[WrittenFile, ...]:
    """Write files into a folder, which is made; one that was changed since we wrote it keeps its name and content.

    Raises
    ------
    TpeError
        The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record = _record(folder)
        written = tuple(_write(folder, file, record) for file in files)
        (folder / _RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        told = f"Le dossier « {folder} » n'a pas pu être écrit : {os_reason(problem)}."
        raise TpeError(french.typography(told)) from problem
    return written


def _write(folder: Path, file: Deliverable, record: dict[str, Any]) -> WrittenFile:
    usual = folder / file.name
    place, rank = usual, 1
    while place.exists() and record.get(place.name) != _digest(place.read_bytes()):
        rank += 1
        place = usual.with_stem(f"{usual.stem}-{rank}")
    place.write_bytes(file.data)
    record[place.name] = _digest(file.data)
    if place == usual:
        return WrittenFile(place)
    told = f"« {usual.name} » a été modifié : il est gardé tel quel, et le nouveau est « {place.name} »."
    return WrittenFile(place, french.typography(told))


def _record(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # what cannot be recognised as ours is kept
    return found if isinstance(found, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
