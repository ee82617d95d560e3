"""The history of the jury in the gradebook's database, on SQLite and on PostgreSQL."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.jury import CRITERIA, decide, declarations, facts, grading, mark, opened, seated
from tests.jury_crowd import CANDIDATES, PROCESSES, WRITERS, level_of
from tests.postgres import postgresql
from tpelib.assess.grading.course import CONFIG
from tpelib.assess.jury import session as sessions
from tpelib.assess.jury.desk import Desk
from tpelib.assess.jury.session import JuryError, Session
from tpelib.assess.jury.sheet import (
    Act,
    ActKind,
    Mark,
    Standing,
)
from tpelib.assess.jury.store import Store, StoreError
from tpelib.engine import referential

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a place for databases: a folder of files, or a real server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('bases')}"
    else:
        with postgresql() as url:
            yield url


def execute(url: str, statement: str) -> int:
    """Do something to a database behind everybody's back; return how many rows it touched."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        return connection.execute(text(statement)).rowcount


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:
    """Give an empty database."""
    name = f"t{abs(hash(request.node.name))}"
    if server.startswith("sqlite"):
        return f"{server}/{name}.db"
    execute(server, f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def jury(tmp_path: Path) -> Session:
    return seated(tmp_path / "session")


@pytest.fixture
def store(url: str, jury: Session) -> Iterator[Store]:
    """Give a history in which everybody has declared no conflict of interest."""
    found = Store(url, "parcours")
    found.record(declarations(jury), jury)
    yield found
    found.close()


# ── The history ───────────────────────────────────────────────────────────────────────────────────


def test_who_when_and_what_are_kept(url: str, jury: Session) -> None:
    """Is every act there with its author, its time and what it said, the level it replaced too?"""
    store = Store(url, "parcours", clock=lambda: datetime(2027, 4, 12, 9, 30, tzinfo=UTC))
    store.record(declarations(jury), jury)
    store.record([mark("durand", "ali", "Cr1", 1, "Mince."), mark("durand", "ali", "Cr1", 2, "Relu.")], jury)
    first, second = store.history("ali")
    assert (first.act.assessor, first.act.data["level"], first.act.data["reason"]) == ("durand", 1, "Mince.")
    assert second.at == datetime(2027, 4, 12, 9, 30, tzinfo=UTC)
    assert store.sheet("ali").marks == {"durand": {"Cr1": Mark(2, "Relu.")}}
    assert store.declared() == set(jury.assessors)
    store.close()


def test_all_or_nothing(store: Store, jury: Session) -> None:
    """Is nothing written of several acts when the last is refused?"""
    before = store.verify()
    with pytest.raises(JuryError, match="Il manque un niveau"):
        store.record([mark("durand", "ali", "Cr1", 2), Act(ActKind.DONE, "durand", "ali")], jury)
    assert store.history("ali") == []
    assert store.verify() == before


def test_another_window_sees_it_at_once(store: Store, url: str, jury: Session) -> None:
    """Does a second server on the same gradebook show what the first one wrote, sheet by sheet?"""
    other = Store(url, "parcours")
    assert other.sheets() == {}
    store.record(grading("durand", "ali", 2), jury)
    given = other.sheet("ali")
    assert given.place(jury.assessors["durand"], "ali") is Standing.WAITING
    store.record(grading("petit", "ali", 2), jury)
    assert not given.compared
    assert other.sheet("ali").compared
    other.close()


def test_undeclared_assessors_are_refused_by_the_store(url: str, jury: Session) -> None:
    """Is the declaration looked for in the history itself?"""
    store = Store(url, "parcours")
    with pytest.raises(JuryError, match="conflit d’intérêts"):
        store.record([mark("durand", "ali", "Cr1", 2)], jury)
    store.record([Act(ActKind.DECLARE, "durand"), mark("durand", "ali", "Cr1", 2)], jury)
    with pytest.raises(JuryError, match="conflit d’intérêts"):
        store.record([mark("petit", "ali", "Cr1", 2)], jury)
    store.close()


def test_the_jury_writes_where_nbgrader_does(url: str, tmp_path: Path) -> None:
    """Is the gradebook that nbgrader's configuration names, PostgreSQL included, the one the jury writes in?"""
    opened(tmp_path, "ali").store.close()
    config = tmp_path / CONFIG
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {url!r}\n", encoding="utf-8")
    desk, same = Desk(tmp_path), Store(url, "parcours")
    desk.store.record([Act(ActKind.DECLARE, "durand")], desk.session)
    assert same.declared() == {"durand"}
    desk.store.close()
    same.close()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE tpe_jury_event SET data = replace(data, '2', '3') WHERE position = 5",
        "UPDATE tpe_jury_event SET assessor = 'petit' WHERE position = 5",
        "UPDATE tpe_jury_event SET at = '2027-04-12T09:30:00+00:00' WHERE position = 5",
        "DELETE FROM tpe_jury_event WHERE position = 5",
        "DELETE FROM tpe_jury_event WHERE position = 12",
    ],
)
def test_a_line_changed_afterwards_shows(store: Store, url: str, jury: Session, tampering: str) -> None:
    """Is a history changed with a database tool found out, wherever the line stood?"""
    store.record(grading("durand", "ali", 2), jury)
    store.verify()
    assert execute(url, tampering) == 1
    with pytest.raises(StoreError, match="a été modifié"):
        store.verify()


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """Does a wrong address get a sentence?"""
    for wrong in (
        f"sqlite:///{tmp_path}/absent/base.db",
        "postgresql+psycopg://x@/x?host=/absent",
        "rien://",
    ):
        with pytest.raises(StoreError, match="ne répond pas"):
            Store(wrong, "parcours")


