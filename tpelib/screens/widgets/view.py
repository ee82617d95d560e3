"""An exercise as a notebook shows it: the form, and the pictures of the answer, kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets

from tpelib.base.errors import TpeError
from tpelib.charts import Picture
from tpelib.engine.dossier import Dossier
from tpelib.engine.exercise import Exercise
from tpelib.screens.widgets.charts import Chart
from tpelib.screens.widgets.form import Form

__all__ = ["ExerciseView"]


class ExerciseView(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets is not typed
    """The form of an exercise above the pictures of its answer.

    Parameters
    ----------
    exercise : Exercise
        What to show.
    dossier : Dossier
        Where the answers are read and saved.
    checks : bool
        False for an exam: nothing is checked before it is handed in.
    """

    def __init__(self, exercise: Exercise[Any], dossier: Dossier, *, checks: bool = True) -> None:
        self._exercise = exercise
        self._dossier = dossier
        self._charts: list[Chart] = []
        self._shown: list[Any] = []
        self.form = Form(exercise, dossier, on_saved=self._draw, checks=checks)
        super().__init__()
        self._draw()

    def _draw(self) -> None:
        pictures = self._pictures()
        while len(self._charts) < len(pictures):
            self._charts.append(Chart())
        for position, chart in enumerate(self._charts):
            chart.show(pictures[position] if position < len(pictures) else None)
        if self._shown != (shown := [self.form, *self._charts]):
            self.children = self._shown = shown

    def _pictures(self) -> Sequence[Picture]:
        try:
            return self._exercise.pictures(self._dossier)
        except TpeError:
            return ()  # the form says what is missing; there is nothing to draw yet
