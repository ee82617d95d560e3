"""What writers and readers share: the address of each field, and the words that stand around it.

A reader that finds no content control left recognises a question by its words. So the words are made here,
once, for both sides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.course import current
from tpelib.engine.exercise import Exercise
from tpelib.engine.questions import Choice, Choices, Date, File, Number, Question

__all__ = [
    "COURSE",
    "FORMAT",
    "GIVEN",
    "NOT_GIVEN",
    "SUBJECT_TITLE",
    "VERSION",
    "Address",
    "Field",
    "FormError",
    "FormSheet",
    "Occasion",
    "cases_told",
    "fields_of",
    "stamp_version",
    "where",
]

FORMAT = "tpe-formulaire"
VERSION = 1
"""Version of the document form; a later one is refused, an earlier one is read."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a document is filled for: its title, how to go about it, where to bring it back (French).

    ``cases``: it begins with the fictional businesses, where the one at work is asked for.
    """

    title: str
    instructions: tuple[str, ...]
    take_back: str
    cases: bool = False


def cases_told(sheets: Sequence[FormSheet], occasion: Occasion) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the fictional businesses, each with its name and lines to read; none where no business is asked for."""
    asked = occasion.cases and any(sheet.exercise.id == current().project for sheet in sheets)
    for case in current().cases() if asked else ():
        facts = [f"{label} : {value}" for label, value in case.facts]
        sold = french.listing([f"{month} {euros}" for month, euros in case.months])
        lines = (*case.paragraphs, *facts, f"Chiffre d'affaires, mois par mois : {sold}.")
        yield f"{case.name}, {case.trade}", [french.typography(line) for line in lines]


COURSE = Occasion(
    "Mon cahier d’exercices",
    (
        "Ce document contient les mêmes exercices que le cours. Remplissez ce que vous voulez, dans l’ordre "
        "qui vous convient, puis enregistrez-le : vos réponses seront reprises dans votre dossier.",
        "Une réponse laissée vide n’efface rien dans votre dossier.",
        "Les boutons, les dessins et les explorations dont parlent les consignes sont dans le cours à l’écran. Si vous n’y "
        "allez pas, demandez à votre formateur les chiffres qu’ils donnent.",
    ),
    "Reprenez ensuite vos réponses dans le cours : dans « Mon parcours », dépliez « Travailler sur un document », "
    "puis « Reprendre un document rempli ».",
    cases=True,
)

GIVEN = "Déjà donné"
NOT_GIVEN = "Rien n’est encore donné."
SUBJECT_TITLE = "Le sujet"
"""Heads what an exercise gives to work on."""

_TAG_LENGTH = 64  # Word calls a document damaged when a tag or a title of a control is longer


class FormError(TpeError):
    """A document form cannot be written or read; the message names the file and says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an answer goes: exercise, field, then row and column of a table, or the option of a box."""

    exercise: str
    field: str
    row: int | None = None
    column: str = ""
    option: str = ""

    @property
    def name(self) -> str:
        """The address in words a machine reads: ``plan.actions.2.cost``."""
        parts = [self.exercise, self.field]
        if self.row is not None:
            parts += [str(self.row), self.column]
        return ".".join([*parts, self.option] if self.option else parts)

    @property
    def tag(self) -> str:
        """The name, shortened by a digest where Word would refuse its length."""
        if len(self.name) <= _TAG_LENGTH:
            return self.name
        digest = hashlib.sha256(self.name.encode()).hexdigest()[:12]
        return f"{self.name[: _TAG_LENGTH - 13]}~{digest}"


@dataclass(frozen=True)
class Field:
    """A question as the documents show it.

    Parameters
    ----------
    name : str
        Its name in the answer model.
    question : Question
        The question itself.
    """

    name: str
    question: Question

    @property
    def label(self) -> str:
        """The question in words."""
        return french.typography(self.question.label)

    @property
    def caption(self) -> str:
        """The question in words, with its unit, and whether it may stay empty."""
        unit = self.question.unit if isinstance(self.question, Number) else ""
        extra = [french.typography(f"en {unit}")] if unit else []
        extra += [] if self.question.required else ["facultatif"]
        return f"{self.label} ({', '.join(extra)})" if extra else self.label

    @property
    def hint(self) -> str:
        """The line below the question."""
        return french.typography(self.question.hint)

    @property
    def options(self) -> Sequence[tuple[str, str, str]]:
        """Value, words and hint of each possible answer; none unless it is a choice."""
        if not isinstance(self.question, Choice):
            return ()
        return [
            (option.value, french.typography(option.label), french.typography(option.hint))
            for option in self.question.options
        ]

    @property
    def columns(self) -> Sequence[Field]:
        """The columns of a table; none for another question."""
        return fields_of(self.question.row) if isinstance(self.question, Rows) else ()

    @property
    def row_labels(self) -> Sequence[str]:
        """The names of the rows of a table whose rows are fixed."""
        labels = self.question.row_labels if isinstance(self.question, Rows) else None
        return [french.typography(label) for label in labels or ()]

    @property
    def row_noun(self) -> str:
        """What a row is called: « Action » where the button says « Ajouter une action »."""
        words = self.question.add_label if isinstance(self.question, Rows) else ""
        found = re.fullmatch(r"Ajouter une? (.+)", words)
        return found[1].capitalize() if found else "Ligne"

    @property
    def most_rows(self) -> int:
        """How many rows a table can have; none for another question."""
        if not isinstance(self.question, Rows):
            return 0
        return len(self.row_labels) or self.question.max_rows

    @property
    def add_label(self) -> str:
        """Words of the button that adds a row."""
        return french.typography(self.question.add_label) if isinstance(self.question, Rows) else ""

    def row_name(self, row: int) -> str:
        """Return the name of a row, counted from zero: « janvier », « Action 3 »."""
        return self.row_labels[row] if self.row_labels else f"{self.row_noun} {row + 1}"

    def rows_shown(self, filled: int, *, spare: int) -> int:
        """Return how many rows a document offers: those filled, and some more to write in."""
        if not isinstance(self.question, Rows):
            return 0
        if self.row_labels:
            return len(self.row_labels)
        return max(filled, min(self.question.max_rows, max(self.question.min_rows, filled + spare)))

    @property
    def choices_line(self) -> str:
        """What can be answered, in one line, for who reads on paper; empty unless it is a choice."""
        words = [f"{label} ({hint.rstrip('.')})" if hint else label for _, label, hint in self.options]
        if isinstance(self.question, Choices):
            return "Cochez tout ce qui convient."
        return f"Réponses possibles{french.NBSP}: {f'{french.NNBSP}; '.join(words)}." if words else ""

    @property
    def listed(self) -> Sequence[str]:
        """The possible answers, one by line, where they need explaining; none otherwise."""
        if isinstance(self.question, Choices) or not any(hint for _, _, hint in self.options):
            return ()
        return [f"{label} ({hint.rstrip('.')})" if hint else label for _, label, hint in self.options]

    @property
    def help_lines(self) -> Sequence[str]:
        """What is written between the question and its answer."""
        lines = [self.hint, f"Réponses possibles{french.NBSP}:" if self.listed else self.choices_line]
        if isinstance(self.question, Date):
            lines.append(f"La date s’écrit ainsi{french.NBSP}: 06/03/2026.")
        if isinstance(self.question, File):
            kinds = french.listing(list(self.question.accept), "ou")
            lines.append(f"Ce fichier ({kinds}) se donne dans le cours, ou dans la page du formulaire.")
        lines += [
            f"{column.label}{french.NBSP}: {column.choices_line[:1].lower()}{column.choices_line[1:]}"
            for column in self.columns
            if column.options
        ]
        return [line for line in lines if line]


