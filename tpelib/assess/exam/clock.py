"""The time spent on an exam: what its journal says, power cuts and breaks left out. It scores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tpelib.assess.exam.journal import JournalEntry

__all__ = ["spent"]


def spent(lines: Sequence[JournalEntry], now: datetime) -> timedelta:
    """Return how long the exam was open.

    Parameters
    ----------
    lines : sequence of JournalEntry
        The journal: ``open`` starts the clock, ``stop`` and ``close`` stop it, ``cut`` stops it at the last
        thing that was saved before a power cut (``until``).
    now : datetime
        Stops a clock that is still running.
    """
    total, since = timedelta(), None
    for line in lines:
        if line.kind == "open" and since is None:
            since = line.at
        elif since is not None and line.kind in ("stop", "close", "cut"):
            end = datetime.fromisoformat(line.data["until"]) if line.kind == "cut" else line.at
            total += max(timedelta(), end - since)
            since = None
    return total + (max(timedelta(), now - since) if since else timedelta())
