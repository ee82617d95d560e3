"""Reference answers of C4."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from tpelib.base import french
from tpelib.course.c4.project import wishes_of
from tpelib.course.c4.schedule.exercise import typed_posts
from tpelib.course.cases import Case, find
from tpelib.domain import events
from tpelib.domain.calendar import build_calendar
from tpelib.engine.dossier import Content
from tpelib.samples.references import c1
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]

START, END = date(2027, 1, 4), date(2028, 1, 2)
"""The calendar of every case: the fifty-two weeks of 2027."""


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C4, what somebody would type who answers well for this case."""
    known = case.examples["c4"]
    wished = _wished(case)
    return {
        "c4-ligne": {
            **{
                key: known[key]
                for key in (
                    "line",
                    "tone",
                    "story",
                    "quality",
                    "quality_indicator",
                    "quality_target",
                    "quantity",
                )
            },
            "hours": typed(case.hours),
        },
        **wished,
        "c4-calendrier": {"posts": [dict(row) for row in _posts(case.id)]},
        "c4-suivi": {key: known[key] for key in ("stock", "free", "indicator", "review", "signals", "jury")},
    }


def _wished(case: Case) -> dict[str, dict[str, Any]]:
    """Return what the calendar is built on: themes, events, wishes."""
    known = case.examples["c4"]
    return {
        "c4-themes": {"themes": [{**t, "ideas": "\n".join(t["ideas"])} for t in known["themes"]]},
        "c4-saisons": {
            "activity": known["activity"],
            "department": known["department"],
            "start": START.isoformat(),
            "end": END.isoformat(),
            "talks": [_talk(talk) for talk in known["talks"]],
        },
        "c4-voeux": {
            key: known[key] for key in ("cadences", "closed", "holidays", "leaves", "publish_closed")
        },
    }


def _talk(talk: Mapping[str, str]) -> dict[str, str]:
    """Return a row of the table of events: an event of the catalogue is dated by it."""
    event = events.named(talk["name"], events.catalogue(START.year))
    dated = {}
    if event:
        dated = {
            "day": event.start.isoformat(),
            "lead": str(event.lead),
            "posts": "2" if event.lead >= 14 else "1",
        }
    return {**dated, **talk, "name": french.typography(talk["name"])}


@cache
def _posts(case_id: str) -> tuple[Mapping[str, str], ...]:
    """Return the calendar that the course proposes for a case; built once, it takes a moment."""
    case = find(case_id)
    if case is None:
        raise ValueError("this is no case")
    values = {**c1.answers(case), **_wished(case)}
    wishes = wishes_of(Content(answers={key: {"values": value} for key, value in values.items()}))
    if wishes is None:
        raise ValueError("a case lacks the dates of its calendar")
    return tuple(typed_posts(build_calendar(wishes).posts))
