"""What every Word file of the course needs below python-docx: the font that stands in, the fields, the links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpelib.base.look.variants import Variant

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = [
    "add_bookmark",
    "add_contents",
    "add_field",
    "add_link",
    "describe_image",
    "narrow_margins",
    "set_font_table",
    "set_language",
    "set_look",
    "shade",
]


def set_look(document: Document, variant: Variant) -> None:
    """Set the page and the styles of a document that is read: fonts, sizes and inks of the variant."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    section, size = document.sections[0], variant.small
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.1 * variant.margin)
    section.top_margin = section.bottom_margin = Cm(2)
    note, small = max(9, size - 1.5), size if variant.size >= 14 else size * 0.78
    for name, points, colour, bold, before, after in (
        ("Normal", size, variant.ink, False, 0, 6),
        ("Title", size * 1.8, variant.action, True, 0, 10),
        ("Heading 1", size * 1.4, variant.action, True, 16, 5),
        ("Heading 2", size * 1.15, variant.ink, True, 14, 4),
        ("TPE Sommaire", size * 1.4, variant.action, True, 0, 8),
        ("TPE Fort", size, variant.ink, True, 8, 3),
        ("TPE Tête", size, variant.ink, True, 3, 3),
        ("TPE Cellule", size, variant.ink, False, 3, 3),
        ("TPE Tête serrée", small, variant.ink, True, 2, 2),
        ("TPE Cellule serrée", small, variant.ink, False, 2, 2),
        ("TOC 1", size, variant.ink, False, 0, 5),
        ("List Bullet", size, variant.ink, False, 0, 3),
        ("Intense Quote", size * 1.15, variant.ink, True, 0, 8),
        ("Caption", note, variant.quiet, False, 0, 6),
        ("Footer", note, variant.quiet, False, 0, 0),
    ):
        known = name in document.styles
        style: Any = document.styles[name] if known else _added(document, name, WD_STYLE_TYPE.PARAGRAPH)
        for part in list(style.element.findall(".//w:pBdr", style.element.nsmap)):
            part.getparent().remove(part)
        _set_font(style.element, variant)
        style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), variant.line
        if name == "Intense Quote":
            form.left_indent = form.right_indent = Cm(0)
        if name == "TPE Fort" or "Tête" in name:
            form.keep_with_next = True


def set_language(document: Document) -> None:
    """Say that every text of a document is French."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
        language.set(qn("w:eastAsia"), "fr-FR")


def narrow_margins(table: Any) -> None:
    """Leave a millimetre beside the texts of a table: one of many columns has no room to lose."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    sides = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def shade(part: Any, ground: str, ink: str = "", points: float = 0) -> None:
    """Colour the ground of a paragraph or a cell (RRGGBB), and set what is written on it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, RGBColor

    held = part._p.get_or_add_pPr() if hasattr(part, "_p") else part._tc.get_or_add_tcPr()
    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground}"/>')
    after = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
    held.insert_element_before(shading, *after) if hasattr(part, "_p") else held.append(shading)
    for run in part.runs if ink else ():
        run.font.color.rgb = RGBColor.from_string(ink)
        run.font.size = Pt(points)


def _added(document: Document, name: str, kind: Any) -> Any:
    style = document.styles.add_style(name, kind)
    style.base_style = document.styles["Normal"]
    return style


def _set_font(style: Any, variant: Variant) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = properties._add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), variant.font)
    if variant.letter:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(variant.letter * 20)))
        properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def set_font_table(document: Document, variant: Variant) -> None:
    """Name the font that replaces the one of the variant where it is not installed."""
    from docx.oxml.ns import nsdecls

    part: Any = next(
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/fontTable")
    )
    font = (
        f'<w:fonts {nsdecls("w")}><w:font w:name="{variant.font}"><w:altName w:val="{variant.fallback}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{font}'.encode()


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what Word computes itself: the number of the page (``PAGE``)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field, run = OxmlElement("w:fldSimple"), OxmlElement("w:r")
    field.set(qn("w:instr"), instruction)
    run.append(OxmlElement("w:t"))
    field.append(run)
    paragraph._p.append(field)


def add_link(paragraph: Paragraph, words: str, *, address: str = "", anchor: str = "") -> None:
    """Add a link: to an address, or to a bookmark of the document."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(words)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def add_contents(paragraph: Paragraph, headings: list[tuple[str, str]]) -> None:
    """Add a table of contents that shows at once, and that Word can bring up to date.

    Parameters
    ----------
    paragraph : Paragraph
        Where it starts; one paragraph is added per heading.
    headings : list of pairs of str
        Words of the heading, and the name of its bookmark.
    """
    paragraph._p.append(_mark("begin"))
    paragraph._p.append(_instruction(' TOC \\o "1-1" \\h \\z \\u '))
    paragraph._p.append(_mark("separate"))
    for position, (words, anchor) in enumerate(headings):
        line = paragraph if position == 0 else paragraph.insert_paragraph_before("")
        if position:
            line._p.getparent().remove(line._p)
            paragraph._p.addnext(line._p)
        add_link(line, words, anchor=anchor)
        line.style = "TOC 1"
        paragraph = line
    paragraph._p.append(_mark("end"))


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for node in (start, end):
        node.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)


def describe_image(run: Any, title: str, alternative: str) -> None:
    """Give the image of a run its title and its text alternative."""
    from docx.oxml.ns import qn

    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", alternative)
        properties.set("title", title)


def _mark(kind: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(text: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run, words = OxmlElement("w:r"), OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    return run
