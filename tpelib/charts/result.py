"""What the public functions answer: a sentence, typed figures, their source, and the picture that shows them.

A result is pure data until somebody asks for more: pandas is imported by :meth:`Result.to_frame` and plotly by
:meth:`Result.figure`, so that a check which only reads its numbers loads neither.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from tpelib.base import french
from tpelib.base.html import set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.charts.static import table_html

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

__all__ = ["DataResult", "Dataset", "ResultColumn"]

Kind = Literal[
    "category", "text", "date", "moment", "count", "number", "ratio", "euros", "hours", "year", "flag"
]
Value = str | float | date | None

_SHOWN = 12
"""Rows that a notebook or a terminal shows; a frame has them all."""
_FEW_ROWS = 3
_NOTHING = "–"
_WIDEST = 44
"""Signs of a cell that a terminal shows."""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column of figures.

    Parameters
    ----------
    name, label : str
        Its name in a frame (``"share"``), its name on screen, in French.
    kind : str
        ``category``, ``text``, ``date``, ``moment`` (day and hour), ``count``, ``number``, ``ratio`` (0 to 1, read as
        a percentage), ``euros``, ``hours``, ``year`` or ``flag`` (true or false).
    unit : str
        In French, for ``attrs``: ``"personnes"``, ``"part de 0 à 1"``.
    decimals : int, optional
        Digits on screen; as many as needed by default.
    order : tuple of str
        The categories, in their own order where they have one (ages); that of the rows by default.
    nothing : str
        What stands where there is no value.
    """

    name: str
    label: str
    kind: Kind
    unit: str = ""
    decimals: int | None = None
    order: tuple[str, ...] = ()
    nothing: str = _NOTHING

    def text(self, value: Value) -> str:
        """Return a value as a French reader reads it."""
        if value is None:
            return self.nothing
        if isinstance(value, str):
            return value
        if isinstance(value, datetime):
            return f"{french.day(value, weekday=True)}, {french.clock(value)}"
        if isinstance(value, date):
            return french.day(value)
        if self.kind == "flag":
            return "oui" if value else "non"
        if self.kind == "year":  # no space between its thousands
            return f"{value:.0f}"
        if self.kind == "ratio":
            return french.percent(value, 1 if self.decimals is None else self.decimals)
        if self.kind == "euros":
            return french.euros(value, self.decimals)
        return french.hours(value) if self.kind == "hours" else french.number(value, self.decimals)

    @property
    def wordy(self) -> bool:
        """True for a column of words, which is read from the left."""
        return self.kind in ("category", "text", "date", "moment")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A result as figures: what it is, what to see in it, where it comes from, and its rows.

    Parameters
    ----------
    title, sentence, source : str
        In French; the source is a whole line (« Source : … »).
    columns : sequence of Column
    rows : sequence of sequences
        Text, numbers, dates or ``None``, in the order of the columns.
    """

    title: str
    sentence: str
    source: str
    columns: Sequence[ResultColumn]
    rows: Sequence[Sequence[Value]]


class DataResult(ABC):
    """What a public function answers: it prints well, becomes a frame and becomes a figure.

    A subclass says what its figures are (:meth:`dataset`) and how they are drawn (:meth:`picture`).
    """

    __slots__ = ()

    @abstractmethod
    def dataset(self) -> Dataset:
        """Return the figures, typed, with their sentence and their source."""

    @abstractmethod
    def picture(self) -> Picture:
        """Return the picture that the pages of the course draw of it."""

    @property
    def sentence(self) -> str:
        """The answer in one French sentence."""
        return french.typography(self.dataset().sentence)

    def to_frame(self) -> pd.DataFrame:
        """Return the figures as a pandas frame.

        Returns
        -------
        pandas.DataFrame
            A column per figure, typed: categories (in order where they have one), dates, whole numbers, floats.
            ``attrs`` holds ``title``, ``sentence``, ``source``, and by column ``units`` and ``labels``, in French.
        """
        import pandas as pd

        data = self.dataset()
        frame = pd.DataFrame(
            {
                column.name: _typed(column, [row[at] for row in data.rows])
                for at, column in enumerate(data.columns)
            }
        )
        frame.attrs = {
            "title": french.typography(data.title),
            "sentence": french.typography(data.sentence),
            "source": french.typography(data.source),
            "units": {column.name: column.unit for column in data.columns if column.unit},
            "labels": {column.name: column.label for column in data.columns},
        }
        return frame

    def figure(self) -> go.Figure:
        """Return the chart of the course's pages as a plotly figure, dressed in the course's template."""
        from tpelib.charts.figure import figure

        return figure(self.picture())

    def _repr_html_(self) -> str:
        data = self.dataset()
        table, left = _table(data), len(data.rows) - _SHOWN
        words = _words(data)
        more = f"<p>{set_text(_left_out(left))}</p>" if left > 0 else ""
        style = inline_style("tpelib.charts", "result.css")
        return (
            f'{style}<div class="tpe-result" lang="fr"><p><strong>{set_text(data.sentence)}</strong></p>'
            f"{table_html(table, words)}{more}<p><small>{set_text(data.source)}</small></p></div>"
        )

    def __repr__(self) -> str:
        data = self.dataset()
        table, left = _table(data), len(data.rows) - _SHOWN
        lines = [data.sentence, "", *_aligned([table.header, *table.rows], _words(data))]
        if left > 0:
            lines.append(_left_out(left))
        return "\n".join(french.typography(line) for line in [*lines, "", data.source])


def _table(data: Dataset) -> Table:
    """Return what is read of the figures: the first rows, or all of them upright when they are few and long."""
    cells = [
        [column.text(value) for column, value in zip(data.columns, row, strict=True)]
        for row in data.rows[:_SHOWN]
    ]
    header = [column.label for column in data.columns]
    if not _upright(data):
        return Table(data.title, header, cells)
    turned = [list(row) for row in zip(header, *cells, strict=True)]
    if len(data.rows) == 1:
        return Table(data.title, ["", "Valeur"], turned)
    return Table(data.title, ["", *turned[0][1:]], turned[1:])


def _upright(data: Dataset) -> bool:
    """Return True for few rows of many columns: they are read column under column."""
    return 0 < len(data.rows) <= _FEW_ROWS < len(data.columns) / 2


def _words(data: Dataset) -> list[bool]:
    """Return which columns of the table hold words."""
    if _upright(data):
        return [True, *[False] * len(data.rows)]
    return [column.wordy for column in data.columns]


def _left_out(count: int) -> str:
    return f"… et {french.plural(count, 'autre ligne', 'autres lignes')} : to_frame() les donne toutes."


def _aligned(rows: Sequence[Sequence[str]], words: Sequence[bool]) -> list[str]:
    """Return rows of text as columns of one width each: words to the left, figures to the right."""
    short = [[cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…" for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*short, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if wordy else cell.rjust(width)
            for cell, width, wordy in zip(row, widths, words, strict=True)
        ).rstrip()
        for row in short
    ]


def _typed(column: ResultColumn, values: list[Any]) -> Any:
    """Return the values of a column as the pandas type that its kind calls for."""
    import pandas as pd

    if column.kind == "category":
        names = column.order or tuple(dict.fromkeys(value for value in values if value is not None))
        return pd.Categorical(values, categories=names, ordered=bool(column.order))
    if column.kind in ("date", "moment"):
        return pd.to_datetime(pd.Series(values))
    if column.kind == "text":
        return pd.Series(values, dtype="str")
    if column.kind in ("count", "year"):
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    return pd.Series(values, dtype="bool" if column.kind == "flag" else "float64")
