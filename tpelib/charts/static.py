"""Pictures that show without any script: for the assessor's page, the learner's feedback, a report."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tpelib.base.html import NOTHING, element, joined, rows, set_text, trusted
from tpelib.charts.drawn import svg
from tpelib.charts.picture import Picture

__all__ = ["static_html"]

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
        _table(picture),
        class_="tpe-table-frame",
        tabindex="0",
        role="group",
        aria_label="Tableau des chiffres",
    )
    return element(
        "figure",
        element("figcaption", reading),
        element("div", trusted(picture.html or svg(picture, width)), class_="tpe-drawing"),
        element("details", _FOLD, table),
        source if picture.source else NOTHING,
        class_="tpe-chart",
        lang="fr",
    )


def _table(picture: Picture) -> Markup:
    head = (element("th", set_text(cell), scope="col") if cell else _CORNER for cell in picture.table.header)
    return element(
        "table",
        element("caption", set_text(picture.table.caption)),
        element("thead", element("tr", *head)),
        element("tbody", rows(map(set_text, cells) for cells in picture.table.rows)),
    )
