"""The inbox of a case, sorted."""

from typing import Any

from tpelib.course.cases import BusinessCase
from tpelib.domain.reputation import inbox
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return what each message is, what one does about it, and when."""
    return {
        "inbox": case.id,
        "messages": [
            {"message": one.shown, "kind": one.kind, "act": one.acts[0], "delay": one.delays[-1]}
            for one in inbox(case.id)
        ],
    }
