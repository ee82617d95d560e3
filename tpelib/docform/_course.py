"""What the document of the whole course asks: its exercises, then the paragraphs of the report and the oral."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from tpelib.exercises import all_exercises
from tpelib.exercises.engine import Exercise

__all__ = ["whole_course"]


@cache
def whole_course() -> Sequence[Exercise[Any]]:
    """Return all that one can answer on a document, in the order of the course: nothing asks for a screen."""
    from tpelib.oral.exercises import PRESENTATION
    from tpelib.report.own import OWN

    return (*all_exercises(), OWN, PRESENTATION)
