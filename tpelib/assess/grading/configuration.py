"""How nbgrader is set for a course: what its ``nbgrader_config.py`` calls, before the lines of its own.

nbgrader and ``tpe grade`` both read that file: nothing here imports nbgrader.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tpelib.assess.grading.course import DRAWN_BY, CourseError, source_directory
from tpelib.base.resources import course_name
from tpelib.base.spreadsheets import ENDINGS
from tpelib.engine.books import ASSIGNMENT

__all__ = ["configure"]

_STOCK = "tpelib.assess.grading.stock"
_COLLECTED = (
    *(".ipynb", ".json", ".txt", ".pdf", *ENDINGS),
    *(".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".webp", ".mp4", ".srt", ".vtt"),
)
"""Kinds of files that a submission may hold: those that an exercise can ask for."""


def configure(c: Any, folder: Path) -> None:
    """Set nbgrader for the course in use.

    Parameters
    ----------
    c : traitlets.config.Config
        What nbgrader gives to a configuration file (``get_config()``).
    folder : path
        The course folder: nbgrader makes ``release/``, ``submitted/``, ``autograded/``, ``feedback/`` and
        ``gradebook.db`` there.
    """
    # nbgrader calls alembic by its name, and its own first write to a new gradebook warns about itself.
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    warnings.filterwarnings("ignore", message=r"Object of type <Submitted\w+> not in session")
    _set_places(c, folder)
    _set_release_and_grading(c)
    _set_collecting(c, folder)
    _set_feedback(c)


def _set_places(c: Any, folder: Path) -> None:
    c.CourseDirectory.root = str(folder)
    c.CourseDirectory.course_id = course_name()
    c.CourseDirectory.source_directory = source_directory(folder)
    unread = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md", ".dossier.lock"]
    c.CourseDirectory.ignore = unread
    c.Exchange.timezone = "UTC"  # with a time zone of its own, the exchange misreads summer time


def _set_release_and_grading(c: Any) -> None:
    # Only notebooks are released; a dossier left beside the sources never replaces a learner's.
    c.GenerateAssignment.post_convert_hook = f"{_STOCK}.keep_notebooks_only"
    c.Autograde.exclude_overwriting = {ASSIGNMENT: ["dossier.json", "dossier.precedent.json"]}
    # A submission is made safe before it is copied, its notebooks are the course's, its troubles have their reason.
    c.ExchangeFactory.collect = f"{_STOCK}.CourseCollect"
    c.Autograde.pre_convert_hook = f"{_STOCK}.receive"
    c.Autograde.exporter_class = f"{_STOCK}.CourseExporter"
    c.Autograde.autograde_preprocessors = [
        f"{_STOCK}.CourseExecute",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        f"{_STOCK}.SayWhy",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.KernelManager.transport_encryption = "required"


def _set_collecting(c: Any, folder: Path) -> None:
    # « Remettre mon dossier » makes parcours_LEARNER_attempt_DATE_dossier.zip: who and when come from that name
    # alone, so that nothing inside a ZIP can pass for somebody else's.
    archives = re.escape(str(folder / "downloaded" / ASSIGNMENT / "extracted"))
    c.ZipCollectApp.extractor_plugin = f"{_STOCK}.CourseExtractor"
    c.FileNameCollectorPlugin.named_regexp = (
        rf"{archives}[/\\][^/\\]*?{ASSIGNMENT}_(?P<student_id>[A-Za-z0-9][\w.@-]*?)_attempt_"
        r"(?P<timestamp>\d{8}T\d{6}Z)_dossier[^/\\]*[/\\](?P<file_id>.+)"
    )
    c.FileNameCollectorPlugin.valid_ext = list(_COLLECTED)


def _set_feedback(c: Any) -> None:
    # What is read by people: the course's templates load nothing from outside, and stand before nbgrader's own.
    nbgrader = find_spec("nbgrader")
    if nbgrader is None or not nbgrader.submodule_search_locations:
        raise CourseError("nbgrader n’est pas installé : lancez « tpe doctor ».")
    theirs = str(Path(nbgrader.submodule_search_locations[0], "server_extensions", "formgrader", "templates"))
    c.HTMLExporter.extra_template_basedirs = [str(files("tpelib.assess.grading") / "templates"), theirs]
    c.HTMLExporter.extra_template_paths = [theirs]
    c.HTMLExporter.preprocessors = [DRAWN_BY]
    c.GenerateFeedback.preprocessors = [f"{_STOCK}.CourseGrades"]
    c.FormgradeExtension.debug = False
    c.ExchangeFactory.release_feedback = f"{_STOCK}.CourseReleaseFeedback"
    c.ExportApp.plugin_class = f"{_STOCK}.CourseExport"
