"""An hour of the day, as a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tpelib.domain.calendar.model import read_clock
from tpelib.engine.questions import Text

__all__ = ["Clock"]


@dataclass(frozen=True, kw_only=True)
class Clock(Text):
    """An hour: ``18:30``, ``18 h 30`` or ``9 h``, kept as ``18:30``."""

    max_length: int = 20

    def read(self, raw: Any) -> str:
        """Return the hour as ``18:30``; empty for a blank."""
        text = super().read(raw)
        return f"{read_clock(text):%H:%M}" if text else ""
