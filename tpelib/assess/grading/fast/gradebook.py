"""The rows that ``nbgrader autograde`` would write, one transaction per batch of learners.

The tables are those of the gradebook itself, read from the database: nbgrader makes it, its columns are
nowhere copied here, and its two seconds of imports are not waited for.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    bindparam,
    create_engine,
    event,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from tpelib.assess.grading.course import CourseError
from tpelib.assess.grading.fast.marking import Marks
from tpelib.assess.grading.schema import refusal
from tpelib.base import french

__all__ = ["Change", "Gradebook"]

_TABLES = (
    *("assignment", "notebook", "base_cell", "source_cell", "grade_cells", "task_cells"),
    *("student", "submitted_assignment", "submitted_notebook", "grade", "comment"),
)
_WAIT_SECONDS = 60
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that is not what it was.

    Parameters
    ----------
    learner, cell : str
        Whose, and where.
    before, after : float
        The points.
    kept : float or None
        The assessor's own mark, which stays.
    """

    learner: str
    cell: str
    before: float
    after: float
    kept: float | None


@dataclass(frozen=True, slots=True)
class _Cell:
    id: str
    name: str
    is_task: bool


class Gradebook:
    """An nbgrader gradebook in which an assignment was prepared.

    Parameters
    ----------
    url : str
        SQLAlchemy's address of the database, as nbgrader's ``db_url``.
    assignment : str
        The assignment.

    Attributes
    ----------
    checksums : mapping
        Notebook name to its graded cells' names and checksums.

    Raises
    ------
    CourseError
        There is no such database, another nbgrader made it, or the assignment is not in it.
    """

    def __init__(self, url: str, assignment: str) -> None:
        self._tables: Mapping[str, Table] = {}
        refused = ""
        try:
            self._engine = _engine(url)
            if _exists(url):
                refused = refusal(self._engine)
                tables = MetaData()
                tables.reflect(self._engine, only=lambda name, _: name in _TABLES)
                self._tables = tables.tables
        except (SQLAlchemyError, ModuleNotFoundError) as problem:
            raise CourseError(
                french.typography(f"Le carnet de notes ne s'ouvre pas ({type(problem).__name__}).")
            ) from problem
        if refused:
            self.close()
            raise CourseError(refused)
        prepared = None
        if self._tables.keys() >= set(_TABLES):
            t = self._tables["assignment"]
            with self._engine.connect() as connection:
                prepared = connection.scalar(select(t.c.id).where(t.c.name == assignment))
                if prepared is not None:
                    self._assignment = prepared
                    self._read_cells(connection)
        if prepared is None:
            raise CourseError(
                french.typography(
                    f"Le devoir « {assignment} » n'est pas préparé : lancez « nbgrader generate_assignment {assignment} »."
                )
            )

    def _read_cells(self, connection: Connection) -> None:
        """Read which notebooks and cells the assignment has."""
        t = self._tables
        self._notebooks: dict[str, str] = {}
        self._cells: dict[str, list[_Cell]] = defaultdict(list)
        self.checksums: dict[str, dict[str, str]] = {}
        graded, task = (
            set(connection.scalars(select(t[name].c.id))) for name in ("grade_cells", "task_cells")
        )
        rows = connection.execute(
            select(t["notebook"].c.id, t["notebook"].c.name).where(
                t["notebook"].c.assignment_id == self._assignment
            )
        )
        for notebook_id, name in rows:
            self._notebooks[name] = notebook_id
            cell, source = t["base_cell"].c, t["source_cell"].c
            kept = {
                found.name: _Cell(found.id, found.name, found.id in task)
                for found in connection.execute(
                    select(cell.id, cell.name).where(cell.notebook_id == notebook_id)
                )
                if found.id in graded | task
            }
            self._cells[name] = list(kept.values())
            checksums = connection.execute(
                select(source.name, source.checksum).where(source.notebook_id == notebook_id)
            )
            self.checksums[name] = {
                cell_name: checksum for cell_name, checksum in checksums if cell_name in kept
            }

    def write(self, batch: Sequence[Marks], *, keep: bool = True) -> list[Change]:
        """Write a batch of marks, all of them or none; return those that differ from what was there.

        Parameters
        ----------
        batch : sequence of Marks
            Each learner once.
        keep : bool
            False to take it all back: what would change is returned, nothing is.

        Raises
        ------
        CourseError
            The database refused.
        """
        try:
            with self._engine.connect() as connection:
                changes = self._write(connection, batch)
                if keep:
                    connection.commit()
        except SQLAlchemyError as problem:
            raise CourseError(
                french.typography(
                    f"Le carnet de notes n'a pas pris les notes ({type(problem).__name__}). Relancez la même "
                    "commande : elle reprendra où elle en est."
                )
            ) from problem
        return changes

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def _write(self, connection: Connection, batch: Sequence[Marks]) -> list[Change]:
        submitted = self._submissions(connection, batch)
        notebooks = self._submitted_notebooks(connection, submitted)
        grades = _Rows(connection, self._tables["grade"], ("notebook_id", "cell_id"))
        comments = _Rows(connection, self._tables["comment"], ("notebook_id", "cell_id"))
        grades.read("notebook_id", notebooks.values())
        comments.read("notebook_id", notebooks.values())
        changes: list[Change] = []
        for marks in batch:
            for name in self._notebooks:
                own = notebooks[submitted[marks.learner], name]
                said = "\n".join(marks.said.get(name, ())) or None
                for cell in self._cells[name]:
                    key = (own, cell.id)
                    before = grades.known.get(key, {})
                    after = _grade(marks, name, cell, before)
                    grades.put(key, after, {"manual_score": None, "extra_credit": None})
                    old, new = before.get("auto_score"), after["auto_score"]
                    if old is not None and new is not None and old != new:
                        changes.append(Change(marks.learner, cell.name, old, new, before["manual_score"]))
                    if cell.is_task:
                        comments.put(key, {"auto_comment": said}, {"manual_comment": None})
        grades.write()
        comments.write()
        return changes

    def _submissions(self, connection: Connection, batch: Sequence[Marks]) -> dict[str, str]:
        """Return the submission of each learner, made or brought up to date."""
        students = _Rows(connection, self._tables["student"], ("id",))
        students.read("id", [marks.learner for marks in batch])
        rows = _Rows(connection, self._tables["submitted_assignment"], ("assignment_id", "student_id"))
        rows.read("student_id", [marks.learner for marks in batch])
        for marks in batch:
            students.put((marks.learner,), {}, {})
            dated = {"timestamp": marks.at} if marks.at else {}
            rows.put((self._assignment, marks.learner), dated, {"timestamp": None})
        students.write()
        rows.write()
        return {marks.learner: rows.known[self._assignment, marks.learner]["id"] for marks in batch}

    def _submitted_notebooks(
        self, connection: Connection, submitted: Mapping[str, str]
    ) -> dict[tuple[str, str], str]:
        """Return the notebooks of each submission, by submission and name."""
        rows = _Rows(connection, self._tables["submitted_notebook"], ("assignment_id", "notebook_id"))
        rows.read("assignment_id", submitted.values())
        for own in submitted.values():
            for notebook_id in self._notebooks.values():
                rows.put((own, notebook_id), {"late_submission_penalty": None}, {"flagged": False})
        rows.write()
        return {
            (own, name): rows.known[own, notebook_id]["id"]
            for own in submitted.values()
            for name, notebook_id in self._notebooks.items()
        }


