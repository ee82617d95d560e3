"""Reads a sheet of a workbook in a process of its own: run as a script, it imports nothing of the library.

Why its own: the native reader makes room for every cell between the two farthest ones, so that 2 KB with a cell
in each corner ask for 550 GB and end the process (https://github.com/tafia/calamine/issues/693). Here that is
the end of a process that holds nothing, and a sentence for whoever brought the file.

It takes the bytes of a file on its standard input, and answers in lines of JSON: an object that names the
sheet, then an array ``[number, cells]`` per row that holds something.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["DAMAGED", "MAX_CELL", "TOO_BIG", "answer"]

DAMAGED, TOO_BIG = 3, 4
"""How it ends when the file is no workbook that opens, or is too big; any other end is of its memory."""

MAX_CELL = 32_767
"""Characters in a cell: the limit of Excel itself."""
_MAX_MEMORY = 768_000_000
"""Bytes: three times what the biggest table that is accepted takes."""
_MAX_SECONDS = 10
"""Of a processor: the biggest table that is accepted takes two."""
_MAX_SAID = 60_000_000
_HALF_A_SECOND = timedelta(microseconds=500_000)
"""A moment is held as a share of a day, which is never exact: 18:30 may come as 18:29:59.999."""
_ERRORS = re.compile(rb'(<(?:\w+:)?c\b[^<>]*?\st=")e(")')


def answer(data: bytes, most_rows: int) -> tuple[int, bytes]:
    """Return how it ends for a file, and what it writes; no more rows than asked for."""
    out = io.StringIO()
    try:
        for rank, line in enumerate(_lines(_errors_as_texts(data))):
            out.write(f"{json.dumps(line)}\n")
            if out.tell() > _MAX_SAID:
                return TOO_BIG, b""
            if rank == most_rows:
                break
    except MemoryError:
        return TOO_BIG, b""
    except BaseException:  # a panic of the native reader is no Exception
        return DAMAGED, b""
    return 0, out.getvalue().encode()


def _limit() -> None:
    """Bound this process where the system can (not Windows): elsewhere its time is all that bounds it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(
            resource.RLIMIT_CORE, (0, 0)
        )  # its end is expected: nobody needs its memory on the disk
        resource.setrlimit(resource.RLIMIT_CPU, (_MAX_SECONDS, _MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def _errors_as_texts(data: bytes) -> bytes:
    """Return an XLSX whose cells in error hold ``#N/A`` as a text: the reader would show them as empty."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        if not any(_ERRORS.search(packed.read(name)) for name in sheets):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as mended:
            for name in packed.namelist():
                part = packed.read(name)
                mended.writestr(name, _ERRORS.sub(rb"\1str\2", part) if name in sheets else part)
    return out.getvalue()


def _lines(data: bytes) -> Iterator[object]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book = load_workbook(io.BytesIO(data))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    # What people see first: a tool keeps its own lists in a sheet that it hides.
    [name, *others] = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible] or [
        sheet.name for sheet in sheets
    ]
    yield {"sheet": name, "others": len(others)}
    yield from _rows(book.get_sheet_by_name(name))


def _rows(sheet: CalamineSheet) -> Iterator[object]:
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for number, values in enumerate(sheet.iter_rows(), 1):
        while values and values[-1] == "":
            values.pop()
        if values:
            yield [number, [*before, *map(_text, values)]]


def _text(value: object) -> str:
    """Return a cell as text: dates as ``2026-03-06``, numbers with a decimal comma, yes or no in French."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        moment = value + _HALF_A_SECOND
        return moment.date().isoformat() if moment.time() < time(0, 0, 1) else f"{moment:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return (datetime.combine(date.min, value) + _HALF_A_SECOND).time().isoformat("seconds")
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e21
        return str(int(value)) if whole else repr(value).replace(".", ",")
    return str(value)[: MAX_CELL + 1]


def main() -> int:
    """Answer for the file on the standard input."""
    _limit()
    ended, said = answer(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(said)
    return ended


if __name__ == "__main__":
    sys.exit(main())
