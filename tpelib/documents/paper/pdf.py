"""PDF: tagged for screen readers (PDF/UA-1), set by Typst in the course's own font."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

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
    Paragraph,
    Signatures,
    shown,
)
from tpelib.documents.paper.drawings import as_svg
from tpelib.documents.paper.room import fits, measures, records
from tpelib.documents.paper.typesetting import compiled

__all__ = ["to_pdf"]

_UNKNOWN = "□"
"""Stands for a character that none of our fonts draws: a document without it would be no PDF/UA."""
_SHORT = 48
"""Signs of a label and its value that half a line holds."""
_ENOUGH = 2
"""Short facts from which two columns are worth it."""
_PROBE = b"""#set document(title: "-")
#set text(font: ("Atkinson Hyperlegible Next", "DejaVu Sans Mono"), fallback: false)
#sys.inputs.probe"""

Write = Callable[[str], str]


def to_pdf(paper: Paper, variant: Variant = NORMAL) -> bytes:
    """Return a document as PDF/UA-1: tagged, in French, with its title, and always the same bytes."""
    from typst import TypstError

    try:
        return _compiled(paper, variant, shown)
    except TypstError:  # a character that no font of ours has
        return _compiled(paper, variant, _drawable)


def _compiled(paper: Paper, variant: Variant, text: Write) -> bytes:
    at = datetime.combine(paper.day, time(), UTC)
    data = {
        "title": text(paper.title),
        "subject": text(paper.subject),
        "author": text(paper.author),
        "footer": text(paper.footer),
        "day": {"year": at.year, "month": at.month, "day": at.day},
        "cover": _cover(paper.cover, variant, text) if paper.cover else None,
        "contents": paper.contents,
        "look": asdict(variant) | {"small": variant.small},
        "blocks": list(_blocks(paper.blocks, variant, text)),
    }
    source = files("tpelib.documents.paper").joinpath("paper.typ").read_bytes()
    return _set(source, {"paper": json.dumps(data)}, at)


def _set(source: bytes, inputs: dict[str, str], at: datetime) -> bytes:
    return compiled(source, inputs, format="pdf", pdf_standards="ua-1", timestamp=at)


def _drawable(text: str) -> str:
    return "".join(character if _is_drawn(character) else _UNKNOWN for character in shown(text))


@cache
def _is_drawn(character: str) -> bool:
    """Return True when one of our fonts draws a character: Typst is asked."""
    from typst import TypstError

    if character.isascii():
        return True
    try:
        _set(_PROBE, {"probe": character}, datetime(2000, 1, 1, tzinfo=UTC))
    except TypstError:
        return False
    return True


def _cover(cover: Cover, variant: Variant, text: Write) -> dict[str, Any]:
    own = cover.colour and variant is NORMAL
    return {
        "above": text(cover.above),
        "below": text(cover.below),
        "facts": _pairs(cover.facts, text),
        "colour": cover.colour if own else f"#{variant.action}",
        "ink": cover.ink if own else "#FFFFFF",
        "photo": _figure(cover.photo, variant, text) if cover.photo else None,
    }


def _blocks(blocks: Iterable[Block], variant: Variant, text: Write) -> Iterable[dict[str, Any]]:
    for block in blocks:
        match block:
            case Grid() if not fits(block, variant):
                yield from (_as_data(part, variant, text) for part in records(block))
            case PaperFigure(table=Grid() as table) if block.share == 1:
                yield _figure(block, variant, text) | {"source": ""}
                yield from _blocks([table], variant, text)
                if block.source:
                    yield _as_data(Paragraph(block.source, "note"), variant, text)
            case _:
                yield _as_data(block, variant, text)


def _figure(figure: PaperFigure, variant: Variant, text: Write) -> dict[str, Any]:
    beside = _grid(figure.table, variant, text, figure.share) if figure.table and figure.share < 1 else None
    return {
        "kind": "figure",
        "title": text(figure.title),
        "reading": text(figure.reading),
        "alternative": text(figure.alternative),
        "svg": as_svg(figure, variant),
        "photo": bool(figure.photo),
        "share": figure.share,
        "beside": beside,
        "source": text(figure.source),
    }


def _grid(grid: Grid, variant: Variant, text: Write, beside: float = 0.0) -> dict[str, Any]:
    """Return a table as data, beside a drawing that takes a part of the width."""
    return {
        "kind": "grid",
        "caption": text(grid.caption),
        "header": [text(cell) for cell in grid.header],
        "rows": [[text(cell) for cell in row] for row in grid.rows],
        "widths": list(measures(grid, variant, 1 - beside)),
    }


def _runs(rows: Iterable[tuple[str, str]], variant: Variant, text: Write) -> Iterable[dict[str, Any]]:
    """Return facts in runs of short ones, set in two columns, and of others; in large print all stand in one."""
    pairs = _pairs(rows, text)
    for short, run in groupby(pairs, key=lambda pair: len(pair[0]) + len(pair[1]) <= _SHORT):
        found = list(run)
        two = short and variant is NORMAL and len(found) >= _ENOUGH
        middle = (len(found) + 1) // 2
        yield {"columns": [found[:middle], found[middle:]] if two else [found]}


def _pairs(rows: Iterable[tuple[str, str]], text: Write) -> list[list[str]]:
    return [[text(label), text(value)] for label, value in rows]


def _as_data(block: Block, variant: Variant, text: Write) -> dict[str, Any]:
    match block:
        case Heading():
            return {
                "kind": "heading",
                "text": text(block.text),
                "level": block.level,
                "page": block.starts_page,
            }
        case Paragraph():
            return {"kind": "text", "text": text(block.text), "style": block.style}
        case Bullets():
            return {"kind": "bullets", "items": [text(item) for item in block.items]}
        case FactList():
            return {"kind": "facts", "runs": list(_runs(block.rows, variant, text))}
        case Grid():
            return _grid(block, variant, text)
        case Links():
            items = [[text(one.text), one.address, text(one.note)] for one in block.items]
            return {"kind": "links", "items": items}
        case PaperFigure():
            return _figure(block, variant, text)
        case Signatures():
            return {"kind": "signatures", "names": [text(name) for name in block.names]}
