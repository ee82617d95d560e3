"""An order by message: the message to adapt, and the list of what the law asks, to read and to copy."""

from __future__ import annotations

from html import escape

from tpelib.base import french
from tpelib.charts.picture import Picture, Table
from tpelib.domain.selling import Kind, Order, Way, law_line, order_message, steps

__all__ = ["order_sheet"]

_STYLE = """<style>
.tpe-order{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(18em,1fr))}
.tpe-order h4{margin:0 0 4px}
.tpe-order blockquote{border-left:4px solid var(--tpe-action,#0b5d59);margin:0;padding:4px 0 4px 14px;white-space:pre-line;
 overflow-wrap:anywhere}
.tpe-order li{margin:6px 0}
.tpe-order small{color:var(--tpe-quiet,#5b6b70);display:block}
</style>"""


def order_sheet(order: Order, kind: Kind, way: Way) -> Picture:
    """Draw the message to adapt beside the list; the list is told again as a table."""
    listed = [(step.when, step.do, step.rule) for step in steps()]
    items = "".join(
        f"<li><strong>{_set(when)}</strong> {_set(do)}<small>{_set(f'Code de la consommation, {rule}')}</small></li>"
        for when, do, rule in listed
    )
    return Picture(
        title="Le message à adapter, et la liste",
        reading=kind.why if way.distance else way.told,
        alternative="Le message à adapter : " + order_message(order, kind, way).replace("\n", " "),
        spec={},
        table=Table("Ce qu'il faut dire, et quand", ("Quand", "À faire", "Article"), listed),
        source=f"Source : {law_line()}",
        html=f'{_STYLE}<div class="tpe-order" lang="fr"><div><h4>{_set("À copier, à adapter")}</h4>'
        f"<blockquote>{_set(order_message(order, kind, way))}</blockquote></div>"
        f"<div><h4>{_set('À vérifier')}</h4><ol>{items}</ol></div></div>",
    )


def _set(text: str) -> str:
    return escape(french.typography(text))
