"""Tables for a spreadsheet: CSV as French ones open it, XLSX, always the same bytes, no cell that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Literal

from tpelib.base import french
from tpelib.base.spreadsheets._guard import guard

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Cell", "WorkbookColumn", "to_csv", "to_xlsx"]

Cell = str | int | float | date | time | None
"""What a cell holds; only texts can be typed by somebody, and are guarded."""

_SPARE_ROWS = 200
"""Empty rows that also check what is typed in them."""
_DAY_0 = date(1899, 12, 31)
"""The day that spreadsheets give to an hour alone."""


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """A column of a workbook.

    Parameters
    ----------
    title : str
        What stands at its head.
    width : float
        Its width, in characters.
    kind : {"text", "date", "time"}
        What is typed in it; a date or an hour is checked.
    proposed : sequence of str, optional
        The list that its cells propose.
    only : bool
        True where nothing else than what is proposed may be typed.
    """

    title: str
    width: float
    kind: Literal["text", "date", "time"] = "text"
    proposed: Sequence[str] | None = None
    only: bool = False


def to_csv(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell | bool]],
    *,
    delimiter: str = ";",
    mark: bool | None = None,
) -> bytes:
    """Return a table as CSV.

    Parameters
    ----------
    header, rows : sequences
        Names of the columns, then the rows.
    delimiter : str
        By default the semicolon of French spreadsheets, and then numbers have a decimal comma.
    mark : bool, optional
        Whether the mark of UTF-8 stands at the start; by default with semicolons, since Excel needs it to read accents.
    """
    local = delimiter == ";"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([guard(title) for title in header])
    for row in rows:
        writer.writerow([_written(cell, local) for cell in row])
    return out.getvalue().encode("utf-8-sig" if (local if mark is None else mark) else "utf-8")


def _written(cell: Cell | bool, local: bool) -> str | int | float | date | time | None:
    if isinstance(cell, str):
        return guard(cell)
    if local and isinstance(cell, (int, float)):
        return french.number(cell).replace(french.NNBSP, "").replace(french.MINUS, "-")
    return cell


def to_xlsx(
    sheet: str,
    columns: Sequence[WorkbookColumn],
    rows: Sequence[Sequence[Cell]],
    *,
    created: date,
    title: str = "",
    read_me: Sequence[str] = (),
) -> bytes:
    """Return a table as a workbook, its header kept in sight.

    Parameters
    ----------
    sheet : str
        Name of the sheet, 31 characters at most.
    columns, rows : sequences
        The columns, then the rows; numbers, dates and hours stay what they are.
    created : date or datetime
        When it is written, or the day it speaks of: nothing else in the file depends on the clock.
    title : str
        Title of the document, by default the name of its sheet.
    read_me : sequence of str
        Sentences on how to fill it, for a sheet « À lire ».
    """
    import xlsxwriter

    out = io.BytesIO()
    # A text stays one: no formula, no link is made of it.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        moment = created if isinstance(created, datetime) else datetime.combine(created, time())
        book.set_properties({"title": title or sheet, "created": moment.replace(tzinfo=None)})
        page = book.add_worksheet(sheet)
        styles = _styles(book)
        _write_table(page, columns, rows, styles)
        if read_me:
            _write_texts(book.add_worksheet("À lire"), read_me, styles)
        proposed = {rank: column for rank, column in enumerate(columns) if column.proposed is not None}
        if proposed:
            _propose(page, book.add_worksheet("Listes"), proposed, len(rows) + _SPARE_ROWS, styles)
    return out.getvalue()


def _styles(book: Workbook) -> Mapping[str, Any]:
    return {
        "head": book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B5D59", "valign": "vcenter"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "time": book.add_format({"num_format": "hh:mm", "align": "left"}),
    }


def _write_table(
    page: Worksheet,
    columns: Sequence[WorkbookColumn],
    rows: Sequence[Sequence[Cell]],
    styles: Mapping[str, Any],
) -> None:
    last = len(rows) + _SPARE_ROWS
    for rank, column in enumerate(columns):
        page.write_string(0, rank, guard(column.title), styles["head"])
        page.set_column(rank, rank, column.width, None if column.kind == "text" else styles[column.kind])
        if column.kind != "text":
            page.data_validation(1, rank, last, rank, _CHECKS[column.kind])
    for line, row in enumerate(rows, 1):
        for rank, cell in enumerate(row):
            _write_cell(page, line, rank, cell, styles)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)


def _write_cell(page: Worksheet, line: int, rank: int, cell: Cell, styles: Mapping[str, Any]) -> None:
    if isinstance(cell, str):
        page.write_string(line, rank, guard(cell), styles["text"])
    elif isinstance(cell, date):
        page.write_datetime(line, rank, datetime.combine(cell, time()), styles["date"])
    elif isinstance(cell, time):
        page.write_datetime(line, rank, datetime.combine(_DAY_0, cell), styles["time"])
    elif cell is not None:
        page.write_number(line, rank, cell, styles["text"])


def _write_texts(page: Worksheet, lines: Sequence[str], styles: Mapping[str, Any]) -> None:
    page.set_column(0, 0, 100, styles["text"])
    for line, text in enumerate(lines):
        page.write_string(line, 0, french.typography(text))


def _propose(
    page: Worksheet,
    lists: Worksheet,
    proposed: Mapping[int, WorkbookColumn],
    last: int,
    styles: Mapping[str, Any],
) -> None:
    """Write what columns propose in a sheet of its own, and have their cells propose it."""
    for place, (rank, column) in enumerate(proposed.items()):
        values = column.proposed or ()
        lists.write_string(0, place, guard(column.title), styles["head"])
        for line, value in enumerate(values, 1):
            lists.write_string(line, place, guard(value))
        if values:
            letter = chr(ord("A") + place)
            source = f"=Listes!${letter}$2:${letter}${len(values) + 1}"
            page.data_validation(
                1,
                rank,
                last,
                rank,
                {
                    "validate": "list",
                    "source": source,
                    "error_type": "stop" if column.only else "warning",
                    "error_title": "Hors de la liste",
                    "error_message": "Choisissez dans la liste proposée.",
                },
            )


_CHECKS: Mapping[str, Mapping[str, Any]] = {
    "date": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2020, 1, 1),
        "maximum": date(2040, 12, 31),
        "error_title": "Date",
        "error_message": "Écrivez une date, par exemple 06/03/2027.",
    },
    "time": {
        "validate": "time",
        "criteria": "between",
        "minimum": time(0, 0),
        "maximum": time(23, 59),
        "error_title": "Heure",
        "error_message": "Écrivez une heure, par exemple 18:30.",
    },
}
