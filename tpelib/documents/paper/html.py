"""HTML: one file that needs no other, readable by a screen reader, on a phone and on paper."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from tpelib.base.look import packaged, stylesheet
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.blocks import (
    Block,
    Bullets,
    Cover,
    Facts,
    Figure,
    Grid,
    Heading,
    Links,
    Paper,
    Signatures,
    Text,
    shown,
)
from tpelib.documents.paper.photos import kind_and_size

__all__ = ["to_html"]


def to_html(paper: Paper, variant: Variant = NORMAL) -> bytes:
    """Return a document as one HTML file without script nor outside resource."""
    title, footer = _set(paper.title), f'<p class="note">{_set(paper.footer)}</p>' if paper.footer else ""
    head = _cover(title, paper.cover, variant) if paper.cover else f"<h1>{title}</h1>"
    if paper.contents:
        body = f"{_contents(paper)}\n{_sections(paper.blocks)}"
    else:
        body = "\n".join(_written(block) for block in paper.blocks)
    css = stylesheet(packaged("tpelib.documents.paper", "page.css"), _of(variant))
    return (
        f'<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:; img-src data:">'
        f"<style>{css}</style></head>\n<body><main>\n{head}\n{body}\n{footer}</main></body></html>\n"
    ).encode()


def _of(variant: Variant) -> str:
    """Return what a variant changes, on screen and on paper."""
    if variant is NORMAL:
        return ""
    colours = (
        f"--tpe-paper: #ffffff; --tpe-sheet: #ffffff; --tpe-ink: #{variant.ink}; --tpe-quiet: #{variant.quiet}; "
        f"--tpe-action: #{variant.action}; --tpe-on-action: #ffffff; --tpe-tint: #{variant.tint}; "
        f"--tpe-border: #{variant.border}; --tpe-hairline: #{variant.border}; "
        f"--tpe-link: #{variant.ink if variant.ink == variant.action else '1f5fa8'};"
    )
    return (
        f":root {{ color-scheme: light; {colours} --tpe-size: {variant.size}pt; --tpe-line: {max(1.5, variant.line)}; }}\n"
        f"body {{ letter-spacing: {variant.letter}pt; }} th, td {{ border-width: {variant.rule / 6:g}px; }}"
    )


def _cover(title: str, cover: Cover, variant: Variant) -> str:
    own = (
        f' style="background: {cover.colour}; color: {cover.ink}"'
        if cover.colour and variant is NORMAL
        else ""
    )
    photo = f"<div>{_image(cover.photo)}</div>" if cover.photo else ""
    facts = _written(Facts(cover.facts)) if cover.facts else ""
    return (
        f'<header class="cover"{own}><p>{_set(cover.above)}</p><h1>{title}</h1><p>{_set(cover.below)}</p></header>'
        f'<div class="cover-more">{photo}{facts}</div>'
    )


def _contents(paper: Paper) -> str:
    titles = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    lines = "".join(
        f'<li><a href="#{_anchor(rank)}">{_set(text)}</a></li>' for rank, text in enumerate(titles, 1)
    )
    return f'<nav aria-labelledby="sommaire"><h2 id="sommaire">Sommaire</h2><ol>{lines}</ol></nav>'


def _sections(blocks: Sequence[Block]) -> str:
    """Return the blocks, a section for each heading of level 1."""
    parts: list[str] = []
    rank = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            rank += 1
            page = ' class="page"' if block.starts_page else ""
            parts.append(
                f'{"</section>" if rank > 1 else ""}<section{page} aria-labelledby="{_anchor(rank)}">'
                f'<h2 id="{_anchor(rank)}">{_set(block.text)}</h2>'
            )
        else:
            parts.append(_written(block))
    return "\n".join(parts) + ("</section>" if rank else "")


def _anchor(rank: int) -> str:
    return f"partie-{rank}"


def _written(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_set(block.text)}</h{block.level + 1}>"
        case Text():
            style = "" if block.style == "normal" else f' class="{block.style}"'
            return f"<p{style}>{_set(block.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_set(item)}</li>' for item in block.items)}</ul>"
        case Links():
            return f"<ul>{''.join(_link(one.text, one.address, one.note) for one in block.items)}</ul>"
        case Facts():
            return f"<dl>{''.join(f'<dt>{_set(a)}</dt><dd>{_set(b)}</dd>' for a, b in block.rows)}</dl>"
        case Grid():
            return _grid(block)
        case Figure():
            return _figure(block)
        case Signatures():
            rows = "".join(_row((name, "")) for name in block.names)
            head = '<tr><th scope="col">Nom</th><th scope="col">Signature</th></tr>'
            return f'<table class="sign"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _grid(block: Grid) -> str:
    head = "".join(f'<th scope="col">{_set(cell)}</th>' for cell in block.header)
    rows = "".join(_row(row) for row in block.rows)
    return (
        f'<div class="frame{" many" if len(block.header) > 4 else ""}" tabindex="0" role="group" '
        f'aria-label="{_said(block.caption)}"><table><caption>{_set(block.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _figure(block: Figure) -> str:
    reading = f"<p>{_set(block.reading)}</p>" if block.reading else ""
    table = _grid(block.table) if block.table else ""
    source = f'<p class="note">{_set(block.source)}</p>' if block.source else ""
    beside = ' class="beside"' if block.table and block.share < 1 else ""
    return (
        f"<figure{beside}><figcaption><p><strong>{_set(block.title)}</strong></p>{reading}</figcaption>"
        f"{_image(block)}{table}{source}</figure>"
    )


def _image(figure: Figure) -> str:
    if not figure.photo:
        return figure.svg
    kind, width, height = kind_and_size(figure.photo)
    held = base64.b64encode(figure.photo).decode()
    return (
        f'<img src="data:{kind};base64,{held}" width="{width}" height="{height}" '
        f'style="height: auto; width: auto" alt="{_said(figure.alternative)}">'
    )


def _link(text: str, address: str, note: str) -> str:
    words = f'<a href="{escape(address)}">{_set(text)}</a>' if address else f"<strong>{_set(text)}</strong>"
    return f"<li>{words}{_set(f' : {note}') if note else ''}</li>"


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return (
        f'<tr><th scope="row">{_set(first)}</th>{"".join(f"<td>{_set(cell)}</td>" for cell in others)}</tr>'
    )


def _said(text: str) -> str:
    """Return a text for an attribute: on one line."""
    return escape(" ".join(shown(text).split("\n")))


def _set(text: str) -> str:
    return escape(shown(text)).replace("\n", "<br>")
