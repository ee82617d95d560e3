"""The messages of a case, answered."""

from typing import Any

from tpelib.course.cases import BusinessCase
from tpelib.domain.reputation import inbox
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return an answer to each who needs one."""
    page = case.answers["c3-acces"]
    return {
        "replies": [
            {"message": one.shown, "reply": one.reply.format(phone=page["phone"], mail=page["mail"])}
            for one in inbox(case.id)
            if one.answered
        ]
    }
