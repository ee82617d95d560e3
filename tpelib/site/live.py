"""What a page without a server asks of the course's Python, in the visitor's browser and when the page is made."""

from __future__ import annotations

import json

from tpelib.exercises import exploration
from tpelib.exercises.live import NOBODY, shown
from tpelib.pictures.static import static_html

__all__ = ["NARROW", "WIDE", "answer"]

NARROW, WIDE = 320, 760
"""Pixels: the least and the most that a drawing is wide."""


def answer(exploration_id: str, values: str = "{}", width: int = WIDE) -> str:
    """Return what settings show.

    Parameters
    ----------
    exploration_id : str
        Which exploration.
    values : str
        JSON: setting to value; what is missing or cannot be read is as at the start.

    width : int
        Pixels that the drawing may take; brought back between :data:`NARROW` and :data:`WIDE`.

    Returns
    -------
    str
        JSON: ``sentence`` (text) and ``figure`` (HTML, escaped, without script; empty when nothing is drawn).
    """
    found = shown(exploration(exploration_id), json.loads(values), NOBODY)
    figure = static_html([found.picture], min(WIDE, max(NARROW, int(width)))) if found.picture else ""
    return json.dumps({"sentence": found.sentence, "figure": figure}, ensure_ascii=False)
