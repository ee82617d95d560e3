"""The few SVG elements that charts are made of. All text is set and escaped; only the course's pictures choose attributes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from tpelib.base.html import set_text

__all__ = ["INK", "LINE_HEIGHT", "element", "path", "text", "text_width"]

INK = "currentColor"
LINE_HEIGHT = 1.25
_SIGN = 0.54
"""Mean width of a sign, in parts of the size of the type."""


def element(tag: str, inside: str = "", /, **attributes: str | float | None) -> str:
    """Return an element; attributes that are ``None`` are left out, ``_`` stands for ``-`` in their names."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def path(points: Sequence[tuple[float, float]], /, **attributes: str | float | None) -> str:
    """Return a line through points, in order."""
    return element("path", d="M" + "L".join(f"{_value(x)} {_value(y)}" for x, y in points), **attributes)


def text(
    content: str,
    x: float,
    y: float,
    *,
    size: float = 14,
    anchor: str = "middle",
    rise: float = 0.0,
    colour: str = INK,
    angle: float = 0.0,
) -> str:
    """Return a text of one or more lines (``<br>``), some words in bold (``<b>``), as plotly writes and escapes them.

    Parameters
    ----------
    x, y : float
        Where it is anchored, in pixels.
    size : float
        Of the type, in pixels.
    anchor : str
        ``start``, ``middle`` or ``end``: the side of the text that stands at ``x``.
    rise : float
        The part of its height that stands above ``y``: 1 for a text that lies on it, 0 for one that hangs from it.
    angle : float
        Clockwise, in degrees, around the anchor.
    """
    lines = content.split("<br>")
    height = size * LINE_HEIGHT
    first = y - rise * height * len(lines) + size * 0.95
    spans = "".join(
        element("tspan", _bold(line) or " ", x=x, y=first + rank * height) for rank, line in enumerate(lines)
    )
    turn = f"rotate({_value(angle)} {_value(x)} {_value(y)})" if angle else None
    return element("text", spans, font_size=size, text_anchor=anchor, fill=colour, transform=turn)


def text_width(content: str, size: float = 14) -> float:
    """Return about how wide a text is, in pixels: that of its longest line."""
    return max(len(unescape(re.sub(r"<[^>]*>", "", line))) for line in content.split("<br>")) * size * _SIGN


def _bold(line: str) -> str:
    parts = re.split(r"</?b>", line)
    return "".join(
        element("tspan", set_text(unescape(part)), font_weight=700) if rank % 2 else set_text(unescape(part))
        for rank, part in enumerate(parts)
        if part
    )


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(value)
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