def fields_of(model: type[Answer]) -> Sequence[Field]:
    """Return the fields of an answer model, in order."""
    return [Field(name, question) for name, question in questions_of(model).items()]


@dataclass(frozen=True)
class FormSheet:
    """An exercise as the documents show it.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    rank : int
        Its place in the document, from one.
    """

    exercise: Exercise[Any]
    rank: int

    @property
    def heading(self) -> str:
        """The heading of the exercise: « 3. Mes cibles »."""
        return f"{self.rank}. {french.typography(self.exercise.title)}"

    @property
    def worth(self) -> str:
        """What the exercise is worth; empty where nothing is graded."""
        points = self.exercise.points
        return f"Sur {french.plural(points, 'point')}." if points else ""

    @property
    def prompt(self) -> Sequence[str]:
        """What is asked, by paragraphs."""
        return _paragraphs(self.exercise.prompt)

    @property
    def given(self) -> Sequence[tuple[str, str]]:
        """What there is to work on: heading and text, line ends kept."""
        return [
            (french.typography(heading), french.typography(text))
            for heading, text in self.exercise.given.items()
        ]

    @property
    def help(self) -> Sequence[str]:
        """The help, by paragraphs."""
        return _paragraphs(self.exercise.help)

    @cached_property
    def fields(self) -> Sequence[Field]:
        """The questions, in order."""
        return fields_of(self.exercise.model)

    def groups(self) -> Iterator[tuple[str, Sequence[Field]]]:
        """Yield consecutive questions of one group, with its title (empty for none)."""
        start = 0
        for place in range(1, len(self.fields) + 1):
            group = self.fields[start].question.group
            if place == len(self.fields) or self.fields[place].question.group != group:
                yield french.typography(group), self.fields[start:place]
                start = place

    def addresses(self) -> Iterator[Address]:
        """Yield every place an answer can have in this exercise."""
        own = self.exercise.id
        for field in self.fields:
            yield Address(own, field.name)
            for value, _, _ in field.options:
                yield Address(own, field.name, option=value)
            for row in range(field.most_rows):
                for column in field.columns:
                    yield Address(own, field.name, row, column.name)
                    for value, _, _ in column.options:
                        yield Address(own, field.name, row, column.name, value)


def _paragraphs(text: str) -> list[str]:
    parts = re.split(r"\n\s*\n", french.typography(text))
    return [" ".join(part.split("\n")).strip() for part in parts if part.strip()]


def where(exercise: Exercise[Any], path: str) -> str:
    """Return the words for a path of :class:`~tpelib.engine.answer.Parsed` errors.

    Returns
    -------
    str
        ``« Quelles actions ? », action 3, « Coût en tout »`` for ``"actions.2.cost"``.
    """
    name, _, rest = path.partition(".")
    found: Mapping[str, Field] = {field.name: field for field in fields_of(exercise.model)}
    if name not in found:
        return f"«{french.NBSP}{path}{french.NBSP}»"
    field = found[name]
    words = f"«{french.NBSP}{field.label}{french.NBSP}»"
    row, _, column = rest.partition(".")
    if row.isdigit():
        labels = field.row_labels
        known = not labels or int(row) < len(labels)
        words += f", {field.row_name(int(row)).lower() if known else f'ligne {int(row) + 1}'}"
    cell = next((cell.label for cell in field.columns if cell.name == column), "")
    return f"{words}, «{french.NBSP}{cell}{french.NBSP}»" if cell else words


_STAMP = re.compile(rf"{FORMAT}[\s\u00a0]+version[\s\u00a0]+(\d{{1,6}})")


def stamp_version(text: str) -> int | None:
    """Return the version a document says it has (« tpe-formulaire version 1 »), if it says it."""
    found = _STAMP.search(text)
    return int(found[1]) if found else None
