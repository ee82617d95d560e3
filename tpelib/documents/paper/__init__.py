"""Documents to print, sign and send: described once, written as Word, PDF or HTML, always the same bytes.

A :class:`Paper` is a title and blocks, without a word on how they look. Nothing in it is markup: whatever was
typed by somebody is text in all three.
"""

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
)
from tpelib.documents.paper.docx import to_docx
from tpelib.documents.paper.html import to_html
from tpelib.documents.paper.pdf import to_pdf
from tpelib.documents.paper.written import written_as

__all__ = [
    "Block",
    "Bullets",
    "Cover",
    "FactList",
    "Grid",
    "Heading",
    "Links",
    "Paper",
    "PaperFigure",
    "PaperLink",
    "Paragraph",
    "Signatures",
    "to_docx",
    "to_html",
    "to_pdf",
    "written_as",
]
