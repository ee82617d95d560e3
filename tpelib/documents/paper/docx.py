"""Word: real headings, lists, links, alt texts and header rows, in French, always the same bytes."""

from __future__ import annotations

from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.blocks import Paper

__all__ = ["to_docx"]


def to_docx(paper: Paper, variant: Variant = NORMAL) -> bytes:
    """Return a document as a Word file: the same document gives the same bytes."""
    from tpelib.documents.paper.docx_writer import write  # with python-docx, which takes its time

    return write(paper, variant)
