"""What the four peers show: the formulas, the sentence, the chart and the table of the course's own calculator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from tpelib.charts.figure import figure
from tpelib.engine.live import NOBODY, setting, shown
from tpelib.engine.registry import exploration

__all__ = ["SLIDERS", "TITLE", "Result", "Slider", "result"]

TITLE = "Que rapporte mon budget ?"
_BUDGET = exploration("c1-campagne-scenarios")


@dataclass(frozen=True, slots=True)
class Slider:
    """One setting."""

    name: str
    label: str
    least: float
    most: float
    step: float
    start: float


def _sliders() -> tuple[Slider, ...]:
    given = setting(_BUDGET, NOBODY)
    return tuple(
        Slider(
            field["name"],
            f"{field['label']} ({field['unit']})",
            float(field["min"]),
            float(field["max"]),
            float(field["step"]),
            float(given["start"][field["name"]]),
        )
        for field in given["schema"]["fields"]
    )


SLIDERS = _sliders()


@dataclass(frozen=True, slots=True)
class Result:
    """What the settings give."""

    sentence: str
    figure: go.Figure
    table: pd.DataFrame
    source: str


def result(values: Mapping[str, Any]) -> Result:
    """Return what the settings give."""
    found = shown(_BUDGET, values, NOBODY)
    if found.picture is None:
        raise ValueError(found.sentence)
    table = found.picture.table
    frame = pd.DataFrame([row[1:] for row in table.rows], [row[0] for row in table.rows], table.header[1:])
    return Result(found.sentence, figure(found.picture), frame, found.picture.source)
