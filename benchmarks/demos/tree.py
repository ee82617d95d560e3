"""A server with all its processes: what memory they hold, what CPU they took."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["children", "cpu_seconds", "members", "pss_megabytes"]

_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def children(parent: int) -> list[int]:
    """Return the processes that a process started and that live."""
    return [pid for pid, fields in _stats() if int(fields[1]) == parent]


def members(root: int) -> list[int]:
    """Return a process and its descendants that live."""
    return [root, *(member for child in children(root) for member in members(child))]


def pss_megabytes(root: int) -> float:
    """Return the proportional set size of all of them: what is shared is counted once."""
    total = 0
    for pid in members(root):
        try:
            lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


def cpu_seconds(root: int) -> float:
    """Return the CPU, user and system, of those that live and of those they waited for."""
    living = {*members(root)}
    return sum(sum(map(int, fields[11:15])) for pid, fields in _stats() if pid in living) / _TICK


def _stats() -> Iterator[tuple[int, list[str]]]:
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                yield int(path.name), (path / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
