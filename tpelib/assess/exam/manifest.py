"""The manifest of a closed exam, as ``sha256sum`` writes it, and what has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tpelib.assess.exam.journal import Journal, JournalEntry
from tpelib.assess.exam.session import ExamSession
from tpelib.base import french
from tpelib.engine.course import ExamError

__all__ = ["JOURNAL", "MANIFEST", "Verification", "manifest", "verify"]

JOURNAL, MANIFEST = "journal.jsonl", "manifeste.sha256"
_APART = {JOURNAL, MANIFEST, f".{JOURNAL}.lock"}
"""The journal ends with the manifest's digest, so neither can be in it; the lock is empty."""


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
    """

    problems: tuple[str, ...]
    digest: str
    sealed: bool


def manifest(root: Path) -> str:
    """Return « digest, two spaces, name » for each file of a folder, sorted by name."""
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
        lines = Journal(root / JOURNAL).lines()
    except ExamError as problem:
        return Verification((str(problem),), "", sealed=False)
    if not lines or lines[-1].kind != "close":
        why = "l'épreuve n'est pas close" if lines else "il n'y a pas de journal"
        return Verification((french.typography(f"Rien à vérifier : {why}."),), "", sealed=False)
    problems = [*_changes(root, lines[-1])]
    sealed = False
    if session is not None:
        wrong = _unsealed(lines, session)
        problems += wrong
        sealed = not wrong
    return Verification(tuple(french.typography(text) for text in problems), lines[-1].digest, sealed)


def _changes(root: Path, last: JournalEntry) -> Iterator[str]:
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
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
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
        if name in _APART or (path.is_dir() and not path.is_symlink()):
            continue
        data = f"-> {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()
        found[name] = hashlib.sha256(data).hexdigest()
    return found
