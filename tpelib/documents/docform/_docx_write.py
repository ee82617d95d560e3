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
from docx.shared import Cm
from docx.table import Table, _Cell

from tpelib.base import french
from tpelib.base.look.variants import Variant
from tpelib.documents.docform._common import (
    FORMAT,
    GIVEN,
    NOT_GIVEN,
    SUBJECT_TITLE,
    VERSION,
    Address,
    Field,
    FormSheet,
    Occasion,
    cases_told,
)
from tpelib.documents.docform._fitting import column_ems, fits_in_a_grid
from tpelib.documents.docform._values import (
    clean,
    day_of,
    text_of,
    texts_of,
)
from tpelib.documents.word.body import Body
from tpelib.documents.word.controls import check_box, control, date_picker, drop_down, rich_text
from tpelib.documents.word.elements import add_bookmark, add_link, element, new_run
from tpelib.documents.word.styles import (
    Style,
    add_character_style,
    add_table_style,
    set_fonts,
    set_page,
    set_properties,
    set_styles,
)
from tpelib.engine import referential
from tpelib.engine.answer import Rows
from tpelib.engine.course import current
from tpelib.engine.exercise import Answers
from tpelib.engine.questions import Choice, Choices, Date, File

__all__ = ["CARD_HEAD", "HELP_TITLE", "OWN_TITLE", "PLACEHOLDERS", "SUBJECT", "write_docx"]

PLACEHOLDERS: Mapping[str, str] = {
    "text": "Écrivez ici",
    "long_text": "Écrivez ici",
    "number": "Écrivez un nombre",
    "date": "jj/mm/aaaa",
    "choice": "Choisissez…",
}
"""What a control shows while it is empty, by kind of question."""

SUBJECT = "TPE Sujet"
"""Style of what there is to work on."""
_LINK = "1F5FA8"
_SPARE_GRID, _SPARE_CARDS = 3, 2
HELP_TITLE = "Un coup de main"
OWN_TITLE = "Mes réponses"
CARD_HEAD = ("Question", "Votre réponse")

_HOW = (
    "Dans Word ou LibreOffice, la touche Tab va d’une case à l’autre d’un tableau ; dans la dernière case, "
    "elle ajoute une ligne. Les titres permettent d’aller d’un exercice à l’autre.",
    "Une fois le document rempli, enregistrez-le au format Word (.docx).",
)


def write_docx(sheets: Sequence[FormSheet], answers: Answers, variant: Variant, occasion: Occasion) -> bytes:
    """Return the document, filled with the answers already given.

    Parameters
    ----------
    sheets : sequence of FormSheet
        The exercises, in order.
    answers : Answers
        The dossier.
    variant : Variant
        How it is set.
    occasion : Occasion
        What it is filled for.
    """
    document = docx.Document()
    _set_look(document, variant, occasion.title)
    set_properties(
        document,
        occasion.title,
        subject=referential.load().title,
        keywords=f"{FORMAT} {VERSION} {variant.name}",
        at=datetime.now(UTC),
    )
    writer = _FormWriter(document, variant)
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


def _set_look(document: Document, variant: Variant, title: str) -> None:
    """Set page, fonts and styles of a document that is filled; its title stands at the foot of each page."""
    set_fonts(document, variant)
    set_styles(document, variant, _styles(variant))
    add_character_style(document, "PlaceholderText", "Placeholder Text", variant.quiet)
    link = _LINK if variant.action != variant.ink else variant.ink
    add_character_style(document, "TPELien", "TPE Lien", link, underline=True)
    add_character_style(
        document, "TPEBoite", "TPE Boîte", variant.ink, font="MS Gothic", size=variant.size * 1.15
    )
    add_table_style(document, variant, "TPETableau", "TPE Tableau")
    set_page(document, variant.margin, title)
    document.sections[0].footer_distance = Cm(0.9)


