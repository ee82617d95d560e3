"""How wide the columns of a table are, and what becomes of one that a page cannot hold in the print asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tpelib.base.look.variants import Variant
from tpelib.documents.paper.blocks import (
    Block,
    FactList,
    Grid,
    Paragraph,
    shown,
)

__all__ = ["fits", "measures", "records"]

_SIGN = 0.52
"""Mean width of a sign, in parts of the size of the type."""
_PADDING = 0.95
"""Width of the padding and the line of a column, in letters m."""
_SMALLER = 0.78
"""Tables of many columns are set smaller, in the normal size alone."""
_LONGEST = 24
"""Signs of a word from which it is cut rather than given more room."""
_BREAK = re.compile(r"[ \n\t]+")
"""Where a line may end: a no-break space holds a number and its unit together."""


def fits(grid: Grid, variant: Variant, share: float = 1.0) -> bool:
    """Return True where each column can hold its longest word without cutting it, in a share of the page's width."""
    return sum(_needs(grid, variant)) <= share * _page(variant)


def measures(grid: Grid, variant: Variant, share: float = 1.0) -> Sequence[float]:
    """Return the widths of the columns, in letters m: what their words need, and their share of what is left."""
    needs = _needs(grid, variant)
    spare, shares = max(0.0, share * _page(variant) - sum(needs)), sum(grid.widths)
    return [need + spare * share / shares for need, share in zip(needs, grid.widths, strict=True)]


def records(grid: Grid) -> Sequence[Block]:
    """Return a table as records: the name of the row, then a label and a value per column."""
    blocks: list[Block] = [Paragraph(grid.caption, "strong")]
    for first, *others in grid.rows:
        blocks.append(FactList([(grid.header[0], first), *zip(grid.header[1:], others, strict=True)]))
    return blocks


def _needs(grid: Grid, variant: Variant) -> Sequence[float]:
    scale = _SMALLER if len(grid.header) > 4 and variant.size < 14 else 1.0
    columns = zip(grid.header, *grid.rows, strict=True)
    words = (max(len(word) for text in texts for word in _BREAK.split(shown(text))) for texts in columns)
    return [scale * min(word, _LONGEST) * _SIGN + _PADDING for word in words]


def _page(variant: Variant) -> float:
    """Return the width of the text on an A4 page, in letters m."""
    return (21 - 2.2 * variant.margin) / 2.54 * 72 / (variant.small + variant.letter)
