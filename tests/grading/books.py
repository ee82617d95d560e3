"""A gradebook as nobody's ids disturb it: what two gradings are compared by."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import MetaData, create_engine, select

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


def files(folder: Path) -> dict[str, bytes]:
    """Return what is under a folder, links and folders named too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file() and not path.is_symlink()
        else b""
        for path in sorted(folder.rglob("*"))
    }
