"""The captions of the invented video of a case, mended."""

from typing import Any

from tpelib.course.c5.caption_table import typed_cues
from tpelib.course.cases import BusinessCase
from tpelib.domain import captions
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the fault of each caption, and captions without any."""
    example = captions.example_for(case.id)
    wrong = {fault.position: fault.kind for fault in captions.faults(example.cues)}
    return {
        "found": [{"kind": wrong.get(rank, "none")} for rank in range(len(example.cues))],
        "cues": typed_cues(captions.correct(example.rewritten)),
    }
