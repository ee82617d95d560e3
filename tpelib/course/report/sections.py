"""The sections of the report and of the oral, made from a dossier: what is proved, said, drawn, and missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tpelib.base import french
from tpelib.course.report.annexes import annexes
from tpelib.course.report.paragraphs import OWN
from tpelib.course.report.parts import WIDTH, blocks_of, shown_value
from tpelib.course.report.plan import PLAN, SectionPlan
from tpelib.course.report.sourced import sources_section
from tpelib.documents.paper import Block, PaperFigure, Paragraph
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.books import books
from tpelib.engine.exercise import Answers, Exercise, ReadOnce
from tpelib.engine.registry import get

__all__ = ["Missing", "Section", "filled", "sections"]

_FIELD = re.compile(r"\{(?:(?P<exercise>\w+-[\w-]+)\.)?(?P<field>\w+)(?:\.(?P<column>\w+))?\}")


@dataclass(frozen=True, slots=True)
class Missing:
    """An exercise that is not finished.

    Parameters
    ----------
    exercise, title : str
        Its id and title.
    notebook, file : str
        The notebook it stands in: its title (``"C1 · Définir ma stratégie"``) and file name.
    todo : str
        What to do, in one sentence.
    """

    exercise: str
    title: str
    notebook: str
    file: str
    todo: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Parameters
    ----------
    id, title : str
        Stable key, and its heading.
    competency : str
        ``"C1"``… ``"C6"``; empty for one that proves no single competency.
    proves : tuple of str
        The criteria of the referential it gives evidence for.
    key : tuple of str
        One to four sentences that a slide can show; empty when nothing is answered yet.
    blocks : tuple of Block
        What it says in full, the candidate's own paragraphs first.
    missing : tuple of Missing
        What is still to be done for it.
    """

    id: str
    title: str
    competency: str
    proves: tuple[str, ...]
    key: tuple[str, ...]
    blocks: tuple[Block, ...]
    missing: tuple[Missing, ...]

    @property
    def figures(self) -> tuple[PaperFigure, ...]:
        """The charts and photos among its blocks."""
        return tuple(block for block in self.blocks if isinstance(block, PaperFigure))


def sections(dossier: Answers, *, width: int = WIDTH) -> tuple[Section, ...]:
    """Return the sections of a dossier, in the order of the report: they stand there even when empty.

    Parameters
    ----------
    dossier : Answers
        A :class:`~tpelib.engine.dossier.Dossier`, or its content in memory.
    width : int
        Pixels of the charts: narrower ones have larger words once they fill a page.
    """
    answers = ReadOnce.of(dossier)
    return (
        *(_section(plan, answers, width) for plan in PLAN),
        _plain("sources", "Mes sources", sources_section(answers)),
        _plain("annexes", "Annexes", annexes(answers)),
    )


def _plain(key: str, title: str, blocks: Sequence[Block]) -> Section:
    return Section(key, title, "", (), (), tuple(blocks), ())


def _section(plan: SectionPlan, answers: ReadOnce, width: int) -> Section:
    exercises = [exercise for exercise, _ in plan.parts]
    competencies = {exercise.competency for exercise in exercises}
    proved = {criterion for exercise in exercises for criterion in exercise.criteria}
    blocks = [*_own_blocks(plan.id, answers)]
    for exercise, part in plan.parts:
        blocks += blocks_of(exercise, part, answers, width)
    return Section(
        plan.id,
        french.typography(plan.title),
        competencies.pop() if len(competencies) == 1 else "",
        tuple(sorted(proved)),
        tuple(
            line
            for exercise, part in plan.parts
            for template in part.key
            if (line := filled(template, answers, exercise.id))
        ),
        tuple(blocks),
        tuple(gap for exercise in exercises if (gap := _missing(exercise, answers))),
    )


def _own_blocks(section_id: str, answers: Answers) -> Sequence[Block]:
    """Return the candidate's own paragraphs of a section."""
    text = str(getattr(OWN.answer(answers), section_id, ""))
    return [Paragraph(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def filled(template: str, answers: Answers, exercise_id: str = "") -> str:
    """Return a sentence with its values, those of an exercise where it names no other; empty when one is blank."""
    lacking: list[str] = []

    def value(match: re.Match[str]) -> str:
        found = _value(match["exercise"] or exercise_id, match["field"], match["column"], answers)
        if not found:
            lacking.append(match[0])
        # The template brings its own full stop.
        return found.rstrip(" .") if template[match.end() : match.end() + 1] == "." else found

    line = _FIELD.sub(value, template)
    return "" if lacking else french.typography(line)


def _value(exercise_id: str, field: str, column: str | None, answers: Answers) -> str:
    answer: Any = get(exercise_id).answer(answers)
    if column:
        rows: Sequence[Answer] = getattr(answer, field)
        if not rows:
            return ""
        answer, field = rows[0], column
    return shown_value(answer, field)


def _missing(exercise: Exercise[Any], answers: Answers) -> Missing | None:
    if exercise.is_complete(answers):
        return None
    name, file = _notebook_of(exercise.competency)
    return Missing(exercise.id, french.typography(exercise.title), name, file, _todo(exercise, answers))


def _todo(exercise: Exercise[Any], answers: Answers) -> str:
    parsed = exercise.parsed(answers)
    if parsed.answer.is_blank:
        return french.typography("Cet exercice reste à faire.")
    model: type[Answer] = exercise.model
    for name, question in questions_of(model).items():
        value = getattr(parsed.answer, name)
        if name in parsed.errors or (question.required and value in (None, "", [], ())):
            return french.typography(f"Il reste à répondre : « {question.label.rstrip(' .')} »")
    return french.typography("Une réponse est à revoir : ouvrez l'exercice.")


@cache
def _notebook_of(competency: str) -> tuple[str, str]:
    return next((book.title, book.file) for book in books() if book.competency == competency)
