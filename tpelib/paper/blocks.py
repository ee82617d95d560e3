"""What a document is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tpelib import french

__all__ = ["Block", "Bullets", "Facts", "Grid", "Heading", "Paper", "Signatures", "Text", "shown"]

# What no document may hold: control, direction-changing and invisible characters, half characters.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands just below the title."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: ``lead`` for what must be read first, ``note`` for what may be skipped."""

    text: str
    style: Literal["normal", "lead", "note"] = "normal"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
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


Block = Heading | Text | Bullets | Facts | Grid | Signatures


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
    """

    title: str
    subject: str
    author: str
    day: date
    blocks: Sequence[Block]
    footer: str = ""


def shown(text: str) -> str:
    """Return a text as documents show it: composed, without unseen characters, spaces set as French is."""
    return french.typography(unicodedata.normalize("NFC", _UNSEEN.sub("", text)))
