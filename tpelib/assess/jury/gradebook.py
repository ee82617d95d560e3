"""What the jury takes from nbgrader's gradebook (names) and gives back to it (levels and reasons).

A rubric cell is worth 0 to 3, so its manual score *is* the level agreed by the jury. Nothing is written there
before both assessors have confirmed: each would otherwise see the other's level in the formgrader.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Select, TableClause, Update, column, inspect, select, table, update

from tpelib.assess.jury.sheet import Mark
from tpelib.engine import referential

__all__ = ["mirror", "names"]

_student = table("student", column("id"), column("first_name"), column("last_name"))
_assignment = table("assignment", column("id"), column("name"))
_submitted = table("submitted_assignment", column("id"), column("assignment_id"), column("student_id"))
_notebook = table("submitted_notebook", column("id"), column("assignment_id"))
_cell = table("base_cell", column("id"), column("name"), column("type"))
_grade = table(
    "grade",
    *map(column, ("id", "notebook_id", "cell_id", "manual_score", "needs_manual_grade")),
)
_comment = table("comment", *map(column, ("id", "notebook_id", "cell_id", "manual_comment")))


def names(connection: Connection) -> Mapping[str, str]:
    """Return the learners of a gradebook by id, as one calls them; none where nbgrader has not been yet.

    A learner whom nobody named is left out.
    """
    if not inspect(connection).has_table("student"):
        return {}
    rows = connection.execute(select(_student.c.id, _student.c.first_name, _student.c.last_name))
    named = ((who, " ".join(part for part in (first, last) if part)) for who, first, last in rows)
    return {who: name for who, name in named if name}


def mirror(connection: Connection, assignment: str, candidate: str, marks: Mapping[str, Mark] | None) -> bool:
    """Write the levels of a decided candidate on the rubric cells, or take them back.

    Parameters
    ----------
    connection : Connection
        In a transaction of its own or of the act that decided.
    assignment, candidate : str
        nbgrader's assignment, the learner's id.
    marks : mapping or None
        Criterion to mark; ``None`` to take back what an earlier decision wrote.

    Returns
    -------
    bool
        False when the learner has no graded submission there yet: to be done again after grading.
    """
    if not inspect(connection).has_table("grade"):
        return False
    here = _notebooks(assignment, candidate)
    if connection.execute(here.limit(1)).first() is None:
        return False
    for criterion in referential.load().criteria:
        cells = select(_cell.c.id).where(
            _cell.c.name == f"grille-{criterion.slug}", _cell.c.type == "TaskCell"
        )
        mark = (marks or {}).get(criterion.id)
        values = {
            "manual_score": None if mark is None else float(mark.level),
            "needs_manual_grade": mark is None,
        }
        connection.execute(_at(_grade, here, cells).values(values))
        text = None if mark is None else mark.reason
        connection.execute(_at(_comment, here, cells).values(manual_comment=text))
    return True


def _notebooks(assignment: str, candidate: str) -> Select[tuple[str]]:
    """Select the graded notebooks of a learner."""
    return (
        select(_notebook.c.id)
        .join(_submitted, _notebook.c.assignment_id == _submitted.c.id)
        .join(_assignment, _submitted.c.assignment_id == _assignment.c.id)
        .where(_assignment.c.name == assignment, _submitted.c.student_id == candidate)
    )


def _at(rows: TableClause, notebooks: Select[tuple[str]], cells: Select[tuple[str]]) -> Update:
    return update(rows).where(rows.c.notebook_id.in_(notebooks), rows.c.cell_id.in_(cells))
