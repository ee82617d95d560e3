"""A moment of a video, as a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tpelib.domain.captions import read_time, time_text
from tpelib.engine.questions import Text

__all__ = ["Moment"]


@dataclass(frozen=True, kw_only=True)
class Moment(Text):
    """A moment: ``3,5`` (seconds), ``1:03,5`` or ``1 min 3 s``, kept as ``1:03,5``."""

    max_length: int = 20

    def read(self, raw: Any) -> str:
        """Return the moment as ``1:03,5``; empty for a blank."""
        text = super().read(raw)
        return time_text(read_time(text)) if text else ""
