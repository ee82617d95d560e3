"""The calendar that the course proposes for a case."""

from typing import Any

from tpelib.course.c4.project import wishes_of
from tpelib.course.c4.schedule.exercise import typed_posts
from tpelib.course.cases import BusinessCase
from tpelib.domain.calendar import build_calendar
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the calendar built on the wishes of the case."""
    wishes = wishes_of(known)
    if wishes is None:
        raise ValueError("a case lacks the dates of its calendar")
    return {"posts": typed_posts(build_calendar(wishes).posts)}
