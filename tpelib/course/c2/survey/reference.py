"""What the invented customers of a case answered."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.cases import BusinessCase
from tpelib.domain import market
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the counts of the survey, the network on top, and how sure that is."""
    survey = case.answers["c2-enquete"]["survey"]
    answered, counts = survey["answered"], survey["counts"]
    size = TARGET.answer(known).segments[0].size or 0
    top = max(counts, key=lambda network: int(counts[network]))
    share = counts[top] / answered
    return {
        "answered": typed(answered),
        "counts": [{"network": network, "users": typed(users)} for network, users in counts.items()],
        "top": top,
        "share": typed(100 * share, 1),
        "population": typed(size),
        "margin": typed(100 * market.survey_margin(share, answered, size), 1),
    }
