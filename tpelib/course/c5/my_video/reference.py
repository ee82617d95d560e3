"""The captions of a video of a case."""

from typing import Any

from tpelib.course.c5.caption_table import typed_cues
from tpelib.course.cases import BusinessCase
from tpelib.domain import captions
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the captions of the invented video, in order, of two people."""
    return {
        "cues": typed_cues(captions.correct(captions.example_for(case.id).rewritten)),
        "voices": "2",
    }
