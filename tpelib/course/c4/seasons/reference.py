"""The year of a case."""

from datetime import date
from typing import Any

from tpelib.base import french
from tpelib.course.cases import BusinessCase
from tpelib.domain import events
from tpelib.engine.dossier import Content

__all__ = ["answer"]


START, END = date(2027, 1, 4), date(2028, 1, 2)
"""The calendar of every case: the fifty-two weeks of 2027."""


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the calendar of the case, its events dated by the catalogue."""
    talks = case.answers["c4-saisons"]["talks"]
    return {"start": START.isoformat(), "end": END.isoformat(), "talks": [_talk(talk) for talk in talks]}


def _talk(talk: dict[str, str]) -> dict[str, str]:
    event = events.named(talk["name"], events.catalogue(START.year))
    dated = {}
    if event:
        dated = {
            "day": event.start.isoformat(),
            "lead": str(event.lead),
            "posts": "2" if event.lead >= 14 else "1",
        }
    return {**dated, **talk, "name": french.typography(talk["name"])}
