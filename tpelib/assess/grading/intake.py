"""A submission as it was handed in: nothing in it is trusted, followed or run.

The answers are in the dossier, by exercise; what may be read and copied beside it is a short list of plain
files. Whatever had to be mended is an :class:`Incident`, in French.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tpelib.assess.grading.course import ASIDE
from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.engine.dossier import (
    Content,
    DamagedDossierError,
    Dossier,
    decode,
)
from tpelib.engine.dossier.content import MAX_BYTES
from tpelib.engine.dossier.store import MAX_FILE_BYTES

__all__ = [
    "TIMESTAMP",
    "Incident",
    "Received",
    "aside_folder",
    "handed_in_at",
    "own_name",
    "plain_name",
    "received",
    "set_aside",
]

TIMESTAMP = "timestamp.txt"
"""Where nbgrader writes when a submission was handed in."""
_UNDATED = "sans-date"
_KEPT_SUFFIXES = (".ipynb", ".json", ".txt")
_KEPT_FOLDERS = (Dossier.FILES, ".ipynb_checkpoints")
_USUAL_DATE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: UTC)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that was not as it should be in a submission.

    Parameters
    ----------
    text : str
        One French sentence, for the trainer and the learner.
    decisive : bool
        True when answers may be missing because of it: no zero is to be believed before somebody looked.
    """

    text: str
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What may be used of a submission; these are its answers for whoever reads it, grader and jury alike.

    Parameters
    ----------
    folder : path
        ``submitted/<learner>/parcours``.
    content : Content
        The answers that are graded: the dossier's, or those of its previous version.
    incidents : tuple of Incident
        What is wrong with the submission as a whole.
    files : tuple of path
        The plain files that may be read and copied.
    """

    folder: Path
    content: Content
    incidents: tuple[Incident, ...]
    files: tuple[Path, ...]

    def values(self, exercise_id: str) -> Mapping[str, Any]:
        """Return what was typed for an exercise, as typed; empty when nothing was."""
        return self.content.values(exercise_id)

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        """Return the bytes of a file that was handed in as a plain one; ``None`` for any other."""
        dossier = Dossier(self.folder)
        path = dossier.file_path(answer) if answer and self.files else None
        return dossier.file(answer) if path in self.files else None


def handed_in_at(folder: Path) -> datetime | None:
    """Return when a submission was handed in, without a zone, in UTC, as nbgrader keeps it.

    ``None`` when nothing says it, or nothing that can be read.
    """
    path = folder / TIMESTAMP
    if folder.is_symlink() or path.is_symlink() or not path.is_file():
        return None
    with contextlib.suppress(OSError, ValueError, OverflowError), path.open(encoding="utf-8") as stream:
        written = stream.read(60).strip()
        usual = _USUAL_DATE.fullmatch(written)
        return datetime.fromisoformat(usual[1]) if usual else _parse_utc(written)
    return None


def _parse_utc(written: str) -> datetime:
    from nbgrader.utils import parse_utc  # two seconds of imports, for a date that no tool of ours wrote

    found: datetime = parse_utc(written)
    return found


def aside_folder(folder: Path) -> Path:
    """Return where to keep what is set aside of this attempt of a learner: one folder per date."""
    at = handed_in_at(folder)
    attempt = f"{at:%Y-%m-%d-%H%M%S}" if at else _UNDATED
    return folder.parents[2] / ASIDE / folder.parent.name / folder.name / attempt


def set_aside(folder: Path, aside: Path) -> None:
    """Move what is unwanted out of a submission, links as links, keeping it.

    Parameters
    ----------
    folder : path
        ``submitted/<learner>/parcours``; when it is itself a link, the link is moved and a folder made.
    aside : path
        Where to keep what is moved.

    Raises
    ------
    OSError
        Something could not be moved: the submission must not be copied.
    """
    if folder.is_symlink():
        _move(folder, aside / folder.name)
        folder.mkdir()
    for path in _sorted(folder)[1]:
        _move(path, aside / path.relative_to(folder))


def received(folder: Path, aside: Path, learner: str) -> Received:
    """Take in a submission, following and moving nothing.

    Parameters
    ----------
    folder, aside : path
        As for :func:`set_aside`, which may have been done or not.
    learner : str
        The id the submission is filed under.
    """
    found: list[Incident] = []
    if folder.is_symlink() or folder.parent.is_symlink():
        plain: list[Path] = []
        unwanted = [folder if folder.is_symlink() else folder.parent]
    else:
        plain, unwanted = _sorted(folder)
    reasons = [*_reasons(_things_aside(aside)), *_reasons(unwanted)]
    found += [Incident(french.typography(text)) for text in dict.fromkeys(reasons)]
    content = _dossier(folder, frozenset(path.name for path in plain if path.parent == folder), found)
    named = content.learner.get("id", "")
    if named and named != learner:
        said = f"Le dossier est au nom de « {plain_name(named)} », la remise à celui de « {plain_name(learner)} »."
        found.append(Incident(french.typography(said), decisive=True))
    return Received(folder, content, tuple(found), tuple(plain))


def own_name(folder: Path) -> str:
    """Return the name that a learner gave with a submission; empty without one, or when it is filed under another id.

    Parameters
    ----------
    folder : path
        ``submitted/<learner>/parcours``.
    """
    path = folder / Dossier.NAME
    try:
        if folder.is_symlink() or folder.parent.is_symlink() or not _is_plain_file(path):
            return ""
        return _name_in(path, folder.parent.name, path.stat().st_mtime_ns)
    except (OSError, TpeError):
        return ""


@lru_cache(maxsize=2_000)
def _name_in(path: Path, learner: str, written: int) -> str:
    """Return the name in a dossier; ``written`` (nanoseconds) is there to read it again once it changes."""
    who = _decoded(path).learner
    return plain_name(" ".join(who.get("name", "").split())) if who.get("id") == learner else ""


def plain_name(name: str) -> str:
    """Return a name from a submission, fit for a sentence: one line, not too long."""
    plain = re.sub(r"[^\w .,'()@+-]", "·", name)
    return plain if len(plain) <= 60 else f"{plain[:60]}…"


def _sorted(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the plain files of a submission, and what must be neither read nor copied.

    Links, special files, what cannot be read, files above :data:`~tpelib.engine.dossier.MAX_FILE_BYTES`, a date
    that is none (nbgrader stops on it), and all that a Python started in this folder could import.
    """
    plain: list[Path] = []
    unwanted: list[Path] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            if path.name == Dossier.FILES:
                for inside in sorted(path.iterdir()):
                    (plain if _is_plain_file(inside) else unwanted).append(inside)
            elif path.name not in _KEPT_FOLDERS:
                unwanted.append(path)
        elif _is_plain_file(path) and (path.name.startswith(".") or path.suffix in _KEPT_SUFFIXES):
            plain.append(path)
        else:
            unwanted.append(path)
    date = folder / TIMESTAMP
    if date in plain and handed_in_at(folder) is None:
        plain.remove(date)
        unwanted.append(date)
    return plain, unwanted


