"""One exercise in the report: its title, what the candidate wrote, facts, tables, charts and photos."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.drawn import svg
from tpelib.course.report.plan import Part, PartTable
from tpelib.documents.paper import (
    Block,
    FactList,
    Grid,
    Heading,
    PaperFigure,
    Paragraph,
)
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.questions import Choices, Number, Question

__all__ = ["WIDTH", "blocks_of", "figure_of", "grid_of", "heading", "photo_of", "shown_value"]

WIDTH = 720
"""Pixels of a drawing: about the width of an A4 text."""
_HEIGHT = 310
"""Pixels of a drawing that asks for no height of its own."""
_LOWER, _LEAST_HEIGHT, _MOST_HEIGHT = 0.75, 190, 420
"""Height on paper as a part of that on a screen; pixels of the lowest and of the highest drawing."""
_SHARE = 0.56
"""Part of the width that a chart takes with its table beside it."""
_ROWS_BESIDE, _SIGNS_BESIDE = 6, 46
"""The largest table that stands beside its chart: rows, and signs of its longest cells in a row."""
_UNITS: Mapping[str, Callable[[float], str]] = {
    "h": french.hours,
    "€": french.euros,
    "pers.": lambda value: french.plural(value, "personne"),
}
"""Units that read better in a text than in the end of a field."""
_PHRASE = 30
"""Signs from which a choice is a sentence rather than a word."""
_BEGINNING = 90
"""Signs of the beginning of a text."""
_LEAST, _MOST = 4, 40
"""Signs: the narrowest and the widest a column is set for."""


def blocks_of(exercise: Exercise[Any], part: Part, answers: Answers, width: int = WIDTH) -> Sequence[Block]:
    """Return what a section of the report says of an exercise; nothing at all when nothing was answered."""
    answer: Answer = exercise.answer(answers)
    asked = questions_of(type(answer))
    named = {**{name: heading(asked[name]) for name in part.facts}, **part.labels}
    facts = [(label, value) for name, label in named.items() if (value := _fact(answer, name))]
    blocks: list[Block] = []
    for name in part.said:
        blocks += _paragraphs(asked[name].short, shown_value(answer, name))
    if facts:
        blocks.append(FactList(facts))
    blocks += [grid for table in part.tables if (grid := grid_of(answer, table))]
    if part.drawn:
        blocks += [_on_paper(picture, width) for picture in _charts(exercise, answers)]
    for name, described in part.photos.items():
        blocks += photo_of(answer, name, described, answers)
    return [Heading(exercise.title, 2), *blocks] if blocks else []


def heading(question: Question) -> str:
    """Return what stands for a question in a report."""
    return question.short or question.label


def shown_value(answer: Answer, name: str) -> str:
    """Return the value of a field as it is read; empty for a blank."""
    value, question = getattr(answer, name), questions_of(type(answer))[name]
    if value in (None, "", (), []):
        return ""
    if isinstance(question, Number) and question.unit in _UNITS:
        return _UNITS[question.unit](value)
    return question.show(value)


def _fact(answer: Answer, name: str) -> str:
    """Return a value as a fact shows it: choices that are sentences stand on a line each."""
    question, chosen = questions_of(type(answer))[name], getattr(answer, name)
    if isinstance(question, Choices) and chosen:
        labels = [option.label for option in question.options if option.value in chosen]
        if max(map(len, labels)) > _PHRASE:
            return " ;\n".join(labels)
    return shown_value(answer, name)


def grid_of(answer: Answer, table: PartTable) -> Grid | None:
    """Return the rows of a question as a table without its empty columns; ``None`` where there is no row."""
    question = questions_of(type(answer))[table.rows]
    assert isinstance(question, Rows)  # noqa: S101  # the plan names questions with rows
    kept = [row for row in getattr(answer, table.rows) if not row.is_blank]
    columns_of = questions_of(question.row)
    asked = {name: heading(columns_of[name]) for name in table.columns or columns_of}
    cells = {name: [_cell(row, name, table) for row in kept] for name in asked}
    first, *others = asked
    columns = [first, *(name for name in others if any(cells[name]))]
    if not kept:
        return None
    return Grid(
        table.caption,
        [asked[name] for name in columns],
        list(zip(*(cells[name] for name in columns), strict=True)),
        widths((asked[name], *cells[name]) for name in columns),
    )


def _cell(row: Answer, name: str, table: PartTable) -> str:
    value = shown_value(row, name)
    return shorten(value, _BEGINNING, placeholder="…") if name in table.cut else value


def widths(columns: Iterable[Sequence[str]]) -> list[float]:
    """Return the shares of columns: room for the longest word, more for texts that are longer than others."""
    found = []
    for texts in columns:
        longest = max(len(text) for text in texts)
        found.append(float(max(_LEAST, min(longest, _MOST))))
    return found


def figure_of(picture: Picture, width: int = WIDTH, share: float = 1.0) -> PaperFigure:
    """Return a chart as a figure, with its figures as a table.

    Parameters
    ----------
    picture : Picture
        The chart; it is drawn as high as it asks.
    width : int
        Pixels of the whole width.
    share : float
        Part of that width that the drawing takes.
    """
    told = french.typography(
        f"{picture.title}. {picture.reading} Les chiffres sont dans le tableau qui suit."
    )
    drawn = svg(replace(picture, alternative=told), round(share * width))
    table = _figures(picture)
    if table.caption == picture.title:
        table = replace(table, caption="Les chiffres")
    return PaperFigure(
        picture.title, told, picture.reading, svg=drawn, table=table, source=picture.source, share=share
    )


def _on_paper(picture: Picture, width: int) -> PaperFigure:
    """Return a chart as a printed page shows it: lower than on a screen, a small table beside it.

    In large print it keeps its height, and its table stands under it.
    """
    high = picture.spec.get("layout", {}).get("height", _HEIGHT)
    if width < WIDTH:
        return figure_of(picture.resized(high), width)
    table = _figures(picture)
    beside = len(table.rows) <= _ROWS_BESIDE and sum(table.widths) <= _SIGNS_BESIDE
    lower = round(min(max(high * _LOWER, _LEAST_HEIGHT), _MOST_HEIGHT))
    return figure_of(picture.resized(lower), width, _SHARE if beside else 1.0)


def _figures(picture: Picture) -> Grid:
    header = [name or "Élément" for name in picture.table.header]
    rows = picture.table.rows
    return Grid(picture.table.caption, header, rows, widths(zip(header, *rows, strict=True)))


def photo_of(answer: Answer, name: str, described: str, answers: Answers) -> Sequence[Block]:
    """Return a photo with its description, or a sentence when it cannot be shown."""
    from tpelib.domain.page.images import as_jpeg, small

    kept: Mapping[str, Any] | None = getattr(answer, name)
    if not kept:
        return []
    question = questions_of(type(answer))[name]
    title = heading(question)
    alternative = str(getattr(answer, described)) or f"{question.label} : description à écrire."
    try:
        shown = as_jpeg(small(_held(kept, answers)))
    except TpeError as problem:
        return [Paragraph(f"{title} ({kept['name']}) ne peut pas être montrée ici. {problem}", "note")]
    return [PaperFigure(title, alternative, alternative, photo=shown)]


def _held(kept: Mapping[str, Any], answers: Answers) -> bytes:
    data = answers.file(kept)
    if data is None:
        raise TpeError("Le fichier n'est plus dans le dossier : donnez-le de nouveau.")
    return data


def _charts(exercise: Exercise[Any], answers: Answers) -> Sequence[Picture]:
    try:
        return [picture for picture in exercise.pictures(answers, Person.ME) if not picture.html]
    except TpeError:
        return []  # there is not enough to draw; what is missing is listed


def _paragraphs(words: str, text: str) -> Sequence[Block]:
    if not text:
        return []
    first, *others = [line for line in text.split("\n\n") if line.strip()]
    return [Paragraph(f"{words}. {first}" if words else first), *(Paragraph(line) for line in others)]
