"""The slides as a PowerPoint file that can be changed: real titles, described pictures, notes, in French."""

from __future__ import annotations

import copy
import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tpelib.base import french
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.course.oral.deck import Deck, Slide
from tpelib.documents.paper import PaperFigure
from tpelib.documents.paper.archive import undated
from tpelib.documents.paper.blocks import shown
from tpelib.documents.paper.drawings import png
from tpelib.documents.paper.photos import kind_and_size

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Page

__all__ = ["to_pptx"]

_SIZE = 13.333, 7.5
"""Inches: a wide screen."""
_MARGIN, _TOP, _FOOT = 0.75, 1.6, 0.75
_TITLE, _TEXT, _SOURCE = 34.0, 22.0, 12.0
"""Points of the type, in the ordinary variant."""
_EMU, _PADDING, _AFTER = 12700, 16, 10
"""English metric units of a point; points left at the sides of a text, after a paragraph."""
_SIGN, _LEAST = 0.53, 10
"""Mean width of a sign, in parts of its size; smallest size, in points."""
_GROUND, _ON_ACTION = "FBF8F3", "FFFFFF"
_DAY = datetime(2026, 1, 1)
"""Dates the properties: the same slides give the same bytes."""
_COVER, _LISTED, _TITLED = 0, 1, 5
"""Layouts of python-pptx's own template: title slide, title and list, title alone."""


def to_pptx(deck: Deck, variant: Variant = NORMAL) -> bytes:
    """Return the slides as a PowerPoint file, always the same bytes.

    Parameters
    ----------
    deck : Deck
        What to show.
    variant : Variant
        How it is set.
    """
    return _SlideWriter(variant).written(deck)


