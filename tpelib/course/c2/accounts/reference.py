"""The accounts that one network declares."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.cases import BusinessCase
from tpelib.domain import audience
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the latest figure of Instagram, and the five judgements on such figures."""
    return {
        "network": "instagram",
        "millions": typed(audience.accounts_of("Instagram").value / 1e6, 1),
        "period": audience.declared("Instagram")[-1],
        "sum": "no",
        "three": "each",
        "multiply": "no",
        "small": "widen",
        "jump": "unknown",
    }
