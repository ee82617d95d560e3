"""What a week of a case takes, against the hours there are."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.time.exercise import Time
from tpelib.course.cases import BusinessCase
from tpelib.domain import planning
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the hours that the formats of the case take, and whether they fit."""
    time = Time.read(case.answers["c1-temps"]).answer
    needed = planning.weekly_hours(
        [(f.minutes or 0, f.number or 0) for f in time.complete], time.moderation or 0
    )
    return {"total": typed(needed), "verdict": "fits" if needed <= case.hours else "exceeds"}
