"""Text on its way into a page: set as French is, and escaped."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from tpelib.base import french

__all__ = ["set_text"]

_SHORT = 200


def set_text(text: str) -> str:
    """Return a text for a page: French typography set, HTML escaped."""
    # Labels, headings and days come back for every learner; what somebody wrote at length does not.
    return _set_short(text) if len(text) <= _SHORT else escape(french.typography(text))


@lru_cache(maxsize=16_384)
def _set_short(text: str) -> str:
    return escape(french.typography(text))
