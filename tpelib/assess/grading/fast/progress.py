"""What a trainer sees while a cohort is graded: a bar at the foot, a line per learner with something to know."""

from __future__ import annotations

import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from tpelib.assess.grading.fast.run import GradingRun, grade
from tpelib.base import french

__all__ = ["grade_on_screen"]

_MOST_TEXT = 400
"""Characters of a line; the whole stands at the head of the graded notebook."""


def grade_on_screen(
    root: Path,
    *,
    assignment: str,
    jobs: int | None,
    dry_run: bool,
    force: bool,
    pictures: bool,
    console: Console,
) -> GradingRun:
    """Grade a course, telling how far it is and what is to be known, then what was done.

    Parameters
    ----------
    root, assignment, jobs, dry_run, force, pictures
        As for :func:`~tpelib.assess.grading.fast.run.grade`.
    console : Console
        Where to write; the bar is only drawn on a screen.
    """
    columns = (TextColumn("Correction"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    began = time.perf_counter()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("")

        def told(learner: str, sentence: str) -> None:
            shown = sentence if len(sentence) <= _MOST_TEXT else f"{sentence[:_MOST_TEXT]}…"
            bar.console.print(Text(french.typography(f"{learner} : {shown}")), soft_wrap=True)

        report = grade(
            root,
            told=told,
            assignment=assignment,
            jobs=jobs,
            dry_run=dry_run,
            force=force,
            pictures=pictures,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    if not (root / "submitted").is_dir():
        absent = "Aucune remise n'a été relevée : le dossier « submitted » n'existe pas. Relevez d'abord, avec « tpe relever »."
        console.print(Text(french.typography(absent)), soft_wrap=True)
    for line in _lines(report, time.perf_counter() - began, dry_run=dry_run):
        console.print(Text(line), soft_wrap=True)
    return report


def _lines(report: GradingRun, seconds: float, *, dry_run: bool) -> list[str]:
    """Say what was done."""
    graded = french.plural(report.graded, "remise notée", "remises notées")
    lines = [f"{graded} en {french.number(seconds, 1)} s."]
    if report.done:
        done = french.plural(report.done, "remise était déjà notée", "remises étaient déjà notées")
        lines.append(f"{done} : --force les note de nouveau.")
    if report.changes:
        lines.append(
            f"{french.plural(report.changes, 'note changée', 'notes changées')} depuis la fois d'avant."
        )
    if report.doubtful:
        doubtful = french.plural(report.doubtful, "remise")
        lines.append(
            f"{doubtful} à regarder avant de croire les notes : les lignes ci-dessus disent pourquoi."
        )
    if report.refused:
        lines.append(
            f"{french.plural(report.refused, 'remise')} sans note : les lignes ci-dessus disent pourquoi."
        )
    if dry_run:
        lines.append("C'était un essai : rien n'a été écrit.")
    return [french.typography(line) for line in lines]
