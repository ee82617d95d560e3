"""Google Agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tpelib.base.formats import CSV
from tpelib.base.spreadsheets import to_csv
from tpelib.domain.calendar.exports.export import (
    SLOT,
    Export,
    Exported,
    ExportFile,
    ToWrite,
    description,
    summary,
)
from tpelib.domain.calendar.model import ScheduledPost

__all__ = ["EXPORT", "to_google"]


def to_google(posts: Sequence[ScheduledPost]) -> bytes:
    """Write the CSV that Google Agenda imports (dates and hours of the United States, as its help asks)."""
    header = [
        "Subject",
        "Start Date",
        "Start Time",
        "End Date",
        "End Time",
        "All Day Event",
        "Description",
        "Location",
        "Private",
    ]
    rows = []
    for post in posts:
        start = datetime.combine(post.day, post.at)
        end = start + SLOT
        moments = [text for moment in (start, end) for text in (f"{moment:%m/%d/%Y}", _clock_12(moment))]
        rows.append((summary(post), *moments, "False", description(post).replace("\n", " · "), "", "True"))
    return to_csv(header, rows, delimiter=",")


def _clock_12(moment: datetime) -> str:
    """Return ``06:30 PM``, whatever the language of the machine."""
    return f"{moment.hour % 12 or 12:02d}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def _write(held: ToWrite) -> Exported:
    sentence = "Dans Google Agenda, sur ordinateur : Paramètres, « Importer et exporter », puis ce fichier."
    return Exported(sentence, [ExportFile("google", CSV, to_google(held.posts))])


EXPORT = Export("google", "Vers Google Agenda", "Un fichier .csv.", "Écriture du fichier.", _write, rank=3)
