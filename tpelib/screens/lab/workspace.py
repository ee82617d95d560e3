"""The learner's workspace: a folder of their own, made from the released notebooks, that keeps all their work."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.base.resources import course_name, notebooks_path
from tpelib.base.version import __version__
from tpelib.engine.books import ASSIGNMENT, course_files
from tpelib.screens.notebooks.release import release

__all__ = [
    "COURSE",
    "EXAM",
    "EXAM_MARKER",
    "MARKER",
    "Workspace",
    "WorkspaceError",
    "course_notebooks",
    "kind_of",
    "prepare",
]

COURSE, EXAM = ASSIGNMENT, "examen"
MARKER, EXAM_MARKER = ".tpe-espace.json", ".tpe-examen.json"
_HIDDEN = ".tpe"


class WorkspaceError(TpeError):
    """The folder cannot be a workspace; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is ready.

    Parameters
    ----------
    root : path
        The folder that JupyterLab opens.
    course : path
        Its ``parcours/``: notebooks, dossier, files.
    hidden : path
        Where JupyterLab keeps its own settings for this workspace.
    kept_aside : tuple of str
        Names under which notebooks the learner had changed were kept, when a newer version came.
    """

    root: Path
    course: Path
    hidden: Path
    kept_aside: tuple[str, ...] = ()


def kind_of(root: Path) -> str:
    """Return what course mode shows of a folder: :data:`COURSE`, :data:`EXAM`, or nothing (empty)."""
    if (root / EXAM_MARKER).is_file():
        return EXAM
    return COURSE if (root / MARKER).is_file() else ""


def course_notebooks(course: str = COURSE) -> dict[str, dict[str, Any]]:
    """Return the released notebooks of the course, or of the exam, by file name, in the order of the path."""
    files = course_files() if course == COURSE else notebooks_path(course).glob("*.ipynb")
    found = {path.name: release(json.loads(path.read_text(encoding="utf-8"))) for path in files}
    return dict(sorted(found.items(), key=lambda item: item[1]["metadata"]["tpe"]["order"]))


def prepare(root: Path) -> Workspace:
    """Make a workspace, or bring one up to date.

    A notebook the learner has not changed is replaced by a newer version; one they have changed is kept
    beside it under a dated name. Answers are never touched: they are in the dossier.

    Raises
    ------
    WorkspaceError
        The folder is inside the course itself, is a file, or cannot be written to.
    """
    root = root.expanduser().resolve()
    course, hidden = root / COURSE, root / _HIDDEN
    try:
        _refuse_unfit(root)
        course.mkdir(parents=True, exist_ok=True)
        hidden.mkdir(exist_ok=True)
        same_version, state = _read_state(root / MARKER)
        aside = []
        for name, notebook in course_notebooks().items():
            text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            target = course / name
            wanted = _essence(notebook)
            if target.exists():
                own = _essence_of(target)
                if own == wanted and same_version:
                    state[name] = wanted
                    continue
                if own not in (wanted, state.get(name)):  # the learner changed it
                    kept = _free_name(target)
                    target.replace(kept)
                    aside.append(kept.name)
            _write(target, text)
            state[name] = wanted
        _write(root / MARKER, _marker(state))
    except OSError as problem:
        raise WorkspaceError(
            french.typography(
                f"L'espace de travail « {root} » ne peut pas être préparé : "
                f"{os_reason(problem)}. Choisissez un autre dossier avec --workspace."
            )
        ) from problem
    return Workspace(root, course, hidden, tuple(aside))


def _refuse_unfit(root: Path) -> None:
    package = Path(__file__).resolve().parents[3]
    inside_checkout = (package / "pyproject.toml").exists() and root.is_relative_to(package)
    if inside_checkout or root.is_relative_to(Path(__file__).resolve().parents[2]):
        raise WorkspaceError(
            french.typography(
                f"« {root} » est dans le cours lui-même : choisissez un dossier à vous, par exemple "
                f"~/{course_name()}."
            )
        )
    if root.exists() and not root.is_dir():
        raise WorkspaceError(
            french.typography(f"« {root} » est un fichier, pas un dossier : choisissez un autre nom.")
        )
    if root.is_dir() and not os.access(root, os.W_OK):
        raise WorkspaceError(french.typography(f"Vous n'avez pas le droit d'écrire dans « {root} »."))
    if _read_marker(root / MARKER).get("course", course_name()) != course_name():
        raise WorkspaceError(
            french.typography(
                f"« {root} » est l'espace de travail d'un autre cours : choisissez-en un autre avec --workspace."
            )
        )


def _marker(notebooks: dict[str, str]) -> str:
    about = {"course": course_name(), "version": __version__, "notebooks": notebooks}
    return json.dumps(about, indent=1) + "\n"


def _read_state(marker: Path) -> tuple[bool, dict[str, str]]:
    """Return whether this version of the course wrote the notebooks, and what they were; nothing is trusted."""
    found = _read_marker(marker)
    notebooks = found.get("notebooks")
    if not isinstance(notebooks, dict):
        return False, {}
    return found.get("version") == __version__, notebooks


def _read_marker(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _free_name(notebook: Path) -> Path:
    """Return a dated name that no file bears, beside a notebook."""
    dated = f"{notebook.stem}-garde-{datetime.now():%Y-%m-%d-%H%M%S}"
    names = (f"{dated}{suffix}.ipynb" for suffix in chain([""], (f"-{rank}" for rank in count(2))))
    return next(path for name in names if not (path := notebook.with_name(name)).exists())


def _essence(notebook: dict[str, Any]) -> str:
    """Return the digest of what a learner can change: kinds and sources of cells, not outputs."""
    cells = [[cell.get("cell_type"), "".join(cell.get("source", ""))] for cell in notebook.get("cells", [])]
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()


def _essence_of(path: Path) -> str:
    try:
        return _essence(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, AttributeError, TypeError):
        return "unreadable"


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.ecriture")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
