"""Soldes: the legal periods, local exceptions included, and where the word may be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pydantic import with_config

from tpelib.base.data import Shown, read_data
from tpelib.domain.events.rules import EventRule

__all__ = ["Sales", "proposed_to", "sales", "says_sales_wrongly"]

_WORD = re.compile(r"\bsold(e|es|é|ée|és|ées|er|ez|ons)\b", re.IGNORECASE)
# « le solde du compte », « solde de tout compte » are money, not a sale.
_MONEY = re.compile(r"\b(solde (du|de|d['’])|(un|le|votre|mon|son) solde)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sales:
    """A period of soldes, both days included; it opens at 8 in the morning."""

    name: str
    start: date
    end: date
    local: bool
    note: str
    source: str


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _Season:
    """One of the two periods of a year, at its national dates."""

    id: str
    name: Shown
    rule: EventRule


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _Exception:
    """Departments where a period starts on another day."""

    season: str
    departments: tuple[str, ...]
    rule: EventRule
    name: Shown = ""
    note: Shown = ""


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _SalesFile:
    """All of the file."""

    source: Shown
    url: str
    verified_on: date
    read: Shown
    note: Shown
    online_note: Shown
    days: int
    activities: tuple[str, ...]
    without: tuple[str, ...]
    season: tuple[_Season, ...]
    exception: tuple[_Exception, ...]


def _file() -> _SalesFile:
    return read_data(_SalesFile, "evenements", "soldes.toml")


@cache
def sales(year: int, department: str = "", *, online: bool = False) -> tuple[Sales, ...]:
    """Return the two periods of soldes of a year; none where the texts read set no days.

    Parameters
    ----------
    year : int
        The year.
    department : str
        Code of the department where one sells on the spot; the national dates without one.
    online : bool
        Distance selling follows the national dates wherever the business is.

    Notes
    -----
    Code de commerce, L310-3, and the arrêté of 27 May 2019 with its annex, as changed by that of 21 April
    2023. D310-15-2, which gave the days before, was repealed on 1 January 2020. A later arrêté may change one
    year (summer 2023 lasted five weeks): the source says so to the reader.
    """
    file = _file()
    if department in file.without and not online:
        return ()
    found: list[Sales] = []
    for season in file.season:
        local = next(
            (
                e
                for e in file.exception
                if not online and e.season == season.id and department in e.departments
            ),
            None,
        )
        start = (local.rule if local else season.rule).day(year)
        found.append(
            Sales(
                name=(local.name if local else "") or season.name,
                start=start,
                end=start + timedelta(days=file.days - 1),
                local=local is not None,
                note=_note(file, local, online),
                source=file.source,
            )
        )
    return tuple(sorted(found, key=lambda period: period.start))


def _note(file: _SalesFile, local: _Exception | None, online: bool) -> str:
    """Return what to know before speaking of a period."""
    return " ".join(
        [file.online_note if online else file.note, *([local.note] if local and local.note else ())]
    )


def proposed_to(activity: str) -> bool:
    """Return True when soldes are proposed to a family of activity."""
    return activity in _file().activities


def says_sales_wrongly(text: str, day: date, department: str = "", *, online: bool = False) -> bool:
    """Return True when a text speaks of « soldes » on a day when the law reserves the word to others.

    The balance of an account (« solde de tout compte ») is another word. Where the texts read set no days,
    nothing is told. It is information, not legal advice.
    """
    if not _WORD.search(_MONEY.sub("", text)) or (department in _file().without and not online):
        return False
    # A period that starts late in a year may end in the next one.
    return not any(
        period.start <= day <= period.end
        for year in (day.year - 1, day.year)
        for period in sales(year, department, online=online)
    )
