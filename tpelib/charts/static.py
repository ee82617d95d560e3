"""Pictures that show without any script: for the assessor's page, the learner's feedback, a report."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base.html import set_text
from tpelib.charts.drawn import svg
from tpelib.charts.picture import Picture, Table

__all__ = ["static_html", "table_html"]


def static_html(pictures: Sequence[Picture], width: int = 760) -> str:
    """Return pictures as HTML: sentence, drawing of that width, table to unfold, source; all escaped."""
    return "".join(_figure(picture, width) for picture in pictures)


def _figure(picture: Picture, width: int) -> str:
    source = f'<p class="tpe-source"><small>{set_text(picture.source)}</small></p>' if picture.source else ""
    return (
        f'<figure class="tpe-chart" lang="fr"><figcaption><p class="tpe-reading"><strong>{set_text(picture.reading)}'
        f'</strong></p></figcaption><div class="tpe-drawing">{picture.html or svg(picture, width)}</div>'
        f"<details><summary>Voir les chiffres en tableau</summary>"
        f'<div class="tpe-table-frame" tabindex="0" role="group" aria-label="Tableau des chiffres">{table_html(picture.table)}'
        f"</div></details>{source}</figure>"
    )


def table_html(table: Table, words: Sequence[bool] = ()) -> str:
    """Return a table as HTML; cells of the columns of words bear a class of their own (``tpe-words``)."""
    head = "".join(
        f'<th scope="col"{_kind(words, index)}>{set_text(cell)}</th>' if cell else "<td></td>"
        for index, cell in enumerate(table.header)
    )
    rows = "".join(
        f'<tr><th scope="row">{set_text(row[0])}</th>{_cells(row[1:], words[1:])}</tr>' for row in table.rows
    )
    caption = set_text(table.caption)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(cells: Sequence[str], words: Sequence[bool]) -> str:
    return "".join(f"<td{_kind(words, index)}>{set_text(cell)}</td>" for index, cell in enumerate(cells))


def _kind(words: Sequence[bool], index: int) -> str:
    return ' class="tpe-words"' if index < len(words) and words[index] else ""
