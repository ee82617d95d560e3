"""An order by message: the message to adapt, and the list of what the law asks, to read and to copy."""

from __future__ import annotations

from tpelib.base.html import each, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.selling import Order, SoldKind, Way, law_line, order_message, steps

__all__ = ["order_sheet"]

_STYLE = inline_style("tpelib.course.drawings", "selling.css")


def order_sheet(order: Order, kind: SoldKind, way: Way) -> Picture:
    """Draw the message to adapt beside the list; the list is told again as a table."""
    listed = [(step.when, step.do, step.rule) for step in steps()]
    items = (
        joined(
            (
                element("strong", set_text(when)),
                set_text(f" {do}"),
                element("small", set_text(f"Code de la consommation, {rule}")),
            )
        )
        for when, do, rule in listed
    )
    message = element("blockquote", set_text(order_message(order, kind, way)))
    copied = element("div", element("h4", set_text("À copier, à adapter")), message)
    checked = element("div", element("h4", set_text("À vérifier")), element("ol", each("li", items)))
    return Picture(
        title="Le message à adapter, et la liste",
        reading=kind.why if way.distance else way.told,
        alternative="Le message à adapter : " + order_message(order, kind, way).replace("\n", " "),
        spec={},
        table=Table("Ce qu'il faut dire, et quand", ("Quand", "À faire", "Article"), listed),
        source=f"Source : {law_line()}",
        html=joined((_STYLE, element("div", copied, checked, class_="tpe-order", lang="fr"))),
    )
