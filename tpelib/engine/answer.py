"""What is answered: a model whose fields carry their questions, and how all of it is read.

A blank is a legal value of each field; what cannot be read is said, with its place, and takes nothing else with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from tpelib.base import french
from tpelib.engine.questions import UNEXPECTED, Question

__all__ = ["Answer", "Parsed", "Rows", "fields_schema", "is_blank", "questions_of"]


class Answer(BaseModel):
    """Base of every answer model: a blank is a legal value of each field, unknown names are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    @property
    def is_blank(self) -> bool:
        """True when nothing at all was answered."""
        return all(is_blank(getattr(self, name)) for name in type(self).model_fields)

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Parsed[Self]:
        """Read what was typed, keeping all that can be read.

        Parameters
        ----------
        raw : mapping
            Field name to what was typed (any JSON value).

        Returns
        -------
        Parsed
            The answer, blank where something could not be read, and a French sentence for each such field.
        """
        errors: dict[str, str] = {}
        kept: dict[str, Any] = {}
        for name, question in questions_of(cls).items():
            if name not in raw:
                continue
            value = raw[name]
            if isinstance(question, Rows):
                value = _read_rows(name, question, value, errors)
            else:
                try:
                    value = question.read(value)
                except ValueError as problem:
                    errors[name] = french.typography(str(problem))
                    continue
            kept[name] = value
        try:
            return Parsed(cls.model_validate(kept), errors)
        except ValidationError as problem:
            # A value of the right kind that the field's own type refuses: name it, and go on without it.
            for error in problem.errors():
                name = str(error["loc"][0]) if error["loc"] else next(iter(kept), "")
                errors[".".join(map(str, error["loc"]))] = french.typography(UNEXPECTED)
                kept.pop(name, None)
            return Parsed(cls.model_validate(kept), errors)


A_co = TypeVar("A_co", bound=Answer, covariant=True)


@dataclass(frozen=True)
class Parsed(Generic[A_co]):
    """An answer as it could be read, and a French sentence for each field that could not.

    ``errors`` maps a path (``"basket"``, ``"actions.2.cost"``) to its sentence.
    """

    answer: A_co
    errors: Mapping[str, str]

    @cached_property
    def is_blank(self) -> bool:
        """True when nothing at all was answered, or nothing readable."""
        return self.answer.is_blank


@dataclass(frozen=True, kw_only=True)
class Rows(Question):
    """A table that the learner fills: each row is an answer model of its own.

    Parameters
    ----------
    row : type of Answer
        The model of one row; its questions are the columns.
    row_labels : sequence of str, optional
        Fixed rows (the twelve months); nothing is added or removed then, and blank rows keep their place.
    min_rows, max_rows : int
        Rows shown at first, rows accepted.
    add_label : str
        Words of the button that adds a row.
    pages : str
        Date column by which a long table is shown one month at a time; rows are then in the order of dates.
    """

    kind: ClassVar[str] = "rows"

    row: type[Answer]
    row_labels: Sequence[str] | None = None
    min_rows: int = 1
    max_rows: int = 40
    add_label: str = "Ajouter une ligne"
    pages: str = ""

    def read(self, raw: Any) -> list[Any]:
        """Return the rows as mappings for the model of the row; too many is an error, as is another shape."""
        if raw is None or raw == "":
            return []
        if not isinstance(raw, (list, tuple)) or not all(
            isinstance(item, (Mapping, self.row)) for item in raw
        ):
            raise ValueError(UNEXPECTED)
        limit = len(self.row_labels) if self.row_labels else self.max_rows
        if len(raw) > limit:
            raise ValueError(f"Ce tableau compte {len(raw)} lignes : gardez-en {limit} au plus.")
        return list(raw)

    def show(self, value: Any) -> str:
        """Return how many rows are filled."""
        return french.plural(len(value or []), "ligne")

    def _details(self) -> dict[str, Any]:
        return {
            "columns": fields_schema(self.row),
            "row_labels": list(self.row_labels) if self.row_labels else None,
            "min_rows": self.min_rows,
            "max_rows": self.max_rows,
            "add_label": french.typography(self.add_label),
            "pages": self.pages or None,
        }


@cache
def questions_of(model: type[Answer]) -> Mapping[str, Question]:
    """Return the questions of an answer model by field name, in order.

    Raises
    ------
    TypeError
        A field has no question.
    """
    found: dict[str, Question] = {}
    for name, info in model.model_fields.items():
        question = next((item for item in info.metadata if isinstance(item, Question)), None)
        if question is None:
            raise TypeError(f"{model.__name__}.{name} asks no question")
        found[name] = question
    return found


def fields_schema(model: type[Answer]) -> list[dict[str, Any]]:
    """Return the fields of an answer model as the forms draw them (JSON)."""
    return [question.schema(name) for name, question in questions_of(model).items()]


def is_blank(value: Any) -> bool:
    """Return True for a value that says nothing: none, an empty text, rows that are all blank."""
    if value is None or isinstance(value, str):
        return not value
    if isinstance(value, Answer):
        return value.is_blank
    return isinstance(value, (list, tuple)) and all(map(is_blank, value))


def _read_rows(name: str, question: Rows, raw: Any, errors: dict[str, str]) -> list[Answer]:
    """Read a table: each row by its own model, blank rows dropped unless rows are fixed."""
    try:
        rows = question.read(raw)
    except ValueError as problem:
        errors[name] = french.typography(str(problem))
        return []
    kept: list[Answer] = []
    for position, row in enumerate(rows):
        parsed = _read_row(question.row, row.model_dump() if isinstance(row, Answer) else row)
        if parsed.errors:
            errors.update({f"{name}.{position}.{path}": text for path, text in parsed.errors.items()})
        if question.row_labels or not parsed.is_blank:
            kept.append(parsed.answer)
    return kept


_TEXT = frozenset((str,))


def _read_row(model: type[Answer], row: Mapping[str, Any]) -> Parsed[Any]:
    """Read a row; one made of text alone, as the form sends it, is read once: a year of posts has hundreds."""
    if _TEXT.issuperset(map(type, row.values())):
        return _read_text_row(model, tuple(row.items()))
    return model.read(row)


@lru_cache(maxsize=4096)
def _read_text_row(model: type[Answer], row: tuple[tuple[str, str], ...]) -> Parsed[Any]:
    return model.read(dict(row))
