"""The strong months of a case, from its turnover."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.periods.exercise import PEAK
from tpelib.course.cases import BusinessCase
from tpelib.domain import season
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return what each month sold, and the strong ones."""
    peaks = season.peak_months(season.seasonal_indices(case.turnover), threshold=PEAK)
    return {
        "months": [{"turnover": typed(month)} for month in case.turnover],
        "peaks": [str(month) for month in peaks],
    }