def _grade(marks: Marks, notebook: str, cell: _Cell, before: Mapping[str, Any]) -> Row:
    """Return what becomes of a mark: an assessor's stays, and is to be looked at again."""
    manual = before.get("manual_score")
    if cell.is_task:  # the jury's: no points, a level
        look = (
            manual is None
            or marks.decisive
            or notebook in marks.changed
            or bool(before.get("needs_manual_grade"))
        )
        return {"auto_score": None, "needs_manual_grade": look}
    look = manual is not None or marks.decisive or cell.name in marks.failed
    return {"auto_score": marks.points[notebook][cell.name], "needs_manual_grade": look}


class _Rows:
    """Rows of one table: those there are, and those to insert or to update, each kind in one go.

    Parameters
    ----------
    connection : Connection
        Inside the transaction.
    table : Table
        The table; rows without an ``id`` among their keys are given one, as nbgrader does.
    keys : tuple of str
        The columns that tell a row from the others.
    """

    def __init__(self, connection: Connection, table: Table, keys: tuple[str, ...]) -> None:
        self._connection = connection
        self._table = table
        self._keys = keys
        self.known: dict[tuple[Any, ...], Row] = {}
        self._new: list[Row] = []
        self._changed: dict[tuple[str, ...], list[Row]] = defaultdict(list)

    def read(self, column: str, among: Iterable[str]) -> None:
        """Read the rows in which a column has one of these values."""
        query = select(self._table).where(self._table.c[column].in_(list(among))).with_for_update()
        for row in self._connection.execute(query).mappings():
            self.known[tuple(row[key] for key in self._keys)] = dict(row)

    def put(self, key: tuple[Any, ...], values: Row, at_first: Row) -> None:
        """Have a row hold these values; ``at_first`` are those of a new one only."""
        before = self.known.get(key)
        if before is None:
            row = {**at_first, **values, **dict(zip(self._keys, key, strict=True))}
            row.setdefault("id", uuid.uuid4().hex)
            self.known[key] = row
            self._new.append(row)
        elif any(before[name] != value for name, value in values.items()):
            self._changed[tuple(values)].append({"row_id": before["id"], **values})

    def write(self) -> None:
        """Send what is to be inserted and updated."""
        if self._new:
            self._connection.execute(insert(self._table), self._new)
        for names, rows in self._changed.items():
            values: Row = {name: bindparam(name) for name in names}
            self._connection.execute(
                self._table.update().where(self._table.c.id == bindparam("row_id")).values(values), rows
            )


def _exists(url: str) -> bool:
    """Return False for a file that is not there: opening it would make one."""
    found = make_url(url)
    return found.get_backend_name() != "sqlite" or Path(found.database or "").is_file()


def _engine(url: str) -> Engine:
    """Return an engine that waits its turn: assessors may be writing in the same gradebook."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS, "isolation_level": None})

    # SQLite locks at the first write: what was read before it could be out of date by then.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
