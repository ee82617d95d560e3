"""A gradebook as nobody's ids disturb it: what two gradings are compared by."""

import csv
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import MetaData, create_engine, select

from tpelib.samples.sample import EXPECTED

Book = Mapping[str, frozenset[tuple]]


def url_of(session: Path) -> str:
    return f"sqlite:///{session / 'gradebook.db'}"


def book(url: str) -> Book:
    """Return all that was written for the learners, by the names of things: every column but the ids."""
    engine, tables = create_engine(url), MetaData()
    tables.reflect(engine)
    t = tables.tables
    submitted, own = t["submitted_assignment"], t["submitted_notebook"]
    by_notebook = own.join(submitted, own.c.assignment_id == submitted.c.id).join(
        t["notebook"], own.c.notebook_id == t["notebook"].c.id
    )
    place = (submitted.c.student_id, t["notebook"].c.name)
    queries = {
        "students": select(t["student"]),
        "submissions": select(submitted.c.student_id, submitted.c.timestamp, submitted.c.extension),
        "notebooks": select(*place, own.c.flagged, own.c.late_submission_penalty).select_from(by_notebook),
    }
    for name in ("grade", "comment"):
        table, cell = t[name], t["base_cell"]
        values = [column for column in table.c if column.name not in ("id", "notebook_id", "cell_id")]
        queries[name] = select(*place, cell.c.name, *values).select_from(
            by_notebook.join(table, table.c.notebook_id == own.c.id).join(cell, cell.c.id == table.c.cell_id)
        )
    with engine.connect() as connection:
        found = {name: [tuple(row) for row in connection.execute(query)] for name, query in queries.items()}
    engine.dispose()
    for name, rows in found.items():
        assert len(set(rows)) == len(rows), f"{name} holds a row twice"
    return {name: frozenset(rows) for name, rows in found.items()}


def profiles(session: Path) -> dict[str, str]:
    """Return what kind of learner each is."""
    with (session / EXPECTED).open(encoding="utf-8", newline="") as stream:
        return {row["apprenant"]: row["profil"] for row in csv.DictReader(stream)}


def shortened(session: Path, count: int) -> Path:
    """Leave a session its first learners, graded or not, as if there had never been others."""
    gone = list(profiles(session))[count:]
    for learner in gone:
        for folder in ("submitted", "autograded"):
            shutil.rmtree(session / folder / learner, ignore_errors=True)
    with closing(sqlite3.connect(session / "gradebook.db")) as database, database:
        marks = ",".join("?" * len(gone))
        submitted = f"SELECT id FROM submitted_assignment WHERE student_id IN ({marks})"  # noqa: S608
        notebooks = f"SELECT id FROM submitted_notebook WHERE assignment_id IN ({submitted})"  # noqa: S608
        for table, column, among in (
            ("comment", "notebook_id", notebooks),
            ("grade", "notebook_id", notebooks),
            ("submitted_notebook", "assignment_id", submitted),
            ("submitted_assignment", "id", submitted),
            ("student", "id", marks),
        ):
            database.execute(f"DELETE FROM {table} WHERE {column} IN ({among})", gone)  # noqa: S608
    path = session / EXPECTED
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream) if row[0] not in gone]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return session


def files(folder: Path) -> dict[str, bytes]:
    """Return what is under a folder, links and folders named too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file() and not path.is_symlink()
        else b""
        for path in sorted(folder.rglob("*"))
    }
