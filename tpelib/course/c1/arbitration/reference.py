"""The best month that the means of a case allow."""

from typing import Any

from tpelib.course.c1.arbitration.exercise import Arbitration, candidates
from tpelib.course.c1.business.exercise import WEEKS_PER_MONTH
from tpelib.course.cases import BusinessCase
from tpelib.domain import planning
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the ideas of the case, each with how many the best plan holds."""
    ideas = case.answers["c1-arbitrage"]["ideas"]
    weighed, _ = candidates(Arbitration.read({"ideas": ideas}).answer)
    best = planning.best_plan(weighed, case.euros, case.hours * WEEKS_PER_MONTH)
    if best is None:
        raise ValueError("the ideas of a case do not fit its means")
    return {"ideas": [{**idea, "chosen": str(n)} for idea, n in zip(ideas, best.counts, strict=True)]}
