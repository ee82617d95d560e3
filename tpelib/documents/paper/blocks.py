"""What a document is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tpelib.base import french

__all__ = [
    "Block",
    "Bullets",
    "Cover",
    "FactList",
    "Grid",
    "Heading",
    "Links",
    "Paper",
    "PaperFigure",
    "PaperLink",
    "Paragraph",
    "Signatures",
    "shown",
]

# What no document may hold: control, direction-changing and invisible characters, half characters.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands just below the title, and may start a page."""

    text: str
    level: Literal[1, 2] = 1
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``lead`` for what must be read first, ``strong`` for a title of its own, ``note`` for what may be skipped."""

    text: str
    style: Literal["normal", "lead", "strong", "note"] = "normal"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class FactList:
    """Labels and their values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Parameters
    ----------
    caption : str
        What it holds.
    header : sequence of str
        Names of the columns; the first column names the row.
    rows : sequence of sequences of str
        The cells, row by row.
    widths : sequence of float
        Shares of the columns.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Names, each with room to sign."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class PaperLink:
    """One address, and what stands there in words.

    Parameters
    ----------
    text, address : str
        The words of the link; where it leads (``https``), empty for words alone.
    note : str
        What is said after it.
    """

    text: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """A list of addresses."""

    items: Sequence[PaperLink]


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A drawing or a photo with its title, what to see in it, its text alternative, and its figures.

    Parameters
    ----------
    title, reading : str
        What is shown; one sentence that says what to see in it, or empty.
    alternative : str
        For who does not see it.
    svg : str
        A drawing of the course; empty for a photo. What it holds that somebody typed is escaped in it.
    photo : bytes
        A PNG or JPEG file; empty for a drawing.
    table : Grid, optional
        The same figures, shown under it, or beside it.
    source : str
        « Source : … », or empty.
    share : float
        Part of the width that a drawing takes: less than 1 leaves room for its table beside it.
    """

    title: str
    alternative: str
    reading: str = ""
    svg: str = ""
    photo: bytes = b""
    table: Grid | None = None
    source: str = ""
    share: float = 1.0


Block = Heading | Paragraph | Bullets | FactList | Grid | Signatures | Links | PaperFigure


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a long document, around its title.

    Parameters
    ----------
    above, below : str
        What stands over the title and under it.
    facts : sequence of pairs of str
        Labels and values, at the foot.
    colour, ink : str
        Ground of the title and what is written on it (``#rrggbb``); the course's own when empty.
    photo : Figure, optional
        A logo.
    """

    above: str = ""
    below: str = ""
    facts: Sequence[tuple[str, str]] = ()
    colour: str = ""
    ink: str = ""
    photo: PaperFigure | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document.

    Parameters
    ----------
    title, subject, author : str
        Its title, shown first; what it is about and who issues it, in its properties.
    day : date
        The day it speaks of: it dates its properties, so that the same content gives the same bytes.
    blocks : sequence of Block
        What it says.
    footer : str
        What stands at the foot of each page, before its number.
    cover : Cover, optional
        Its first page; without one, the title stands over the text.
    contents : bool
        True for a table of contents, that of its headings of level 1.
    """

    title: str
    subject: str
    author: str
    day: date
    blocks: Sequence[Block]
    footer: str = ""
    cover: Cover | None = None
    contents: bool = False


def shown(text: str) -> str:
    """Return a text as documents show it: composed, without unseen characters, spaces set as French is."""
    return french.typography(unicodedata.normalize("NFC", _UNSEEN.sub("", text)))
