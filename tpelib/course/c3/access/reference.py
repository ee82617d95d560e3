"""How one reaches a case."""

from typing import Any

from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return two ways, one of which needs no call."""
    return {
        "contacts": [{"kind": kind, "value": case.answers["c3-acces"][kind]} for kind in ("phone", "mail")]
    }