def _is_plain_file(path: Path) -> bool:
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES and os.access(path, os.R_OK)


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    free, number = target, 1
    while free.is_symlink() or free.exists():
        number += 1
        free = target.with_name(f"{target.name}-{number}")
    path.rename(free)


def _things_aside(aside: Path) -> Iterator[Path]:
    """Return what was set aside before: grading again gives the same reasons."""
    for path in sorted(aside.iterdir()) if aside.is_dir() else ():
        if path.name == Dossier.FILES and not path.is_symlink():
            yield from sorted(path.iterdir())
        else:
            yield path


def _reasons(things: Iterator[Path] | Sequence[Path]) -> Iterator[str]:
    """Say why each thing is neither read nor copied, from the thing itself."""
    for thing in things:
        status = thing.lstat()
        if stat.S_ISLNK(status.st_mode):
            why = "est un lien vers un autre endroit : il n'a pas été suivi"
        elif stat.S_ISREG(status.st_mode) and status.st_size > MAX_FILE_BYTES:
            why = f"dépasse {french.number(MAX_FILE_BYTES / 1e6)} Mo : il n'a pas été lu"
        else:
            why = "n'a pas sa place dans une remise : il n'a pas été lu"
        yield f"« {plain_name(thing.name)} » {why}."


def _dossier(folder: Path, readable: frozenset[str], found: list[Incident]) -> Content:
    """Return the content that will be graded, adding what is wrong with it."""

    def read(name: str) -> Content:
        if name not in readable:
            raise FileNotFoundError(name)
        return _decoded(folder / name)

    try:
        return read(Dossier.NAME)
    except FileNotFoundError:
        why = "La remise ne contient pas de dossier : il n'y a rien à noter. Il faut le remettre."
    except DamagedDossierError:
        try:
            content = read(Dossier.PREVIOUS)
        except (OSError, TpeError):
            why = "Le dossier est abîmé et n'a pas de sauvegarde lisible : il faut le remettre de nouveau."
        else:
            why = "Le dossier est abîmé : la note vient de la sauvegarde précédente. Il faut le remettre de nouveau."
            found.append(Incident(french.typography(why), decisive=True))
            return content
    except TpeError as problem:
        why = str(problem)
    except OSError:
        why = "Le dossier ne peut pas être lu : il faut le remettre de nouveau."
    found.append(Incident(french.typography(why), decisive=True))
    return Content()


def _decoded(path: Path) -> Content:
    with path.open("rb") as stream:
        return decode(stream.read(MAX_BYTES + 1))
