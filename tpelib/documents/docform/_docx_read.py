"""Reading a filled Word document: by the tags of its controls, then by its words.

People type beside the controls, delete them, copy rows, and save with programs that lose the tags. So a
question is also known by its words, a cell by the head of its column, a row by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tpelib.base.words import fold as key
from tpelib.documents.docform._common import (
    FORMAT,
    GIVEN,
    NOT_GIVEN,
    SUBJECT_TITLE,
    Address,
    Field,
    FormSheet,
    stamp_version,
)
from tpelib.documents.docform._docx_open import (
    Control,
    Piece,
    TableRow,
    blocks,
    local,
    open_body,
    pieces_of,
    rows_of,
    said_in,
    style_of,
)
from tpelib.documents.docform._docx_write import (
    CARD_HEAD,
    HELP_TITLE,
    OWN_TITLE,
    PLACEHOLDERS,
    SUBJECT,
)
from tpelib.documents.docform._reading import ReadDocument, check_version, refusal
from tpelib.documents.docform._values import is_blank
from tpelib.engine.answer import Rows
from tpelib.engine.questions import Choices, Date, File, LongText, Text

__all__ = ["read_docx"]

_TICKED = re.compile(r"[\s\[(]*(?:[☒☑✓✔✗✘x]|oui)[\s\]).,]*", re.IGNORECASE)
_OUR_TAG = re.compile(r"[a-z0-9][\w-]*\.\w[\w.~-]*")
_ASIDE = {"TPEAide", "TPEChoix", "TPEQuestion", "Title", "Heading1", "Heading2", "Heading3"}
"""Styles of what the document says itself, in this version of the course or in another."""

_SUBJECT_STYLE = SUBJECT.replace(" ", "")
_CARD_HEAD = tuple(key(words) for words in CARD_HEAD)
_EXCERPT = 60
_LONG_CAPTION = 3

Paragraph = Sequence[Piece]
Cell = Sequence[Paragraph]


def read_docx(name: str, data: bytes, sheets: Sequence[FormSheet]) -> ReadDocument:
    """Read a filled document.

    Parameters
    ----------
    name : str
        Name of the file, for the sentences.
    data : bytes
        The file.
    sheets : sequence of FormSheet
        The exercises it may hold answers to.

    Raises
    ------
    FormError
        It is no Word document, or not a form of this course.
    """
    reader = _Reader(sheets)
    for block, control in blocks(open_body(name, data)):
        if local(block) == "tbl":
            reader.table(rows_of(block, control))
        else:
            reader.paragraph(pieces_of(block, control), style_of(block))
    check_version(name, reader.version)
    if not reader.recognised:
        raise refusal(name, "ne contient pas les exercices du cours : est-ce le bon document ?")
    return reader.reading()


@dataclass(frozen=True, eq=False)
class _Spot:
    """A question of the document, and what was read of its answer so far.

    ``listed`` holds the possible answers that the document lists, until each was met: met again, it is the answer.
    """

    sheet: FormSheet
    field: Field
    texts: list[str]
    chosen: list[str]
    rows: list[dict[str, Any]]
    controls: list[Control]
    listed: set[str]

    def answer(self) -> Any:
        if isinstance(self.field.question, Rows):
            return self.rows
        return self.chosen if isinstance(self.field.question, Choices) else "\n".join(self.texts).strip()

    def choose(self, option: str) -> None:
        if option not in self.chosen:
            self.chosen.append(option)

    @property
    def columns(self) -> Mapping[str, Field]:
        """The columns by their words."""
        named = (
            (key(words), column) for column in self.field.columns for words in (column.caption, column.label)
        )
        return dict(named)


class _Reader:
    """Goes through the document in order, knowing at each point which question is being answered."""

    def __init__(self, sheets: Sequence[FormSheet]) -> None:
        self.version: int | None = None
        self._places = {address.tag: address for sheet in sheets for address in sheet.addresses()}
        self._titles = {key(sheet.exercise.title): sheet for sheet in sheets}
        self._spots = {
            (sheet.exercise.id, field.name): _Spot(
                sheet, field, [], [], [], [], {key(line) for line in field.listed}
            )
            for sheet in sheets
            for field in sheet.fields
        }
        self._captions: dict[str, list[_Spot]] = {}
        for spot in self._spots.values():
            for words in dict.fromkeys((key(spot.field.caption), key(spot.field.label))):
                self._captions.setdefault(words, []).append(spot)
        self._met: dict[tuple[str, str], None] = {}
        self._statics = {sheet.exercise.id: _statics(sheet) for sheet in sheets}
        self._sheet: FormSheet | None = None
        self._spot: _Spot | None = None
        self._stray: list[str] = []
        self._unknown: dict[str, None] = {}
        self._unknown_sheets: list[str] = []
        self._elsewhere = False  # in an exercise of another version of the course

    @property
    def recognised(self) -> bool:
        """True once something of the course was met."""
        return self.version is not None or bool(self._met)

    def reading(self) -> ReadDocument:
        """Return all that was read."""
        found = ReadDocument()
        for exercise, field in self._met:
            found.values.setdefault(exercise, {})[field] = self._spots[exercise, field].answer()
        found.notes += [
            f"Une réponse à « {tag} » n'a pas été reprise : cette version du cours ne connaît pas cette question."
            for tag in self._unknown
        ]
        found.notes += [
            f"L'exercice « {title} » n'a pas été repris : il n'existe pas dans cette version du cours."
            for title in self._unknown_sheets
        ]
        if self._stray:
            shown = ", ".join(f"« {text} »" for text in self._stray[:3])
            more = f" (et {len(self._stray) - 3} de plus)" if len(self._stray) > 3 else ""
            found.notes.append(
                f"Du texte écrit hors des cases n'a pas été repris : {shown}{more}. "
                "Recopiez-le dans la case qui convient."
            )
        return found

    def _turn_to(self, spot: _Spot) -> None:
        self._sheet, self._spot, self._elsewhere = spot.sheet, spot, False
        if not isinstance(spot.field.question, File):
            self._met[spot.sheet.exercise.id, spot.field.name] = None

    def _leave(self, text: str) -> None:
        """Remember some text that answers no question, to say so."""
        bare = " ".join(text.split())
        if key(bare):
            self._stray.append(bare if len(bare) <= _EXCERPT else f"{bare[:_EXCERPT]}…")

    def _note_unknown(self, paragraph: Paragraph) -> None:
        """Remember controls of a course that is not this one, when something is answered in them."""
        for control in _controls(paragraph):
            if control.tag in self._places or not _OUR_TAG.fullmatch(control.tag):
                continue
            text = said_in([piece for piece in paragraph if piece.control is control])
            if control.checked or (control.checked is None and text.strip()):
                self._unknown[control.title or control.tag] = None

    def paragraph(self, paragraph: Paragraph, style: str) -> None:
        """Take a paragraph that stands outside any table, set in a style."""
        self._note_unknown(paragraph)
        tagged = [control for control in _controls(paragraph) if control.tag in self._places]
        if len(tagged) > 1:  # paragraphs that were joined
            for control in tagged:
                self._tagged(control, [piece for piece in paragraph if piece.control is control])
        elif tagged:
            self._tagged(tagged[0], paragraph)
        elif any(_OUR_TAG.fullmatch(control.tag) for control in _controls(paragraph)):
            self._spot = None  # a question of another version of the course
        else:
            self._untagged(paragraph, style)

    def _tagged(self, control: Control, paragraph: Paragraph) -> None:
        """Take a paragraph that a control gives to its question."""
        place = self._places[control.tag]
        spot = self._spots[place.exercise, place.field]
        self._turn_to(spot)
        if place.row is not None:  # dragged out of its table
            self._leave(said_in(paragraph))
            return
        if place.option:
            label = next(words for value, words, _ in spot.field.options if value == place.option)
            if _ticked(paragraph, label):
                spot.choose(place.option)
            return
        text = _said(paragraph, spot.field)
        if is_blank(spot.texts) or any(control is known for known in spot.controls):
            spot.controls.append(control)
            spot.texts.append(text)
        elif text.strip() and text.strip() not in spot.texts:  # the question was copied, and answered twice
            self._leave(text)

    def _untagged(self, paragraph: Paragraph, style: str) -> None:
        """Take a paragraph that no control gives to a question: by its words, then by its place."""
        raw = "".join(piece.text for piece in paragraph)
        words = key(raw)
        if FORMAT in raw and (version := stamp_version(raw)) is not None:
            self.version = version
            self._spot = None
        elif self._spot is not None and _controls(paragraph):
            self._loose(self._spot, paragraph)
        elif sheet := self._heading(words):
            self._sheet, self._spot, self._elsewhere = sheet, None, False
        elif self._is_given(words, style):
            pass
        elif spot := self._caption(words):
            self._turn_to(spot)
        elif self._is_static(words):
            pass
        elif style in _ASIDE:
            self._step_aside(raw, style)
        elif self._spot is not None:
            self._loose(self._spot, paragraph)
        elif self._sheet is not None:
            self._leave(said_in(paragraph))

    def _step_aside(self, text: str, style: str) -> None:
        """Pass over the words of another version of the course, and over the exercise it alone has."""
        if style == "Heading1" and re.match(r"\d+\. ", text):
            self._sheet, self._elsewhere = None, True
            self._unknown_sheets.append(text.strip()[:_EXCERPT])
        if style == "Heading1" or style == "TPEQuestion":
            self._spot = None

    def _heading(self, words: str) -> FormSheet | None:
        found = re.fullmatch(r"\d+ (.+)", words)
        return self._titles.get(found[1]) if found else None

    def _caption(self, words: str) -> _Spot | None:
        """Return the question these words ask: of this exercise, else the only one that asks it at length."""
        asked = [] if self._elsewhere or not words else self._captions.get(words, [])
        here = [spot for spot in asked if spot.sheet is self._sheet]
        if here:  # two questions in the same words: the first that was not met yet
            return next(
                (spot for spot in here if (spot.sheet.exercise.id, spot.field.name) not in self._met), here[0]
            )
        known = (
            self._sheet and words in self._statics[self._sheet.exercise.id]
        )  # a hint here, a question there
        return asked[0] if len(asked) == 1 and not known and words.count(" ") >= _LONG_CAPTION else None

    def _is_given(self, words: str, style: str) -> bool:
        """Return True for what there is to work on; the same words under a question are its answer, copied."""
        if self._sheet is None or self._spot is not None:
            return False
        given = (key(f"{title} {text}") for title, text in self._sheet.given)
        return style == _SUBJECT_STYLE or words in given

    def _is_static(self, words: str) -> bool:
        """Return True for the words that the document itself has around its questions."""
        if self._sheet is None:
            return False
        if self._spot and words in {key(line) for line in self._spot.field.listed}:
            known = words in self._spot.listed
            self._spot.listed.discard(words)
            return known
        ends = self._statics[self._sheet.exercise.id].get(words)
        if ends:  # a title: what follows answers nothing yet
            self._spot = None
        noun = key(self._spot.field.row_noun) if self._spot else ""
        return ends is not None or bool(noun and re.fullmatch(rf"{noun} \d+", words))

    def _loose(self, spot: _Spot, paragraph: Paragraph) -> None:
        """Take a paragraph that stands where a question is answered."""
        question, text = spot.field.question, _said(paragraph, spot.field)
        if isinstance(question, Choices):
            if not _loose_box(spot, paragraph):
                self._leave(text)
        elif isinstance(question, (Rows, File)):
            if not text.startswith((GIVEN, NOT_GIVEN)):
                self._leave(text)
        elif isinstance(question, Text):
            if text.strip() or (spot.texts and isinstance(question, LongText)):
                spot.texts.append(text)
        elif is_blank(spot.texts):
            spot.texts.append(text)
        else:
            self._leave(text)

    def table(self, rows: Sequence[TableRow]) -> None:
        """Take a table: the rows of a question, or text that somebody laid out so."""
        for row in rows:
            for cell in row.cells:
                for paragraph in cell:
                    self._note_unknown(paragraph)
        spot = self._asked_by(rows)
        if spot is None:
            self._loose_table(rows)
            return
        self._turn_to(spot)
        below = [spot.columns.get(_words(row.cells[0])) for row in rows[1:] if row.cells]
        if below and sum(column is not None for column in below) * 2 >= len(below):
            spot.rows.extend(self._cards(spot, rows))
        elif spot.field.row_labels:
            self._fixed(spot, rows)
        else:
            spot.rows.extend(found for _, found in self._grid(spot, rows) if not is_blank(found))

    def _asked_by(self, rows: Sequence[TableRow]) -> _Spot | None:
        """Return the question a table answers: by its tags, by its place, by its heads."""
        place = next((found for row in rows for cell in row.cells if (found := self._place(cell))), None)
        if place is not None:
            return self._spots[place.exercise, place.field]
        if self._spot is not None and isinstance(self._spot.field.question, Rows):
            return self._spot
        heads = {_words(row.cells[0]) for row in rows if row.cells}
        heads |= {_words(cell) for row in rows[:1] for cell in row.cells}
        here = (spot for spot in self._spots.values() if spot.sheet is self._sheet and spot.field.columns)
        return next(
            (spot for spot in here if 2 * len(heads & set(spot.columns)) >= len(spot.field.columns)), None
        )

    def _loose_table(self, rows: Sequence[TableRow]) -> None:
        """Take the text of a table that is none of ours, a line for each row."""
        for row in rows:
            line = "\t".join("\n".join(map(said_in, cell)).strip() for cell in row.cells).strip()
            if line and self._spot is not None and isinstance(self._spot.field.question, LongText):
                self._spot.texts.append(line)
            elif self._sheet is not None:
                self._leave(line)

    def _cards(self, spot: _Spot, rows: Sequence[TableRow]) -> list[dict[str, Any]]:
        """Read a table with a question on each line; a question met again starts another row."""
        found: list[dict[str, Any]] = [{}]
        for row in rows:
            if len(row.cells) < 2 or tuple(_words(cell) for cell in row.cells) == _CARD_HEAD:
                continue
            column = self._column(spot, row.cells[1]) or spot.columns.get(_words(row.cells[0]))
            if column is None:
                continue
            if column.name in found[-1]:
                found.append({})
            found[-1][column.name] = _cell(column, row.cells[1])
        return [row for row in found if not is_blank(row)]

    def _fixed(self, spot: _Spot, rows: Sequence[TableRow]) -> None:
        """Read a table whose rows have names: each in its place, whatever their order."""
        labels = [key(label) for label in spot.field.row_labels]
        spot.rows.extend({} for _ in range(len(labels) - len(spot.rows)))
        for rank, (head, found) in enumerate(self._grid(spot, rows)):
            place = labels.index(head) if head in labels else rank
            if place < len(labels):
                spot.rows[place].update({name: value for name, value in found.items() if not is_blank(value)})

    def _grid(self, spot: _Spot, rows: Sequence[TableRow]) -> list[tuple[str, dict[str, Any]]]:
        """Read a table with a column for each question: the words of each row's head, and its answers."""
        columns = spot.field.columns
        before = max(0, max(len(row.cells) for row in rows) - len(columns))
        order: list[Field | None] = [*[None] * before, *columns]
        found = []
        for rank, row in enumerate(rows):
            heads = [
                spot.columns.get(_words(cell)) if place >= before else None
                for place, cell in enumerate(row.cells)
            ]
            if (rank == 0 and row.header) or 2 * sum(head is not None for head in heads) > len(columns):
                order = [head or usual for head, usual in zip(heads, order, strict=False)]
                continue
            values: dict[str, Any] = {}
            for place, cell in enumerate(row.cells):
                column = self._column(spot, cell) or (order[place] if place < len(order) else None)
                if column is not None and is_blank(values.get(column.name)):
                    values[column.name] = _cell(column, cell)
            found.append((_words(row.cells[0]) if row.cells and before else "", values))
        return found

    def _place(self, cell: Cell) -> Address | None:
        """Return the address that the tags of a cell give, of a row of a table."""
        tags = (control.tag for paragraph in cell for control in _controls(paragraph))
        places = (self._places[tag] for tag in tags if tag in self._places)
        return next((place for place in places if place.row is not None), None)

    def _column(self, spot: _Spot, cell: Cell) -> Field | None:
        """Return the column that the tags of a cell give."""
        place = self._place(cell)
        return next((column for column in spot.field.columns if place and column.name == place.column), None)


