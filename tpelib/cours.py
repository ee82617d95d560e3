"""What a cell of the course calls: one French name each.

Every function finds the learner's dossier in the folder of the notebook, so that a restart of the kernel, a
reopened tab, Voilà or a run without a screen all show the same answers. Nothing raised here reaches a
learner as a traceback: a problem is shown as a French sentence.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.quiet import quietly
from tpelib.engine.answer import Answer, questions_of
from tpelib.engine.course import current
from tpelib.engine.dossier import Content, Dossier
from tpelib.engine.registry import exploration, get

__all__ = [
    "cas",
    "epreuve",
    "exercice",
    "explorer",
    "figure",
    "manques",
    "note",
    "parcours",
    "rapport",
    "repondre",
    "savoirs",
    "soutenance",
]

P = ParamSpec("P")


def _graded_run() -> bool:
    """Return True under ``nbgrader autograde`` or ``validate``: nobody is there to see a form."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def _shown(function: Callable[P, object]) -> Callable[P, None]:
    """Display what the function returns, a problem as a sentence; do nothing at all when grading."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        if _graded_run():
            return
        from IPython.display import display

        try:
            found = function(*args, **kwargs)
        except TpeError as problem:
            found = _sentence(str(problem))
        if found is not None:
            display(found)  # type: ignore[no-untyped-call]  # IPython is not typed

    return call


@_shown
def exercice(exercise_id: str) -> object:
    """Show the form of an exercise, with the pictures of its answer."""
    from tpelib.screens.widgets.view import ExerciseView

    return ExerciseView(get(exercise_id), Dossier())


@_shown
def explorer(exploration_id: str) -> object:
    """Show a live « et si… ? » with its sliders, its sentence and its chart."""
    from tpelib.screens.widgets.explorer import Explorer

    return Explorer(exploration(exploration_id), Dossier())


@_shown
def figure(name: str) -> object:
    """Show the picture of a lesson, by its name: ``figure("instagram")``."""
    from tpelib.screens.widgets.charts import Chart

    return Chart(current().lesson(name))


@_shown
def cas() -> object:
    """Show the fictional cases, for who has no project of their own yet."""
    from tpelib.screens.widgets.pages import cases_page

    return cases_page()


@_shown
def parcours(competency: str | None = None) -> object:
    """Show the map of the path with the learner's own progress, whole or for one competency."""
    from tpelib.screens.widgets.pages import path_page

    return path_page(Dossier(), competency)


@_shown
def savoirs() -> object:
    """Show the associated knowledge of the referential, and where the course gives it."""
    from tpelib.screens.widgets.pages import knowledge_page

    return knowledge_page()


@_shown
def manques() -> object:
    """Show what the report still lacks, with links to the notebooks."""
    from tpelib.screens.widgets.pages import page

    return page("Ce qui manque à votre rapport", current().report().missing(Dossier()))


@_shown
def rapport() -> object:
    """Show the candidate's own paragraphs, and the buttons that write the report."""
    from tpelib.screens.widgets.view import ExerciseView

    return ExerciseView(current().report().form(), Dossier(), checks=False)


@_shown
def epreuve(part: str) -> object:
    """Show a part of the exam, by its name, from the subject beside the notebook."""
    from tpelib.assess.exam.folder import part_of
    from tpelib.screens.widgets.view import ExerciseView

    return ExerciseView(part_of(Path(), part), Dossier(), checks=False)


@_shown
def soutenance(part: str) -> object:
    """Show a form of the oral, by its name."""
    from tpelib.screens.widgets.view import ExerciseView

    return ExerciseView(current().oral().form(part), Dossier(), checks=False)


def note(exercise_id: str) -> object:
    """Grade an exercise: the last value of its test cell.

    Returns
    -------
    GradeView
        Shown as the answers and the reasons; its plain text is the points, a built-in float in
        [0, maximum], which is what nbgrader reads.
    """
    from tpelib.engine.sheet import sheet
    from tpelib.screens.widgets.result import GradeView

    # Anything on stderr in a test cell would score zero.
    with quietly():
        exercise = get(exercise_id)
        dossier = Dossier()
        try:
            found = sheet(exercise, dossier, dossier.notices)
        except TpeError as problem:  # the dossier cannot be read at all: no point, and its reason
            found = sheet(exercise, Content(), (str(problem),))
        return GradeView(found)


@_shown
def repondre(exercise_id: str, **champs: Any) -> object:
    """Answer an exercise from a cell, for who prefers to type: ``repondre("k1-entreprise", basket=42)``.

    The answer goes to the same dossier as the form's, and what cannot be read is said in a sentence. The
    cell runs again each time the notebook is opened: what was changed in the form since then is kept.
    Without any answer, it tells the names of the questions.
    """
    from tpelib.documents.docform import as_typed, where

    exercise = get(exercise_id)
    model: type[Answer] = exercise.model
    questions = questions_of(model)
    unknown = [name for name in champs if name not in questions]
    names = ", ".join(f"{name} ({question.label})" for name, question in questions.items())
    lines = [f"« {name} » n'est pas une question de cet exercice." for name in unknown]
    if unknown or not champs:
        lines.append(f"Les questions de « {exercise.title} » : {names}.")
    sent = {name: _as_json(as_typed(questions[name], champs[name])) for name in champs if name in questions}
    if not sent:
        return _sentence(*lines)
    dossier = Dossier()
    held, before = dossier.values(exercise_id), dossier.content.from_cell(exercise_id)
    other = {name: value for name, value in sent.items() if held.get(name) != value}
    later = [
        name for name, value in other.items() if held.get(name) and name in before and before[name] == value
    ]
    fresh = {name: value for name, value in other.items() if name not in later}
    if fresh:
        at = dossier.save_all({exercise_id: fresh}, from_cell=True)
        lines.insert(0, f"Enregistré à {french.clock(at)}.")
    elif not later:
        lines.insert(0, "Déjà enregistré : rien n'a changé.")
    lines += [
        f"{where(exercise, name)} : votre réponse a changé depuis dans le formulaire, elle est gardée. Pour la "
        "remplacer, écrivez une autre valeur dans cette cellule."
        for name in later
    ]
    lines += [f"{where(exercise, path)} : {text}" for path, text in exercise.parse(sent).errors.items()]
    return _sentence(*dossier.notices, *lines)


def _as_json(value: Any) -> Any:
    """Return a value typed in a cell as JSON (figures of other libraries become text)."""
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)


def _sentence(*texts: str) -> object:
    from IPython.display import HTML

    from tpelib.base.html import each, element, set_text

    lines = each("p", map(set_text, texts))
    return HTML(element("div", lines, class_="tpe-notice", role="status"))  # type: ignore[no-untyped-call]  # IPython is not typed
