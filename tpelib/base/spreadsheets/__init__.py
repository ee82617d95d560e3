"""Spreadsheets: one reader of what people bring, one writer of what they take away, one guard against formulas."""

from tpelib.base.spreadsheets._guard import guard, unguard
from tpelib.base.spreadsheets._reading import (
    ENDINGS,
    MAX_BYTES,
    SheetRow,
    SheetTable,
    UnreadableTableError,
    read,
    text_of,
)
from tpelib.base.spreadsheets._writing import Cell, WorkbookColumn, to_csv, to_xlsx

__all__ = [
    "ENDINGS",
    "MAX_BYTES",
    "Cell",
    "SheetRow",
    "SheetTable",
    "UnreadableTableError",
    "WorkbookColumn",
    "guard",
    "read",
    "text_of",
    "to_csv",
    "to_xlsx",
    "unguard",
]