def _controls(paragraph: Paragraph) -> list[Control]:
    """Return the controls of a paragraph, each once, in order."""
    return list(
        {id(piece.control): piece.control for piece in paragraph if piece.control is not None}.values()
    )


def _words(cell: Cell) -> str:
    """Return the words of the first paragraph of a cell, to compare."""
    return key("".join(piece.text for piece in cell[0])) if cell else ""


def _text(cell: Cell, column: Field) -> str:
    return "\n".join(_answered(paragraph, column) for paragraph in cell).strip()


def _answered(paragraph: Paragraph, field: Field) -> str:
    """Return what a paragraph answers to a question, without what its empty control shows."""
    shown = PLACEHOLDERS.get(field.question.kind)
    return said_in(paragraph, (shown,) if shown else ())


def _cell(column: Field, cell: Cell) -> Any:
    """Return what a cell answers."""
    if isinstance(column.question, File):
        return None
    if not isinstance(column.question, Choices):
        return _day_or(
            _text(cell, column), column, (control for paragraph in cell for control in _controls(paragraph))
        )
    return [
        value
        for value, label, _ in column.options
        if any(_is_line_of(label, paragraph) and _ticked(paragraph, label) for paragraph in cell)
    ]


def _said(paragraph: Paragraph, field: Field) -> str:
    return _day_or(_answered(paragraph, field), field, _controls(paragraph))


