"""What the assessor reads: each field beside the brief, each answer with what computes. It decides nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tpelib.assess.exam.folder import ExamFolder
from tpelib.base import french
from tpelib.base.errors import os_reason
from tpelib.base.look import packaged, stylesheet
from tpelib.engine.course import ExamError, current
from tpelib.engine.dossier import Content, Dossier, decode
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
    parts = []
    for exercise in exercises:
        lines = "".join(
            f"<dt>{escape(french.typography(heading))}</dt><dd>{escape(french.typography(text))}</dd>"
            for heading, text in exercise.given.items()
        )
        asked = f"<p>{escape(french.typography(exercise.prompt))}</p><dl>{lines}</dl>"
        (criterion,) = exercise.criteria
        parts.append(f"<h2>{criterion}</h2><h3>Le sujet</h3>{asked}{sheet(exercise, answers).html}")
    title = escape(french.typography(f"{exam.title} : {candidate}"))
    css = stylesheet(packaged("tpelib.assess.exam", "evidence.css"))
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{css}</style></head>'
        f"<body><main><h1>{title}</h1><p>{escape(french.typography(_NOTE))}</p>{''.join(parts)}</main></body></html>\n"
    )
