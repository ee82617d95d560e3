"""Pictures that show without any script: for the assessor's page, the learner's feedback, a report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from tpelib import french
from tpelib.pictures.picture import Picture

__all__ = ["set_text", "static_html"]

_SHORT = 200


def static_html(pictures: Sequence[Picture]) -> str:
    """Return pictures as HTML: sentence, drawing where it is one of HTML, table, source, all escaped."""
    return "".join(map(_figure, pictures))


def set_text(text: str) -> str:
    """Return a text for a page: French typography set, HTML escaped."""
    # Labels, headings and days come back for every learner; what somebody wrote at length does not.
    return _set_short(text) if len(text) <= _SHORT else escape(french.typography(text))


@lru_cache(maxsize=16_384)
def _set_short(text: str) -> str:
    return escape(french.typography(text))


def _figure(picture: Picture) -> str:
    source = f"<p><small>{set_text(picture.source)}</small></p>" if picture.source else ""
    table = _table(picture)
    if picture.html:
        table = f"<details><summary>{set_text(picture.table.caption)}</summary>{table}</details>"
    return (
        f"<figure><figcaption><p><strong>{set_text(picture.reading)}</strong></p></figcaption>"
        f"{picture.html}{table}{source}</figure>"
    )


def _table(picture: Picture) -> str:
    head = "".join(
        f'<th scope="col">{set_text(cell)}</th>' if cell else "<td></td>" for cell in picture.table.header
    )
    rows = "".join(
        f'<tr><th scope="row">{set_text(row[0])}</th>{_cells(row[1:])}</tr>' for row in picture.table.rows
    )
    caption = set_text(picture.table.caption)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(cells: Sequence[str]) -> str:
    return "".join(f"<td>{set_text(cell)}</td>" for cell in cells)
