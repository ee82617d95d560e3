"""The manifest of a closed exam, as ``sha256sum`` writes it, and what has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tpelib.assess.exam.journal import Journal, JournalEntry
from tpelib.assess.exam.session import ExamSession
from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.engine.course import ExamError

__all__ = ["JOURNAL", "MANIFEST", "OPEN", "Verification", "dropped_by_a_system", "manifest", "verify"]

JOURNAL, MANIFEST = "journal.jsonl", "manifeste.sha256"
OPEN = ".ouvert.lock"
"""Held while the exam is open."""
_APART = {JOURNAL, MANIFEST}
"""The journal ends with the manifest's digest, so neither can be in it."""
_LOCKS = {f".{JOURNAL}.lock", OPEN}
"""Empty files, which say nothing."""
_DROPPED = {".ds_store", "thumbs.db", "desktop.ini"}
"""What systems leave in a folder that somebody looks at, in lower case; macOS also leaves ``._…``."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found.

    Parameters
    ----------
    problems : tuple of str
        French sentences; none when nothing has changed.
    digest : str
        What the journal ends with.
    sealed : bool
        True when the session's register was asked, and holds this very digest.
    dropped : tuple of str
        Files that a system left there, by themselves or changed: no part of the exam.
    """

    problems: tuple[str, ...]
    digest: str
    sealed: bool
    dropped: tuple[str, ...] = ()


def dropped_by_a_system(path: Path) -> bool:
    """Return True for a file that macOS or Windows leaves in a folder that somebody looks at."""
    return _system_name(path.name) and path.is_file() and not path.is_symlink()


def manifest(root: Path) -> str:
    """Return « digest, two spaces, name » for each file of the exam in a folder, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(_digests(root).items()))


def verify(root: Path, session: ExamSession | None = None) -> Verification:
    """Say what has changed in a folder since its exam was closed; nothing is written.

    Parameters
    ----------
    root : path
        The folder of a candidate.
    session : ExamSession, optional
        Its register tells what the journal ended with: somebody who rewrites the whole folder cannot rewrite
        that. Without it, compare :attr:`Verification.digest` with the minutes.
    """
    root = root.expanduser().resolve()
    try:
        return _verdict(root, session)
    except ExamError as problem:
        return Verification((str(problem),), "", sealed=False)
    except OSError as problem:
        told = f"« {root.name} » ne peut pas être lu en entier : {os_reason(problem)}."
        return Verification((french.typography(told),), "", sealed=False)


def _verdict(root: Path, session: ExamSession | None) -> Verification:
    if root.exists() and not root.is_dir():
        told = f"« {root.name} » est un fichier : donnez le dossier du candidat, celui qui contient « {JOURNAL} »."
        raise ExamError(french.typography(told))
    lines = Journal(root / JOURNAL).lines()
    if not lines or lines[-1].kind != "close":
        why = "l'épreuve n'est pas close" if lines else "il n'y a pas de journal"
        return Verification((french.typography(f"Rien à vérifier : {why}."),), "", sealed=False)
    dropped = tuple(
        sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if dropped_by_a_system(path))
    )
    problems = [*_changes(root, lines[-1], dropped)]
    sealed = False
    if session is not None:
        wrong = _unsealed(lines, session)
        problems += wrong
        sealed = not wrong
    sentences = tuple(french.typography(text) for text in problems)
    return Verification(sentences, lines[-1].digest, sealed, dropped)


def _changes(root: Path, last: JournalEntry, dropped: Collection[str]) -> Iterator[str]:
    try:
        text = (root / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        yield f"« {MANIFEST} » manque ou est illisible."
        return
    if hashlib.sha256(text.encode()).hexdigest() != last.data.get("manifest"):
        yield f"« {MANIFEST} » a été modifié."
        return
    wanted = {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}
    found = _digests(root)
    # A manifest of before may name what a system left: it comes, changes and goes by itself.
    for name in sorted((wanted.keys() | found.keys()).difference(dropped)):
        if name not in found:
            if not _system_name(name.rpartition("/")[2]):
                yield f"« {name} » a disparu."
        elif name not in wanted:
            yield f"« {name} » a été ajouté."
        elif wanted[name] != found[name]:
            yield f"« {name} » a été modifié."


def _unsealed(lines: Sequence[JournalEntry], session: ExamSession) -> list[str]:
    candidate = str(lines[0].data.get("candidate", ""))
    seals = session.seals(candidate)
    kept = {kind: {line.data["digest"] for line in seals if line.kind == kind} for kind in ("new", "close")}
    if not any(kept.values()):
        return [f"« {candidate} » n'est pas inscrit dans cette session."]
    if lines[0].digest not in kept["new"]:
        return ["Ce dossier n'est pas celui que la session a préparé."]
    if not kept["close"]:
        return ["La session n'a pas l'empreinte de clôture : comparez-la avec celle du procès-verbal."]
    if lines[-1].digest not in kept["close"]:
        return ["L'empreinte n'est pas celle que la session a gardée : le dossier a été refait."]
    return []


def _digests(root: Path) -> Mapping[str, str]:
    found = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if name in _APART or _says_nothing(path, name) or (path.is_dir() and not path.is_symlink()):
            continue
        data = f"-> {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()
        found[name] = hashlib.sha256(data).hexdigest()
    return found


def _system_name(name: str) -> bool:
    return name.casefold() in _DROPPED or name.startswith("._")


def _says_nothing(path: Path, name: str) -> bool:
    """Return True for an empty lock, and for what a system left."""
    lock = name in _LOCKS and path.is_file() and not path.is_symlink() and path.stat().st_size == 0
    return lock or dropped_by_a_system(path)
