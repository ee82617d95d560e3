"""PDF: tagged for screen readers (PDF/UA-1), set by Typst in the course's own font."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tpelib.paper.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Signatures, Text, shown

if TYPE_CHECKING:
    from typst import Compiler

__all__ = ["to_pdf"]

_UNKNOWN = "□"
"""Stands for a character that none of our fonts draws: a document without it would be no PDF/UA."""
_PROBE = b"""#set document(title: "-")
#set text(font: ("Atkinson Hyperlegible Next", "DejaVu Sans Mono"), fallback: false)
#sys.inputs.probe"""
_TURN = threading.Lock()


def to_pdf(paper: Paper) -> bytes:
    """Return a document as PDF/UA-1: tagged, in French, with its title, and always the same bytes."""
    from typst import TypstError

    try:
        return _compiled(paper, shown)
    except TypstError:  # a character that no font of ours has
        return _compiled(paper, _drawable)


def _compiled(paper: Paper, text: Callable[[str], str]) -> bytes:
    at = datetime.combine(paper.day, time(), UTC)
    data = {
        "title": text(paper.title),
        "subject": text(paper.subject),
        "author": text(paper.author),
        "footer": text(paper.footer),
        "day": {"year": at.year, "month": at.month, "day": at.day},
        "blocks": [_as_data(block, text) for block in paper.blocks],
    }
    source = files("tpelib.paper").joinpath("paper.typ").read_bytes()
    return _set(source, {"paper": json.dumps(data)}, at)


def _set(source: bytes, inputs: dict[str, str], at: datetime) -> bytes:
    with _TURN:
        done = _compiler().compile(
            input=source, format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=at
        )
    assert isinstance(done, bytes)  # noqa: S101  # one file is asked for, in memory
    return done


@cache
def _compiler() -> Compiler:
    from typst import Compiler, Fonts

    # Typst brings DejaVu Sans Mono, which draws what the course's font lacks; no font of the machine is used.
    own = str(files("tpelib.look").joinpath("fonts"))
    return Compiler(
        font_paths=Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[own])
    )


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


def _as_data(block: Block, text: Callable[[str], str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": text(block.text), "level": block.level}
        case Text():
            return {"kind": "text", "text": text(block.text), "style": block.style}
        case Bullets():
            return {"kind": "bullets", "items": [text(item) for item in block.items]}
        case Facts():
            return {"kind": "facts", "rows": [[text(cell) for cell in row] for row in block.rows]}
        case Grid():
            return {
                "kind": "grid",
                "caption": text(block.caption),
                "header": [text(cell) for cell in block.header],
                "rows": [[text(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths),
            }
        case Signatures():
            return {"kind": "signatures", "names": [text(name) for name in block.names]}
