"""The picture: a drawing that always comes with its sentence, its text alternative and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from tpelib.base.html import NOTHING
from tpelib.charts.grammar import Layout, Spec

__all__ = ["Picture", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a picture, as they are read (French texts).

    Parameters
    ----------
    caption : str
        What the table holds.
    header : sequence of str
        Names of the columns; the first column names the row.
    rows : sequence of sequences of str
        The cells, row by row.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as data.

    Parameters
    ----------
    title : str
        What is shown.
    reading : str
        One sentence that says what to see in it; it stands first.
    alternative : str
        Text alternative of the drawing, for who does not see it.
    spec : Spec
        A chart of :mod:`tpelib.charts.grammar`: a plain mapping ``{"data": […], "layout": {…}}``, dates as ISO strings.
    table : Table
        The same figures.
    source : str
        « Source : … », with its year; empty when the figures are the learner's own.
    html : Markup
        A drawing in HTML (a month, a preview), shown in place of ``spec``, which is then empty. It holds no
        script, and is readable as it stands by who does not see it.
    """

    title: str
    reading: str
    alternative: str
    spec: Spec
    table: Table
    source: str = ""
    html: Markup = NOTHING

    def resized(self, height: float) -> Picture:
        """Return the same chart, so many pixels high."""
        layout: Layout = {**self.spec.get("layout", {}), "height": height}
        return replace(self, spec={**self.spec, "layout": layout})
