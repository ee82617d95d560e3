"""What a dossier holds, and its JSON: reading anything that claims to be one without trusting it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tpelib.base.errors import TpeError

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "Content",
    "DamagedDossierError",
    "NewerDossierError",
    "decode",
    "encode",
    "file_answer",
    "stored_name",
]

FORMAT = "tpe-dossier"
VERSION = 1
MAX_BYTES = 8_000_000
"""Largest dossier read, in bytes: a real one weighs some tens of kilobytes."""


class DamagedDossierError(TpeError):
    """The bytes are not a dossier; the message is a French sentence that says why."""


class NewerDossierError(TpeError):
    """The dossier comes from a later version of the course: it is sound, and left as it is."""


@dataclass
class Content:
    """What a dossier holds.

    Parameters
    ----------
    answers : dict
        Exercise id to ``{"values": {field: as typed}, "saved_at": ISO 8601}``, and ``"cell": {field: …}``
        for what came from a cell of code, so that running it again undoes nothing.
    learner : dict
        ``{"name": …, "id": …}``, as far as known.
    revision : int
        Grows by one at each save.
    files : dict
        SHA-256 to the bytes of a file, for a dossier that lives in memory; on disk they lie beside it.
    """

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    learner: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    files: dict[str, bytes] = field(default_factory=dict)

    def values(self, exercise_id: str) -> Mapping[str, Any]:
        """Return what was typed for an exercise, as typed; empty when nothing was."""
        found: Mapping[str, Any] = self.answers.get(exercise_id, {}).get("values", {})
        return found

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        """Return the bytes of a file that is kept in memory; ``None`` for any other."""
        return self.files.get(str(answer.get("sha256"))) if answer else None

    def patch(
        self, exercise_id: str, changed: Mapping[str, Any], at: datetime, *, from_cell: bool = False
    ) -> None:
        """Set the fields that changed; ``None`` forgets a field."""
        entry = self.answers.setdefault(exercise_id, {"values": {}})
        if from_cell:
            entry["cell"] = {**self.from_cell(exercise_id), **changed}
        for name, value in changed.items():
            if value is None:
                entry["values"].pop(name, None)
            else:
                entry["values"][name] = value
        entry["saved_at"] = at.isoformat(timespec="seconds")

    def from_cell(self, exercise_id: str) -> Mapping[str, Any]:
        """Return what a cell of code last answered to an exercise; empty when none did."""
        found = self.answers.get(exercise_id, {}).get("cell")
        return found if isinstance(found, dict) else {}


def file_answer(name: str, data: bytes) -> dict[str, Any]:
    """Return the answer that stands for a file: a name that leads nowhere, its size, its SHA-256."""
    plain = re.sub(r"[^\w.\- ]+", "_", Path(name.replace("\\", "/")).name).strip(" .") or "fichier"
    return {"name": plain[-200:], "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def stored_name(answer: Mapping[str, Any]) -> str:
    """Return the name under which the file of an answer is kept: two files of one name live side by side."""
    return f"{answer['sha256'][:12]}-{answer['name'][-120:]}"


def encode(content: Content) -> bytes:
    """Return the dossier as JSON, ready to be written (UTF-8, stable order, one trailing newline).

    Raises
    ------
    ValueError
        A value is not JSON (NaN, a Python object).
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "revision": content.revision,
        "learner": content.learner,
        "answers": content.answers,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def decode(raw: bytes) -> Content:
    """Read a dossier, bringing an older version up to date.

    Raises
    ------
    DamagedDossierError
        The bytes are no dossier.
    NewerDossierError
        The dossier is of a later version than this course knows.
    """
    if len(raw) > MAX_BYTES:
        raise DamagedDossierError("Ce dossier est trop volumineux pour être lu.")
    try:
        document = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as problem:
        raise DamagedDossierError("Ce fichier n’est pas un dossier lisible.") from problem
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DamagedDossierError("Ce fichier n’est pas un dossier du cours.")
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise DamagedDossierError("La version de ce dossier est illisible.")
    if version > VERSION:
        raise NewerDossierError(
            "Ce dossier vient d’une version plus récente du cours : mettez le cours à jour pour l’ouvrir."
        )
    for step in range(version, VERSION):
        document = MIGRATIONS[step](document)
    return _content(document)


def _content(document: dict[str, Any]) -> Content:
    answers, learner, revision = (document.get(key) for key in ("answers", "learner", "revision"))
    if not isinstance(answers, dict) or not all(
        isinstance(entry, dict) and isinstance(entry.get("values"), dict) for entry in answers.values()
    ):
        raise DamagedDossierError("Les réponses de ce dossier sont illisibles.")
    return Content(
        answers=answers,
        learner={k: v for k, v in learner.items() if isinstance(v, str)} if isinstance(learner, dict) else {},
        revision=revision if isinstance(revision, int) and revision >= 0 else 0,
    )


def _from_version_0(document: dict[str, Any]) -> dict[str, Any]:
    """Version 0 (before the first release) kept the values of an exercise bare, without a date."""
    answers = document.get("answers")
    if not isinstance(answers, dict):
        raise DamagedDossierError("Les réponses de ce dossier sont illisibles.")
    return {
        **document,
        "version": 1,
        "answers": {exercise_id: {"values": values} for exercise_id, values in answers.items()},
    }


MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {0: _from_version_0}
"""Version to the function that brings a document from it to the next."""


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
