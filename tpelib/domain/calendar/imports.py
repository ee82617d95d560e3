"""A calendar read back after it was edited in a spreadsheet: every row that can be read, the others named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from tpelib.base import french, spreadsheets
from tpelib.base.errors import TpeError
from tpelib.base.words import fold
from tpelib.domain.calendar.exports import COLUMNS, SHEET
from tpelib.domain.calendar.model import MAX_POSTS, ScheduledPost, read_clock
from tpelib.domain.platforms import called, names

__all__ = ["ReadBack", "read_calendar"]

_EPOCH = date(1899, 12, 30)
"""Day 0 of the spreadsheets."""
_NAMES = {
    "Date": ("Date", "Jour", "Le"),
    "Heure": ("Heure", "Horaire", "Time"),
    "Réseau": ("Réseau", "Réseaux", "Réseau social", "Canal", "Network"),
    "Thème": ("Thème", "Pilier", "Thématique"),
    "Format": ("Format", "Type"),
    "Sujet": ("Sujet", "Texte", "Titre", "Contenu"),
}


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a file gave.

    Parameters
    ----------
    posts : tuple of Post
        The rows that could be read, in their order.
    problems : tuple of str
        One French sentence for each row that could not, with its number in the spreadsheet.
    notes : tuple of str
        What else there is to know of the file.
    """

    posts: tuple[ScheduledPost, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_calendar(data: bytes, name: str, networks: Sequence[str]) -> ReadBack:
    """Read a calendar from a spreadsheet.

    Parameters
    ----------
    data, name : bytes, str
        The file and its name.
    networks : sequence of str
        Networks that a row may name.

    Raises
    ------
    UnreadableTableError
        The file is no table at all.
    TpeError
        It is a table, but not of a calendar.
    """
    table = spreadsheets.read(data, name)
    found = {column: table.column(*_NAMES[column]) for column in COLUMNS}
    absent = [column for column in ("Date", "Réseau") if found[column] is None]
    if absent:
        raise TpeError(
            f"Ce tableau n’a pas de colonne {french.listing([f'« {column} »' for column in absent])} : "
            f"gardez les titres {', '.join(COLUMNS)}."
        )
    known = {fold(network): network for network in networks}
    posts: list[ScheduledPost] = []
    problems: list[str] = []
    for row in table.rows:
        cells = {
            column: spreadsheets.unguard(row.cells.get(title, "")) if title else ""
            for column, title in found.items()
        }
        if not any(cells.values()):
            continue
        try:
            posts.append(_post(cells, known))
        except ValueError as problem:
            problems.append(french.typography(f"Ligne {row.number} : {problem}"))
    if len(posts) > MAX_POSTS:
        problems.append(f"Au-delà de {MAX_POSTS} publications, la suite n’a pas été lue.")
    # The other sheets of our own workbook are help and lists.
    notes = tuple(note for note in table.notes if f"«\u00a0{SHEET}\u00a0»" not in note)
    return ReadBack(tuple(posts[:MAX_POSTS]), tuple(problems), notes)


def _post(cells: dict[str, str], known: dict[str, str]) -> ScheduledPost:
    if not cells["Date"]:
        raise ValueError("il manque la date.")
    written = fold(cells["Réseau"])
    usual = called().get(written)
    network = known.get(fold(names()[usual]) if usual else written)
    if network is None:
        raise ValueError(
            f"le réseau « {cells['Réseau']} » n'est pas connu." if written else "il manque le réseau."
        )
    return ScheduledPost(
        _day(cells["Date"]),
        _hour(cells["Heure"]),
        network,
        cells["Thème"],
        cells["Format"],
        0.0,
        cells["Sujet"],
    )


def _day(text: str) -> date:
    if re.fullmatch(r"[45]\d{4}(,0+)?", text):  # a day number, where the column lost its format
        return _EPOCH + timedelta(days=int(text[:5]))
    found = french.parse_date(re.sub(r"[ T]\d{1,2}:\d{2}.*$", "", text))
    if not 2020 <= found.year <= 2040:
        raise ValueError("la date doit être entre 2020 et 2040.")
    return found


def _hour(text: str) -> time:
    if not text:
        return time(18, 0)
    if re.fullmatch(r"0,\d+", text):  # a share of the day, likewise
        minutes = round(float(text.replace(",", ".")) * 1440)
        return time(minutes // 60 % 24, minutes % 60)
    return read_clock(re.sub(r"^\d{4}-\d{2}-\d{2}[ T]", "", text))