def _day_or(text: str, field: Field, controls: Iterable[Control]) -> str:
    """Return the text of an answer; for a date shown in a way nobody reads, the day its control holds."""
    if not isinstance(field.question, Date) or not text.strip():
        return text
    try:
        field.question.read(text)
    except ValueError:
        return next((control.day for control in controls if control.day), text)
    return text


def _is_line_of(label: str, paragraph: Paragraph) -> bool:
    """Return True when a line of a list of boxes bears these words, marked by hand or not."""
    words, wanted = key("".join(piece.text for piece in paragraph)), key(label)
    marked = [form for mark in ("x", "oui") for form in (f"{mark} {wanted}", f"{wanted} {mark}")]
    return words in (wanted, *marked)


def _ticked(paragraph: Paragraph, label: str) -> bool:
    """Return True when a box is ticked, or when a mark was made by hand before or after its words."""
    if any(control.checked for control in _controls(paragraph)):
        return True
    text = "".join(piece.text for piece in paragraph).replace("☐", " ")
    before, found, after = text.rpartition(label)
    if not found:
        return text.strip()[:1] in set("☒☑✓✔")
    return bool(_TICKED.fullmatch(before) or _TICKED.fullmatch(after))


def _loose_box(spot: _Spot, paragraph: Paragraph) -> bool:
    """Take a line of a list of boxes whose control lost its tag, or is gone; return False if it is none."""
    for value, label, hint in spot.field.options:
        if _is_line_of(label, paragraph) or _is_line_of(f"{label} ({hint})", paragraph):
            if _ticked(paragraph, label):
                spot.choose(value)
            return True
    named = {key(label): value for value, label, _ in spot.field.options}
    parts = [key(part) for part in re.split(r"[;,\n]", said_in(paragraph)) if part.strip()]
    known = all(part in named for part in parts)
    for part in parts if known else ():
        spot.choose(named[part])
    return known


def _statics(sheet: FormSheet) -> dict[str, bool]:
    """Return the words the document has around the questions; True for those that end an answer."""
    lines = [*filter(None, [sheet.worth]), *sheet.prompt, *sheet.help]
    lines += [line for field in sheet.fields for line in (*field.help_lines, *field.listed)]
    ends = [HELP_TITLE, OWN_TITLE, *(title for title, _ in sheet.groups())]
    ends += [SUBJECT_TITLE] if sheet.given else []
    return {**{key(line): False for line in lines}, **{key(line): True for line in ends if line}}
