"""A workbook, to edit and give back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tpelib.base import french, spreadsheets
from tpelib.base.formats import XLSX
from tpelib.base.spreadsheets import WorkbookColumn, to_csv
from tpelib.domain.calendar.exports.export import COLUMNS, SHEET, Export, Exported, ExportFile, ToWrite
from tpelib.domain.calendar.model import ScheduledPost

__all__ = ["EXPORT", "to_semicolons", "to_xlsx"]


def to_xlsx(
    posts: Sequence[ScheduledPost],
    *,
    name: str,
    networks: Sequence[str],
    pillars: Sequence[str],
    formats: Sequence[str],
    written_at: datetime,
) -> bytes:
    """Write a spreadsheet that one can edit and read back: header kept in sight, lists, dates checked.

    Parameters
    ----------
    networks, pillars, formats : sequences of str
        What the lists of the columns propose; themes and formats may be others.
    written_at : datetime
        When it is written: nothing else in the file depends on the day.
    """
    return spreadsheets.to_xlsx(
        SHEET,
        [
            WorkbookColumn(COLUMNS[0], 13, "date"),
            WorkbookColumn(COLUMNS[1], 9, "time"),
            # A network must be of the list; a theme or a format may be new.
            WorkbookColumn(COLUMNS[2], 20, proposed=networks, only=True),
            WorkbookColumn(COLUMNS[3], 24, proposed=pillars),
            WorkbookColumn(COLUMNS[4], 24, proposed=formats),
            WorkbookColumn(COLUMNS[5], 60),
        ],
        [(post.day, post.at, post.network, post.pillar, post.format, post.subject) for post in posts],
        created=written_at,
        title=french.typography(f"Calendrier éditorial : {name}"),
        read_me=_HELP,
    )


_HELP = (
    "Modifiez la feuille « Calendrier » : une ligne par publication, dans l'ordre que vous voulez.",
    "Gardez la première ligne telle quelle : c'est elle qui dit ce que contient chaque colonne.",
    "Enregistrez, puis rendez ce fichier au cours dans « Mon calendrier » : il relit chaque ligne.",
    "Une ligne qu'il ne comprend pas est signalée par son numéro, les autres sont lues.",
)


def to_semicolons(posts: Sequence[ScheduledPost]) -> bytes:
    """Write the same columns as CSV, as French spreadsheets open it: semicolons, BOM."""
    rows = (
        (f"{post.day:%d/%m/%Y}", f"{post.at:%H:%M}", post.network, post.pillar, post.format, post.subject)
        for post in posts
    )
    return to_csv(COLUMNS, rows)


def _write(held: ToWrite) -> Exported:
    data = to_xlsx(
        held.posts,
        name=held.name,
        networks=held.networks,
        pillars=held.pillars,
        formats=held.formats,
        written_at=held.written_at,
    )
    sentence = "Le classeur est prêt : modifiez-le, puis rendez-le ci-dessus."
    return Exported(sentence, [ExportFile("", XLSX, data)])


EXPORT = Export(
    "classeur",
    "Vers un tableur",
    "Un classeur .xlsx à modifier et à rendre.",
    "Écriture du classeur.",
    _write,
    rank=2,
)
