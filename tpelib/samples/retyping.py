"""The same answers typed otherwise: as French keyboards type them, or as somebody hostile would."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from tpelib.base import french
from tpelib.engine.answer import Answer, Rows, questions_of
from tpelib.engine.questions import Date, Number, Question, Text

__all__ = ["HOSTILE_TEXT", "hostile_texts", "retyped", "wrong_shapes"]

HOSTILE_TEXT = "<img src=x onerror=alert(1)>"
_UNITS = ("€", "%", "h")
Retype = Callable[[Question, Any], Any]


def retyped(model: type[Answer], values: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    """Return the same numbers and days, as various French keyboards would type them.

    ``"1 234,5"`` becomes ``"1234,50"`` or ``"1 234,5 €"``, ``"2027-01-04"`` becomes ``"4 janvier 2027"``.
    """

    def retype(question: Question, value: Any) -> Any:
        if isinstance(question, Number) and isinstance(value, str) and value:
            return draw.choice(_numbers(value, question))
        if isinstance(question, Date) and isinstance(value, str) and value:
            day = french.parse_date(value)
            return draw.choice((value, f"{day:%d/%m/%Y}", french.day(day)))
        return value

    return _mapped(model, values, retype)


def hostile_texts(model: type[Answer], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same answers with HTML at the head of every text in which there is room for both."""

    def retype(question: Question, value: Any) -> Any:
        if isinstance(question, Text) and isinstance(value, str) and value:
            longer = f"{HOSTILE_TEXT}{value}"
            return longer if len(longer) <= question.max_length else value
        return value

    return _mapped(model, values, retype)


def wrong_shapes(model: type[Answer], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers of which none has the shape of its question."""
    return {name: {"$": [value, None, True]} for name, value in values.items()}


def _mapped(model: type[Answer], values: Mapping[str, Any], retype: Retype) -> dict[str, Any]:
    questions = questions_of(model)
    found = {}
    for name, value in values.items():
        question = questions[name]
        if isinstance(question, Rows):
            found[name] = [_mapped(question.row, row, retype) for row in value]
        else:
            found[name] = retype(question, value)
    return found


def _numbers(typed: str, question: Number) -> list[str]:
    """Return ways to type one number; all are read alike."""
    compact = typed.replace(" ", "")
    ways = [typed, compact, f"{compact}0" if "," in compact else f"{compact},0"]
    ways.append(typed.replace(" ", french.NNBSP).replace("-", french.MINUS))
    if question.unit in _UNITS:
        ways.append(f"{typed}{french.NBSP}{question.unit}")
    if "," in compact and len(compact.split(",")[1]) != 3:
        ways.append(compact.replace(",", "."))
    return ways