def _styles(variant: Variant) -> Sequence[Style]:
    """Return the styles of a document that is filled."""
    size, small, action, quiet = variant.size, variant.small, variant.action, variant.quiet
    return (
        Style("Normal", after=6),
        Style("Title", size * 1.9, bold=True, colour=action, after=10),
        Style(
            "Heading 1",
            size * 1.55,
            bold=True,
            colour=action,
            before=24,
            after=4,
            together=True,
            border="below",
        ),
        Style("Heading 2", size * 1.22, bold=True, colour=action, before=18, after=4, together=True),
        Style("Heading 3", size * 1.08, bold=True, before=14, after=4, together=True),
        Style("List Bullet", after=2, left=0.8, first=-0.6),
        Style(SUBJECT, after=8, left=0.6),
        Style("TPE Question", bold=True, before=14, after=2, together=True),
        Style("TPE Aide", small, colour=quiet, after=3, together=True),
        Style("TPE Choix", small, colour=quiet, left=0.6, together=True),
        Style("TPE Réponse", before=4, after=8, left=0.25, right=0.25, border="frame"),
        Style("TPE Case", after=3),
        Style("TPE Cellule", before=2, after=2),
        Style("TPE Tête", bold=True, before=2, after=2, together=True),
        Style("TPE Repère", small, colour=quiet, before=24),
        Style("Footer", small, colour=quiet),
    )


