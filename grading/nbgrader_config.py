"""nbgrader on this course. It serves as it stands in grading/, and in every session `tpe sample` writes."""

import os
import re
import sys
import warnings
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from tpelib.assess.grading.course import source_directory
from tpelib.engine.books import ASSIGNMENT

HERE = Path(__file__).resolve().parent
c = get_config()  # noqa: F821  # nbgrader gives it

# nbgrader calls alembic by its name, and its own first write to a new gradebook warns about itself.
os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
warnings.filterwarnings("ignore", message=r"Object of type <Submitted\w+> not in session")

# Where things are. What nbgrader makes (release/, submitted/, autograded/, feedback/, gradebook.db) is made here.
c.CourseDirectory.root = str(HERE)
c.CourseDirectory.course_id = "tpe"
c.CourseDirectory.source_directory = source_directory(HERE)
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md", ".dossier.lock"]
c.Exchange.timezone = "UTC"  # with a time zone of its own, the exchange misreads summer time

# Only notebooks are released; a dossier left beside the sources never replaces a learner's.
c.GenerateAssignment.post_convert_hook = "tpelib.assess.grading.stock.keep_notebooks_only"
c.Autograde.exclude_overwriting = {ASSIGNMENT: ["dossier.json", "dossier.precedent.json"]}

# A submission is made safe before it is copied, its notebooks are the course's, its troubles have their reason.
c.ExchangeFactory.collect = "tpelib.assess.grading.stock.CourseCollect"
c.Autograde.pre_convert_hook = "tpelib.assess.grading.stock.receive"
c.Autograde.exporter_class = "tpelib.assess.grading.stock.CourseExporter"
c.Autograde.autograde_preprocessors = [
    "tpelib.assess.grading.stock.CourseExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "tpelib.assess.grading.stock.SayWhy",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.KernelManager.transport_encryption = "required"

# « Remettre mon dossier » makes parcours_LEARNER_attempt_DATE_dossier.zip: who and when come from that name
# alone, so that nothing inside a ZIP can pass for somebody else's.
ARCHIVES = re.escape(str(HERE / "downloaded" / ASSIGNMENT / "extracted"))
c.ZipCollectApp.extractor_plugin = "tpelib.assess.grading.stock.CourseExtractor"
c.FileNameCollectorPlugin.named_regexp = (
    rf"{ARCHIVES}[/\\][^/\\]*?{ASSIGNMENT}_(?P<student_id>[A-Za-z0-9][\w.@-]*?)_attempt_"
    r"(?P<timestamp>\d{8}T\d{6}Z)_dossier[^/\\]*[/\\](?P<file_id>.+)"
)
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json", ".csv", ".gif", ".heic", ".heif", ".jpeg", ".jpg"]
c.FileNameCollectorPlugin.valid_ext += [
    ".mp4",
    ".pdf",
    ".png",
    ".srt",
    ".txt",
    ".vtt",
    ".webp",
    ".xls",
    ".xlsx",
]

# What is read by people: the course's templates load nothing from outside, and stand before nbgrader's own.
NBGRADER = Path(find_spec("nbgrader").submodule_search_locations[0])
TEMPLATES = str(NBGRADER / "server_extensions" / "formgrader" / "templates")
c.HTMLExporter.extra_template_basedirs = [str(files("tpelib.assess.grading") / "templates"), TEMPLATES]
c.HTMLExporter.extra_template_paths = [TEMPLATES]
c.GenerateFeedback.preprocessors = ["tpelib.assess.grading.stock.CourseGrades"]
c.FormgradeExtension.debug = False
c.ExchangeFactory.release_feedback = "tpelib.assess.grading.stock.CourseReleaseFeedback"
c.ExportApp.plugin_class = "tpelib.assess.grading.stock.CourseExport"
