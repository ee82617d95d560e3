"""How a Word document looks: page, fonts, language and styles, from the variant asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from tpelib.base.look.variants import Variant
from tpelib.documents.word.elements import add_field, element

__all__ = [
    "Style",
    "add_character_style",
    "add_table_style",
    "set_fonts",
    "set_page",
    "set_properties",
    "set_styles",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs.

    Parameters
    ----------
    name : str
        One of Word's, or one of ours (« TPE … »), which is added.
    size : float
        Points; 0 for that of the text.
    bold : bool
        As it says.
    colour : str
        RRGGBB; empty for the ink of the text.
    before, after : float
        Room above and below, in points.
    together : bool
        True to stay on the page of what follows.
    left, right, first : float, optional
        Indents of the paragraph and of its first line, in centimetres.
    border : {"", "frame", "below"}
        A frame around it, where one writes, or a line below it.
    """

    name: str
    size: float = 0
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    together: bool = False
    left: float | None = None
    right: float | None = None
    first: float | None = None
    border: Literal["", "frame", "below"] = ""


_OWN = frozenset({"outlineLvl", "numPr"})
"""What a style of Word keeps of its own: its place in the outline, its bullet."""


def set_styles(
    document: Document, variant: Variant, styles: Iterable[Style], keep: Collection[str] = ()
) -> None:
    """Set styles, wiping what the template of the library gave them but their place in the outline and their bullet.

    Parameters
    ----------
    keep : collection of str
        What else they keep of it, by the name of the element.
    """
    for style in styles:
        found = _paragraph_style(document, style.name)
        _wipe(found.element, {*_OWN, *keep} - ({"spacing"} if variant.letter else set()))
        found.font.size = Pt(style.size or variant.size)
        found.font.bold = style.bold
        found.font.color.rgb = RGBColor.from_string(style.colour or variant.ink)
        form = found.paragraph_format
        form.space_before, form.space_after = Pt(style.before), Pt(style.after)
        form.line_spacing = variant.line
        form.widow_control = True
        if style.together:
            form.keep_with_next = True
        if style.left is not None:
            form.left_indent = Cm(style.left)
        if style.right is not None:
            form.right_indent = Cm(style.right)
        if style.first is not None:
            form.first_line_indent = Cm(style.first)
        if style.border:
            # The schema wants borders before shading, tabs and spacing.
            found.element.pPr.find(qn("w:spacing")).addprevious(_borders(style.border, variant))


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    known = name in styles
    found = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    if not known:
        found.base_style = styles["Normal"]
    return found


def _wipe(style: Any, kept: Collection[str]) -> None:
    tags = {qn(f"w:{name}") for name in kept}
    for node in (*style.findall(qn("w:rPr")), *style.findall(qn("w:pPr"))):
        for child in [child for child in node if child.tag not in tags]:
            node.remove(child)


def _borders(kind: Literal["frame", "below"], variant: Variant) -> Any:
    sides = ("top", "left", "bottom", "right") if kind == "frame" else ("bottom",)
    space, colour = (6, variant.border) if kind == "frame" else (2, variant.action)
    return element(
        "w:pBdr",
        *(element(f"w:{side}", val="single", sz=variant.rule, space=space, color=colour) for side in sides),
    )


def add_character_style(
    document: Document,
    style_id: str,
    name: str,
    colour: str,
    *,
    underline: bool = False,
    font: str = "",
    size: float = 0,
) -> None:
    """Add a style of characters, under the id that controls and links name it by."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=name == "Placeholder Text")
    style.element.set(qn("w:styleId"), style_id)
    if not isinstance(style, CharacterStyle):
        raise TypeError(name)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.underline = underline or None
    if font:
        style.element.get_or_add_rPr().insert(0, _fonts(font))
    if size:
        style.font.size = Pt(size)


def set_fonts(document: Document, variant: Variant) -> None:
    """Set font, letter spacing and language of everything that says nothing else, and the font that may stand in."""
    styles = document.styles.element
    default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(default):
        default.remove(child)
    default.append(_fonts(variant.font))
    if variant.letter:
        default.append(element("w:spacing", val=round(variant.letter * 20)))
    default.append(element("w:lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA"))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), "fr-FR")
    _set_font_table(document, variant)


def _fonts(name: str) -> Any:
    return element("w:rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), name))


def _set_font_table(document: Document, variant: Variant) -> None:
    """Name the font that replaces the one of the variant where it is not installed."""
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


def set_page(document: Document, margin_cm: float, footer: str) -> None:
    """Set an A4 page, numbered at its foot after a few words."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = section.bottom_margin = Cm(2)
    line = section.footer.paragraphs[0]
    line.add_run(f"{footer}, page " if footer else "page ")
    add_field(line, "PAGE")


def set_properties(
    document: Document, title: str, *, subject: str = "", author: str = "", keywords: str = "", at: datetime
) -> None:
    """Set the properties of a document: the title that readers announce, its language, who wrote it and when (UTC)."""
    about = document.core_properties
    about.title, about.subject, about.author = title, subject, author
    about.language, about.comments, about.keywords = "fr-FR", "", keywords
    about.created = about.modified = at.replace(tzinfo=None)
    about.last_modified_by, about.revision = author, 1


def add_table_style(document: Document, variant: Variant, style_id: str, name: str) -> None:
    """Add a style of tables: ruled, with room around what is written, its first row tinted."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{variant.rule}" w:space="0" w:color="{variant.border}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{style_id}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
            '<w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
            '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{variant.tint}"/>'
            "</w:tcPr></w:tblStylePr></w:style>"
        )
    )
