"""Gradebooks of every age: what we write goes only where it fits."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import nbgrader
import pytest
from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook as Nbgrader
from nbgrader.dbutil import upgrade
from sqlalchemy import NullPool, create_engine, text

from tests.postgres import postgresql
from tpelib.assess.grading.course import CourseError, settings
from tpelib.assess.grading.fast.gradebook import Gradebook
from tpelib.assess.grading.schema import SCHEMA
from tpelib.assess.jury.store import Store, StoreError

pytestmark = pytest.mark.nbgrader

HISTORY = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a place for databases: a folder of files, or a real server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('carnets')}"
    else:
        with postgresql() as url:
            yield url


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nbgrader find alembic, which it runs by name."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:
    """Give an empty database."""
    name = f"t{abs(hash(request.node.name))}"
    if server.startswith("sqlite"):
        return f"{server}/{name}.db"
    execute(server, f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


def execute(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def revision(url: str) -> str | None:
    """Return what a database says of its own shape."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def made_by_nbgrader(url: str) -> None:
    """Have nbgrader make a gradebook with the assignment in it."""
    with Nbgrader(url, "cours") as book:
        book.add_assignment("parcours")


def test_the_shape_we_write_for_is_the_installed_one() -> None:
    """Would a new nbgrader with another gradebook be noticed here, before a trainer meets it?"""
    assert HISTORY.get_heads() == [SCHEMA]


def test_a_gradebook_of_this_nbgrader_is_written(url: str) -> None:
    """Do ``tpe grade`` and the jury open what nbgrader has just made?"""
    made_by_nbgrader(url)
    assert revision(url) == SCHEMA
    Gradebook(url, "parcours").close()
    Store(url, "parcours").close()


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ("0123456789ab", "ne connaît pas (« 0123456789ab »)"),
        *(
            (one.revision, "nbgrader db upgrade")
            for one in HISTORY.walk_revisions()
            if one.revision != SCHEMA
        ),
    ],
)
def test_another_gradebook_is_left_as_it_is(url: str, found: str, sentence: str) -> None:
    """Is a gradebook of an older or an unknown nbgrader refused with what to do, and not touched?"""
    made_by_nbgrader(url)
    execute(url, f"UPDATE alembic_version SET version_num = '{found}'")  # noqa: S608 - our own words
    for opening, refused in ((Gradebook, CourseError), (Store, StoreError)):
        with pytest.raises(refused) as told:
            opening(url, "parcours")
        said = str(told.value).replace("\u00a0", " ").replace("\u202f", " ")
        assert sentence in said
        assert "rien n’y a été écrit" in said
    with pytest.raises(Exception, match="tpe_jury_event"):
        execute(url, "SELECT * FROM tpe_jury_event")


def test_a_jury_may_open_before_nbgrader(url: str) -> None:
    """Does a gradebook that the jury opened first bear its date, so that nbgrader can bring it up to date one day?"""
    for _ in range(2):
        Store(url, "parcours").close()
    made_by_nbgrader(url)
    assert revision(url) == SCHEMA
    upgrade(url)
    Gradebook(url, "parcours").close()


def test_a_gradebook_without_a_date_is_known_by_its_columns(url: str) -> None:
    """Is one that another tool's table kept nbgrader from dating written, and an older one refused?"""
    execute(url, "CREATE TABLE autre (id INTEGER)")
    made_by_nbgrader(url)
    Gradebook(url, "parcours").close()
    Store(url, "parcours").close()
    execute(url, "ALTER TABLE assignment RENAME COLUMN course_id TO autre")
    with pytest.raises(CourseError, match="nbgrader db upgrade"):
        Gradebook(url, "parcours")


def test_a_configuration_of_another_version_says_what_to_copy(tmp_path: Path) -> None:
    """Does a session whose settings name parts of the course that have moved get a sentence, not a traceback?"""
    (tmp_path / "nbgrader_config.py").write_text("from tpelib.gone import ASSIGNMENT\n", encoding="utf-8")
    with pytest.raises(CourseError, match="autre version du cours"):
        settings(tmp_path)
