"""The reports that the course can read: which titles mean what, kept in ``data/exports/rapports.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator

from tpelib.base.data import Shown, read_data
from tpelib.base.words import fold

__all__ = ["ReportFormat", "all_formats", "measure_label", "measures", "recognise"]

_FILE = ("exports", "rapports.toml")
_CURRENCY = re.compile(r"\s*\(([A-Z]{3})\)\s*$")

Folded = Annotated[str, AfterValidator(fold)]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A report.

    Parameters
    ----------
    id, label : str
        Stable key; what it is, in French, to follow « c'est ».
    dates : str
        Order of ``11/02/2026`` where the file itself does not tell: ``dmy`` or ``mdy``.
    required : tuple of str
        Columns without which it is another report.
    columns : mapping
        Column of ours (``day``, ``label``, ``spend``…) to the folded titles that it may bear, best first.
    series : mapping
        Measure to the folded names that may stand above the table, for a report of one measure.
    """

    id: str
    label: Shown
    dates: Literal["dmy", "mdy"]
    required: tuple[str, ...]
    columns: Mapping[str, tuple[Folded, ...]]
    series: Mapping[str, tuple[Folded, ...]] = field(default_factory=dict)

    def find(self, titles: Iterable[str]) -> Mapping[str, str]:
        """Return the columns of ours that these titles hold, each with the title as written."""
        by_name: dict[str, str] = {}
        for title in titles:
            by_name.setdefault(fold(_CURRENCY.sub("", title)), title)
        found: dict[str, str] = {}
        for column, names in self.columns.items():
            title = next((by_name[name] for name in names if name in by_name), "")
            if title:
                found[column] = title
        return found

    def is_whole(self, found: Mapping[str, str]) -> bool:
        """Return True when these columns make it this report."""
        return set(self.required) <= found.keys()


def currency_of(title: str) -> str:
    """Return the currency at the end of a title: ``EUR`` in « Montant dépensé (EUR) », else nothing."""
    found = _CURRENCY.search(title)
    return found[1] if found else ""


def recognise(titles: Sequence[str]) -> ReportFormat | None:
    """Return the report that bears these titles: the one of which most columns are there."""
    whole = [(len(found), form) for form in all_formats() if form.is_whole(found := form.find(titles))]
    return max(whole, key=lambda one: one[0])[1] if whole else None


def all_formats() -> tuple[ReportFormat, ...]:
    """Return the reports, in the order of the file."""
    return read_data(tuple[ReportFormat, ...], *_FILE, at="format")


def measures() -> Mapping[str, str]:
    """Return what can be measured: key to its French name."""
    return read_data(dict[str, Shown], *_FILE, at="measures")


def measure_label(key: str) -> str:
    """Return the French name of a measure: ``clicks`` gives « Clics »."""
    return measures()[key]
