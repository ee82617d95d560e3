"""The files of data that ship with the course (TOML), read into the classes that hold them.

A class says what its file may hold; pydantic checks it the first time that somebody asks, and not before. A field
annotated :data:`Shown` is a French sentence: its typography is set as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError

from tpelib.base import french
from tpelib.base.errors import DataError
from tpelib.base.resources import course_path, data_path, read_toml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["AnyOf", "Shown", "read_data", "typed"]

T = TypeVar("T")
Shown = Annotated[str, AfterValidator(french.typography)]
"""A text that people read, written in its file with plain spaces and apostrophes."""


def _any_of(patterns: str | Sequence[str]) -> re.Pattern[str]:
    return re.compile(patterns if isinstance(patterns, str) else "|".join(patterns), re.IGNORECASE)


AnyOf = Annotated[re.Pattern[str], BeforeValidator(_any_of)]
"""What is looked for in a text: one regular expression, or a list of them of which any will do; case does not count."""


def read_data(kind: type[T], *parts: str, at: str = "", own: bool = False) -> T:
    """Return what a file of ``data/`` holds, read once.

    Parameters
    ----------
    kind : type
        What to read it into: a dataclass, a pydantic model, ``tuple[Term, ...]``, ``dict[str, Any]``.
    parts : str
        Where the file is under ``data/``.
    at : str
        The key of the file to read; all of it by default.
    own : bool
        True for what every course has of its own: the library's file is not read in its place.

    Raises
    ------
    DataError
        It is not what ``kind`` says.
    TpeError
        The course is not whole.
    """
    return cast("T", _read(cast("Any", kind), parts, at, own))  # mypy: a type is no Hashable


@cache
def _read(kind: Any, parts: Sequence[str], at: str, own: bool) -> object:
    path = course_path("data", *parts) if own else data_path(*parts)
    document = _document(path)
    if at and at not in document:
        raise DataError(french.typography(f"{path.name} : il manque « {at} »."))
    place = f"{path.name}, {at}" if at else path.name
    return typed(kind, document[at] if at else document, place)


_document = cache(read_toml)  # a key at a time


def typed(kind: type[T], value: object, place: str) -> T:
    """Return a value of a TOML file as a type.

    Parameters
    ----------
    kind : type
        What to read it into.
    value : object
        What the file holds.
    place : str
        Where it stands, to begin the sentence of a mistake.

    Raises
    ------
    DataError
        It is not what ``kind`` says.
    """
    try:
        return cast("T", _adapter(cast("Any", kind)).validate_python(value))
    except ValidationError as problem:
        raise DataError(_told(problem.errors()[0], value, place)) from problem


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


_WANTED: Mapping[str, str] = {
    "string": "un texte entre guillemets",
    "int": "un nombre entier",
    "float": "un nombre",
    "bool": "true ou false, sans guillemets",
    "date": "une date sans guillemets, comme 2027-04-12",
    "tuple": "une liste",
    "dict": "une table",
    "dataclass": "une table",
    "model": "une table",
}
"""Beginning of a pydantic error's type to what was expected."""


def _told(error: ErrorDetails, value: Any, place: str) -> str:
    *above, last = error["loc"] or ("",)
    places, key = [place, *_named(above, value)], str(last)
    if isinstance(last, int):
        places, key = [place, *_named(error["loc"], value)], ""
    kind = error["type"]
    if kind == "missing":
        why = f"il manque « {key} »"
    elif kind in ("unexpected_keyword_argument", "extra_forbidden"):
        why = f"« {key} » n'est pas attendu ici"
    elif kind == "literal_error":
        why = f"« {key} » attend {error['ctx']['expected'].replace(' or ', ' ou ')}"
    elif kind == "value_error":
        why = str(error["ctx"]["error"]).rstrip(".")
    else:
        wanted = next((words for start, words in _WANTED.items() if kind.startswith(start)), "autre chose")
        why = f"« {key} » attend {wanted}" if key else f"il faut {wanted}"
    return french.typography(f"{', '.join(places)} : {why}.")


def _named(steps: Sequence[int | str], value: Any) -> list[str]:
    """Return the steps to a place of a file in words: an item of a list by its id, or by its rank from 1."""
    found = []
    for step in steps:
        value = value[step] if isinstance(step, int) or (isinstance(value, Mapping) and step in value) else {}
        own = value.get("id", value.get("key")) if isinstance(value, Mapping) else None
        found.append(str(own or step + 1) if isinstance(step, int) else step)
    return found
