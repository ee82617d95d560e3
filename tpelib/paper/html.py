"""HTML: one file that needs no other, readable by a screen reader, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tpelib.look import stylesheet
from tpelib.paper.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Signatures, Text, shown

__all__ = ["to_html"]

_CSS = """
body { background: var(--tpe-paper); color: var(--tpe-ink); font: var(--tpe-size)/var(--tpe-line) var(--tpe-font); margin: 0; }
main { max-width: var(--tpe-measure); margin: 0 auto; padding: 32px 20px 48px; overflow-wrap: anywhere; }
h1, h2 { color: var(--tpe-action); line-height: 1.25; }
h1 { font-size: 1.8em; } h2 { font-size: 1.3em; margin: 1.6em 0 .5em; } h3 { font-size: 1.1em; }
.lead { font-size: 1.15em; font-weight: 700; } .note { color: var(--tpe-quiet); font-size: .9em; }
dt { font-weight: 700; } dd { margin: 0 0 .7em; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; }
caption { font-weight: 700; text-align: left; padding-bottom: 6px; }
th, td { border: 1px solid var(--tpe-border); padding: 6px 10px; text-align: left; vertical-align: top; }
thead th { background: var(--tpe-tint); } .sign td { height: 64px; width: 66%; }
@media print { body { background: none; } }
"""


def to_html(paper: Paper) -> bytes:
    """Return a document as one HTML file without script nor outside address."""
    body = "\n".join(_written(block) for block in paper.blocks)
    title, footer = _set(paper.title), f'<p class="note">{_set(paper.footer)}</p>' if paper.footer else ""
    return (
        f'<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:">'
        f"<style>{stylesheet(_CSS)}</style></head>\n<body><main>\n<h1>{title}</h1>\n{body}\n{footer}</main></body></html>\n"
    ).encode()


def _written(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_set(block.text)}</h{block.level + 1}>"
        case Text():
            style = "" if block.style == "normal" else f' class="{block.style}"'
            return f"<p{style}>{_set(block.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_set(item)}</li>' for item in block.items)}</ul>"
        case Facts():
            return f"<dl>{''.join(f'<dt>{_set(a)}</dt><dd>{_set(b)}</dd>' for a, b in block.rows)}</dl>"
        case Grid():
            head = "".join(f'<th scope="col">{_set(cell)}</th>' for cell in block.header)
            rows = "".join(_row(row) for row in block.rows)
            return (
                f"<table><caption>{_set(block.caption)}</caption><thead><tr>{head}</tr></thead>"
                f"<tbody>{rows}</tbody></table>"
            )
        case Signatures():
            rows = "".join(_row((name, "")) for name in block.names)
            head = '<tr><th scope="col">Nom</th><th scope="col">Signature</th></tr>'
            return f'<table class="sign"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return (
        f'<tr><th scope="row">{_set(first)}</th>{"".join(f"<td>{_set(cell)}</td>" for cell in others)}</tr>'
    )


def _set(text: str) -> str:
    return escape(shown(text)).replace("\n", "<br>")
