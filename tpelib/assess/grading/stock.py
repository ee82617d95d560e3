"""What the course plugs into stock nbgrader, by its own configuration: see :mod:`tpelib.assess.grading.configuration`.

Each class is a place nbgrader leaves for it (hook, exporter, preprocessor, exchange, export plugin), so that
its commands, its formgrader and its gradebook work on this course unchanged.
"""

from __future__ import annotations

import glob
import json
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import Preprocessor
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback
from nbgrader.plugins import ExportPlugin, ExtractorPlugin
from nbgrader.preprocessors import Execute, GetGrades, NbGraderPreprocessor
from nbgrader.utils import has_failed, ignore_patterns, is_grade, is_task
from traitlets.log import get_logger

from tpelib.assess.grading.collect import CollectError, unpack
from tpelib.assess.grading.course import answers_in_dossier, source_notebooks
from tpelib.assess.grading.intake import (
    TIMESTAMP,
    aside_folder,
    received,
    set_aside,
)
from tpelib.assess.grading.rebuild import notice, rebuilt
from tpelib.base import french
from tpelib.base.look import packaged, stylesheet
from tpelib.base.quiet import quietly
from tpelib.base.spreadsheets import to_csv
from tpelib.engine.exercise import ReadOnce
from tpelib.engine.registry import get
from tpelib.engine.sheet import LATER, drawn_in

__all__ = [
    "CourseCollect",
    "CourseExecute",
    "CourseExport",
    "CourseExporter",
    "CourseExtractor",
    "CourseGrades",
    "CoursePictures",
    "CourseReleaseFeedback",
    "SayWhy",
    "keep_notebooks_only",
    "receive",
]

_SECRET = "submission_secret.txt"  # noqa: S105  # the name of nbgrader's file


