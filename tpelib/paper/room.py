"""Tables that a page cannot hold in the size of print asked for become records: one row after another."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.look.variants import Variant
from tpelib.paper.blocks import Block, Facts, Grid, Text

__all__ = ["fits", "records"]

_SIGN = 0.52
"""Mean width of a sign, in parts of the size of the type."""
_PADDING = 1.0
"""Width of the padding and the line of a column, in letters m."""
_SMALLER = 0.82
"""Tables of many columns are set smaller, in the normal size alone."""


def fits(grid: Grid, variant: Variant) -> bool:
    """Return True where each column can hold its longest word without cutting it."""
    columns = list(zip(grid.header, *grid.rows, strict=True))
    words = (max((len(word) for text in texts for word in text.split()), default=1) for texts in columns)
    scale = 1.0 if variant.size >= 14 else _SMALLER
    needed = sum(scale * min(word, 24) * _SIGN + _PADDING for word in words)
    return needed <= variant.page_ems


def records(grid: Grid) -> Sequence[Block]:
    """Return a table as records: the name of the row, then a label and a value per column."""
    blocks: list[Block] = [Text(grid.caption, "strong")]
    for first, *others in grid.rows:
        blocks.append(Facts([(grid.header[0], first), *zip(grid.header[1:], others, strict=True)]))
    return blocks
