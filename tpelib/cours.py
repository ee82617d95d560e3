"""What a cell of the course calls: one French name each.

Every function finds the learner's dossier in the folder of the notebook, so that a restart of the kernel, a
reopened tab, Voilà or a run without a screen all show the same answers. Nothing raised here reaches a
learner as a traceback: a problem is shown as a French sentence.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import warnings
from collections.abc import Callable
from typing import Any, ParamSpec

from tpelib import french
from tpelib.dossier import Dossier
from tpelib.errors import TpeError
from tpelib.exercises import exploration, get

__all__ = ["cas", "exercice", "explorer", "note", "parcours", "repondre"]

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
    from tpelib.widgets.view import ExerciseView

    return ExerciseView(get(exercise_id), Dossier())


@_shown
def explorer(exploration_id: str) -> object:
    """Show a live « et si… ? » with its sliders, its sentence and its chart."""
    from tpelib.widgets.explorer import Explorer

    return Explorer(exploration(exploration_id), Dossier())


@_shown
def cas() -> object:
    """Show the fictional cases, for who has no business of their own yet."""
    from tpelib.widgets.pages import cases_page

    return cases_page()


@_shown
def parcours(competency: str | None = None) -> object:
    """Show the map of the path with the learner's own progress, whole or for one competency."""
    from tpelib.widgets.pages import path_page

    return path_page(Dossier(), competency)


def note(exercise_id: str) -> object:
    """Grade an exercise: the last value of its test cell.

    Returns
    -------
    GradeView
        Shown as the answers and the reasons; its plain text is the points, a built-in float in
        [0, maximum], which is what nbgrader reads.
    """
    from tpelib.widgets.result import GradeView

    # Anything on stderr in a test cell would score zero.
    with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exercise = get(exercise_id)
        dossier = Dossier()
        try:
            values = dossier.values(exercise_id)
            view = GradeView(exercise.evaluate(dossier), exercise, exercise.parse(values), dossier.notices)
        except TpeError as problem:
            view = GradeView.unreadable(exercise, str(problem))
    return view


def repondre(exercise_id: str, **champs: Any) -> None:
    """Answer an exercise from a cell, for who prefers to type: ``repondre("c1-entreprise", panier=42)``.

    The answer goes to the same dossier as the form's, and what cannot be read is said in a sentence.
    """
    from IPython.display import display

    exercise = get(exercise_id)
    known = exercise.model.model_fields
    unknown = [name for name in champs if name not in known]
    parsed = exercise.parse(champs)
    lines = [f"« {name} » n’est pas une question de cet exercice : {', '.join(known)}." for name in unknown]
    lines += [f"{path} : {text}" for path, text in parsed.errors.items()]
    kept = {name: value for name, value in champs.items() if name in known}
    try:
        if kept:
            at = Dossier().save(exercise_id, _as_json(kept))
            lines.insert(0, f"Enregistré à {french.clock(at)}.")
    except TpeError as problem:
        lines.insert(0, str(problem))
    display(_sentence(" ".join(lines)))  # type: ignore[no-untyped-call]  # IPython is not typed


def _as_json(value: Any) -> Any:
    """Return a value typed in a cell as the form would have sent it (dates become text)."""
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _sentence(text: str) -> object:
    from html import escape

    from IPython.display import HTML

    return HTML(f'<p class="tpe-notice" role="status">{escape(french.typography(text))}</p>')  # type: ignore[no-untyped-call]  # IPython is not typed