# ── Many at once ──────────────────────────────────────────────────────────────────────────────────


def write_crowd(folder: Path) -> Session:
    seated(folder)
    path = folder / sessions.FILE
    head = path.read_text(encoding="utf-8").split("[[assessor]]")[0]
    seats = [f'[[assessor]]\nid = "e{n}"\nname = "E{n}"\nquality = "Q"\n' for n in range(WRITERS)]
    path.write_text(head + "\n".join(seats), encoding="utf-8")
    return sessions.load(folder)


def test_twenty_assessors_at_once_lose_no_mark(url: str, tmp_path: Path) -> None:
    """Do twenty assessors, on four machines, write 320 marks of which none is lost, doubled or mixed up?"""
    jury = write_crowd(tmp_path)
    running = [
        subprocess.Popen([sys.executable, "-m", "tests.jury_crowd", url, str(tmp_path), str(rank)], cwd=ROOT)
        for rank in range(PROCESSES)
    ]
    assert [process.wait() for process in running] == [0] * PROCESSES
    store = Store(url, "parcours")
    store.verify()
    history = store.history()
    assert [event.position for event in history] == list(range(1, len(history) + 1))
    assert len(history) == WRITERS * (1 + CANDIDATES * (len(CRITERIA) + 1))
    for writer, candidate in product(range(WRITERS), range(CANDIDATES)):
        sheet = store.sheet(f"c{writer // 2}-{candidate}")
        assert sheet.compared
        assert {key: found.level for key, found in sheet.marks[f"e{writer}"].items()} == {
            key: level_of(writer, candidate, rank) for rank, key in enumerate(CRITERIA)
        }
    assert jury.assessors.keys() == store.declared()
    store.close()


def test_the_last_seat_is_taken_once(store: Store, url: str, jury: Session) -> None:
    """When two assessors take the last seat of a candidate at the same moment, does one get it, and one a sentence?"""
    candidates = [f"c{rank}" for rank in range(6)]
    for candidate in candidates:
        store.record([mark("durand", candidate, "Cr1", 2)], jury)

    def sit(who: str, candidate: str) -> str:
        own = Store(url, "parcours")
        try:
            own.record([mark(who, candidate, "Cr1", 3)], jury)
        except JuryError as refusal:
            return str(refusal)
        finally:
            own.close()
        return ""

    with ThreadPoolExecutor(4) as pool:
        for candidate in candidates:
            told = list(pool.map(sit, ("petit", "moreau"), (candidate, candidate)))
            assert sorted(map(bool, told)) == [False, True]
            assert len(store.sheet(candidate).seats) == 2


# ── nbgrader's gradebook ──────────────────────────────────────────────────────────────────────────


# nbgrader's own first write to a new submission warns about itself.
QUIET = pytest.mark.filterwarnings(r"ignore:Object of type <Submitted\w+> not in session")
LEARNERS = ("ali", "eve", "tom", "zoe")


