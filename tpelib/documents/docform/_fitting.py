"""How much of a table a page of the document form holds, in the variant it is set in."""

from __future__ import annotations

from tpelib.documents.docform._common import Field
from tpelib.engine.questions import Choice, Choices, Date, LongText, Number, Text

__all__ = ["column_ems", "fits_in_a_grid"]


def column_ems(column: Field) -> float:
    """Return the width a column needs to be written in, in letters m."""
    kinds = ((LongText, 12.0), (Text, 8.5), (Number, 5.0), (Date, 7.0), (Choices, 14.0), (Choice, 9.0))
    return next((width for kind, width in kinds if isinstance(column.question, kind)), 10.0)


def fits_in_a_grid(field: Field, ems: float) -> bool:
    """Return True where a table can show a row on a line; else each row becomes a small table of its own."""
    return 5 + sum(column_ems(column) for column in field.columns) <= ems
