"""The Word document: real headings and lists, header rows, and a content control for each answer.

Controls carry the address of their field as tag and its words as title, so that a screen reader says what
is asked and the document can be read back whatever was moved around them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tpelib.base import french
from tpelib.base.look.variants import Variant
from tpelib.documents.docform._common import (
    FORMAT,
    GIVEN,
    NOT_GIVEN,
    VERSION,
    Address,
    Field,
    Occasion,
    Sheet,
    cases_told,
)
from tpelib.documents.docform._docx_look import set_look
from tpelib.documents.docform._fitting import column_ems, fits_in_a_grid
from tpelib.documents.docform._values import (
    clean,
    day_of,
    text_of,
    texts_of,
)
from tpelib.engine import referential
from tpelib.engine.answer import Rows
from tpelib.engine.course import current
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Choice, Choices, Date, File

__all__ = ["CARD_HEAD", "HELP_TITLE", "OWN_TITLE", "PLACEHOLDERS", "write_docx"]

PLACEHOLDERS: Mapping[str, str] = {
    "text": "Écrivez ici",
    "long_text": "Écrivez ici",
    "number": "Écrivez un nombre",
    "date": "jj/mm/aaaa",
    "choice": "Choisissez…",
}
"""What a control shows while it is empty, by kind of question."""

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TITLE_LENGTH = 64  # Word calls a document damaged when the title of a control is longer
_SPARE_GRID, _SPARE_CARDS = 3, 2
HELP_TITLE = "Un coup de main"
OWN_TITLE = "Mes réponses"
CARD_HEAD = ("Question", "Votre réponse")

_HOW = (
    "Dans Word ou LibreOffice, la touche Tab va d’une case à l’autre d’un tableau ; dans la dernière case, "
    "elle ajoute une ligne. Les titres permettent d’aller d’un exercice à l’autre.",
    "Une fois le document rempli, enregistrez-le au format Word (.docx).",
)


def write_docx(sheets: Sequence[Sheet], answers: Answers, variant: Variant, occasion: Occasion) -> bytes:
    """Return the document, filled with the answers already given.

    Parameters
    ----------
    sheets : sequence of Sheet
        The exercises, in order.
    answers : Answers
        The dossier.
    variant : Variant
        How it is set.
    occasion : Occasion
        What it is filled for.
    """
    document = docx.Document()
    set_look(document, variant, occasion.title)
    _set_properties(document, variant, occasion.title)
    writer = _Writer(document, variant)
    writer.cover(sheets, occasion)
    if cases := list(cases_told(sheets, occasion)):
        writer.cases(cases)
    for sheet in sheets:
        writer.sheet(sheet, answers.values(sheet.exercise.id))
    document.add_paragraph(
        f"Repère du document, à laisser en place : {FORMAT} version {VERSION}.", "TPE Repère"
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    """Writes the body of the document, block after block."""

    def __init__(self, document: Document, variant: Variant) -> None:
        self._document = document
        self._variant = variant
        self._ids = count(1001)
        self._styles = {style.name: style.style_id for style in document.styles}  # looking one up is slow

    def _add(self, text: str = "", style: str = "Normal") -> Paragraph:
        return self._set(self._document.add_paragraph(text), style)

    def _set(self, paragraph: Paragraph, style: str) -> Paragraph:
        paragraph._p.style = self._styles[style]
        return paragraph

    def cover(self, sheets: Sequence[Sheet], occasion: Occasion) -> None:
        add = self._add
        add(occasion.title, "Title")
        for line in (*occasion.instructions, *_HOW, occasion.take_back):
            add(french.typography(line))
        add("Sommaire", "Heading 1")
        for sheet in sheets:
            entry = add(style="List Bullet")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), _bookmark(sheet))
            link.append(_run(sheet.heading, style="TPELien"))
            entry._p.append(link)

    def cases(self, cases: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Write the fictional businesses, for who has none."""
        add = self._add
        add(french.typography(current().cases_title), "Heading 1").paragraph_format.page_break_before = True
        add(french.typography(current().cases_lead), "TPE Aide")
        for name, lines in cases:
            add(name, "Heading 2")
            for line in lines:
                add(line, "TPE Aide")  # what a reader knows is no answer

    def sheet(self, sheet: Sheet, values: Mapping[str, Any]) -> None:
        add = self._add
        heading = add(style="Heading 1")
        heading.paragraph_format.page_break_before = True
        self._anchor(heading, sheet)
        if sheet.worth:
            add(sheet.worth, "TPE Aide")
        for part in sheet.prompt:
            add(part)
        if sheet.help:
            add(HELP_TITLE, "Heading 2")
            for part in sheet.help:
                add(part)
        for title, fields in sheet.groups():
            add(title or OWN_TITLE, "Heading 2")
            for field in fields:
                self._field(sheet, field, values.get(field.name))

    def _anchor(self, heading: Paragraph, sheet: Sheet) -> None:
        """Write the heading inside a bookmark, for the table of contents."""
        number = str(next(self._ids))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), _bookmark(sheet))
        end.set(qn("w:id"), number)
        heading._p.append(start)
        heading._p.append(_run(sheet.heading))
        heading._p.append(end)

    def _field(self, sheet: Sheet, field: Field, value: Any) -> None:
        add = self._add
        add(field.caption, "TPE Question")
        for line in field.help_lines:
            add(line, "TPE Aide")
        for line in field.listed:
            add(line, "TPE Choix")
        own = Address(sheet.exercise.id, field.name)
        if isinstance(field.question, Rows):
            self._rows(own, field, _rows_of(value))
        elif isinstance(field.question, Choices):
            self._boxes(own, field, value)
        elif isinstance(field.question, File):
            add(_file_line(value), "TPE Réponse")
        else:
            answer = add(style="TPE Réponse")
            answer._p.append(self._control(own, field, value, field.label))

    def _boxes(self, own: Address, field: Field, value: Any) -> None:
        chosen = texts_of(field.question, value)
        for option, words, hint in field.options:
            line = self._add(style="TPE Case")
            box = Address(own.exercise, own.field, own.row, own.column, option)
            line._p.append(self._checkbox(box, f"{words} — {field.label}", option in chosen))
            line._p.append(_run(f" {words}"))
            if hint:
                line._p.append(_run(f" ({hint.rstrip('.')})"))

    def _rows(self, own: Address, field: Field, rows: Sequence[Mapping[str, Any]]) -> None:
        grid = fits_in_a_grid(field, self._variant.page_ems)
        shown = field.rows_shown(len(rows), spare=_SPARE_GRID if grid else _SPARE_CARDS)
        filled = [rows[row] if row < len(rows) else {} for row in range(shown)]
        if grid:
            self._grid(own, field, filled)
        else:
            for row, values in enumerate(filled):
                self._card(own, field, row, values)

    def _grid(self, own: Address, field: Field, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write a table with a line for each row."""
        table = self._table(
            field.label,
            len(rows) + 1,
            [5.0 if field.row_labels else 4.0, *(column_ems(column) for column in field.columns)],
        )
        head = ["Ligne", *(column.caption for column in field.columns)]
        self._head(table, head, [(), *([column.hint] for column in field.columns)])
        for row, values in enumerate(rows):
            cells = table.rows[row + 1].cells
            self._write(cells[0], field.row_name(row) if field.row_labels else str(row + 1), "TPE Cellule")
            for column, cell in zip(field.columns, cells[1:], strict=True):
                self._cell(cell, own, field, row, column, values.get(column.name))

    def _card(self, own: Address, field: Field, row: int, values: Mapping[str, Any]) -> None:
        """Write a row as a table of its own: question on the left, answer on the right."""
        self._add(field.row_name(row), "Heading 3")
        table = self._table(f"{field.label} {field.row_name(row)}", len(field.columns) + 1, [1.0, 2.0])
        self._head(table, CARD_HEAD, [(), ()])
        for line, column in zip(table.rows[1:], field.columns, strict=True):
            self._write(line.cells[0], column.caption, "TPE Cellule")
            if column.hint:
                self._set(line.cells[0].add_paragraph(column.hint), "TPE Aide")
            self._cell(line.cells[1], own, field, row, column, values.get(column.name))
        for line in table.rows[:-1]:  # a card stays on one page
            for paragraph in (paragraph for cell in line.cells for paragraph in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True

    def _cell(self, cell: _Cell, own: Address, field: Field, row: int, column: Field, value: Any) -> None:
        place = Address(own.exercise, own.field, row, column.name)
        title = f"{column.label}, {field.row_name(row)}"
        paragraph = cell.paragraphs[0]
        self._set(paragraph, "TPE Cellule")
        if isinstance(column.question, Choices):
            chosen = texts_of(column.question, value)
            for rank, (option, words, _) in enumerate(column.options):
                line = self._set(cell.add_paragraph(), "TPE Cellule") if rank else paragraph
                box = Address(place.exercise, place.field, row, column.name, option)
                line._p.append(self._checkbox(box, f"{words} — {title}", option in chosen))
                line._p.append(_run(f" {words}"))
        elif isinstance(column.question, File):
            paragraph.add_run(_file_line(value))
        else:
            paragraph._p.append(self._control(place, column, value, title))

    def _write(self, cell: _Cell, text: str, style: str) -> None:
        self._set(cell.paragraphs[0], style).add_run(text)

    def _table(self, title: str, rows: int, widths: Sequence[float]) -> Table:
        """Add a table of fixed layout, its columns sharing the width of the page in these proportions."""
        table: Table = self._document.add_table(rows, len(widths), "TPE Tableau")
        table.autofit = False
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), title)
        table._tbl.tblPr.append(caption)
        page = 21 - 2 * self._variant.margin
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(page * width / sum(widths))
            for cell in column.cells:
                cell.width = column.width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return table

    def _head(self, table: Table, captions: Sequence[str], hints: Sequence[Sequence[str]]) -> None:
        """Write the header row, marked as such: screen readers say it, each page repeats it."""
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, caption, lines in zip(table.rows[0].cells, captions, hints, strict=True):
            self._write(cell, caption, "TPE Tête")
            for line in lines:
                if line:
                    self._set(cell.add_paragraph(line), "TPE Aide")

    def _control(self, place: Address, field: Field, value: Any, title: str) -> Any:
        """Return the content control of an answer, filled or showing what is expected."""
        question = field.question
        text = text_of(question, value)
        kind = question.kind
        if isinstance(question, Choice):
            text = question.show(text)
            kind_node = _dropdown(field)
        elif isinstance(question, Date):
            kind_node = _date(text)
            text = day_of(text)
        else:
            # Rich rather than plain: LibreOffice before 7.5 makes a plain one a field, and forgets that it is empty.
            kind_node = OxmlElement("w:richText")
        shown = _run(text) if text else _run(PLACEHOLDERS[kind], style="PlaceholderText")
        return self._sdt(place.tag, title, kind_node, shown, empty=not text)

    def _checkbox(self, place: Address, title: str, checked: bool) -> Any:
        box = parse_xml(
            f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="{int(checked)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        return self._sdt(place.tag, title, box, _run("☒" if checked else "☐", style="TPEBoite"), empty=False)

    def _sdt(self, tag: str, title: str, kind: Any, content: Any, *, empty: bool) -> Any:
        sdt, properties, inside = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        short = title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"
        for name, value in (("alias", short), ("tag", tag), ("id", str(next(self._ids)))):
            node = OxmlElement(f"w:{name}")
            node.set(qn("w:val"), value)
            properties.append(node)
        if empty:
            properties.append(OxmlElement("w:showingPlcHdr"))
        properties.append(kind)
        inside.append(content)
        sdt.append(properties)
        sdt.append(inside)
        return sdt


def _bookmark(sheet: Sheet) -> str:
    return f"exercice{sheet.rank}"


def _rows_of(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, (list, tuple)):
        return []
    return [row if isinstance(row, Mapping) else {} for row in value]


def _file_line(value: Any) -> str:
    name = value.get("name") if isinstance(value, Mapping) else None
    return f"{GIVEN}{french.NBSP}: {clean(str(name))}" if name else NOT_GIVEN


def _run(text: str, *, style: str = "") -> Any:
    """Return a run with its line ends and tabs as Word writes them."""
    run = OxmlElement("w:r")
    if style:
        properties, named = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
        run.append(properties)
    for rank, line in enumerate(clean(text).split("\n")):
        if rank:
            run.append(OxmlElement("w:br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                run.append(OxmlElement("w:tab"))
            if part:
                node = OxmlElement("w:t")
                node.text = part
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.append(node)
    return run


def _dropdown(field: Field) -> Any:
    node = OxmlElement("w:dropDownList")
    for value, label, _ in field.options:
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), label)
        item.set(qn("w:value"), value)
        node.append(item)
    return node


def _date(text: str) -> Any:
    node = OxmlElement("w:date")
    if day_of(text) != text:
        node.set(qn("w:fullDate"), f"{text}T00:00:00Z")
    for name, value in (
        ("dateFormat", "dd/MM/yyyy"),
        ("lid", "fr-FR"),
        ("storeMappedDataAs", "dateTime"),
        ("calendar", "gregorian"),
    ):
        child = OxmlElement(f"w:{name}")
        child.set(qn("w:val"), value)
        node.append(child)
    return node


def _set_properties(document: Document, variant: Variant, title: str) -> None:
    core = document.core_properties
    core.title, core.language = title, "fr-FR"
    core.subject = referential.load().title
    core.keywords = f"{FORMAT} {VERSION} {variant.name}"
    core.author = core.comments = core.last_modified_by = ""
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
