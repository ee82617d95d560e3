"""Figures that measure different things, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base import french
from tpelib.charts.lying import lying_bars
from tpelib.charts.picture import Picture
from tpelib.domain import sources
from tpelib.domain.sources import Figure

__all__ = ["figures_side_by_side"]


def figures_side_by_side(*, title: str, figures: Sequence[Figure], reading: str) -> Picture:
    """Draw figures that measure different things: one bar each, each named by what it counts.

    They stand beside each other because they must not be joined; the axis has no name but « millions ».
    """
    labels = [f"{sources.measure_name(found.measure).capitalize()} ({found.year})" for found in figures]
    return lying_bars(
        title=title,
        labels=labels,
        values=[found.value / 1e6 for found in figures],
        texts=[
            french.typography(f"{found.prefix} {french.number(found.value / 1e6, 0)} millions".strip())
            for found in figures
        ],
        axis="millions",
        reading=reading,
        source=sources.line(*(found.source for found in figures)),
        notes=[found.source.publisher for found in figures],
        note_name="Qui le dit",
    )
