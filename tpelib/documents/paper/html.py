"""HTML: one file that needs no other, readable by a screen reader, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup

from tpelib.base.html import (
    NOTHING,
    as_typed,
    data_address,
    each,
    element,
    joined,
    on_lines,
    rows,
    titles,
    trusted,
    void,
)
from tpelib.base.look import packaged, stylesheet
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.blocks import (
    Block,
    Bullets,
    Cover,
    FactList,
    Grid,
    Heading,
    Links,
    Paper,
    PaperFigure,
    PaperLink,
    Paragraph,
    Signatures,
    shown,
)
from tpelib.documents.paper.photos import kind_and_size

__all__ = ["set_lines", "to_html"]


_LF = Markup("\n")


def to_html(paper: Paper, variant: Variant = NORMAL) -> bytes:
    """Return a document as one HTML file without script nor outside resource."""
    title = set_lines(paper.title)
    head = _cover(title, paper.cover, variant) if paper.cover else element("h1", title)
    if paper.contents:
        body = joined((_contents(paper), _sections(paper.blocks)), _LF)
    else:
        body = joined(map(_written, paper.blocks), _LF)
    footer = element("p", set_lines(paper.footer), class_="note") if paper.footer else NOTHING
    main = element("main", _LF, head, _LF, body, _LF, footer)
    css = stylesheet(packaged("tpelib.documents.paper", "page.css"), _of(variant))
    return (
        f'<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:; img-src data:">'
        f"<style>{css}</style></head>\n<body>{main}</body></html>\n"
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


def _cover(title: Markup, cover: Cover, variant: Variant) -> Markup:
    own = f"background: {cover.colour}; color: {cover.ink}" if cover.colour and variant is NORMAL else None
    photo = element("div", _image(cover.photo)) if cover.photo else NOTHING
    facts = _written(FactList(cover.facts)) if cover.facts else NOTHING
    words = (element("p", set_lines(cover.above)), element("h1", title), element("p", set_lines(cover.below)))
    return joined(
        (
            element("header", *words, class_="cover", style=own),
            element("div", photo, facts, class_="cover-more"),
        )
    )


def _contents(paper: Paper) -> Markup:
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    lines = (element("a", set_lines(text), href=f"#{_anchor(rank)}") for rank, text in enumerate(headings, 1))
    return element(
        "nav", Markup('<h2 id="sommaire">Sommaire</h2>'), _listed("ol", lines), aria_labelledby="sommaire"
    )


def _sections(blocks: Sequence[Block]) -> Markup:
    """Return the blocks, a section for each heading of level 1."""
    before: list[Markup] = []
    sections: list[tuple[Heading, list[Markup]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append((block, []))
        else:
            (sections[-1][1] if sections else before).append(_written(block))
    for _, inside in sections[:-1]:
        inside.append(NOTHING)  # a line ends before the next section
    written = joined(_section(rank, *one) for rank, one in enumerate(sections, 1))
    return joined((*before, written) if written else before, _LF)


def _section(rank: int, heading: Heading, inside: Sequence[Markup]) -> Markup:
    title = element("h2", set_lines(heading.text), id=_anchor(rank))
    page = "page" if heading.starts_page else None
    return element("section", joined((title, *inside), _LF), class_=page, aria_labelledby=_anchor(rank))


def _anchor(rank: int) -> str:
    return f"partie-{rank}"


def _written(block: Block) -> Markup:
    match block:
        case Heading():
            return element(f"h{block.level + 1}", set_lines(block.text))
        case Paragraph():
            return element(
                "p", set_lines(block.text), class_=None if block.style == "normal" else block.style
            )
        case Bullets():
            return _listed("ul", map(set_lines, block.items))
        case Links():
            return _listed("ul", map(_link, block.items))
        case FactList():
            return element(
                "dl",
                *(joined((element("dt", set_lines(a)), element("dd", set_lines(b)))) for a, b in block.rows),
            )
        case Grid():
            return _grid(block)
        case PaperFigure():
            return _figure(block)
        case Signatures():
            body = element("tbody", rows((set_lines(name), NOTHING) for name in block.names))
            return element("table", titles([set_lines("Nom"), set_lines("Signature")]), body, class_="sign")


def _listed(name: str, items: Iterable[Markup]) -> Markup:
    return element(name, each("li", items))


def _grid(block: Grid) -> Markup:
    caption = element("caption", set_lines(block.caption))
    head = titles(map(set_lines, block.header))
    body = element("tbody", rows(map(set_lines, cells) for cells in block.rows))
    return element(
        "div",
        element("table", caption, head, body),
        class_="frame many" if len(block.header) > 4 else "frame",
        tabindex="0",
        role="group",
        aria_label=_said(block.caption),
    )


def _figure(block: PaperFigure) -> Markup:
    title = element("p", element("strong", set_lines(block.title)))
    reading = element("p", set_lines(block.reading)) if block.reading else NOTHING
    return element(
        "figure",
        element("figcaption", title, reading),
        _image(block),
        _grid(block.table) if block.table else NOTHING,
        element("p", set_lines(block.source), class_="note") if block.source else NOTHING,
        class_="beside" if block.table and block.share < 1 else None,
    )


def _image(figure: PaperFigure) -> Markup:
    if not figure.photo:
        return trusted(figure.svg)
    kind, width, height = kind_and_size(figure.photo)
    return void(
        "img",
        src=data_address(kind, figure.photo),
        width=str(width),
        height=str(height),
        style="height: auto; width: auto",
        alt=_said(figure.alternative),
    )


def _link(link: PaperLink) -> Markup:
    words = set_lines(link.text)
    linked = element("a", words, href=link.address) if link.address else element("strong", words)
    return joined((linked, set_lines(f" : {link.note}"))) if link.note else linked


def _said(text: str) -> Markup:
    """Return a text for an attribute: on one line."""
    return as_typed(" ".join(shown(text).split("\n")))


def set_lines(text: str) -> Markup:
    """Return a text as documents show it (:func:`~tpelib.documents.paper.blocks.shown`), each line on its own."""
    return _set_short(text) if len(text) <= _SHORT else _set_long(text)


def _set_long(text: str) -> Markup:
    return on_lines(as_typed(shown(text)))


_SHORT = 200
_set_short = lru_cache(maxsize=16_384)(_set_long)  # labels and headings come back in each document
