"""A live « et si… ? »: settings, one sentence, one chart, recomputed as the learner moves a slider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anywidget
import ipywidgets
import traitlets

from tpelib.base.look import packaged, stylesheet
from tpelib.engine.exercise import Answers, Exploration
from tpelib.engine.live import setting, shown
from tpelib.screens.widgets.charts import Chart
from tpelib.screens.widgets.scripts import script

__all__ = ["Controls", "Explorer"]


class Controls(anywidget.AnyWidget):
    """The settings of an exploration and the sentence that answers them."""

    _esm = script("controls")
    _css = stylesheet(*(packaged("tpelib.screens.widgets", name) for name in ("form.css", "controls.css")))

    schema = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)


class Explorer(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets is not typed
    """An exploration over the learner's own figures.

    Parameters
    ----------
    exploration : Exploration
        What to explore.
    answers : Answers
        The dossier it starts from; nothing is written to it.
    """

    def __init__(self, exploration: Exploration[Any], answers: Answers) -> None:
        self._exploration = exploration
        self._answers = answers
        given = setting(exploration, answers)
        self.controls = Controls(**given, values=given["start"])
        self.chart = Chart()
        self._draw({})
        self.controls.observe(self._draw, "values")
        super().__init__(children=[self.controls, self.chart])

    def _draw(self, _change: Mapping[str, Any]) -> None:
        view = shown(self._exploration, self.controls.values, self._answers)
        self.controls.sentence = view.sentence
        self.chart.show(view.picture)
