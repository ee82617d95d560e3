"""An answer as a form sends it, whatever door it came by."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tpelib.base import french
from tpelib.base.words import fold
from tpelib.engine.answer import Rows, questions_of
from tpelib.engine.questions import Choice, Choices, Date, Number, Question, Text

__all__ = ["as_typed", "clean", "day_of", "is_blank", "text_of", "texts_of"]

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEEKDAY = re.compile(rf"({'|'.join(french.WEEKDAYS)})\s+", re.IGNORECASE)


def clean(text: str) -> str:
    """Return the text with plain line ends and without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def as_typed(question: Question, value: Any) -> Any:
    """Return a value as the form of the course would have sent it.

    Days become ``2026-03-06``, a number the text of a French keyboard, the words of an option its value,
    rows mappings; what cannot be read so is kept as it is, for the exercise to say why.
    """
    if isinstance(question, Rows):
        return _rows(question, value)
    if isinstance(question, Choices):
        items = value.split(";") if isinstance(value, str) else value
        return [_option(question, item) for item in items] if isinstance(items, (list, tuple, set)) else items
    if isinstance(question, Choice):
        return _option(question, value)
    if isinstance(question, Date):
        return _day(question, value)
    if (
        isinstance(question, (Number, Text))
        and isinstance(value, (int, float))
        and not isinstance(value, bool)
    ):
        return _number(value)
    return clean(value).strip() if isinstance(value, str) else value


def text_of(question: Question, value: Any) -> str:
    """Return the text that a document shows for an answer of the dossier; empty for a blank."""
    typed = as_typed(question, value)
    return typed if isinstance(typed, str) else ""


def texts_of(question: Question, value: Any) -> list[str]:
    """Return the values chosen among several, as text."""
    typed = as_typed(question, value)
    return [item for item in typed if isinstance(item, str)] if isinstance(typed, list) else []


def day_of(text: str) -> str:
    """Return a day as a French reader writes it, ``06/03/2026``; any other text as it is."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def is_blank(value: Any) -> bool:
    """Return True for an answer with nothing in it."""
    if isinstance(value, Mapping):
        return all(is_blank(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return all(is_blank(item) for item in value)
    return value is None or (isinstance(value, str) and not value.strip())


def _rows(question: Rows, value: Any) -> Any:
    if not isinstance(value, (list, tuple)) or not all(isinstance(row, Mapping) for row in value):
        return value
    columns = questions_of(question.row)
    return [
        {name: as_typed(columns[name], cell) for name, cell in row.items() if name in columns}
        for row in value
    ]


def _option(question: Choice, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    wanted = value.strip()
    if wanted in {option.value for option in question.options}:
        return wanted
    same = (option.value for option in question.options if fold(option.label) == fold(wanted))
    return next(same, wanted)


def _day(question: Date, value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = _WEEKDAY.sub("", clean(value).strip(), count=1)
    try:
        found = question.read(text)
    except ValueError:
        return text
    return found.isoformat() if found else ""


def _number(value: float) -> Any:
    """Return a number as text with a decimal comma, every digit kept; infinities as they are."""
    if not math.isfinite(value):
        return value
    exact = Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
    return format(exact, "f").removesuffix(".0").replace(".", ",")