class _SlideWriter:
    """A file in the making."""

    def __init__(self, variant: Variant) -> None:
        import pptx
        from pptx.util import Inches

        self._variant = variant
        self._scale = 1 + (variant.size - NORMAL.size) / 24
        self._file: Presentation = pptx.Presentation()
        self._file.slide_width, self._file.slide_height = Inches(_SIZE[0]), Inches(_SIZE[1])
        self._fill(self._file.slide_master, _GROUND if variant.name != "contraste" else "FFFFFF")

    def written(self, deck: Deck) -> bytes:
        for slide in deck.set_for(self._variant):
            if slide.kind == "cover":
                self._cover(slide)
            else:
                self._plain(slide)
        about = self._file.core_properties
        about.title, about.author, about.language = deck.title, deck.author, "fr-FR"
        about.subject, about.keywords, about.comments = "Soutenance", "", ""
        about.created = about.modified = _DAY
        about.last_modified_by, about.revision = deck.author, 1
        out = io.BytesIO()
        self._file.save(out)
        return undated(out.getvalue())

    def _cover(self, slide: Slide) -> None:
        page = self._page(slide, _COVER)
        self._fill(page, self._variant.action)
        left = _MARGIN if slide.figure is None else 4.3
        width = _SIZE[0] - left - _MARGIN
        self._place(page.placeholders[0], left, 1.6, width, 2.0)
        self._place(page.placeholders[1], left, 3.8, width, 2.4)
        self._write(page.placeholders[0], [slide.title], 44, _ON_ACTION, bold=True)
        self._write(page.placeholders[1], slide.points, 24, _ON_ACTION)
        if slide.figure:
            self._picture(page, slide.figure, (_MARGIN, 2.2, 3.0, 3.0))

    def _plain(self, slide: Slide) -> None:
        page = self._page(slide, _LISTED if slide.points else _TITLED)
        width, height = _SIZE[0] - 2 * _MARGIN, _SIZE[1] - _TOP - _FOOT
        self._place(page.placeholders[0], _MARGIN, 0.5, width, 1.0)
        self._write(page.placeholders[0], [slide.title], _TITLE, self._variant.action, bold=True)
        if slide.points:
            wide = 0.4 * width if slide.figure else width
            self._place(page.placeholders[1], _MARGIN, _TOP, wide, height)
            size = _TEXT if slide.figure else 1.25 * _TEXT
            self._write(page.placeholders[1], slide.points, size, self._variant.ink, spaced=True)
        if slide.figure:
            left = _MARGIN + 0.43 * width if slide.points else _MARGIN
            self._figure(page, slide.figure, left, _SIZE[0] - _MARGIN - left, height)
        self._number(page)

    def _figure(self, page: Page, figure: PaperFigure, left: float, width: float, height: float) -> None:
        """Add what to see, the picture, then its source, in this order."""
        if figure.photo:
            self._picture(page, figure, (left, _TOP, width, height))
            return
        self._box(page, figure.reading or figure.title, (left, _TOP, width, 0.9), 18, bold=True)
        self._picture(page, figure, (left, _TOP + 1.0, width, height - 1.6))
        if figure.source:
            self._box(page, figure.source, (left, _TOP + height - 0.5, width, 0.6), _SOURCE)

    def _picture(self, page: Page, figure: PaperFigure, box: tuple[float, float, float, float]) -> None:
        from pptx.util import Inches

        left, top, width, height = box
        data = figure.photo or png(figure, self._variant, width_cm=width * 2.54)
        _, pixels, lines = kind_and_size(data)
        scale = min(width / pixels, height / lines)
        wide, high = pixels * scale, lines * scale
        left += (width - wide) / 2
        added = page.shapes.add_picture(
            io.BytesIO(data), Inches(left), Inches(top), Inches(wide), Inches(high)
        )
        element: Any = added._element
        about = element.nvPicPr.cNvPr
        about.set("name", shown(figure.title))
        about.set("descr", shown(_alternative(figure)))

    def _box(
        self,
        page: Page,
        text: str,
        box: tuple[float, float, float, float],
        size: float,
        *,
        bold: bool = False,
    ) -> None:
        from pptx.util import Inches

        added = page.shapes.add_textbox(*(Inches(value) for value in box))
        self._write(added, [text], size, self._variant.ink if bold else self._variant.quiet, bold=bold)

    def _page(self, slide: Slide, layout: int) -> Page:
        page: Page = self._file.slides.add_slide(self._file.slide_layouts[layout])
        notes = page.notes_slide.notes_text_frame
        assert notes is not None  # noqa: S101  # the notes page of the template has one
        notes.text = "\n".join((*slide.notes, *_as_lines(slide.figure)))
        for paragraph in notes.paragraphs:
            for run in paragraph.runs:
                self._in_french(run)
        return page

    def _number(self, page: Page) -> None:
        """Add the number of the slide, which the file counts itself: python-pptx leaves it in the layout."""
        from pptx.enum.shapes import PP_PLACEHOLDER

        held: Any = page.slide_layout.placeholders  # its stubs do not say that it is iterated
        for shape in held:
            if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                page.shapes._spTree.append(copy.deepcopy(shape._element))
                added = page.placeholders[shape.placeholder_format.idx]
                self._place(added, _SIZE[0] - _MARGIN - 1.2, _SIZE[1] - 0.65, 1.2, 0.4)

    def _write(
        self,
        shape: Any,
        texts: Sequence[str],
        size: float,
        colour: str,
        *,
        bold: bool = False,
        spaced: bool = False,
    ) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame = shape.text_frame
        fitting = _fitting(texts, round(size * self._scale), shape, self._variant)
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        for rank, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, _spacing(self._variant)
            paragraph.space_after = Pt(_AFTER if spaced else 4)
            run = paragraph.add_run()
            run.text = shown(text).replace("\n", " ")
            run.font.size, run.font.bold = Pt(fitting), bold
            run.font.name, run.font.color.rgb = self._variant.font, _rgb(colour)
            if self._variant.letter:
                run.font._element.set("spc", str(round(self._variant.letter * 100)))
            self._in_french(run)

    def _in_french(self, run: Any) -> None:
        from pptx.enum.lang import MSO_LANGUAGE_ID

        run.font.language_id = MSO_LANGUAGE_ID.FRENCH

    def _place(self, shape: Any, left: float, top: float, width: float, height: float) -> None:
        from pptx.util import Inches

        shape.left, shape.top, shape.width, shape.height = map(Inches, (left, top, width, height))

    def _fill(self, page: Any, colour: str) -> None:
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _rgb(colour)


def _fitting(texts: Sequence[str], size: int, shape: Any, variant: Variant) -> int:
    """Return the largest size, in points, that makes texts fit a shape, about: no file says how wide its letters are."""
    width, height = shape.width / _EMU - 2 * _PADDING, shape.height / _EMU
    for points in range(size, _LEAST, -1):
        sign = points * _SIGN + variant.letter
        lines = sum(math.ceil(len(text) * sign / width) for text in texts)
        if lines * points * 1.2 * _spacing(variant) + len(texts) * _AFTER <= height:
            return points
    return _LEAST


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]  # python-pptx is partly typed


def _spacing(variant: Variant) -> float:
    return max(1.0, variant.line - 0.2)


def _alternative(figure: PaperFigure) -> str:
    if figure.photo:
        return figure.alternative
    return french.typography(f"{figure.title}. {figure.reading} Les chiffres sont dans les notes.")


def _as_lines(figure: PaperFigure | None) -> Sequence[str]:
    """Return the figures of a chart as lines of the notes: a label, then each column with its name."""
    if figure is None or figure.table is None:
        return []
    _, *columns = figure.table.header
    lines = [
        french.typography(
            f"{row[0]} : {', '.join(f'{name} {cell}' for name, cell in zip(columns, row[1:], strict=True) if cell)}"
        )
        for row in figure.table.rows
    ]
    return [shown(f"Les chiffres. {figure.table.caption}"), *(shown(line) for line in lines)]
