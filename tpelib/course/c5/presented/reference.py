"""The post of a case as it is presented."""

from typing import Any

from tpelib.base.french import parse_number, typed
from tpelib.course.c5.presented.exercise import CHECKS
from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return a twelfth of what the objective of the case aims at, and everything checked."""
    objective = case.answers["c1-objectif"]
    return {
        "network": case.answers["c2-choix"]["main"],
        "indicator": objective["indicator"],
        "expected": typed(max(1.0, parse_number(objective["target_value"]) // 12)),
        "checked": [option.value for option in CHECKS],
    }