@pytest.fixture(scope="module")
def shared(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Session, Any]]:
    """Give a history and nbgrader's own gradebook in one database, which nbgrader finds when it comes second."""
    from nbgrader.api import Gradebook

    jury = seated(tmp_path_factory.mktemp("session"))
    url = f"{server}/gradebook.db" if server.startswith("sqlite") else server
    store = Store(url, "parcours")
    store.record(declarations(jury), jury)
    assert store.names() == {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin"
        )  # nbgrader calls alembic by its name
        gradebook = Gradebook(url)
    with gradebook:
        gradebook.add_assignment("parcours")
        for who in LEARNERS:
            gradebook.add_student(who, first_name=who.title(), last_name="Ben")
        for criterion in referential.load().criteria:
            book = f"c-{criterion.slug}"
            gradebook.add_notebook(book, "parcours")
            gradebook.add_grade_cell("exercice", book, "parcours", max_score=5, cell_type="code")
            rubric = f"grille-{criterion.slug}"
            gradebook.add_task_cell(rubric, book, "parcours", max_score=3, cell_type="markdown")
        yield store, jury, gradebook
    store.close()


def submit(gradebook: Any, who: str) -> Any:
    """Hand in as autograding leaves it: four points an exercise, the rubric waiting for the jury."""
    submission = gradebook.add_submission("parcours", who)
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            waits = grade.name.startswith("grille-")
            grade.auto_score, grade.needs_manual_grade = None if waits else 4.0, waits
    gradebook.db.commit()
    return submission


def rubric_cell(gradebook: Any, key: str, who: str) -> tuple[float | None, str | None, bool]:
    gradebook.db.expire_all()
    slug = referential.criterion(key).slug
    grade = gradebook.find_grade(f"grille-{slug}", f"c-{slug}", "parcours", who)
    comment = gradebook.find_comment(f"grille-{slug}", f"c-{slug}", "parcours", who)
    return grade.manual_score, comment.manual_comment, grade.needs_manual_grade


@pytest.mark.nbgrader
@QUIET
def test_a_decision_stands_on_nbgraders_rubric_cells(shared: tuple[Store, Session, Any]) -> None:
    """Does nbgrader itself show the agreed level as score, the reason as comment, and count it in the total?"""
    store, jury, gradebook = shared
    submission, other = submit(gradebook, "ali"), submit(gradebook, "zoe")
    assert store.names()["ali"] == "Ali Ben"
    levels = dict.fromkeys(CRITERIA, 2) | {"Cr3.1": 3, "Cr6.2": 1}
    for who in ("durand", "petit"):
        store.record([facts(who, "ali"), *grading(who, "ali", levels)], jury)
        assert rubric_cell(gradebook, "Cr1", "ali") == (None, None, True)  # the other must not see it there
    store.record([Act(ActKind.CONFIRM, "durand", "ali")], jury)
    assert rubric_cell(gradebook, "Cr1", "ali") == (None, None, True)
    store.record([Act(ActKind.CONFIRM, "petit", "ali")], jury)
    assert rubric_cell(gradebook, "Cr3.1", "ali") == (3.0, "durand : niveau 3.\npetit : niveau 3.", False)
    assert rubric_cell(gradebook, "Cr6.2", "ali")[0] == 1.0
    assert submission.score == 8 * 4 + sum(levels.values())
    assert (submission.needs_manual_grade, other.needs_manual_grade) == (False, True)
    assert rubric_cell(gradebook, "Cr1", "zoe") == (None, None, True)


@pytest.mark.nbgrader
@QUIET
def test_a_decision_opened_again_is_taken_back(shared: tuple[Store, Session, Any]) -> None:
    """Is what a decision wrote in the gradebook taken back when it is opened again, and the rest left alone?"""
    store, jury, gradebook = shared
    submission = submit(gradebook, "tom")
    decide(store, jury, "tom", 2)
    assert rubric_cell(gradebook, "Cr1", "tom")[0] == 2.0
    store.record([Act(ActKind.REOPEN, "petit", "tom", {"reason": "Pièce retrouvée."})], jury)
    assert rubric_cell(gradebook, "Cr1", "tom") == (None, None, True)
    assert submission.score == 8 * 4


@pytest.mark.nbgrader
@QUIET
def test_who_is_graded_after_the_jury_gets_their_levels(shared: tuple[Store, Session, Any]) -> None:
    """Can the jury sit before grading, and are its levels written once there is somewhere to write them?"""
    store, jury, gradebook = shared
    decide(store, jury, "eve", 2)
    assert store.mirror_all() == ["eve"]
    submit(gradebook, "eve")
    assert store.mirror_all() == []
    assert rubric_cell(gradebook, "Cr1", "eve")[0] == 2.0
