"""How a French keyboard types a value."""

from __future__ import annotations

from tpelib.base import french

__all__ = ["typed"]

_PLAIN = str.maketrans({french.NNBSP: " ", french.NBSP: " ", french.MINUS: "-"})


def typed(value: float, decimals: int | None = None) -> str:
    """Return a number as a French keyboard types it: ``1 234,5``."""
    return french.number(value, decimals).translate(_PLAIN)
