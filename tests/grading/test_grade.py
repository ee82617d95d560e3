"""``tpe grade`` writes what stock ``nbgrader autograde`` writes, without a kernel and without running anything."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.grading.books import book, files, profiles, shortened, url_of
from tests.grading.conftest import LEARNERS, Sessions
from tests.grading.desk import Desk
from tests.grading.pages import acting
from tpelib.assess.grading.course import CourseError, settings
from tpelib.assess.grading.fast import run
from tpelib.assess.grading.fast.gradebook import Gradebook
from tpelib.assess.grading.fast.run import GradingRun, grade
from tpelib.assess.grading.stock import CoursePictures
from tpelib.engine.dossier import Dossier
from tpelib.engine.dossier.content import MAX_BYTES
from tpelib.engine.sheet import LATER
from tpelib.samples.retyping import HOSTILE_TEXT
from tpelib.samples.sample import read_expected
from tpelib.screens.lab.workspace import EXAM

pytestmark = pytest.mark.nbgrader

FEW = 6


def graded(session: Path, **options: Any) -> tuple[GradingRun, dict[str, str]]:
    """Grade a session in this process; return the report and what is said of each learner."""
    said: dict[str, str] = {}
    report = grade(session, told=lambda learner, text: said.update({learner: text}), **options)
    return report, said


@pytest.fixture(scope="module")
def ours(written: Sessions, trainer: Desk) -> dict[str, Path]:
    """Take the sessions that nbgrader grades for the other tests, and grade them by the command itself."""
    found = {}
    for kind in LEARNERS:
        session = written(kind)
        (session / "avant.json").write_text(json.dumps(snapshot(session / "submitted")), encoding="utf-8")
        said = trainer.run("tpelib.cli", "grade", "--course", str(session), at=session.parent)
        (session / "grade.log").write_text(said, encoding="utf-8")
        found[kind] = session
    return found


@pytest.fixture(scope="module")
def six(ours: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the first six learners of the mixed session, graded by us; not to be changed."""
    folder = tmp_path_factory.mktemp("six") / "session"
    return shortened(Path(shutil.copytree(ours["mixed"], folder, symlinks=True)), FEW)


@pytest.fixture
def session(six: Path, tmp_path: Path) -> Path:
    """Give a copy of these six."""
    return Path(shutil.copytree(six, tmp_path / "session", symlinks=True))


