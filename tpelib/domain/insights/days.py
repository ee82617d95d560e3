"""The days of a report, in whatever order its tool writes them: ``2026-11-02``, ``11/02/2026``, « Nov 2, 2026 »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tpelib.base import french

__all__ = ["DayReader"]

_EPOCH = date(1899, 12, 30)
"""Day 0 of the spreadsheets."""
_NUMBER = re.compile(r"[45]\d{4}(,0+)?")
_TIME = re.compile(r"[T ]\s*\d{1,2}[:hH]\d{2}.*$")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH_FIRST = re.compile(r"([a-zéû]+)\.? (\d{1,2})(?:,? (\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er)? ([a-zéû]+)\.?(?:,? (\d{4}))?")
_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_EARLIEST, _LATEST = 2004, 2040


class DayReader:
    """Reads the days of one column.

    Parameters
    ----------
    cells : iterable of str
        The whole column: 13 or more in one place tells the days from the months.
    order : str
        ``dmy`` or ``mdy``, where no cell tells.
    today : date
        Where a year is not written, the last one that is not to come.

    Attributes
    ----------
    guessed : str
        What had to be guessed, in a French sentence; empty when the file says all.
    """

    def __init__(self, cells: Iterable[str], order: str, today: date) -> None:
        self._today = today
        pairs = [
            (int(found[1]), int(found[2]))
            for cell in cells
            if (found := _SLASHED.fullmatch(_TIME.sub("", cell.strip())))
        ]
        told = {"dmy"} if any(first > 12 for first, _ in pairs) else set()
        told |= {"mdy"} if any(second > 12 for _, second in pairs) else set()
        self._month_first = (told or {order}) == {"mdy"}
        words = "mois/jour/année" if self._month_first else "jour/mois/année"
        unsure = bool(pairs) and len(told) != 1
        self.guessed = f"Les dates sont lues {words} : vérifiez la première." if unsure else ""

    def read(self, cell: str) -> date:
        """Return the day of a cell.

        Raises
        ------
        ValueError
            It is no day of the calendar; the message is a French sentence.
        """
        if _NUMBER.fullmatch(cell):
            return _EPOCH + timedelta(days=int(cell[:5]))
        text = _TIME.sub("", cell.strip())
        try:
            found = self._written(text) or french.parse_date(text)
        except ValueError:
            raise ValueError(f"« {cell[:40]} » n'est pas une date du calendrier.") from None
        if not _EARLIEST <= found.year <= _LATEST:
            raise ValueError(f"l'année {found.year} n'est pas plausible.")
        return found

    def _written(self, text: str) -> date | None:
        if found := _SLASHED.fullmatch(text):
            first, second, year = map(int, found.groups())
            return date(year, first, second) if self._month_first else date(year, second, first)
        lowered = text.lower()
        for pattern, month_at, day_at in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1)):
            if (named := pattern.fullmatch(lowered)) and (month := _month(named[month_at])):
                return self._dated(int(named[day_at]), month, named[3])
        return None

    def _dated(self, day: int, month: int, year: str | None) -> date:
        if year:
            return date(int(year), month, day)
        found = date(self._today.year, month, day)
        return found if found <= self._today else date(self._today.year - 1, month, day)


def _month(word: str) -> int:
    """Return the month that a word begins, in French or in English; 0 when it is none, or could be two."""
    if len(word) < 3:
        return 0
    ranks = {
        rank
        for names in (french.MONTHS, _ENGLISH)
        for rank, name in enumerate(names, 1)
        if name.startswith(word)
    }
    return ranks.pop() if len(ranks) == 1 else 0
