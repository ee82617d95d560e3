"""A paper in the format that somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpelib.base.formats import DOCX, HTML, PDF, Format
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.blocks import Paper
from tpelib.documents.paper.docx import to_docx
from tpelib.documents.paper.html import to_html
from tpelib.documents.paper.pdf import to_pdf

__all__ = ["written_as"]

_WRITERS: Mapping[Format, Callable[[Paper, Variant], bytes]] = {DOCX: to_docx, PDF: to_pdf, HTML: to_html}


def written_as(paper: Paper, form: Format, variant: Variant = NORMAL) -> bytes:
    """Return a document in one of :data:`tpelib.base.formats.PAPERS`."""
    return _WRITERS[form](paper, variant)
