"""A report of a network, read: every row that can be, the others named by their number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tpelib.base import french, spreadsheets
from tpelib.base.errors import TpeError
from tpelib.base.words import fold
from tpelib.domain.insights.days import DayReader
from tpelib.domain.insights.formats import (
    ReportFormat,
    all_formats,
    currency_of,
    measure_label,
    measures,
    recognise,
)

__all__ = ["InsightsReport", "Record", "read_report"]

_MONEY = ("spend", "revenue")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_NOTHING = ("", "-", "—", "–", "n/a", "na")
_SYMBOLS = str.maketrans("", "", "$£€")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a report.

    Parameters
    ----------
    row : int
        Its number, as a spreadsheet shows it.
    day : date or None
        The day it speaks of.
    label : str
        The ad, the post…; may be empty.
    values : mapping
        Measure (see :func:`~tpelib.domain.insights.formats.measures`) to its value; one left blank is not there.
    """

    row: int
    day: date | None
    label: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class InsightsReport:
    """What a file gave.

    Parameters
    ----------
    format, label : str
        Id of the report, and what it is in French.
    records : tuple of Record
        The rows that could be read, in their order.
    problems : tuple of str
        One French sentence for each row that could not.
    notes : tuple of str
        What else there is to know of the file.
    currency : str
        ``EUR``… when the file says so.
    """

    format: str
    label: str
    records: tuple[Record, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    currency: str = ""


def read_report(data: bytes, name: str, *, today: date | None = None) -> InsightsReport:
    """Read a report of Meta, LinkedIn or TikTok (CSV, XLSX, XLS, ODS).

    Parameters
    ----------
    data, name : bytes, str
        The file and its name.
    today : date, optional
        For the dates that have no year.

    Raises
    ------
    UnreadableTableError
        The file is no table at all.
    TpeError
        It is a table, but of no report that is known.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        raise TpeError(french.typography("C'est un fichier .json : seuls les avis Google se lisent ainsi."))
    table = spreadsheets.read(data, name, titles=lambda cells: recognise(cells) is not None)
    form = recognise(table.header)
    if form is None:
        seen = french.listing([f"« {title[:40]} »" for title in table.header[:6]])
        known = french.listing([one.label for one in all_formats()], "ou")
        raise TpeError(
            french.typography(
                f"Ce tableau n'est pas un rapport connu. Titres lus : {seen}. Il faudrait {known}."
            )
        )
    columns = dict(form.find(table.header))
    measured = {key: title for key, title in columns.items() if key in measures()}
    if "series" in columns:
        measured[_series(form, table.above)] = columns["series"]
    reader = _RowReader(columns, measured, form, table.rows, today or date.today())
    records, problems, totals = [], [], 0
    for row in table.rows:
        try:
            record = reader.read(row)
        except ValueError as problem:
            problems.append(french.typography(f"Ligne {row.number} : {problem}"))
            continue
        if record is None:
            totals += 1
        else:
            records.append(record)
    notes = [*table.notes, *reader.notes]
    if totals:
        notes.append(
            f"{french.plural(totals, 'ligne sans nom ou sans date', 'lignes sans nom ou sans date')} (des totaux, "
            "le plus souvent) laissée de côté."
        )
    currency = next((found for title in columns.values() if (found := currency_of(title))), "")
    if currency not in ("", "EUR"):
        notes.append(f"Les montants sont en {currency}, pas en euros.")
    return InsightsReport(
        form.id, form.label, tuple(records), tuple(problems), tuple(map(french.typography, notes)), currency
    )


def _series(form: ReportFormat, above: Sequence[Sequence[str]]) -> str:
    """Return the measure of a report of one measure, by the name that stands above its table."""
    written = [fold(cell) for line in reversed(above) for cell in line if cell]
    for name in written:
        for measure, names in form.series.items():
            if name in names:
                return measure
    raise TpeError(
        french.typography(
            "Cette courbe ne dit pas ce qu'elle mesure, ou le cours ne connaît pas cette mesure : gardez la ligne "
            "qui la nomme, au-dessus de « Date »."
        )
    )


class _RowReader:
    """Reads the rows of one report."""

    def __init__(
        self,
        columns: Mapping[str, str],
        measured: Mapping[str, str],
        form: ReportFormat,
        rows: Sequence[spreadsheets.SheetRow],
        today: date,
    ) -> None:
        self._columns, self._measured = columns, measured
        self._days = DayReader(self._cells("day", rows), form.dates, today)
        # A row that names no ad, among others that do, is the line of the totals.
        self._named = any(self._cells("label", rows)) and form.id == "meta-publicite"
        self.notes = [self._days.guessed] if self._days.guessed else []
        days, ends = self._cells("day", rows), self._cells("end", rows)
        if any(start != end for start, end in zip(days, ends, strict=False)):  # either may not be there
            self.notes.append(
                "Des lignes couvrent plusieurs jours : pour une courbe, demandez la ventilation « par jour »."
            )

    def _cells(self, column: str, rows: Sequence[spreadsheets.SheetRow]) -> list[str]:
        title = self._columns.get(column)
        return [row.cells[title] for row in rows] if title else []

    def read(self, row: spreadsheets.SheetRow) -> Record | None:
        """Return a row; ``None`` for one of totals; ValueError with a French sentence when it cannot be read."""
        label = self._cell(row, "label")
        day = self._cell(row, "day")
        if (self._named and not label) or ("day" in self._columns and not day):
            return None
        values = {}
        for measure, title in self._measured.items():
            try:
                value = _amount(row.cells[title], measure in _MONEY)
            except ValueError as problem:
                raise ValueError(f"{measure_label(measure).lower()} : {problem}") from None
            if value is not None:
                values[measure] = value
        if not values:
            raise ValueError("aucun chiffre.")
        return Record(row.number, self._days.read(day) if day else None, label[:160], values)

    def _cell(self, row: spreadsheets.SheetRow, column: str) -> str:
        title = self._columns.get(column)
        return row.cells[title] if title else ""


def _amount(text: str, money: bool) -> float | None:
    """Return a figure as a tool writes it; ``None`` for a blank.

    People are counted in whole numbers: there, a separator before three digits is one of thousands.
    """
    cleaned = text.translate(_SYMBOLS).strip()
    if cleaned.lower() in _NOTHING:
        return None
    if not money and _THOUSANDS.fullmatch(cleaned):
        cleaned = cleaned.replace(",", "").replace(".", "")
    try:
        value = french.parse_number(cleaned)
    except ValueError as problem:
        told = str(problem) if "deux façons" in str(problem) else f"« {text[:40]} » n'est pas un nombre."
        raise ValueError(told) from None
    if not 0 <= value <= 1e12:
        raise ValueError(f"« {text[:40]} » n'est pas un chiffre plausible.")
    return value
