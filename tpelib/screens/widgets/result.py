"""The result of a test cell: answers and reasons for the assessor, points alone for nbgrader."""

from __future__ import annotations

from tpelib.engine.sheet import Sheet

__all__ = ["GradeView"]


class GradeView:
    """What the last line of a test cell gives.

    Parameters
    ----------
    sheet : Sheet
        The exercise, checked and written out.

    Notes
    -----
    nbgrader reads the plain text of the output and wants a built-in float in [0, maximum]; feedback and
    formgrader show the HTML.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.points = sheet.points
        self._html = sheet.html  # drawn here, where the test cell keeps quiet, not when it is shown

    def __repr__(self) -> str:
        return repr(self.points)

    def _repr_html_(self) -> str:
        return self._html
