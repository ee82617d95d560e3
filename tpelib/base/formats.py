"""The kinds of files that the course writes and reads: name, ending and media type, each said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tpelib.base import french
from tpelib.base.errors import TpeError

__all__ = [
    "CSV",
    "DOCX",
    "FILLED",
    "FORMS",
    "HTML",
    "ICS",
    "JSON",
    "ODS",
    "PAPERS",
    "PDF",
    "PPTX",
    "SLIDES",
    "SRT",
    "TABLES",
    "TXT",
    "VTT",
    "XLS",
    "XLSX",
    "ZIP",
    "Format",
    "chosen",
    "endings",
    "format_of",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Parameters
    ----------
    ending : str
        How the name of a file ends, without a point; what a command calls it.
    name : str
        What people call it, in French: « Word », « page web ».
    media_type : str
        As IANA registers it.
    also : tuple of str
        Other endings that are understood.
    """

    ending: str
    name: str
    media_type: str
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as a server says it: our texts are in UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = Format("docx", "Word", f"{_OFFICE}.wordprocessingml.document")
PDF = Format("pdf", "PDF", "application/pdf")
HTML = Format("html", "page web", "text/html", also=("htm",))
PPTX = Format("pptx", "PowerPoint", f"{_OFFICE}.presentationml.presentation")
CSV = Format("csv", "tableau en texte", "text/csv")
XLSX = Format("xlsx", "classeur", f"{_OFFICE}.spreadsheetml.sheet")
XLS = Format("xls", "classeur d'avant 2007", "application/vnd.ms-excel")
ODS = Format("ods", "classeur de LibreOffice", "application/vnd.oasis.opendocument.spreadsheet")
ICS = Format("ics", "agenda", "text/calendar")
JSON = Format("json", "données", "application/json")
ZIP = Format("zip", "archive", "application/zip")
TXT = Format("txt", "texte", "text/plain")
VTT = Format("vtt", "sous-titres du web", "text/vtt")
SRT = Format("srt", "sous-titres", "application/x-subrip")

PAPERS = (DOCX, PDF, HTML)
"""What a document to read is written as: report, letter, minutes, media plan."""
SLIDES = (HTML, PPTX)
FORMS = (DOCX, HTML)
"""What a document to fill is written as."""
FILLED = (DOCX, HTML, JSON)
"""What a filled one is read from."""
TABLES = (CSV, XLSX, XLS, ODS)
"""What a table that somebody brings is read from."""


def endings(among: Iterable[Format], word: str = "ou") -> str:
    """Return the endings of some formats, in French: ``.docx, .pdf ou .html``."""
    return french.listing([f".{one.ending}" for one in among], word)


def format_of(name: str, among: Sequence[Format]) -> Format | None:
    """Return the format of a file by how its name ends; ``None`` for none of these."""
    ending = name.rpartition(".")[2].lower()
    return next((one for one in among if ending in (one.ending, *one.also)), None)


def chosen(ending: str, among: Sequence[Format], told: str) -> Format:
    """Return the format that somebody asked for by its ending.

    Parameters
    ----------
    told : str
        How the sentence begins when there is none: « Le rapport s'écrit ».

    Raises
    ------
    TpeError
        There is no such format among these.
    """
    for one in among:
        if one.ending == ending:
            return one
    known = french.listing([one.ending for one in among], "ou")
    raise TpeError(french.typography(f"{told} en {known}, pas en « {ending} »."))
