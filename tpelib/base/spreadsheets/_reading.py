"""Tables that people bring: CSV, XLSX, XLS or ODS, however their tool wrote them, read as text without trusting them.

Separators ``;`` ``,`` and TAB, a ``sep=`` line, UTF-8 with or without its mark, UTF-16, the accents of
Windows, accents read twice (« Ã© »): all are understood. Formulas are never run, links and macros never
followed. A file that cannot be read gets a French sentence.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import TABLES
from tpelib.base.processes import run_apart
from tpelib.base.spreadsheets._workbook import DAMAGED, MAX_CELL
from tpelib.base.words import fold

__all__ = ["ENDINGS", "MAX_BYTES", "SheetRow", "SheetTable", "UnreadableTableError", "read", "text_of"]

ENDINGS = tuple(f".{form.ending}" for form in TABLES)
"""How the names of the files end that are read: what a form accepts."""

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_UNZIPPED = 80_000_000
MAX_PARTS = 2_000
MAX_RATIO = 200
"""A part of a workbook that unfolds 200 times is a trap, not a table."""
MAX_ABOVE = 20
"""Lines that may stand above the titles."""

_DELIMITERS = (";", "\t", ",", "|")
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d˜“”¦]")


class UnreadableTableError(TpeError):
    """The file cannot be read as a table; the message is a French sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as the spreadsheet shows it, and its cells by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table as read.

    Parameters
    ----------
    header : tuple of str
        Names of the columns, in order, made unique.
    rows : tuple of Row
        Rows that hold something.
    notes : tuple of str
        What was left aside, in French sentences (other sheets, cells beyond the titles).
    above : tuple of tuples of str
        Lines that stand above the titles (a note, the name of a measure), cell by cell.
    """

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    above: tuple[tuple[str, ...], ...] = ()

    def column(self, *names: str) -> str | None:
        """Return the first column that bears one of these names, whatever its case and accents."""
        wanted = [fold(name) for name in names]
        for name in wanted:
            for title in self.header:
                if fold(title) == name:
                    return title
        return None


Titles = Callable[[Sequence[str]], bool]
"""Says whether a line holds the titles of the columns."""


def _any_line(cells: Sequence[str]) -> bool:
    return True


def read(data: bytes, name: str, *, titles: Titles = _any_line) -> SheetTable:
    """Read a table from the bytes of a file.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Its name; only the extension matters, and the content decides when they differ.
    titles : callable
        Which line holds the titles; by default the first that holds something. When none of the first
        :data:`MAX_ABOVE` lines does, that first line is taken all the same.

    Returns
    -------
    Table
        The first sheet, cells as text (dates as ``2026-03-06``, numbers as the file holds them).

    Raises
    ------
    UnreadableTableError
        It is no table, is too big, or is made to harm.
    """
    if not data:
        raise UnreadableTableError("Ce fichier est vide.")
    if len(data) > MAX_BYTES:
        raise UnreadableTableError(f"Ce fichier dépasse {french.number(MAX_BYTES / 1e6)} Mo : allégez-le.")
    if data.startswith(b"PK\x03\x04"):
        _refuse_traps(data)
        return _table(_sheet(data, _DAMAGED), titles)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _table(_sheet(data, _OLD_DAMAGED), titles)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise UnreadableTableError(f"« {name} » n’est pas un tableau : choisissez un fichier .csv ou .xlsx.")
    return _table(_Lines(_csv_lines(text_of(data))), titles)


@dataclass
class _Lines:
    """Numbered lines of cells, and what had to be said about them."""

    lines: Iterator[tuple[int, list[str]]]
    notes: list[str] = field(default_factory=list)


def text_of(data: bytes) -> str:
    """Return the text of a file, whatever its encoding; accents read twice (« Ã© ») are mended.

    Raises
    ------
    UnreadableTableError
        The bytes are no text.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise UnreadableTableError(
            "Ce fichier n’est pas un tableau de texte : enregistrez-le en .csv ou en .xlsx."
        )
    if _MOJIBAKE.search(text):
        with contextlib.suppress(UnicodeError):  # some of it is what it looks like: leave it
            text = text.encode("cp1252").decode("utf-8")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(data, "utf-16")
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) / 4:
        return _try(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableTableError(
            "Ce fichier est abîmé : enregistrez-le de nouveau depuis votre tableur."
        ) from None


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0].strip()
    skipped = 0
    if match := re.fullmatch(r'"?sep=(.)"?', first, re.IGNORECASE):
        delimiter, skipped = match[1], 1
        text = text.split("\n", 1)[1] if "\n" in text else ""
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    start = 1
    try:
        for cells in reader:
            yield start + skipped, cells
            start = reader.line_num + 1
    except csv.Error:
        raise UnreadableTableError(
            f"La ligne {start + skipped} de ce fichier est illisible : enregistrez-le de nouveau en .csv ou .xlsx."
        ) from None


def _delimiter(text: str) -> str:
    """Return the separator that cuts the first lines into the most columns, all alike."""
    sample = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    best, found = (0.0, 0), ";"
    for candidate in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=candidate)]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        alike = sum(width == widths[0] for width in widths) / len(widths)
        if (alike, widths[0]) > best:
            best, found = (alike, widths[0]), candidate
    return found


