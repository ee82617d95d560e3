"""The look of the calculators' pages, with a server or without."""

from __future__ import annotations

from functools import cache

from tpelib.base.look import packaged, stylesheet

__all__ = ["look"]

_PARTS = ("lab/voila/demos.css", "widgets/form.css", "widgets/controls.css", "widgets/chart.css")


@cache
def look() -> str:
    """Return the style sheet of every page: tokens, fonts, frame, settings and charts."""
    return stylesheet(*(packaged("tpelib.screens", part) for part in _PARTS))
