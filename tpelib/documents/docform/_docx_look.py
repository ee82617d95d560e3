"""The look of the Word document: page, styles, language, from the variant asked for."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from tpelib.base.look.variants import Variant
from tpelib.documents.paper.word import set_font_table

__all__ = ["set_look"]

_LINK = "1F5FA8"


def set_look(document: Document, variant: Variant, title: str) -> None:
    """Set page, language, fonts and styles of a new document; its title stands at the foot of each page."""
    _set_defaults(document, variant)
    set_font_table(document, variant)
    small = variant.small
    look = _Look(document, variant)
    look.paragraph("Normal", after=6)
    look.paragraph("Title", size=variant.size * 1.9, bold=True, colour=variant.action, after=10)
    for level, scale, before in ((1, 1.55, 24), (2, 1.22, 18), (3, 1.08, 14)):
        look.paragraph(
            f"Heading {level}",
            size=variant.size * scale,
            bold=True,
            colour=variant.action if level < 3 else variant.ink,
            before=before,
            after=4,
            together=True,
        )
    look.underline("Heading 1")
    look.paragraph("List Bullet", after=2)
    look.paragraph("TPE Question", bold=True, before=14, after=2, together=True)
    look.paragraph("TPE Aide", size=small, colour=variant.quiet, after=3, together=True)
    look.paragraph("TPE Choix", size=small, colour=variant.quiet, together=True)
    look.paragraph("TPE Réponse", before=4, after=8)
    look.frame("TPE Réponse")
    look.paragraph("TPE Case", after=3)
    look.paragraph("TPE Cellule", before=2, after=2)
    look.paragraph("TPE Tête", bold=True, before=2, after=2, together=True)
    look.paragraph("TPE Repère", size=small, colour=variant.quiet, before=24)
    look.paragraph("Footer", size=small, colour=variant.quiet)
    look.character("PlaceholderText", "Placeholder Text", variant.quiet)
    look.character(
        "TPELien", "TPE Lien", _LINK if variant.action != variant.ink else variant.ink, underline=True
    )
    look.character("TPEBoite", "TPE Boîte", variant.ink, font="MS Gothic", size=variant.size * 1.15)
    document.styles.element.append(parse_xml(_table_style(variant)))
    _set_page(document, variant, title)


class _Look:
    """Sets one style after another."""

    def __init__(self, document: Document, variant: Variant) -> None:
        self._document = document
        self._variant = variant

    def paragraph(
        self,
        name: str,
        *,
        size: float = 0,
        bold: bool = False,
        colour: str = "",
        before: float = 0,
        after: float = 0,
        together: bool = False,
    ) -> None:
        """Set a style of paragraphs, wiping what the template of the library gave it."""
        style = self._style(name)
        for part in ("w:rPr", "w:pPr"):
            for node in style.element.findall(qn(part)):
                for child in list(node):
                    if child.tag not in (qn("w:outlineLvl"), qn("w:numPr")):
                        node.remove(child)
        style.font.size = Pt(size or self._variant.size)
        style.font.bold = bold
        style.font.color.rgb = RGBColor.from_string(colour or self._variant.ink)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing = self._variant.line
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.keep_with_next = together
        form.widow_control = True
        if name == "List Bullet":
            form.left_indent, form.first_line_indent = Cm(0.8), Cm(-0.6)
        elif name == "TPE Choix":
            form.left_indent = Cm(0.6)

    def character(
        self,
        style_id: str,
        name: str,
        colour: str,
        *,
        underline: bool = False,
        font: str = "",
        size: float = 0,
    ) -> None:
        """Add a style of characters, its id as the controls name it."""
        style = self._document.styles.add_style(
            name, WD_STYLE_TYPE.CHARACTER, builtin=name == "Placeholder Text"
        )
        style.element.set(qn("w:styleId"), style_id)
        if not isinstance(style, CharacterStyle):
            raise TypeError(name)
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.underline = underline or None
        if font:
            style.element.get_or_add_rPr().insert(0, _fonts(font))
        if size:
            style.font.size = Pt(size)

    def frame(self, name: str) -> None:
        """Draw a frame around the paragraphs of a style: here one writes."""
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{self._variant.rule}" w:space="6" w:color="{self._variant.border}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        self._insert(name, f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
        form = self._style(name).paragraph_format
        form.left_indent = form.right_indent = Cm(0.25)

    def underline(self, name: str) -> None:
        """Draw a line under the paragraphs of a style."""
        line = f'<w:bottom w:val="single" w:sz="{self._variant.rule}" w:space="2" w:color="{self._variant.action}"/>'
        self._insert(name, f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")

    def _insert(self, name: str, borders: str) -> None:
        """Put borders where the schema wants them: before shading, tabs and spacing."""
        properties = self._style(name).element.get_or_add_pPr()
        spacing = properties.find(qn("w:spacing"))
        spacing.addprevious(parse_xml(borders))

    def _style(self, name: str) -> ParagraphStyle:
        styles = self._document.styles
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if not isinstance(style, ParagraphStyle):
            raise TypeError(name)
        return style


def _fonts(name: str) -> Any:
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
    return fonts


def _set_defaults(document: Document, variant: Variant) -> None:
    """Set font, letter spacing and language of everything that says nothing else."""
    styles = document.styles.element
    default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(default):
        default.remove(child)
    default.append(_fonts(variant.font))
    if variant.letter:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(variant.letter * 20)))
        default.append(spacing)
    language = OxmlElement("w:lang")
    for script in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{script}"), "fr-FR" if script != "bidi" else "ar-SA")
    default.append(language)
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), "fr-FR")


def _table_style(variant: Variant) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{variant.rule}" w:space="0" w:color="{variant.border}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TPETableau">'
        '<w:name w:val="TPE Tableau"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{variant.tint}"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )


def _set_page(document: Document, variant: Variant, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(variant.margin)
    section.top_margin = section.bottom_margin = Cm(2)
    section.footer_distance = Cm(0.9)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    footer.add_run(f"{title}, page ")
    number, text = OxmlElement("w:fldSimple"), OxmlElement("w:r")
    number.set(qn("w:instr"), "PAGE")
    text.append(OxmlElement("w:t"))
    number.append(text)
    footer._p.append(number)