_TRAP = "Ce classeur se déplie en un contenu démesuré : il n’a pas été ouvert. Copiez vos données dans un classeur neuf."
_DAMAGED = (
    "Ce classeur est abîmé, protégé par un mot de passe, ou n’en est pas un : ouvrez-le dans votre tableur et "
    "enregistrez-le de nouveau, sans mot de passe, en .xlsx ou en .csv."
)
_OLD_DAMAGED = (
    "Cet ancien classeur (.xls) est abîmé, ou protégé par un mot de passe : enregistrez-le en .xlsx ou en .csv, sans "
    "mot de passe."
)
_READER = Path(__file__).with_name("_workbook.py")
_SECONDS = 60.0
"""On a busy machine: what it may take of a processor is bounded in the process itself."""


def _sheet(data: bytes, damaged: str) -> _Lines:
    """Return the first sheet that a workbook shows, read in a process of its own; ``damaged`` says that it cannot be."""
    try:
        ended, said = run_apart(_READER, str(MAX_ROWS + MAX_ABOVE + 1), data=data, seconds=_SECONDS)
    except TimeoutError as problem:
        raise UnreadableTableError(_TRAP) from problem
    if ended:
        raise UnreadableTableError(damaged if ended == DAMAGED else _TRAP)
    about, *rows = map(json.loads, said.splitlines())
    notes = [f"Seule la première feuille, « {about['sheet']} », a été lue."] if about["others"] else []
    return _Lines(((number, cells) for number, cells in rows), notes)


def _refuse_traps(data: bytes) -> None:
    """Look at the parts of a workbook before unfolding any."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_workbook, is_trap = bool(_KINDS & set(archive.namelist())), _is_trap(archive)
    except Exception as problem:
        # zipfile raises anything, down to ValueError and zlib.error, on damaged files
        raise UnreadableTableError(_DAMAGED) from problem
    if is_trap:
        raise UnreadableTableError(_TRAP)
    if not is_workbook:
        raise UnreadableTableError(
            "Ce fichier n’est pas un classeur : choisissez un fichier .csv, .xlsx ou .ods."
        )


_KINDS = {"xl/workbook.xml", "content.xml"}
"""The part that makes a ZIP a workbook: XLSX, ODS."""


def _is_trap(archive: zipfile.ZipFile) -> bool:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNZIPPED:
        return True
    for part in parts:
        if part.file_size > 1_000_000 and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            return True
        if part.filename.endswith((".xml", ".rels")):
            # The sizes above are what the archive claims: read no further than them.
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(4096):
                    return True
    return False


def _table(source: _Lines, titles: Titles) -> SheetTable:
    """Take the line of the titles as the header, and what follows as rows."""
    above, lines = _above(_filled(source.lines), titles)
    header = _names(above.pop()) if above else ()
    rows: list[SheetRow] = []
    longer = 0
    for number, cells in lines:
        if any(cells[len(header) :]):
            longer += 1
        if len(rows) == MAX_ROWS:
            raise UnreadableTableError(
                f"Ce tableau dépasse {french.number(MAX_ROWS)} lignes : gardez les plus récentes."
            )
        rows.append(SheetRow(number, dict(zip(header, [*cells, *[""] * len(header)], strict=False))))
    if not header:
        raise UnreadableTableError("Ce tableau est vide : il lui faut une ligne de titres, puis vos données.")
    if longer:
        source.notes.append(
            f"{french.plural(longer, 'ligne dépasse', 'lignes dépassent')} les titres : la fin n’a pas été lue."
        )
    notes = tuple(french.typography(note) for note in source.notes)
    return SheetTable(header, tuple(rows), notes, tuple(tuple(cells) for cells in above))


def _filled(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something, their cells cleaned."""
    for number, raw in lines:
        cells = [_clean(cell) for cell in raw]
        if any(cells):
            yield number, cells


def _above(
    lines: Iterator[tuple[int, list[str]]], titles: Titles
) -> tuple[list[list[str]], Iterator[tuple[int, list[str]]]]:
    """Return the lines down to the titles, these last, and the lines that follow."""
    read: list[tuple[int, list[str]]] = []
    for number, cells in lines:
        read.append((number, cells))
        if titles(cells):
            return [cells for _, cells in read], lines
        if len(read) == MAX_ABOVE:
            break
    # No line looks like titles: the first is taken for them, what was read ahead is given back.
    return [cells for _, cells in read[:1]], chain(read[1:], lines)


def _clean(cell: str) -> str:
    if len(cell) > MAX_CELL:
        raise UnreadableTableError("Une case de ce tableau contient un texte démesuré : il n’a pas été lu.")
    return unicodedata.normalize("NFC", cell.replace("\u00a0", " ").replace("\u202f", " ")).strip(
        " \t\r\n\ufeff"
    )


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns: blanks at the end dropped, the others numbered, doubles told apart."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    if len(kept) > MAX_COLUMNS:
        raise UnreadableTableError(
            f"Ce tableau a plus de {MAX_COLUMNS} colonnes : gardez celles qui servent."
        )
    names: list[str] = []
    for position, cell in enumerate(kept, 1):
        name, again = cell or f"Colonne {position}", 2
        while name in names:
            name, again = f"{cell or f'Colonne {position}'} ({again})", again + 1
        names.append(name)
    return tuple(names)
