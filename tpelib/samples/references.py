"""One good answer per fictional case: what the tests hold as the maximum, and what sample learners copy.

What somebody would type stands in the case's file, in a table per exercise; every figure that can be computed is
computed by the module ``reference`` of the exercise's folder, from the same pure functions, so that no answer key is
written anywhere.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from tpelib.course.cases import BusinessCase, find
from tpelib.engine.dossier import Content, Dossier, file_answer
from tpelib.engine.exercise import Deliverable, Exercise
from tpelib.engine.registry import all_exercises, module_beside

__all__ = ["reference", "reference_content", "reference_files", "save_reference"]


def reference(case: BusinessCase) -> dict[str, dict[str, Any]]:
    """Return, per exercise, what somebody would type who answers well for this case."""
    # An answer is made once and kept: who alters one alters his own.
    return {key: copy.deepcopy(entry["values"]) for key, entry in _answered(case.id).answers.items()}


def reference_content(case: BusinessCase) -> Content:
    """Return the dossier of somebody who answers well for this case, with the files that go with it."""
    return Content(
        answers={exercise_id: {"values": values} for exercise_id, values in reference(case).items()},
        files=reference_files(case),
    )


def reference_files(case: BusinessCase) -> dict[str, bytes]:
    """Return the files that the answers of a case stand for: SHA-256 to bytes."""
    return dict(_answered(case.id).files)


def save_reference(case: BusinessCase, dossier: Dossier) -> None:
    """Write the answers of a case, and their files, into a dossier on disk."""
    answers, held = reference(case), reference_files(case)
    for values in answers.values():
        for value in values.values():
            if isinstance(value, dict) and value.get("sha256") in held:
                dossier.store_file(value["name"], held[value["sha256"]])
    dossier.save_all(answers)


@cache
def _answered(case_id: str) -> Content:
    """Return the dossier of a case, exercise after exercise: each starts from what those before it answered."""
    case = find(case_id)
    if case is None:
        raise ValueError("this is no case")
    known = Content()
    for exercise in all_exercises():
        typed = _answer(exercise, case, known)
        for field, value in typed.items():
            if isinstance(value, Deliverable):
                typed[field] = file_answer(value.name, value.data)
                known.files[typed[field]["sha256"]] = value.data
        known.answers[exercise.id] = {"values": typed}
    return known


def _answer(exercise: Exercise[Any], case: BusinessCase, known: Content) -> dict[str, Any]:
    asked = exercise.model.model_fields
    typed = {key: value for key, value in case.answers.get(exercise.id, {}).items() if key in asked}
    if computed := module_beside(exercise, "reference"):
        typed |= computed.answer(case, known)
    return {key: value for key, value in typed.items() if value is not None}
