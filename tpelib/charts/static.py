"""Pictures that show without any script: for the assessor's page, the learner's feedback, a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from tpelib.base.html import NOTHING, element, joined, set_text, trusted
from tpelib.charts.drawn import svg
from tpelib.charts.picture import Picture, Table

__all__ = ["static_html", "table_html"]

_FOLD = Markup("<summary>Voir les chiffres en tableau</summary>")
_CORNER = Markup("<td></td>")


def static_html(pictures: Sequence[Picture], width: int = 760) -> Markup:
    """Return pictures as HTML: sentence, drawing of that width, table to unfold, source."""
    return joined(_figure(picture, width) for picture in pictures)


def _figure(picture: Picture, width: int) -> Markup:
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
    return element(
        "figure",
        element("figcaption", reading),
        element("div", picture.html or trusted(svg(picture, width)), class_="tpe-drawing"),
        element("details", _FOLD, table),
        source if picture.source else NOTHING,
        class_="tpe-chart",
        lang="fr",
    )


def table_html(table: Table, words: Sequence[bool] = ()) -> Markup:
    """Return a table as HTML; cells of the columns of words bear a class of their own (``tpe-words``)."""
    kinds = [*("tpe-words" if is_words else None for is_words in words), *[None] * len(table.header)]
    head = (
        element("th", set_text(cell), scope="col", class_=kind) if cell else _CORNER
        for cell, kind in zip(table.header, kinds, strict=False)
    )
    body = (
        element("tr", element("th", set_text(first), scope="row"), *_cells(others, kinds[1:]))
        for first, *others in table.rows
    )
    return element(
        "table",
        element("caption", set_text(table.caption)),
        element("thead", element("tr", *head)),
        element("tbody", *body),
    )


def _cells(cells: Sequence[str], kinds: Sequence[str | None]) -> Iterator[Markup]:
    for cell, kind in zip(cells, kinds, strict=False):
        yield element("td", set_text(cell), class_=kind)
