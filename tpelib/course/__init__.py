"""Networks for a very small business: exercises, cases, report, oral, and the subject of the exam."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tpelib.charts import Picture
from tpelib.engine.course import Case, Course, Exam, Gallery, Oral, Report
from tpelib.engine.exercise import Exercise

__all__ = ["COURSE"]


def _cases() -> Sequence[Case]:
    from tpelib.course.cases import all_cases

    return all_cases()


def _prose() -> Sequence[Exercise[Any]]:
    from tpelib.course.oral.exercises import PRESENTATION
    from tpelib.course.report.paragraphs import OWN

    return OWN, PRESENTATION


def _lesson(name: str) -> Picture:
    from tpelib.course.lessons import lesson

    return lesson(name)


def _icons() -> Mapping[str, str]:
    from tpelib.base.data import read_data

    return read_data(dict[str, str], "icones.toml", at="steps", own=True)


def _gallery() -> Gallery:
    from tpelib.base.data import read_data

    drawings = read_data(dict[str, str], "icones.toml", at="calculators", own=True)
    return Gallery(
        "Vous tenez une petite entreprise et vous vous demandez ce que les réseaux sociaux peuvent vous apporter ? "
        "Comptez avant de vous lancer : bougez quelques curseurs, lisez la réponse.",
        drawings,
    )


def _exam() -> Exam:
    from tpelib.course.exam import EXAM

    return EXAM


def _report() -> Report:
    from tpelib.course.report import missing_html, report_form, write

    return Report(report_form, missing_html, write)


def _oral() -> Oral:
    from tpelib.course.oral.exercises import form, write

    return Oral(form, write)


COURSE = Course(
    package="tpelib.course",
    competencies=("c1", "c2", "c3", "c4", "c5", "c6", "demos"),
    cases=_cases,
    cases_title="Six cas fictifs",
    cases_lead=(
        "Pas encore d’entreprise ? Choisissez l’une de celles-ci et reprenez ses chiffres. Elles sont inventées, leurs "
        "montants aussi."
    ),
    project="c1-entreprise",
    prose=_prose,
    lesson=_lesson,
    exam=_exam,
    report=_report,
    oral=_oral,
    icons=_icons,
    gallery=_gallery,
)
"""What the rest of the library is told of this course; each part is loaded when it is asked for."""
