"""The networks of a case, weighed."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c2.decision.exercise import CRITERIA, ROBUST
from tpelib.course.cases import BusinessCase
from tpelib.domain import market
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the weights and marks of the case, their totals, and whether the first stays so."""
    weights, marks = (case.answers["c2-decision"][key] for key in ("weights", "marks"))
    found = market.sensitivity(marks, weights)
    return {
        **{key: typed(weight) for key, weight in zip(CRITERIA, weights, strict=True)},
        "networks": [
            {
                "network": network,
                **{key: typed(mark) for key, mark in zip(CRITERIA, given, strict=True)},
                "total": typed(found.decision.totals[network], 2),
            }
            for network, given in marks.items()
        ],
        "first": found.decision.first,
        "stays": typed(100 * found.first_stays, 0),
        "verdict": "robust" if found.first_stays >= ROBUST else "fragile",
    }
