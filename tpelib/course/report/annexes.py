"""The annexes: what exercises have of their own there (their modules ``annex``), and what the course computed."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base import french
from tpelib.course.report.parts import widths
from tpelib.documents.paper import (
    Block,
    Grid,
    Heading,
    Paragraph,
)
from tpelib.engine.exercise import Answers
from tpelib.engine.registry import all_exercises, module_beside

__all__ = ["annexes"]


def annexes(answers: Answers) -> Sequence[Block]:
    """Return the annexes of a dossier, what was made last first; those that would be empty are left out."""
    made = [
        block
        for exercise in reversed(all_exercises())
        if (own := module_beside(exercise, "annex"))
        for block in own.annex(exercise.answer(answers))
    ]
    return [*made, *_evidence(answers)]


def _evidence(answers: Answers) -> Sequence[Block]:
    rows = []
    for exercise in all_exercises():
        if exercise.answer(answers).is_blank:
            continue
        result = exercise.evaluate(answers)
        rows.append(
            (
                exercise.title,
                exercise.competency,
                french.listing(list(exercise.criteria)) or "entraînement",
                f"{french.number(result.points)} sur {french.number(result.max)}",
            )
        )
    if not rows:
        return []
    header = ("Exercice", "Compétence", "Critère", "Points")
    return [
        Heading("Ce que le cours a calculé", 2),
        Paragraph(
            "Ces points aident à préparer la lecture du jury. La décision lui appartient, sur les seuls critères.",
            "note",
        ),
        Grid("Les exercices faits", header, rows, widths(zip(header, *rows, strict=True))),
    ]
