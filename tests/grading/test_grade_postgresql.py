"""A gradebook on PostgreSQL, by its address alone: the same marks, by nbgrader's own tables."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.grading.books import book, shortened, url_of
from tests.grading.conftest import Sessions, copied
from tests.grading.desk import Desk
from tests.postgres import postgresql
from tpelib.assess.grading.course import CourseError
from tpelib.assess.grading.fast.run import GradingRun, grade
from tpelib.engine.dossier import Dossier

pytestmark = pytest.mark.nbgrader

LEARNERS = 6


def graded(session: Path, **options: bool) -> GradingRun:
    return grade(session, told=lambda learner, sentence: None, **options)


@pytest.fixture(scope="module")
def on_sqlite(written: Sessions) -> dict[str, Path]:
    """Give sessions graded on SQLite, by kind."""
    found = {"mixed": shortened(written("mixed"), LEARNERS), "hostile": written("hostile")}
    for session in found.values():
        graded(session)
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(scope="module")
def databases(server: str) -> dict[str, str]:
    """Give the address of a database for each kind."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE hostile"))
    return {"mixed": server, "hostile": server.replace("/postgres?", "/hostile?")}


@pytest.fixture(scope="module")
def on_server(
    tmp_path_factory: pytest.TempPathFactory,
    trainer: Desk,
    on_sqlite: dict[str, Path],
    databases: dict[str, str],
) -> dict[str, Path]:
    """Give the same sessions, prepared and graded on a real server."""
    found = {}
    for kind, url in databases.items():
        folder = found[kind] = tmp_path_factory.mktemp(f"postgresql-{kind}") / "session"
        left = shutil.ignore_patterns("autograded", "gradebook.db")
        shutil.copytree(on_sqlite[kind], folder, symlinks=True, ignore=left, copy_function=copied)
        config = folder / "nbgrader_config.py"
        config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {url!r}\n")
        trainer.run("nbgrader", "generate_assignment", "parcours", "--force", at=folder)
        trainer.run("tpelib.cli", "grade", "--course", str(folder), at=folder)
    return found


@pytest.fixture(scope="module")
def session(on_server: dict[str, Path]) -> Path:
    """Give the one whose learners make ordinary mistakes."""
    return on_server["mixed"]


@pytest.mark.parametrize("kind", ["mixed", "hostile"])
def test_the_marks_are_the_same_on_a_server(
    kind: str, on_server: dict[str, Path], on_sqlite: dict[str, Path], databases: dict[str, str]
) -> None:
    """Is every mark, comment, date and doubt the one that SQLite holds, whatever was handed in?"""
    ours, theirs = book(databases[kind]), book(url_of(on_sqlite[kind]))
    assert {row[0] for row in ours["students"]} == {row[0] for row in theirs["students"]}
    for name in ("submissions", "notebooks", "grade", "comment"):
        assert ours[name] == theirs[name], name
    assert not (on_server[kind] / "gradebook.db").exists()


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
    assert graded(session) == GradingRun(done=LEARNERS)
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
