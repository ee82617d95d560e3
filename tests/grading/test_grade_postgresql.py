"""A gradebook on PostgreSQL, by its address alone: the same marks, by nbgrader's own tables."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.grading.books import book, url_of
from tests.grading.desk import Desk, written_sample
from tests.postgres import postgresql
from tpelib.dossier import Dossier
from tpelib.grading.course import CourseError
from tpelib.grading.fast.run import Report, grade

pytestmark = pytest.mark.nbgrader

LEARNERS = 6


def graded(session: Path, **options: bool) -> Report:
    return grade(session, told=lambda learner, sentence: None, **options)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory, trainer: Desk) -> Path:
    """Give a session graded on SQLite."""
    session = written_sample(
        tmp_path_factory.mktemp("sqlite") / "session", trainer, learners=LEARNERS, kind="mixed"
    )
    graded(session)
    return session


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, trainer: Desk, on_sqlite: Path, server: str) -> Path:
    """Give the same session, prepared and graded on a real server."""
    folder = tmp_path_factory.mktemp("postgresql") / "session"
    shutil.copytree(on_sqlite, folder, ignore=shutil.ignore_patterns("autograded", "gradebook.db"))
    config = folder / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {server!r}\n")
    trainer.run("nbgrader", "generate_assignment", "parcours", "--force", at=folder)
    trainer.run("tpelib.cli", "grade", "--course", str(folder), at=folder)
    return folder


def test_the_marks_are_the_same_on_a_server(session: Path, on_sqlite: Path, server: str) -> None:
    """Is every mark, comment, date and doubt the one that SQLite holds?"""
    ours, theirs = book(server), book(url_of(on_sqlite))
    assert {row[0] for row in ours["students"]} == {row[0] for row in theirs["students"]}
    for name in ("submissions", "notebooks", "grade", "comment"):
        assert ours[name] == theirs[name], name
    assert not (session / "gradebook.db").exists()


def test_nbgrader_goes_on_from_there(session: Path, trainer: Desk, server: str) -> None:
    """Do nbgrader's own commands read and write that gradebook after us?"""
    learner = min(row[0] for row in book(server)["students"])
    trainer.run("nbgrader", "export", "--to", "notes.csv", at=session)
    assert (session / "notes.csv").read_text(encoding="utf-8").count("\n") == LEARNERS + 1
    before = book(server)
    option = f"--student={learner}"
    trainer.run("nbgrader", "autograde", "parcours", "--force", option, "--notebook=c1_strategie", at=session)
    assert book(server) == before


def test_a_dry_run_and_a_second_run_leave_the_server_as_it_is(session: Path, server: str) -> None:
    """Is nothing written when nothing is to be?"""
    before = book(server)
    assert graded(session) == Report(done=LEARNERS)
    report = graded(session, force=True, dry_run=True)
    assert (report.graded, report.changes) == (LEARNERS, 0)
    assert book(server) == before


def test_a_later_attempt_keeps_the_jurys_marks(session: Path, server: str) -> None:
    """Are manual marks kept on a server as well, and asked to be looked at again?"""
    learner = next(
        who for who, _, cell, auto, *_ in book(server)["grade"] if cell == "c1-plan" and auto == 16
    )
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE grade SET manual_score = 2, needs_manual_grade = false FROM base_cell "
                "WHERE base_cell.id = cell_id AND name IN ('c1-plan', 'grille-cr1')"
            )
        )
    engine.dispose()
    Dossier(session / "submitted" / learner / "parcours").save("c1-plan", {"actions": []})
    assert graded(session, force=True).changes > 0
    grades = {(who, cell): rest for who, _, cell, *rest in book(server)["grade"]}
    assert grades[learner, "c1-plan"] == [0.0, 2.0, None, True]
    assert grades[learner, "grille-cr1"] == [None, 2.0, None, True]


def test_a_server_that_does_not_answer_is_said(session: Path, tmp_path: Path) -> None:
    """Does the trainer read a sentence, and is nothing written?"""
    folder = Path(shutil.copytree(session, tmp_path / "session"))
    config = folder / "nbgrader_config.py"
    config.write_text(
        f"{config.read_text()}\nc.CourseDirectory.db_url = 'postgresql+psycopg://x@/x?host={tmp_path}'\n"
    )
    with pytest.raises(CourseError, match="ne s’ouvre pas"):
        graded(folder)
