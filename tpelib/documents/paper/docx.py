"""Word: real headings, lists, links, alt texts and header rows, in French, always the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from tpelib.base.look.variants import NORMAL, Variant
from tpelib.documents.paper.archive import undated
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
from tpelib.documents.paper.drawings import png
from tpelib.documents.paper.photos import kind_and_size
from tpelib.documents.paper.room import fits, measures, records
from tpelib.documents.paper.word import (
    add_bookmark,
    add_contents,
    add_field,
    add_link,
    describe_image,
    narrow_margins,
    set_font_table,
    set_language,
    set_look,
    shade,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["to_docx"]

_PHOTO_CM = 7.0
_STYLES = {"normal": "Normal", "lead": "Intense Quote", "strong": "TPE Fort", "note": "Caption"}


def to_docx(paper: Paper, variant: Variant = NORMAL) -> bytes:
    """Return a document as a Word file: the same document gives the same bytes."""
    import docx

    document = docx.Document()
    set_look(document, variant)
    set_language(document)
    set_font_table(document, variant)
    line = document.sections[0].footer.paragraphs[0]
    line.add_run(f"{shown(paper.footer)}, page " if paper.footer else "page ")
    add_field(line, "PAGE")
    _set_properties(document, paper)
    writer = _Writer(document, variant, sections=paper.contents)
    if paper.cover:
        writer.cover(paper.title, paper.cover)
    else:
        writer.paragraph(paper.title, "Title")
    if paper.contents:
        writer.contents(
            [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
        )
    for block in paper.blocks:
        writer.block(block)
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


class _Writer:
    """Writes the body of the document, block after block.

    Parameters
    ----------
    sections : bool
        True where each heading of level 1 is found from the table of contents.
    """

    def __init__(self, document: Document, variant: Variant, *, sections: bool) -> None:
        self._document, self._variant, self._sections = document, variant, sections
        self._styles = {style.name: style.style_id for style in document.styles}  # looking one up is slow
        self._count = 0

    @property
    def _width(self) -> float:
        return 21 - 2.2 * self._variant.margin

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        paragraph = self._document.add_paragraph(shown(text))
        paragraph._p.style = self._styles[style]
        return paragraph

    def cover(self, title: str, cover: Cover) -> None:
        """Write the first page."""
        from docx.shared import Pt

        own = bool(cover.colour) and self._variant is NORMAL
        ground = cover.colour.lstrip("#") if own else self._variant.action
        ink = cover.ink.lstrip("#") if own else "FFFFFF"
        for text, style, size in (
            (cover.above, "Normal", 13),
            (title, "Title", 30),
            (cover.below, "Normal", 15),
        ):
            paragraph = self.paragraph(text, style)
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
        add_contents(
            self.paragraph(""), [(shown(text), _anchor(rank)) for rank, text in enumerate(titles, 1)]
        )

    def block(self, block: Block) -> None:
        """Add a block."""
        match block:
            case Heading():
                self.heading(block)
            case Text():
                self.paragraph(block.text, _STYLES[block.style])
            case Bullets():
                for item in block.items:
                    self.paragraph(item, "List Bullet")
            case Links():
                self.links(block)
            case Facts():
                for label, value in block.rows:
                    self.fact(label, value)
            case Grid() if fits(block, self._variant):
                self.grid(block)
            case Grid():
                for part in records(block):
                    self.block(part)
            case Figure():
                self.figure(block)
            case Signatures():
                rows = [(name, "") for name in block.names]
                self.table(("Nom", "Signature"), rows, (1, 2), "Signatures", height_cm=2)

    def heading(self, block: Heading) -> None:
        """Add a heading."""
        paragraph = self.paragraph(block.text, f"Heading {block.level}")
        if block.starts_page:
            paragraph.paragraph_format.page_break_before = True
        if self._sections and block.level == 1:
            self._count += 1
            add_bookmark(paragraph, _anchor(self._count), self._count)

    def fact(self, label: str, value: str) -> None:
        """Add a label and its value."""
        line = self.paragraph("")
        line.add_run(shown(f"{label} : ")).bold = True
        line.add_run(shown(value))

    def links(self, block: Links) -> None:
        """Add a list of links."""
        for one in block.items:
            line = self.paragraph("", "List Bullet")
            if one.address:
                add_link(line, shown(one.text), address=one.address)
            else:
                line.add_run(shown(one.text)).bold = True
            if one.note:
                line.add_run(shown(f" : {one.note}"))

    def figure(self, block: Figure) -> None:
        """Add a figure: title, what to see, drawing, figures, source."""
        self.paragraph(block.title, _STYLES["strong"])
        if block.reading:
            self.paragraph(block.reading).paragraph_format.keep_with_next = True
        self.image(block, _PHOTO_CM if block.photo else block.share * self._width)
        if block.table:
            self.block(block.table)
        if block.source:
            self.paragraph(block.source, _STYLES["note"])

    def image(self, figure: Figure, width_cm: float) -> None:
        """Add the drawing or photo of a figure, with its text alternative."""
        from docx.shared import Cm

        paragraph = self.paragraph("")
        run, data = paragraph.add_run(), figure.photo or png(figure, self._variant)
        if figure.photo:
            _kind, wide, high = kind_and_size(data)
            width_cm = min(width_cm, width_cm * wide / high)
        run.add_picture(io.BytesIO(data), width=Cm(width_cm))
        describe_image(run, shown(figure.title), shown(figure.alternative))

    def grid(self, block: Grid) -> None:
        """Add a table under its caption."""
        self.paragraph(block.caption, _STYLES["strong"])
        self.table(block.header, block.rows, measures(block, self._variant), block.caption)
        self.paragraph("")

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        title: str,
        height_cm: float = 0,
    ) -> None:
        """Add a table whose first row heads the columns, on each page it runs over."""
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        table = self._document.add_table(len(rows) + 1, len(header), "Table Grid")
        table.autofit = False
        many = len(header) > 4
        if many:
            narrow_margins(table)
        measures = [Cm(self._width * share / sum(widths)) for share in widths]
        for column, measure in zip(table.columns, measures, strict=True):
            column.width = measure
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), shown(title))
        table._tbl.tblPr.append(caption)
        grid = [list(row.cells) for row in table.rows]  # looking a cell up is slow
        for line, (cells, texts) in enumerate(zip(grid, (header, *rows), strict=True)):
            style = self._styles[("TPE Tête" if line == 0 else "TPE Cellule") + (" serrée" if many else "")]
            for cell, text, measure in zip(cells, texts, measures, strict=True):
                cell.width = measure
                paragraph = cell.paragraphs[0]
                paragraph._p.style = style
                paragraph.add_run(shown(text))
                if line == 0:
                    shade(cell, self._variant.tint)
            if height_cm and line:
                row = table.rows[line]
                row.height, row.height_rule = Cm(height_cm), WD_ROW_HEIGHT_RULE.AT_LEAST
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)


def _anchor(rank: int) -> str:
    return f"partie{rank}"


def _set_properties(document: Document, paper: Paper) -> None:
    about, at = document.core_properties, datetime.combine(paper.day, time(), UTC).replace(tzinfo=None)
    about.title, about.subject, about.author = shown(paper.title), shown(paper.subject), shown(paper.author)
    about.language, about.comments, about.keywords = "fr-FR", "", ""
    about.created = about.modified = at
    about.last_modified_by, about.revision = shown(paper.author), 1
