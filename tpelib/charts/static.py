"""Pictures that show without any script: for the assessor's page, the learner's feedback, a report."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tpelib.base.html import NOTHING, element, joined, rows, set_text, tags, trusted
from tpelib.charts.drawn import svg
from tpelib.charts.picture import Picture, Table

__all__ = ["static_html", "table_html"]

_FIGURE, _FIGURE_END = tags("figure", class_="tpe-chart", lang="fr")
_DRAWING, _DRAWING_END = tags("div", class_="tpe-drawing")
_FOLD = Markup("<summary>Voir les chiffres en tableau</summary>")
_CORNER = Markup("<td></td>")


def static_html(pictures: Sequence[Picture], width: int = 760) -> Markup:
    """Return pictures as HTML: sentence, drawing of that width, table to unfold, source."""
    return joined(part for picture in pictures for part in _figure(picture, width))


def _figure(picture: Picture, width: int) -> Sequence[Markup]:
    reading = element("p", element("strong", set_text(picture.reading)), class_="tpe-reading")
    source = element("p", element("small", set_text(picture.source)), class_="tpe-source")
    table = element(
        "div",
        table_html(picture.table),
        class_="tpe-table-frame",
        tabindex="0",
        role="group",
        aria_label="Tableau des chiffres",
    )
    return (
        _FIGURE,
        element("figcaption", reading),
        _DRAWING,
        picture.html or trusted(svg(picture, width)),
        _DRAWING_END,
        element("details", _FOLD, table),
        source if picture.source else NOTHING,
        _FIGURE_END,
    )


def table_html(table: Table, words: Sequence[bool] = ()) -> Markup:
    """Return a table as HTML; cells of the columns of words bear a class of their own (``tpe-words``)."""
    kinds = [*("tpe-words" if is_words else None for is_words in words), *[None] * len(table.header)]
    head = (
        element("th", set_text(cell), scope="col", class_=kind) if cell else _CORNER
        for cell, kind in zip(table.header, kinds, strict=False)
    )
    if any(words):
        body = joined(_row(cells, kinds) for cells in table.rows)
    else:
        body = rows(map(set_text, cells) for cells in table.rows)
    return element(
        "table",
        element("caption", set_text(table.caption)),
        element("thead", element("tr", *head)),
        element("tbody", body),
    )


def _row(cells: Sequence[str], kinds: Sequence[str | None]) -> Markup:
    first, *others = map(set_text, cells)
    classed = (element("td", cell, class_=kind) for cell, kind in zip(others, kinds[1:], strict=False))
    return element("tr", element("th", first, scope="row"), *classed)
