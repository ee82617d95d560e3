"""One exercise in the report: its title, what the candidate wrote, facts, tables, charts and photos."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tpelib import french
from tpelib.errors import TpeError
from tpelib.exercises import get
from tpelib.exercises.engine import Answer, Answers, Exercise, questions_of
from tpelib.exercises.questions import Choices, Number, Rows
from tpelib.paper import Block, Facts, Figure, Grid, Heading, Text
from tpelib.pictures import Picture
from tpelib.pictures.drawn import svg
from tpelib.report.plan import Part, Table
from tpelib.report.voice import drawn_as_own, own

__all__ = ["WIDTH", "blocks_of", "figure_of", "grid_of", "photo_of", "shown_value"]

WIDTH = 720
"""Pixels of a drawing: about the width of an A4 text."""
_HEIGHT = 300
"""Pixels of a drawing that asks for no height of its own."""
_UNITS: Mapping[str, Callable[[float], str]] = {
    "h": french.hours,
    "€": french.euros,
    "pers.": lambda value: french.plural(value, "personne"),
}
"""Units that read better in a text than in the end of a field."""
_PHRASE = 30
"""Signs from which a choice is a sentence rather than a word."""
_LEAST, _MOST = 4, 40
"""Signs: the narrowest and the widest a column is set for."""


def blocks_of(part: Part, answers: Answers, width: int = WIDTH) -> Sequence[Block]:
    """Return what the report says of an exercise; nothing at all when nothing was answered."""
    exercise = get(part.exercise)
    answer = exercise.answer(answers)
    facts = [(label, value) for name, label in part.facts.items() if (value := _fact(answer, name))]
    blocks: list[Block] = []
    for name, words in part.said.items():
        blocks += _paragraphs(words, shown_value(answer, name))
    if facts:
        blocks.append(Facts(facts))
    blocks += [grid for table in part.tables if (grid := grid_of(answer, table))]
    if part.drawn:
        blocks += [figure_of(picture, width) for picture in _charts(exercise, answers)]
    for name, described in part.photos.items():
        blocks += photo_of(answer, name, described, answers)
    return [Heading(exercise.title, 2), *blocks] if blocks else []


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


def grid_of(answer: Answer, table: Table, rows: Sequence[Answer] | None = None) -> Grid | None:
    """Return the rows of a question as a table without its empty columns; ``None`` where there is no row."""
    question = questions_of(type(answer))[table.rows]
    assert isinstance(question, Rows)  # noqa: S101  # the plan names questions with rows
    kept = [row for row in (rows or getattr(answer, table.rows)) if not row.is_blank]
    asked = table.columns or {name: column.label for name, column in questions_of(question.row).items()}
    cells = {name: [shown_value(row, name) for row in kept] for name in asked}
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


def widths(columns: Iterable[Sequence[str]]) -> list[float]:
    """Return the shares of columns: room for the longest word, more for texts that are longer than others."""
    found = []
    for texts in columns:
        longest = max(len(text) for text in texts)
        found.append(float(max(_LEAST, min(longest, _MOST))))
    return found


def figure_of(picture: Picture, width: int = WIDTH) -> Figure:
    """Return a chart of the course as a figure of the candidate's, so many pixels wide, with its figures as a table."""
    title, reading = own(picture.title), own(picture.reading)
    told = french.typography(f"{title}. {reading} Les chiffres sont dans le tableau qui suit.")
    header = [name or "Élément" for name in picture.table.header]
    rows = [drawn_as_own(list(row)) for row in picture.table.rows]
    table = Grid(own(picture.table.caption), header, rows, widths(zip(header, *rows, strict=True)))
    layout = {"height": _HEIGHT, **picture.spec.get("layout", {})}
    spec = drawn_as_own({**picture.spec, "layout": layout})
    drawn = svg(replace(picture, spec=spec, alternative=told), width)
    return Figure(title, told, reading, svg=drawn, table=table, source=own(picture.source))


def photo_of(answer: Answer, name: str, described: str, answers: Answers) -> Sequence[Block]:
    """Return a photo with its description, or a sentence when it cannot be shown."""
    from tpelib.page.images import as_jpeg, small

    kept: Mapping[str, Any] | None = getattr(answer, name)
    if not kept:
        return []
    label = questions_of(type(answer))[name].label
    title = {"logo": "Mon logo", "photo": "Une photo", "cover": "La couverture"}.get(name, "L'image")
    alternative = str(getattr(answer, described)) or f"{label} : description à écrire."
    try:
        shown = as_jpeg(small(_held(kept, answers)))
    except TpeError as problem:
        return [Text(f"{title} ({kept['name']}) ne peut pas être montrée ici. {problem}", "note")]
    return [Figure(title, alternative, alternative, photo=shown)]


def _held(kept: Mapping[str, Any], answers: Answers) -> bytes:
    data = answers.file(kept)
    if data is None:
        raise TpeError("Le fichier n'est plus dans le dossier : donnez-le de nouveau.")
    return data


def _charts(exercise: Exercise[Any], answers: Answers) -> Sequence[Picture]:
    try:
        return [picture for picture in exercise.pictures(answers) if not picture.html]
    except TpeError:
        return []  # there is not enough to draw; what is missing is listed


def _paragraphs(words: str, text: str) -> Sequence[Block]:
    if not text:
        return []
    first, *others = [line for line in text.split("\n\n") if line.strip()]
    return [Text(f"{words} {first}" if words else first), *(Text(line) for line in others)]