def ungraded(session: Path) -> Path:
    """Take a session back to before it was graded."""
    shutil.rmtree(session / "autograded")
    with closing(sqlite3.connect(session / "gradebook.db")) as database, database:
        for table in ("comment", "grade", "submitted_notebook", "submitted_assignment"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608  # names written above
    return session


def shown(path: Path) -> list[tuple[str, str]]:
    """Return what an assessor reads of a graded notebook: points and answers, what was added, what is amiss."""
    found = []
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    page, _ = CoursePictures().preprocess(notebook, {"metadata": {"path": str(path.parent)}})
    for cell in page["cells"]:
        found += [
            ("".join(output["data"]["text/plain"]), "".join(output["data"]["text/html"]))
            for output in cell.get("outputs", ())
        ]
        if cell["cell_type"] == "markdown" and cell["metadata"]["tpe"]["role"] != "lesson":
            found.append((cell["id"], "".join(cell["source"])))
    return found


# ── The same as nbgrader ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", LEARNERS)
def test_the_gradebook_is_the_one_nbgrader_writes(
    kind: str, request: pytest.FixtureRequest, ours: dict[str, Path]
) -> None:
    """Is every score, comment, date and doubt of every learner the same, cell by cell?"""
    theirs, own = book(url_of(request.getfixturevalue(kind))), book(url_of(ours[kind]))
    cells = [len(rows(ours[kind], table)) for table in ("grade_cells", "task_cells")]
    assert len(own["grade"]) == LEARNERS[kind] * sum(cells)
    assert len(read_expected(ours[kind])) == LEARNERS[kind] * cells[0]
    for name, written in theirs.items():
        assert own[name] == written, name


def rows(session: Path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(session / "gradebook.db")) as database:
        return database.execute(f"SELECT id FROM {table}").fetchall()  # noqa: S608  # names written above


@pytest.mark.parametrize("kind", LEARNERS)
def test_the_scores_are_those_that_were_built_in(kind: str, ours: dict[str, Path]) -> None:
    """Is every score the one that the sample was built to earn, and every doubt raised?"""
    expected = {key: (e.points, e.flagged) for key, e in read_expected(ours[kind]).items()}
    own = {(who, cell): (auto, look) for who, _, cell, auto, _, _, look in book(url_of(ours[kind]))["grade"]}
    assert {key: value for key, value in own.items() if key in expected} == expected


@pytest.mark.parametrize("kind", LEARNERS)
def test_the_assessor_reads_the_same_notebooks(
    kind: str, request: pytest.FixtureRequest, ours: dict[str, Path]
) -> None:
    """Are answers, reasons, pictures and troubles the same in both graded notebooks, and the files beside them?"""
    theirs, own = request.getfixturevalue(kind) / "autograded", ours[kind] / "autograded"
    mended = 0
    for learner in profiles(ours[kind]):
        names = {path.name for path in (own / learner / "parcours").iterdir()}
        others = {path.name for path in (theirs / learner / "parcours").iterdir()}
        # Under nbgrader a damaged dossier is set aside and mended in the copy, and each cell says so.
        damaged = {name for name in others if name.startswith("dossier.abime")}
        assert names | damaged >= others - {".dossier.lock", Dossier.NAME}, learner
        for name in sorted(name for name in names if name.endswith(".ipynb")):
            ours_shown, their_shown = (shown(at / learner / "parcours" / name) for at in (own, theirs))
            if damaged or "version future" in profiles(ours[kind])[learner]:
                ours_shown, their_shown = ([first for first, _ in side] for side in (ours_shown, their_shown))
                mended += 1
            assert ours_shown == their_shown, (learner, name)
    assert mended < len(list(own.rglob("*.ipynb"))) / 2


def test_the_answers_come_with_their_pictures(ours: dict[str, Path]) -> None:
    """Does the assessor see forms as tables, the figures of charts, and the calendar as months?"""
    right = next(learner for learner, profile in profiles(ours["mixed"]).items() if profile == "juste")
    pages = "".join(
        text
        for path in (ours["mixed"] / "autograded" / right / "parcours").glob("*.ipynb")
        for _, text in shown(path)
    )
    assert '<th scope="col">' in pages
    assert "tpe-month" in pages
    assert "<figure>" in pages
    assert "<svg" in pages
    assert LATER not in pages


@pytest.mark.parametrize("asked", [True, False])
def test_grading_draws_only_in_a_file_that_must_hold_it(
    asked: bool, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is nothing drawn by a grading whose pages draw, and all of it where one asks, or where the pages do not?"""
    with monkeypatch.context() as patch:
        patch.setattr("tpelib.engine.sheet.static_html", lambda pictures: pytest.fail("drawn"))
        report, _ = graded(session, force=True)
    assert report.graded == FEW
    before = files(session / "autograded")
    if not asked:
        config = session / "nbgrader_config.py"
        config.write_text(f"{config.read_text()}\nc.HTMLExporter.preprocessors = []  # as before\n")
    report, _ = graded(session, force=True, pictures=asked)
    for path in (session / "autograded").rglob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert "tpe-drawn-later" not in text
        assert ("<svg" in text) == ("c1_" in path.name and "<dl>" in text) or "c1_" not in path.name
    assert files(session / "autograded") != before


def test_a_picture_drawn_later_changes_nothing_that_was_settled(session: Path) -> None:
    """Does a level given on an answer stay settled when its pictures are drawn elsewhere than before?"""
    graded(session, force=True, pictures=True)
    with closing(sqlite3.connect(session / "gradebook.db")) as database, database:
        database.execute(
            "UPDATE grade SET manual_score = 2, needs_manual_grade = 0 WHERE cell_id IN "
            "(SELECT id FROM base_cell WHERE name = 'grille-cr1')"
        )
    graded(session, force=True)
    looks = {who: look for who, _, cell, *_, look in book(url_of(session))["grade"] if cell == "grille-cr1"}
    sound = [learner for learner, profile in profiles(session).items() if profile in ("juste", "en retard")]
    assert [looks[learner] for learner in sound] == [False] * 2


# ── nbgrader goes on from there ───────────────────────────────────────────────────────────────────


def test_feedback_and_export_work_on_it(ours: dict[str, Path], trainer: Desk, hostile: Path) -> None:
    """Do nbgrader's own commands give the same table and pages as after its own grading, all escaped?"""
    session = ours["hostile"]
    for at in (session, hostile):
        trainer.run("nbgrader", "export", "--to", "notes.csv", at=at)
    assert (session / "notes.csv").read_text() == (hostile / "notes.csv").read_text()
    trainer.run("nbgrader", "generate_feedback", "parcours", "--force", at=session)
    pages = [path.read_text(encoding="utf-8") for path in (session / "feedback").rglob("*.html")]
    assert len(pages) == LEARNERS["hostile"] * len(list((session / "source" / "parcours").glob("*.ipynb")))
    escaped = HOSTILE_TEXT.replace("<", "&lt;").replace(">", "&gt;")
    assert any(escaped in page for page in pages)
    assert [found for page in pages for found in acting(page)] == []


def test_autograde_finds_nothing_left_to_do(session: Path, trainer: Desk) -> None:
    """Does nbgrader leave alone what we graded, as we leave alone what it graded?"""
    before = book(url_of(session)), files(session / "autograded")
    trainer.run("nbgrader", "autograde", "parcours", at=session)
    assert (book(url_of(session)), files(session / "autograded")) == before
    report, _ = graded(session)
    assert report == GradingRun(done=FEW)


# ── Nothing runs, nothing leaks, nothing is lost ──────────────────────────────────────────────────


def test_nothing_of_a_hostile_submission_ran_leaked_or_moved(ours: dict[str, Path]) -> None:
    """Did no program run, is nothing linked copied, and are the submissions what they were?"""
    session = ours["hostile"]
    assert not Path("/tmp/tpe-attaque").exists()  # noqa: S108  # where the sample's programs write
    copied = [path for path in (session / "autograded").rglob("*") if not path.is_dir()]
    assert not any(path.is_symlink() for path in copied)
    for path in copied:
        if path.suffix != ".ipynb":
            source = session / "submitted" / path.relative_to(session / "autograded")
            assert not source.is_symlink()
            assert path.read_bytes() == source.read_bytes()
    assert max(path.stat().st_size for path in copied) <= MAX_BYTES
    before = json.loads((session / "avant.json").read_text(encoding="utf-8"))
    assert snapshot(session / "submitted") == before
    assert not (session / ".correction").exists()


def snapshot(folder: Path) -> dict[str, list[Any]]:
    return {
        path.relative_to(folder).as_posix(): [
            path.lstat().st_mode,
            path.lstat().st_size if path.is_file() else 0,
            path.lstat().st_mtime_ns,
            str(path.readlink()) if path.is_symlink() else "",
        ]
        for path in folder.rglob("*")
    }


def test_who_is_in_trouble_has_one_line_and_the_others_none(ours: dict[str, Path]) -> None:
    """Does the trainer read one line per learner in trouble, and nothing about sound submissions?"""
    for kind, session in ours.items():
        lines = (session / "grade.log").read_text(encoding="utf-8").splitlines()
        commented = {who for who, _, _, auto, _ in book(url_of(session))["comment"] if auto}
        for learner in profiles(session):
            assert sum(line.startswith(f"{learner}\u00a0: ") for line in lines) == (learner in commented)
        assert f"{LEARNERS[kind]}\u00a0remises notées" in "\n".join(lines)


def test_a_folder_that_is_no_learners_is_refused(session: Path) -> None:
    """Is a folder whose name is no id left alone, and said, and does the rest go on?"""
    source = session / "submitted" / next(iter(profiles(session)))
    for name in ("<img src=x onerror=alert(1)>", "x" * 129):
        shutil.copytree(source, session / "submitted" / name)
    shutil.copytree(source, session / "submitted" / "nouvelle")
    (session / "submitted" / "lien").symlink_to(source)
    report, said = graded(session)
    assert (report.graded, report.refused) == (2, 2)
    assert {"lien", "nouvelle"} < said.keys()
    assert "lien vers un autre endroit" in said["lien"]
    assert not any("<" in learner for learner in said)


def test_a_fault_of_ours_is_not_a_real_zero(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a check that breaks cost the others nothing, and ask for a look?"""

    def broken(*given: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(
        "tpelib.assess.grading.fast.marking.sheet",
        lambda exercise, answers: broken() if exercise.id == "c1-temps" else sheet(exercise, answers),
    )
    from tpelib.engine.sheet import sheet

    learner = next(learner for learner, profile in profiles(session).items() if profile == "juste")
    report, said = graded(session, force=True)
    assert report.doubtful == FEW
    assert "c1-temps" in said[learner]
    grades = {
        cell: (auto, look)
        for who, _, cell, auto, _, _, look in book(url_of(session))["grade"]
        if who == learner
    }
    assert grades["c1-temps"] == (0.0, True)
    assert grades["c1-plan"] == (16.0, False)


# ── Again, and after a kill ───────────────────────────────────────────────────────────────────────


def test_a_dry_run_writes_nothing(session: Path) -> None:
    """Does a dry run say what would be graded and changed, and leave every byte as it is?"""
    learner = next(learner for learner, profile in profiles(session).items() if profile == "juste")
    Dossier(session / "submitted" / learner / "parcours").save("c1-plan", {"actions": []})
    before = files(session)
    report, said = graded(session, dry_run=True, force=True)
    assert report.graded == FEW
    assert report.changes > 0
    assert "c1-plan\u00a0: 16 → 0" in said[learner]
    assert files(session) == before


def test_a_later_attempt_is_graded_and_keeps_what_the_jury_said(session: Path) -> None:
    """Are manual marks and levels kept, said, and asked to be looked at again, when the answers changed?"""
    one, other = [
        learner for learner, profile in profiles(session).items() if profile in ("juste", "en retard")
    ]
    with closing(sqlite3.connect(session / "gradebook.db")) as database, database:
        database.execute(
            "UPDATE grade SET manual_score = 2, needs_manual_grade = 0 WHERE cell_id IN "
            "(SELECT id FROM base_cell WHERE name IN ('c1-plan', 'grille-cr1'))"
        )
    before = book(url_of(session))
    report, _ = graded(session)
    assert report == GradingRun(done=FEW)
    assert book(url_of(session)) == before
    folder = session / "submitted" / one / "parcours"
    Dossier(folder).save("c1-plan", {"actions": []})
    (folder / "timestamp.txt").write_text("2027-05-01 10:00:00.000000 UTC\n")
    report, said = graded(session)
    assert report.graded == 1
    assert "c1-plan\u00a0: 16 → 0 (votre note, 2, reste)" in said[one]
    grades = {(who, cell): rest for who, _, cell, *rest in book(url_of(session))["grade"]}
    assert grades[one, "c1-plan"] == [0.0, 2.0, None, True]
    assert grades[one, "grille-cr1"] == [None, 2.0, None, True]
    assert grades[one, "grille-cr2"] == [None, None, None, True]
    assert grades[other, "grille-cr1"] == [None, 2.0, None, False]
    # Graded again as they are, what nbgrader flags is flagged, and a level on the same answers stays settled.
    graded(session, force=True)
    grades = {(who, cell): rest for who, _, cell, *rest in book(url_of(session))["grade"]}
    assert grades[other, "c1-plan"] == [16.0, 2.0, None, True]
    assert grades[other, "grille-cr1"] == [None, 2.0, None, False]


@pytest.mark.parametrize(
    ("jobs", "instants"),
    [
        (1, "prepare:2 commit:1 rename:2 mark:2"),
        (2, "rename:2 commit:2"),
    ],
)
def test_killed_at_any_instant_it_goes_on_from_there(
    jobs: int, instants: str, session: Path, six: Path
) -> None:
    """Is a run killed again and again, wherever it stood, finished by the next, with the same gradebook?"""
    ungraded(session)
    for instant in (*instants.split(), ""):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(session), str(jobs), instant],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == (-signal.SIGKILL if instant else 0), (instant, done.stderr)
    assert book(url_of(session)) == book(url_of(six))
    assert files(session / "autograded") == files(six / "autograded")
    assert not (session / ".correction").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
import sqlalchemy
from tpelib.assess.grading.fast import autograded, gradebook, marking, run

def dies(owner, name, count):
    own, calls = getattr(owner, name), []
    def call(*given, **more):
        found = own(*given, **more)
        calls.append(1)
        if len(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    setattr(owner, name, call)

steps = {
    "mark": (run, "mark"), "prepare": (run.Shelf, "prepare"), "write": (run.Gradebook, "write"),
    "publish": (run.Shelf, "publish"), "rename": (Path, "rename"), "commit": (sqlalchemy.Connection, "commit"),
}
if __name__ == "__main__":
    session, jobs, instant = sys.argv[1:]
    run._BATCH = 3
    if instant:
        step, _, count = instant.partition(":")
        dies(*steps[step], int(count))
    run.grade(Path(session), told=lambda *said: None, jobs=int(jobs))
"""


def test_two_gradings_at_once_are_one_too_many(session: Path) -> None:
    """Does a second run say that one is under way?"""
    with run._alone(session, dry_run=False), pytest.raises(CourseError, match="déjà en cours"):
        graded(session)


def test_several_processes_give_the_same(session: Path, six: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does the number of processes change nothing but the time it takes?"""
    monkeypatch.setattr(run, "_BATCH", FEW // 2)
    ungraded(session)
    report, _ = graded(session, jobs=2)
    assert report.graded == FEW
    assert book(url_of(session)) == book(url_of(six))


# ── What cannot be graded is said ─────────────────────────────────────────────────────────────────


def test_a_course_that_is_not_ready_says_what_to_do(session: Path, tmp_path: Path) -> None:
    """Does each thing that is missing give a sentence with the command to run, and touch nothing?"""
    with pytest.raises(CourseError, match="dossier de cours"):
        graded(tmp_path)
    with pytest.raises(CourseError, match="nbgrader generate_assignment projet"):
        graded(session, assignment="projet")
    with pytest.raises(CourseError, match="tpe exam verify"):
        graded(session, assignment=EXAM)
    (session / "gradebook.db").rename(session / "ailleurs.db")
    with pytest.raises(CourseError, match="generate_assignment"):
        graded(session)
    assert not (session / "gradebook.db").exists()
    (session / "ailleurs.db").rename(session / "gradebook.db")
    source = session / "source" / "parcours" / "c1_strategie.ipynb"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('"grade_id": "c1-temps"', '"grade_id": "c1-autre"'), encoding="utf-8")
    with pytest.raises(CourseError, match="a changé depuis"):
        graded(session)
    source.write_text(text.replace('"exercise": "c1-temps"', '"exercise": "a-moi"'), encoding="utf-8")
    with pytest.raises(CourseError, match="code à exécuter"):
        graded(session)
    source.unlink()
    with pytest.raises(CourseError, match="a changé depuis"):
        graded(session)
    config = session / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with pytest.raises(CourseError, match="pénalité de retard"):
        graded(session)


def test_where_the_gradebook_is_comes_from_nbgraders_configuration(session: Path) -> None:
    """Is the gradebook the one nbgrader itself would open, and are its own names for it not guessed?"""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config.loader import PyFileConfigLoader

    found = settings(session)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(session)).load_config()
    theirs = NbGraderAPI(config=config).coursedir
    assert (found.db_url, found.course_id) == (theirs.db_url, theirs.course_id)
    assert list(found.ignore) == theirs.ignore
    assert Gradebook(found.db_url, "parcours").checksums.keys() == {
        path.stem for path in (session / "source" / "parcours").glob("*.ipynb")
    }


def test_grading_loads_neither_nbgrader_nor_a_kernel() -> None:
    """Is the grader free of the two seconds of imports that each process would wait for?"""
    code = (
        "import sys; from tpelib.assess.grading.fast import progress, run\n"
        "print(*({'nbgrader', 'IPython', 'ipywidgets', 'jupyter_client', 'nbformat', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
