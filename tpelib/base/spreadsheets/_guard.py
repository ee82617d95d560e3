"""The guard: nothing that somebody typed becomes a formula in the spreadsheet of somebody else."""

from __future__ import annotations

import unicodedata

__all__ = ["guard", "unguard"]

_STARTS = ("=", "+", "-", "@")
_BREAKS = ("\t", "\r", "\n")


def guard(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before it where it could be one.

    Notes
    -----
    A formula starts by ``= + - @``, in their wide forms too, behind any spaces and unseen signs (spreadsheets
    trim them); a tab or an end of line starts a new cell for some. See OWASP, « CSV Injection ».
    """
    return f"'{text}" if _looks_like_a_formula(text.lstrip("'")) else text


def unguard(text: str) -> str:
    """Return a text as it was before :func:`guard`."""
    return text[1:] if text.startswith("'") and _looks_like_a_formula(text.lstrip("'")) else text


def _looks_like_a_formula(text: str) -> bool:
    first = next((sign for sign in text if not _unseen(sign)), "")
    return text.startswith(_BREAKS) or unicodedata.normalize("NFKC", first) in _STARTS


def _unseen(sign: str) -> bool:
    """Return whether a sign is a space, a control or a format character (category C of Unicode)."""
    return sign.isspace() or unicodedata.category(sign).startswith("C")
