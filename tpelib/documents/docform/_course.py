"""What the document of the whole course asks: its exercises, then the paragraphs of the report and the oral."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from tpelib.engine.course import current
from tpelib.engine.exercise import Exercise
from tpelib.engine.registry import all_exercises

__all__ = ["whole_course"]


@cache
def whole_course() -> Sequence[Exercise[Any]]:
    """Return all that one can answer on a document, in the order of the course: nothing asks for a screen."""
    return (*all_exercises(), *current().prose())
