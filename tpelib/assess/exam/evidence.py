"""What the assessor reads: each field beside the brief, each answer with what computes. It decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from tpelib.assess.exam.folder import ExamFolder
from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.base.html import as_typed, element, joined, set_text, terms
from tpelib.base.look import packaged, stylesheet
from tpelib.engine.course import ExamError, current
from tpelib.engine.dossier import Content, Dossier, decode
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.sheet import sheet

__all__ = ["evidence", "write_evidence"]

_NOTE = (
    "La machine compare des valeurs et cherche des mots ; elle ne comprend pas. Ces points sont des indices : le niveau de "
    "chaque critère est décidé par deux évaluateurs. Le temps passé et les aménagements n'y entrent pas."
)


def write_evidence(root: Path, target: Path) -> None:
    """Write the page of :func:`evidence` outside of the folder, which would no longer be as it was.

    Raises
    ------
    ExamError
        The target is in the folder, or cannot be written.
    """
    if target.resolve().is_relative_to(root.expanduser().resolve()):
        raise ExamError("Écrivez cette page ailleurs : dans le dossier scellé, elle le changerait.")
    try:
        target.write_text(evidence(root), encoding="utf-8")
    except OSError as problem:
        raise ExamError(
            french.typography(f"« {target} » ne peut pas être écrit : {os_reason(problem)}.")
        ) from problem


def evidence(root: Path) -> str:
    """Return the work of a candidate as one HTML page that needs no network and no script; nothing is written.

    Raises
    ------
    ExamError
        It is no exam's folder, or its subject was changed.
    DamagedDossierError
        The answers cannot be read.
    """
    folder = ExamFolder(root)
    exam = current().exam()
    exercises, candidate = exam.graded(folder.subject), folder.about["candidate"]
    path = folder.course / Dossier.NAME
    answers = decode(path.read_bytes()) if path.is_file() else Content()
    title = set_text(f"{exam.title} : {candidate}")
    main = element(
        "main",
        element("h1", title),
        element("p", set_text(_NOTE)),
        *(_answered(exercise, answers) for exercise in exercises),
    )
    css = stylesheet(packaged("tpelib.assess.exam", "evidence.css"))
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{css}</style></head>'
        f"<body>{main}</body></html>\n"
    )


def _answered(exercise: Exercise[Any], answers: Answers) -> Markup:
    """Return what was asked, and the answer with what computes."""
    (criterion,) = exercise.criteria
    return joined(
        (
            element("h2", as_typed(criterion)),
            element("h3", set_text("Le sujet")),
            element("p", set_text(exercise.prompt)),
            terms(exercise.given.items()),
            sheet(exercise, answers).html,
        )
    )
