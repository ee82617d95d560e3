"""Tables for a spreadsheet: CSV as French ones open it, XLSX, always the same bytes, no cell that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time

from tpelib.base import french
from tpelib.documents.paper.blocks import shown

__all__ = ["Cell", "to_csv", "to_xlsx"]

Cell = str | int | float | None


def to_csv(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a table as CSV: UTF-8 with its mark, semicolons, decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_plain(title) for title in header])
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(
    title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float], day: date
) -> bytes:
    """Return a table as a workbook of one sheet, its header kept in sight.

    Parameters
    ----------
    title : str
        Name of the sheet, 31 characters at most.
    header, rows : sequences
        Names of the columns, then the rows; numbers stay numbers.
    widths : sequence of float
        Widths of the columns, in characters.
    day : date
        The day it speaks of, in its properties.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": datetime.combine(day, time())})
    sheet = book.add_worksheet(title)
    head = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B5D59", "valign": "vcenter"}
    )
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(header, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, _plain(cell), text)
            elif cell is not None:
                sheet.write_number(line, column, cell, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(header) - 1)
    book.close()
    return out.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, (int, float)):
        return french.number(cell).replace(french.NNBSP, "").replace(french.MINUS, "-")
    return _plain(cell or "")


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, as documents show it."""
    kept = shown(text)
    return f"'{kept}" if kept.lstrip().startswith(("=", "+", "-", "@")) else kept
