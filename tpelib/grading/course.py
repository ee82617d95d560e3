"""Where things are in a trainer's course folder, as nbgrader lays them out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = [
    "ASIDE",
    "ASSIGNMENT",
    "CONFIG",
    "answers_in_dossier",
    "notebooks_in",
    "source_directory",
    "source_notebooks",
]

ASSIGNMENT = "parcours"
"""The one assignment: E1 is one evaluation."""
CONFIG = "nbgrader_config.py"
ASIDE = "ecartes"
"""Where what must not be copied from a submission is kept: links, programs, files too large."""


def source_directory(root: Path) -> str:
    """Return nbgrader's source folder, relative to the course folder.

    A session written by ``tpe sample`` carries its own ``source/``; the course's own ``grading/`` takes the
    notebooks beside it.
    """
    return "source" if (root / "source").is_dir() else "../notebooks"


def source_notebooks(root: Path, assignment: str = ASSIGNMENT) -> dict[str, dict[str, Any]]:
    """Return the sources of an assignment by name (``"c1_strategie"``), mark schemes included.

    Parameters
    ----------
    root : path
        The course folder.
    assignment : str
        The assignment's name.
    """
    return notebooks_in(root / source_directory(root) / assignment)


def notebooks_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the notebooks of one of the course's own folders, by name."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ipynb"))
    }


def answers_in_dossier(notebook: Mapping[str, Any]) -> bool:
    """Return True when nothing is answered in the notebook itself, as in all those of this course.

    A trainer's own notebook may hold solution cells: nbgrader then grades the learner's, as it always does.
    """
    return not any(cell["metadata"].get("nbgrader", {}).get("solution") for cell in notebook["cells"])