def keep_notebooks_only(assignment: str, student: str, notebooks: list[str]) -> None:
    """Leave nothing but notebooks in ``release/``: nbgrader copies all that lies beside the sources.

    A hook of ``nbgrader generate_assignment``, which runs it in the course folder.
    """
    for path in sorted(Path("release", assignment).rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.suffix != ".ipynb":
            path.unlink()


def receive(assignment: str, student: str, notebooks: list[str]) -> None:
    """Make one submission safe to copy, and have every notebook of the course graded, present or not.

    A hook of ``nbgrader autograde``, which runs it in the course folder before it copies a submission.
    ``notebooks`` is nbgrader's own list: it is changed in place. When something cannot be made safe it is
    emptied, and nbgrader refuses the submission and goes on with the others.
    """
    folder = Path(notebooks[0]).parent
    learner = folder.parent.name
    given = {Path(name).stem for name in notebooks}
    every = {path.stem for path in folder.glob("*.ipynb")} <= given  # no --notebook was asked for
    notebooks.clear()
    aside = aside_folder(folder)
    set_aside(folder, aside)
    for incident in received(folder, aside, learner).incidents:
        get_logger().warning("%s : %s", learner, incident.text)
    for name, notebook in source_notebooks(Path.cwd(), assignment).items():
        path = folder / f"{name}.ipynb"
        if name in given or (every and (path.is_file() or answers_in_dossier(notebook))):
            notebooks.append(str(path))


class CourseExporter(NotebookExporter):
    """Reads the course's own notebook in place of the learner's, whatever became of that one."""

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Convert a notebook: a submitted one is rebuilt from the course's, any other is read as it is."""
        path, coursedir = Path(filename), cast(Any, self.parent).coursedir
        graded = (resources or {}).get("nbgrader", {})
        learner, assignment = graded.get("student", ""), graded.get("assignment", "")
        folder = Path(coursedir.format_path(coursedir.submitted_directory, learner, assignment))
        course = source_notebooks(Path(coursedir.root), assignment).get(path.stem)
        if path.parent != folder or course is None or not answers_in_dossier(course):
            return super().from_filename(filename, resources=resources, **kw)
        raw = path.read_bytes() if path.is_file() else None
        notebook, mended = rebuilt(course, raw, path.stem)
        for incident in mended:
            self.log.warning("%s : %s", learner, incident.text)
        known = received(folder, aside_folder(folder), learner).incidents
        if found := [*known, *mended]:
            notebook["cells"].insert(0, notice(found))
            notebook["metadata"].setdefault("tpe", {}).update(
                incidents=[incident.text for incident in found],
                decisive=any(incident.decisive for incident in found),
            )
        node = nbformat.reads(json.dumps(notebook), as_version=4)  # type: ignore[no-untyped-call]  # nbformat is not typed
        return self.from_notebook_node(node, resources=resources)  # type: ignore[no-untyped-call]  # nor is nbconvert, here


class CourseExecute(Execute):  # type: ignore[misc]  # nbgrader is not typed
    """Starts no kernel for a notebook in which nothing is graded."""

    def preprocess(self, nb: Any, resources: Any, *args: Any, **kwargs: Any) -> tuple[Any, Any]:
        """Run the cells of a notebook that holds a graded one."""
        if not any(is_grade(cell) for cell in nb.cells):
            return nb, resources
        return super().preprocess(nb, resources, *args, **kwargs)  # type: ignore[no-any-return]  # nbgrader is not typed


class SayWhy(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is not typed
    """Writes the incidents of a submission into the gradebook: a zero that is none says why."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Comment the notebook's rubric cell, and ask for a look at each mark that may be missing."""
        about = nb.metadata.get("tpe", {})
        failed = {
            cell.metadata.nbgrader["grade_id"] for cell in nb.cells if is_grade(cell) and has_failed(cell)
        }
        rubric = {cell.metadata.nbgrader["grade_id"] for cell in nb.cells if is_task(cell)}
        said = list(about.get("incidents", []))
        said += [
            french.typography(f"« {name} » n'a pas pu être corrigé : à regarder.") for name in sorted(failed)
        ]
        graded = resources["nbgrader"]
        with Gradebook(graded["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(
                graded["notebook"], graded["assignment"], graded["student"]
            )
            for comment in found.comments if said else ():
                comment.auto_comment = "\n".join(said)
            for grade in found.grades:
                if grade.name in rubric:
                    grade.auto_score = None  # nbgrader gives a zero when the notebook is missing
                unseen = grade.name in rubric and grade.manual_score is None
                if unseen or about.get("decisive") or grade.name in failed:
                    grade.needs_manual_grade = True
            gradebook.db.commit()
        return nb, resources


class CourseGrades(GetGrades):  # type: ignore[misc]  # nbgrader is not typed
    """Gives the learner's feedback its look, and what an assessor has still to say."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Add the style sheet to what nbgrader gives to the template."""
        resources["tpe_css"] = stylesheet(packaged("tpelib.assess.grading", "feedback.css"))
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]  # nbgrader is not typed

    def _get_score(self, cell: Any, resources: Any) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        cell.metadata.nbgrader["waiting"] = grade.needs_manual_grade


class CoursePictures(Preprocessor):
    """Draws the pictures of a graded notebook for the page that is made of it: Formgrader's, the learner's feedback."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Draw what ``tpe grade`` left for later, from the files that stand beside the notebook."""
        later = [
            (cell.metadata["tpe"]["exercise"], output.data)
            for cell in nb.cells
            for output in cell.get("outputs", ())
            if LATER in output.get("data", {}).get("text/html", "")
        ]
        if later:
            folder = Path(resources["metadata"]["path"])
            taken = received(folder, aside_folder(folder), folder.parent.name)
            answers = ReadOnce(taken)
            with quietly():
                for exercise_id, data in later:
                    data["text/html"] = drawn_in(data["text/html"], get(exercise_id), answers)
        return nb, resources


class CourseExtractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader is not typed
    """Unpacks the ZIPs that ``nbgrader zip_collect`` finds as ``tpe relever`` does: a damaged one stops no other."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack each ZIP in a folder of its name, and say why one is left."""
        for file in sorted(Path(archive_path).rglob("*")):
            if file.suffix.lower() != ".zip" or not file.is_file():
                continue
            into = Path(extracted_path, file.stem)
            into.mkdir(parents=True, exist_ok=True)
            try:
                unpack(file, into)
            except CollectError as problem:
                shutil.rmtree(into)
                self.log.warning(french.typography(f"« {file.name} » : {problem}"))


class CourseCollect(ExchangeCollect):  # type: ignore[misc]  # nbgrader is not typed
    """Collects from the exchange without following a link, and without stopping at a submission it refuses."""

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            return super()._path_to_record(path)  # type: ignore[no-any-return]  # nbgrader is not typed
        except (ExchangeError, ValueError, OverflowError):
            name = Path(path).name
            return {"username": name.split("+")[0], "filename": name, "timestamp": datetime.min}

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """Find the submissions, leaving out what is no submission."""
        super().init_src()
        kept = []
        for record in self.src_records:
            path = Path(self.inbound_path, record["filename"])
            if path.is_dir() and not path.is_symlink() and record["timestamp"] != datetime.min:
                kept.append(record)
            else:
                self.log.warning("« %s » n’est pas une remise : laissée de côté.", record["filename"])
        self.src_records = kept

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission; links stay links, to be set aside before grading."""
        if self.get_size(src) > 1000 * self.coursedir.max_dir_size:
            self.log.warning("« %s » est trop volumineuse : laissée de côté.", Path(src).name)
        elif not any(_odd(Path(src))):
            super().do_copy(src, dest, log)
        else:
            rules = ignore_patterns(exclude=self.coursedir.ignore, max_file_size=self.coursedir.max_file_size)
            shutil.copytree(
                src, dest, symlinks=True, ignore=lambda at, names: {*rules(at, names), *_special(at, names)}
            )


class CourseReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]  # nbgrader is not typed
    """Releases feedback to who handed in by the exchange; who sent a ZIP is answered the same way they came."""

    def copy_files(self) -> None:
        """Release each feedback that has an address in the exchange, and name the others."""
        asked = self.coursedir.student_id_exclude
        folders = [Path(path) for path in glob.glob(self.src_path)]  # noqa: PTH207  # nbgrader's own pattern
        others = [f for f in folders if not all((f / name).is_file() for name in (TIMESTAMP, _SECRET))]
        for folder in others:
            self.log.info("%s n’est pas passé par le dépôt : donnez-lui « %s ».", folder.parent.name, folder)
        self.coursedir.student_id_exclude = ",".join(filter(None, [asked, *(f.parent.name for f in others)]))
        try:
            super().copy_files()
        finally:
            self.coursedir.student_id_exclude = asked


def _odd(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            yield path


def _special(at: str, names: list[str]) -> list[str]:
    """Return what can be copied neither as a file nor as a link (pipes, devices)."""
    modes = {name: Path(at, name).lstat().st_mode for name in names}
    return [n for n, m in modes.items() if not (stat.S_ISREG(m) or stat.S_ISDIR(m) or stat.S_ISLNK(m))]


class CourseExport(ExportPlugin):  # type: ignore[misc]  # nbgrader is not typed
    """nbgrader's own columns, and two more: is a mark still waited for, and why a zero is one."""

    def export(self, gradebook: Any) -> None:
        """Write the grades as CSV, ``grades.csv`` by default."""
        wanted_assignments, wanted_students = set(map(str, self.assignment)), set(map(str, self.student))
        rows = [
            _row(gradebook, assignment, student)
            for assignment in gradebook.assignments
            if not wanted_assignments or assignment.name in wanted_assignments
            for student in gradebook.students
            if not wanted_students or student.id in wanted_students
        ]
        table = to_csv(_COLUMNS, [[row.get(column) for column in _COLUMNS] for row in rows], delimiter=",")
        Path(self.to or "grades.csv").write_bytes(table)
        self.log.info("Notes écrites dans %s", self.to or "grades.csv")


_COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "needs_manual_grade",
    "remarque",
)


def _row(gradebook: Any, assignment: Any, student: Any) -> dict[str, Any]:
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    try:
        found = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        nothing = dict.fromkeys(("raw_score", "late_submission_penalty", "score"), 0.0)
        return {**row, **nothing, "needs_manual_grade": False, "remarque": "Aucune remise notée."}
    comments = [c.auto_comment or "" for notebook in found.notebooks for c in notebook.comments]
    said = dict.fromkeys(line for comment in comments for line in comment.splitlines())
    return {
        **row,
        "timestamp": found.timestamp,
        "raw_score": found.score,
        "late_submission_penalty": found.late_submission_penalty,
        "score": max(0.0, found.score - found.late_submission_penalty),
        "needs_manual_grade": found.needs_manual_grade,
        "remarque": " ".join(said),
    }
