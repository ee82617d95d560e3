"""What it costs to import the library."""

from __future__ import annotations

from benchmarks.measure import Row, pair, python, wall_seconds

__all__ = ["TITLE", "rows"]

TITLE = "Importing the library"
RUNS = 21
_IMPORTED = (
    ("Import of the library", "import tpelib"),
    (
        "Import of every exercise, as a grader does",
        "from tpelib.engine.registry import all_exercises; all_exercises()",
    ),
)


def rows() -> list[Row]:
    """Measure each import beside a Python that imports nothing."""
    return [_row(what, code) for what, code in _IMPORTED]


def _row(what: str, code: str) -> Row:
    found = pair(lambda: wall_seconds(python(code)), lambda: wall_seconds(python("pass")), RUNS).scaled(1000)
    note = f"wall, median of {RUNS} processes each; the difference is {found.ours - found.peer:.1f} ms"
    return Row(what, f"`{code}`", "`python -c pass`", found, "ms", note)
