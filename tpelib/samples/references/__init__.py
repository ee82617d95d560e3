"""One good answer per fictional case: what the tests hold as the maximum, and what sample learners copy.

Texts come from the case's file; every figure that can be computed is computed here from the same pure
functions, so that no answer key is written anywhere. Each competency has its module, with one function
``answers(case)``; a later one may start from what an earlier one answered.
"""

from __future__ import annotations

import copy
import hashlib
from typing import Any

from tpelib.course.cases import Case
from tpelib.engine.dossier import Content, Dossier
from tpelib.samples.references import (
    c1,
    c2,
    c3,
    c4,
    c5,
    c6,
)

__all__ = ["reference", "reference_content", "reference_files", "save_reference"]

_COMPETENCIES = (c1, c2, c3, c4, c5, c6)


def reference(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise, what somebody would type who answers well for this case."""
    found: dict[str, dict[str, Any]] = {}
    for competency in _COMPETENCIES:
        found |= competency.answers(case)
    return copy.deepcopy(found)  # a case is read once and kept: who alters an answer alters his own


def reference_content(case: Case) -> Content:
    """Return the dossier of somebody who answers well for this case, with the files that go with it."""
    return Content(
        answers={exercise_id: {"values": values} for exercise_id, values in reference(case).items()},
        files=reference_files(case),
    )


def reference_files(case: Case) -> dict[str, bytes]:
    """Return the files that the answers of a case stand for: SHA-256 to bytes."""
    return {hashlib.sha256(data).hexdigest(): data for data in c3.files(case)}


def save_reference(case: Case, dossier: Dossier) -> None:
    """Write the answers of a case, and their files, into a dossier on disk."""
    answers, held = reference(case), reference_files(case)
    for values in answers.values():
        for value in values.values():
            if isinstance(value, dict) and value.get("sha256") in held:
                dossier.store_file(value["name"], held[value["sha256"]])
    dossier.save_all(answers)
