"""Where things are in a trainer's course folder, as nbgrader lays them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.engine.books import ASSIGNMENT, notebooks_in

__all__ = [
    "ASIDE",
    "CONFIG",
    "DRAWN_BY",
    "EXAM",
    "CourseError",
    "CourseSettings",
    "answers_in_dossier",
    "settings",
    "source_directory",
    "source_notebooks",
]

EXAM = "examen"
"""What is sat at the certifier's is no assignment: its folders are sealed, and the jury reads them."""
CONFIG = "nbgrader_config.py"
DRAWN_BY = "tpelib.assess.grading.stock.CoursePictures"
"""What the configuration names, for the pages of graded notebooks to draw their pictures."""
_JSON = "nbgrader_config.json"
ASIDE = "ecartes"
"""Where what must not be copied from a submission is kept: links, programs, files too large."""


class CourseError(TpeError):
    """A course folder cannot be graded as it is; the message says why."""


@dataclass(frozen=True, slots=True)
class CourseSettings:
    """What ``nbgrader_config.py`` says of a course, as far as grading needs it.

    Parameters
    ----------
    db_url : str
        The gradebook: SQLite in the course folder unless the configuration names another.
    course_id : str
        The course, in the gradebook.
    ignore : tuple of str
        Patterns of the files that are not copied.
    draws : bool
        True when the pages made of graded notebooks draw their pictures: a configuration of before does not ask for it.
    """

    db_url: str
    course_id: str
    ignore: tuple[str, ...]
    draws: bool


def settings(root: Path) -> CourseSettings:
    """Read nbgrader's configuration, the machine's then the course's, without nbgrader's own imports.

    Parameters
    ----------
    root : path
        The course folder.

    Raises
    ------
    CourseError
        There is no configuration there, or it asks for what only nbgrader does.
    """
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config
    from traitlets.config.loader import (
        ConfigFileNotFound,
        JSONFileConfigLoader,
        PyFileConfigLoader,
    )

    if not (root / CONFIG).is_file():
        raise CourseError(
            french.typography(f"« {root} » n'est pas un dossier de cours : il y manque « {CONFIG} ».")
        )
    found = Config()
    for folder in (*reversed(jupyter_config_path()), str(root.resolve())):
        for loader in (PyFileConfigLoader(CONFIG, path=folder), JSONFileConfigLoader(_JSON, path=folder)):
            try:
                found.merge(loader.load_config())
            except ConfigFileNotFound:
                continue
            except ImportError as problem:  # it names parts of the course that have moved since
                raise CourseError(
                    french.typography(
                        f"« {CONFIG} » a été écrit pour une autre version du cours : remplacez-le par celui du dossier "
                        "« grading » du cours. Les notes et les remises restent comme elles sont."
                    )
                ) from problem
    if late := sorted(section for section in found if "LateSubmission" in section or "LatePenalt" in section):
        raise CourseError(
            french.typography(
                f"La configuration demande une pénalité de retard ({', '.join(late)}) : seul « nbgrader "
                "autograde » la calcule."
            )
        )
    course = found.CourseDirectory
    return CourseSettings(
        db_url=str(course.get("db_url") or f"sqlite:///{root.resolve() / 'gradebook.db'}"),
        course_id=str(course.get("course_id", "default_course")),
        ignore=tuple(course.get("ignore", ())),
        draws=DRAWN_BY in found.HTMLExporter.get("preprocessors", ()),
    )


def source_directory(root: Path) -> str:
    """Return nbgrader's source folder, relative to the course folder.

    A session written by ``tpe sample`` carries its own ``source/``; the course's own ``grading/`` takes the
    notebooks beside it.
    """
    return "source" if (root / "source").is_dir() else "../notebooks"


def source_notebooks(root: Path, assignment: str = ASSIGNMENT) -> dict[str, dict[str, Any]]:
    """Return the sources of an assignment by name (``"k1_strategie"``), mark schemes included.

    Parameters
    ----------
    root : path
        The course folder.
    assignment : str
        The assignment's name.
    """
    return notebooks_in(root / source_directory(root) / assignment)


def answers_in_dossier(notebook: Mapping[str, Any]) -> bool:
    """Return True when nothing is answered in the notebook itself, as in all those of this course.

    A trainer's own notebook may hold solution cells: nbgrader then grades the learner's, as it always does.
    """
    return not any(cell["metadata"].get("nbgrader", {}).get("solution") for cell in notebook["cells"])
