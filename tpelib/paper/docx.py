"""Word: real headings, lists and header rows, in French, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from tpelib.paper.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Signatures, Text, shown

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["to_docx"]

_FONT, _INK, _QUIET, _ACTION, _TINT = "Verdana", "1B2A2F", "5B6B70", "0B5D59", "E6F0EE"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_TEXT_WIDTH_CM = 16.6


def to_docx(paper: Paper) -> bytes:
    """Return a document as a Word file: the same document gives the same bytes."""
    import docx

    document = docx.Document()
    _set_look(document, paper.footer)
    _set_properties(document, paper)
    writer = _Writer(document)
    writer.paragraph(paper.title, "Title")
    for block in paper.blocks:
        writer.block(block)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


class _Writer:
    """Writes the body of the document, block after block."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = {style.name: style.style_id for style in document.styles}  # looking one up is slow

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        paragraph = self._document.add_paragraph(shown(text))
        paragraph._p.style = self._styles[style]
        return paragraph

    def block(self, block: Block) -> None:
        """Add a block."""
        match block:
            case Heading():
                self.paragraph(block.text, f"Heading {block.level}")
            case Text():
                style = {"normal": "Normal", "lead": "Intense Quote", "note": "Caption"}[block.style]
                self.paragraph(block.text, style)
            case Bullets():
                for item in block.items:
                    self.paragraph(item, "List Bullet")
            case Facts():
                for label, value in block.rows:
                    line = self.paragraph("")
                    line.add_run(shown(f"{label} : ")).bold = True
                    line.add_run(shown(value))
            case Grid():
                caption = self.paragraph("")
                caption.add_run(shown(block.caption)).bold = True
                caption.paragraph_format.keep_with_next = True
                _table(self._document, block.header, block.rows, block.widths, block.caption)
                self.paragraph("")
            case Signatures():
                rows = [(name, "") for name in block.names]
                _table(self._document, ("Nom", "Signature"), rows, (1, 2), "Signatures", height_cm=2)


def _table(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    title: str,
    height_cm: float = 0,
) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    table = document.add_table(len(rows) + 1, len(header), "Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Cm(_TEXT_WIDTH_CM * share / sum(widths))
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), shown(title))
    table._tbl.tblPr.append(caption)
    grid = [list(row.cells) for row in table.rows]  # looking a cell up is slow
    for line, (cells, texts) in enumerate(zip(grid, (header, *rows), strict=True)):
        for cell, text, share in zip(cells, texts, widths, strict=True):
            cell.width = Cm(_TEXT_WIDTH_CM * share / sum(widths))
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            paragraph.add_run(shown(text)).bold = line == 0 or None
            if line == 0:
                _shade(cell._tc.get_or_add_tcPr())
        if height_cm and line:
            table.rows[line].height, table.rows[line].height_rule = Cm(height_cm), WD_ROW_HEIGHT_RULE.AT_LEAST
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _shade(properties: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_TINT}"/>'))


def _set_look(document: Document, footer: str) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size, colour, bold, before, after in (
        ("Normal", 10.5, _INK, False, 0, 6),
        ("Title", 19, _ACTION, True, 0, 10),
        ("Heading 1", 14, _ACTION, True, 16, 5),
        ("Heading 2", 12, _INK, True, 12, 4),
        ("List Bullet", 10.5, _INK, False, 0, 3),
        ("Intense Quote", 12, _INK, True, 0, 8),
        ("Caption", 9, _QUIET, False, 0, 6),
        ("Footer", 9, _QUIET, False, 0, 0),
    ):
        style: Any = document.styles[name]
        for part in list(style.element.findall(".//w:pBdr", style.element.nsmap)):
            part.getparent().remove(part)
        _set_fonts(style.element)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.25
        if name == "Intense Quote":
            form.left_indent = form.right_indent = Cm(0)
    _set_language(document)
    line = section.footer.paragraphs[0]
    line.add_run(f"{shown(footer)}, page " if footer else "page ")
    _field(line, "PAGE")


def _set_fonts(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = properties._add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _set_language(document: Document) -> None:
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
        language.set(qn("w:eastAsia"), "fr-FR")


def _field(paragraph: Paragraph, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field, run = OxmlElement("w:fldSimple"), OxmlElement("w:r")
    field.set(qn("w:instr"), instruction)
    run.append(OxmlElement("w:t"))
    field.append(run)
    paragraph._p.append(field)


def _set_properties(document: Document, paper: Paper) -> None:
    about, at = document.core_properties, datetime.combine(paper.day, time(), UTC).replace(tzinfo=None)
    about.title, about.subject, about.author = shown(paper.title), shown(paper.subject), shown(paper.author)
    about.language, about.comments, about.keywords = "fr-FR", "", ""
    about.created = about.modified = at
    about.last_modified_by, about.revision = shown(paper.author), 1


def _undated(data: bytes) -> bytes:
    """Return a Word file whose parts bear no date of the machine."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return out.getvalue()
