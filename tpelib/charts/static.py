"""Pictures that show without any script: for the assessor's page, the learner's feedback, a report."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base.html import set_text
from tpelib.charts.drawn import svg
from tpelib.charts.picture import Picture

__all__ = ["static_html"]


def static_html(pictures: Sequence[Picture], width: int = 760) -> str:
    """Return pictures as HTML: sentence, drawing of that width, table to unfold, source; all escaped."""
    return "".join(_figure(picture, width) for picture in pictures)


def _figure(picture: Picture, width: int) -> str:
    source = f'<p class="tpe-source"><small>{set_text(picture.source)}</small></p>' if picture.source else ""
    return (
        f'<figure class="tpe-chart" lang="fr"><figcaption><p class="tpe-reading"><strong>{set_text(picture.reading)}'
        f'</strong></p></figcaption><div class="tpe-drawing">{picture.html or svg(picture, width)}</div>'
        f"<details><summary>Voir les chiffres en tableau</summary>"
        f'<div class="tpe-table-frame" tabindex="0" role="group" aria-label="Tableau des chiffres">{_table(picture)}'
        f"</div></details>{source}</figure>"
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
