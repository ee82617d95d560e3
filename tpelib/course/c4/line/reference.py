"""The hours that the line of a case may take."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return all the hours there are."""
    return {"hours": typed(case.hours)}
