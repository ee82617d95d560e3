"""The business of a case, as its owner would type it."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.periods.exercise import PEAK
from tpelib.course.cases import BusinessCase
from tpelib.domain import season
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return who they are, and the figures of their trade."""
    return {
        "project": case.id,
        **{key: getattr(case, key) for key in ("name", "activity", "place", "area", "offer")},
        "season": "peaks" if max(season.seasonal_indices(case.turnover)) >= PEAK else "steady",
        **{key: typed(getattr(case, key)) for key in ("basket", "margin", "clients", "hours", "euros")},
        "turnover": typed(case.basket * case.clients),
    }
