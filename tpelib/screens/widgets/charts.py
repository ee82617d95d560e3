"""A picture drawn by plotly, with its sentence, its text alternative and its table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from tpelib.base.look import packaged, stylesheet
from tpelib.charts import Picture
from tpelib.charts.shown import as_json
from tpelib.charts.template import CONFIG, template
from tpelib.screens.widgets.scripts import script

__all__ = ["Chart"]


class Chart(anywidget.AnyWidget):
    """A chart; ``show`` changes the picture in place.

    Parameters
    ----------
    picture : Picture, optional
        What to draw; nothing is shown without one.
    """

    _esm = script("chart")
    _css = stylesheet(*(packaged("tpelib.screens.widgets", name) for name in ("form.css", "chart.css")))

    picture = traitlets.Dict().tag(sync=True)
    look = traitlets.Dict().tag(sync=True)

    def __init__(self, picture: Picture | None = None) -> None:
        super().__init__(picture=as_json(picture), look={"template": template(), "config": CONFIG})
        self.on_msg(self._receive)

    def show(self, picture: Picture | None) -> None:
        """Draw another picture; ``None`` hides the chart."""
        self.picture = as_json(picture)

    def _receive(self, _widget: object, content: Mapping[str, Any], _buffers: object) -> None:
        if content.get("type") == "plotly":
            self.send({"type": "plotly"}, buffers=[_plotly_js()])


@cache
def _plotly_js() -> bytes:
    """Return plotly.js as plotly's own package ships it."""
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
