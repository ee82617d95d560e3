"""What python-docx does not write: fields, links, bookmarks, shading, text alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

__all__ = [
    "add_bookmark",
    "add_contents",
    "add_field",
    "add_link",
    "describe_image",
    "element",
    "new_run",
    "shade",
]


def element(tag: str, /, *inside: Any, **attributes: object) -> Any:
    """Return an element of Word (``"w:bookmarkStart"``), its attributes in its own namespace, and what it holds."""
    made: Any = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), str(value))
    made.extend(inside)
    return made


def new_run(text: str, style: str = "") -> Any:
    """Return a run that stands nowhere yet; ``style`` is the id of a style of characters."""
    made = element("w:r")
    if style:
        made.append(element("w:rPr", element("w:rStyle", val=style)))
    made.text = text  # ends of lines and tabs as Word writes them
    return made


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what Word computes itself: the number of the page (``PAGE``)."""
    paragraph._p.append(element("w:fldSimple", element("w:r", element("w:t")), instr=instruction))


def add_link(
    paragraph: Paragraph, words: str, *, address: str = "", anchor: str = "", style: str = ""
) -> None:
    """Add a link: to an address, or to a bookmark of the document; underlined where no style says how it looks."""
    link = element("w:hyperlink", **({} if address else {"anchor": anchor}))
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = new_run(words, style)
    if not style:
        run.get_or_add_rPr().append(element("w:u", val="single"))
    link.append(run)
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
    words = element("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = ' TOC \\o "1-1" \\h \\z \\u '
    for inside in (_mark("begin"), words, _mark("separate")):
        paragraph._p.append(element("w:r", inside))
    for position, (text, anchor) in enumerate(headings):
        line = paragraph if position == 0 else paragraph.insert_paragraph_before("")
        if position:
            line._p.getparent().remove(line._p)
            paragraph._p.addnext(line._p)
        add_link(line, text, anchor=anchor)
        line.style = "TOC 1"
        paragraph = line
    paragraph._p.append(element("w:r", _mark("end")))


def _mark(kind: str) -> Any:
    return element("w:fldChar", fldCharType=kind)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around what a paragraph holds."""
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, element("w:bookmarkStart", id=number, name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def describe_image(run: Any, title: str, alternative: str) -> None:
    """Give the image of a run its title and its text alternative."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", alternative)
        properties.set("title", title)


def shade(part: Any, ground: str, ink: str = "", points: float = 0) -> None:
    """Colour the ground of a paragraph or a cell (RRGGBB), and set what is written on it."""
    shading = element("w:shd", val="clear", color="auto", fill=ground)
    if hasattr(part, "_p"):
        after = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
        part._p.get_or_add_pPr().insert_element_before(shading, *after)
    else:
        part._tc.get_or_add_tcPr().append(shading)
    for run in part.runs if ink else ():
        run.font.color.rgb = RGBColor.from_string(ink)
        run.font.size = Pt(points)