class _FormWriter(Body):
    """Writes the body of the document, block after block."""

    def __init__(self, document: Document, variant: Variant) -> None:
        super().__init__(document, variant, 21 - 2 * variant.margin)
        self._ids = count(1001)

    def cover(self, sheets: Sequence[FormSheet], occasion: Occasion) -> None:
        add = self.paragraph
        add(occasion.title, "Title")
        for line in (*occasion.instructions, *_HOW, occasion.take_back):
            add(french.typography(line))
        add("Sommaire", "Heading 1")
        for sheet in sheets:
            entry = add(style="List Bullet")
            add_link(entry, clean(sheet.heading), anchor=_bookmark(sheet), style="TPELien")

    def cases(self, cases: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Write the fictional businesses, for who has none."""
        add = self.paragraph
        add(french.typography(current().cases_title), "Heading 1").paragraph_format.page_break_before = True
        add(french.typography(current().cases_lead), "TPE Aide")
        for name, lines in cases:
            add(name, "Heading 2")
            for line in lines:
                add(line, "TPE Aide")  # what a reader knows is no answer

    def sheet(self, sheet: FormSheet, values: Mapping[str, Any]) -> None:
        add = self.paragraph
        heading = add(style="Heading 1")
        heading.paragraph_format.page_break_before = True
        heading._p.append(new_run(clean(sheet.heading)))
        add_bookmark(heading, _bookmark(sheet), next(self._ids))
        if sheet.worth:
            add(sheet.worth, "TPE Aide")
        for part in sheet.prompt:
            add(part)
        if sheet.given:
            add(SUBJECT_TITLE, "Heading 2")
        for title, text in sheet.given:  # in one paragraph: a title alone could be the words of a question
            line = add(style=SUBJECT)
            line.add_run(clean(title)).bold = True
            line.add_run(clean(f"\n{text}"))
        if sheet.help:
            add(HELP_TITLE, "Heading 2")
            for part in sheet.help:
                add(part)
        for title, fields in sheet.groups():
            add(title or OWN_TITLE, "Heading 2")
            for field in fields:
                self._field(sheet, field, values.get(field.name))

    def _field(self, sheet: FormSheet, field: Field, value: Any) -> None:
        add = self.paragraph
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
            line = self.paragraph(style="TPE Case")
            box = Address(own.exercise, own.field, own.row, own.column, option)
            line._p.append(self._checkbox(box, f"{words} — {field.label}", option in chosen))
            line._p.append(new_run(clean(f" {words}")))
            if hint:
                line._p.append(new_run(clean(f" ({hint.rstrip('.')})")))

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
        cells = self._table(
            field.label,
            len(rows) + 1,
            [5.0 if field.row_labels else 4.0, *(column_ems(column) for column in field.columns)],
        )[1]
        head = ["Ligne", *(column.caption for column in field.columns)]
        self._head(cells[0], head, [(), *([column.hint] for column in field.columns)])
        for row, (values, line) in enumerate(zip(rows, cells[1:], strict=True)):
            self.write(line[0], field.row_name(row) if field.row_labels else str(row + 1), "TPE Cellule")
            for column, cell in zip(field.columns, line[1:], strict=True):
                self._cell(cell, own, field, row, column, values.get(column.name))

    def _card(self, own: Address, field: Field, row: int, values: Mapping[str, Any]) -> None:
        """Write a row as a table of its own: question on the left, answer on the right."""
        self.paragraph(field.row_name(row), "Heading 3")
        cells = self._table(f"{field.label} {field.row_name(row)}", len(field.columns) + 1, [1.0, 2.0])[1]
        self._head(cells[0], CARD_HEAD, [(), ()])
        for (asked, answered), column in zip(cells[1:], field.columns, strict=True):
            self.write(asked, column.caption, "TPE Cellule")
            if column.hint:
                self.restyle(asked.add_paragraph(column.hint), "TPE Aide")
            self._cell(answered, own, field, row, column, values.get(column.name))
        for line in cells[:-1]:  # a card stays on one page
            for paragraph in (paragraph for cell in line for paragraph in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True

    def _cell(self, cell: _Cell, own: Address, field: Field, row: int, column: Field, value: Any) -> None:
        place = Address(own.exercise, own.field, row, column.name)
        title = f"{column.label}, {field.row_name(row)}"
        paragraph = cell.paragraphs[0]
        self.restyle(paragraph, "TPE Cellule")
        if isinstance(column.question, Choices):
            chosen = texts_of(column.question, value)
            for rank, (option, words, _) in enumerate(column.options):
                line = self.restyle(cell.add_paragraph(), "TPE Cellule") if rank else paragraph
                box = Address(place.exercise, place.field, row, column.name, option)
                line._p.append(self._checkbox(box, f"{words} — {title}", option in chosen))
                line._p.append(new_run(clean(f" {words}")))
        elif isinstance(column.question, File):
            paragraph.add_run(_file_line(value))
        else:
            paragraph._p.append(self._control(place, column, value, title))

    def _table(self, title: str, rows: int, shares: Sequence[float]) -> tuple[Table, list[list[_Cell]]]:
        """Add a table whose rows are never cut by the end of a page."""
        table, cells = self.new_table(title, rows, shares, "TPE Tableau")
        for row in table.rows:
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        return table, cells

    def _head(self, cells: Sequence[_Cell], captions: Sequence[str], hints: Sequence[Sequence[str]]) -> None:
        """Write the header row."""
        for cell, caption, lines in zip(cells, captions, hints, strict=True):
            self.write(cell, caption, "TPE Tête")
            for line in lines:
                if line:
                    self.restyle(cell.add_paragraph(line), "TPE Aide")

    def _control(self, place: Address, field: Field, value: Any, title: str) -> Any:
        """Return the content control of an answer, filled or showing what is expected."""
        question = field.question
        text = text_of(question, value)
        kind = question.kind
        if isinstance(question, Choice):
            text = question.show(text)
            accepted = drop_down((option, label) for option, label, _ in field.options)
        elif isinstance(question, Date):
            day = day_of(text)
            accepted, text = date_picker(text if day != text else ""), day
        else:
            accepted = rich_text()
        shown = new_run(clean(text)) if text else new_run(PLACEHOLDERS[kind], "PlaceholderText")
        return control(place.tag, title, next(self._ids), accepted, shown, empty=not text)

    def _checkbox(self, place: Address, title: str, checked: bool) -> Any:
        return check_box(place.tag, title, next(self._ids), checked=checked)


def _bookmark(sheet: FormSheet) -> str:
    return f"exercice{sheet.rank}"


def _rows_of(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, (list, tuple)):
        return []
    return [row if isinstance(row, Mapping) else {} for row in value]


def _file_line(value: Any) -> str:
    name = value.get("name") if isinstance(value, Mapping) else None
    return f"{GIVEN}{french.NBSP}: {clean(str(name))}" if name else NOT_GIVEN
