"""The Word file of a paper, block after block."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Cm, Pt

from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.archive import undated
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
from tpelib.documents.paper.drawings import png
from tpelib.documents.paper.photos import kind_and_size
from tpelib.documents.paper.room import fits, measures, records
from tpelib.documents.word.body import Body
from tpelib.documents.word.elements import (
    add_bookmark,
    add_contents,
    add_link,
    describe_image,
    shade,
)
from tpelib.documents.word.styles import Style, set_fonts, set_page, set_properties, set_styles

__all__ = ["write"]

_PHOTO_CM = 7.0
_STYLES = {"normal": "Normal", "lead": "Intense Quote", "strong": "TPE Fort", "note": "Caption"}
_KEPT = ("contextualSpacing", "keepLines", "keepNext", "kern", "spacing")
"""What the styles of Word keep of their own: bullets stand close, a heading stays with its text."""


def write(paper: Paper, variant: Variant) -> bytes:
    """Return a document as a Word file."""
    document = docx.Document()
    set_fonts(document, variant)
    set_styles(document, variant, _styles(variant), _KEPT)
    set_page(document, 1.1 * variant.margin, shown(paper.footer))
    set_properties(
        document,
        shown(paper.title),
        subject=shown(paper.subject),
        author=shown(paper.author),
        at=datetime.combine(paper.day, time(), UTC),
    )
    writer = _PaperWriter(document, variant, sections=paper.contents)
    if paper.cover:
        writer.cover(paper.title, paper.cover)
    else:
        writer.paragraph(shown(paper.title), "Title")
    if paper.contents:
        writer.contents(
            [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
        )
    for block in paper.blocks:
        writer.block(block)
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def _styles(variant: Variant) -> Sequence[Style]:
    """Return the styles of a document that is read."""
    size, action, quiet = variant.small, variant.action, variant.quiet
    note, tight = max(9, size - 1.5), size if variant.size >= 14 else size * 0.78
    return (
        Style("Normal", size, after=6),
        Style("Title", size * 1.8, bold=True, colour=action, after=10),
        Style("Heading 1", size * 1.4, bold=True, colour=action, before=16, after=5),
        Style("Heading 2", size * 1.15, bold=True, before=14, after=4),
        Style("TPE Sommaire", size * 1.4, bold=True, colour=action, after=8),
        Style("TPE Fort", size, bold=True, before=8, after=3, together=True),
        Style("TPE Tête", size, bold=True, before=3, after=3, together=True),
        Style("TPE Cellule", size, before=3, after=3),
        Style("TPE Tête serrée", tight, bold=True, before=2, after=2, together=True),
        Style("TPE Cellule serrée", tight, before=2, after=2),
        Style("TOC 1", size, after=5),
        Style("List Bullet", size, after=3),
        Style("Intense Quote", size * 1.15, bold=True, after=8),
        Style("Caption", note, colour=quiet, after=6),
        Style("Footer", note, colour=quiet),
    )


class _PaperWriter(Body):
    """Writes the body of the document, block after block.

    Parameters
    ----------
    sections : bool
        True where each heading of level 1 is found from the table of contents.
    """

    def __init__(self, document: Document, variant: Variant, *, sections: bool) -> None:
        super().__init__(document, variant, 21 - 2.2 * variant.margin)
        self._sections, self._count = sections, 0

    def cover(self, title: str, cover: Cover) -> None:
        """Write the first page."""
        own = bool(cover.colour) and self._variant is NORMAL
        ground = cover.colour.lstrip("#") if own else self._variant.action
        ink = cover.ink.lstrip("#") if own else "FFFFFF"
        for text, style, size in (
            (cover.above, "Normal", 13),
            (title, "Title", 30),
            (cover.below, "Normal", 15),
        ):
            paragraph = self.paragraph(shown(text), style)
            paragraph.paragraph_format.space_before = Pt(18 if style == "Title" else 12)
            paragraph.paragraph_format.space_after = Pt(12)
            shade(paragraph, ground, ink, size)
        if cover.photo:
            self.image(cover.photo, 4.5)
        for label, value in cover.facts:
            self.fact(label, value)

    def contents(self, titles: Sequence[str]) -> None:
        """Write the table of contents on a page of its own."""
        head = self.paragraph("Sommaire", "TPE Sommaire")
        head.paragraph_format.page_break_before = True
        add_contents(self.paragraph(), [(shown(text), _anchor(rank)) for rank, text in enumerate(titles, 1)])

    def block(self, block: Block) -> None:
        """Add a block."""
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.paragraph(shown(block.text), _STYLES[block.style])
            case Bullets():
                for item in block.items:
                    self.paragraph(shown(item), "List Bullet")
            case Links():
                self.links(block)
            case FactList():
                for label, value in block.rows:
                    self.fact(label, value)
            case Grid() if fits(block, self._variant):
                self.grid(block)
            case Grid():
                for part in records(block):
                    self.block(part)
            case PaperFigure():
                self.figure(block)
            case Signatures():
                rows = [(name, "") for name in block.names]
                self.table(("Nom", "Signature"), rows, (1, 2), "Signatures", height_cm=2)

    def heading(self, block: Heading) -> None:
        """Add a heading."""
        paragraph = self.paragraph(shown(block.text), f"Heading {block.level}")
        if block.starts_page:
            paragraph.paragraph_format.page_break_before = True
        if self._sections and block.level == 1:
            self._count += 1
            add_bookmark(paragraph, _anchor(self._count), self._count)

    def fact(self, label: str, value: str) -> None:
        """Add a label and its value."""
        line = self.paragraph()
        line.add_run(shown(f"{label} : ")).bold = True
        line.add_run(shown(value))

    def links(self, block: Links) -> None:
        """Add a list of links."""
        for one in block.items:
            line = self.paragraph(style="List Bullet")
            if one.address:
                add_link(line, shown(one.text), address=one.address)
            else:
                line.add_run(shown(one.text)).bold = True
            if one.note:
                line.add_run(shown(f" : {one.note}"))

    def figure(self, block: PaperFigure) -> None:
        """Add a figure: title, what to see, drawing, figures, source."""
        self.paragraph(shown(block.title), _STYLES["strong"])
        if block.reading:
            self.paragraph(shown(block.reading)).paragraph_format.keep_with_next = True
        self.image(block, _PHOTO_CM if block.photo else block.share * self._width)
        if block.table:
            self.block(block.table)
        if block.source:
            self.paragraph(shown(block.source), _STYLES["note"])

    def image(self, figure: PaperFigure, width_cm: float) -> None:
        """Add the drawing or photo of a figure, with its text alternative."""
        paragraph = self.paragraph()
        run, data = paragraph.add_run(), figure.photo or png(figure, self._variant)
        if figure.photo:
            _kind, wide, high = kind_and_size(data)
            width_cm = min(width_cm, width_cm * wide / high)
        run.add_picture(io.BytesIO(data), width=Cm(width_cm))
        describe_image(run, shown(figure.title), shown(figure.alternative))

    def grid(self, block: Grid) -> None:
        """Add a table under its caption."""
        self.paragraph(shown(block.caption), _STYLES["strong"])
        self.table(block.header, block.rows, measures(block, self._variant), block.caption)
        self.paragraph()

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        title: str,
        height_cm: float = 0,
    ) -> None:
        """Add a table; many columns are set tighter."""
        many = len(header) > 4
        table, grid = self.new_table(shown(title), len(rows) + 1, widths, "Table Grid", narrow=many)
        for line, (cells, texts) in enumerate(zip(grid, (header, *rows), strict=True)):
            style = ("TPE Tête" if line == 0 else "TPE Cellule") + (" serrée" if many else "")
            for cell, text in zip(cells, texts, strict=True):
                self.write(cell, shown(text), style)
                if line == 0:
                    shade(cell, self._variant.tint)
            if height_cm and line:
                row = table.rows[line]
                row.height, row.height_rule = Cm(height_cm), WD_ROW_HEIGHT_RULE.AT_LEAST


def _anchor(rank: int) -> str:
    return f"partie{rank}"
