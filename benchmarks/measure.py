"""What every measure shares: wall time, CPU time of processes, and the row they make.

The two sides of a row are measured in turn, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Pair",
    "Row",
    "Skipped",
    "Spent",
    "cpu_seconds",
    "pair",
    "per_call",
    "python",
    "spent",
    "wall_seconds",
]


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians of both sides, in the unit of what measured them."""

    ours: float
    peer: float

    def scaled(self, factor: float) -> Pair:
        """Return the pair in another unit."""
        return Pair(self.ours * factor, self.peer * factor)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results.

    Parameters
    ----------
    what, ours, peer : str
        What is measured, what we do, what it stands beside.
    figures : Pair
        Both medians.
    unit : str
        Unit of the figures.
    note : str
        How often, and what to know to read it.
    """

    what: str
    ours: str
    peer: str
    figures: Pair
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that could not be measured here, and why."""

    what: str
    why: str


def pair(ours: Callable[[], float], peer: Callable[[], float], runs: int) -> Pair:
    """Measure both sides in turn, ``runs`` times each after one unmeasured turn; return the medians."""
    ours(), peer()
    taken = [(ours(), peer()) for _ in range(runs)]
    return Pair(*(statistics.median(side) for side in zip(*taken, strict=True)))


def per_call(
    function: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> Callable[[], float]:
    """Return a measure of a function: seconds a call, over batches of at least 0.2 s.

    CPU time of this process by default, which other work on the machine disturbs least;
    ``time.perf_counter`` where waiting counts.
    """
    timer = timeit.Timer(function, timer=clock)
    number, _ = timer.autorange()
    return lambda: timer.timeit(number) / number


def wall_seconds(command: Sequence[str]) -> float:
    """Return the wall time of a command, in seconds."""
    return timeit.timeit(lambda: _run(command), number=1)


def cpu_seconds(
    command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> float:
    """Return the CPU time of a command and of the processes it waited for, user and system, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command, environment, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took, with the processes it waited for.

    Parameters
    ----------
    cpu, wall : float
        Seconds; CPU is user and system.
    peak : float
        Memory of the largest of its processes, in megabytes.
    """

    cpu: float
    wall: float
    peak: float


# Run in a small process of its own: a child's peak begins at the memory of who starts it.
_SPENT = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall, usage = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode:
    sys.exit(done.stderr.decode(errors="replace")[-2000:])
print(json.dumps([usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1000]))
"""


def spent(command: Sequence[str], folder: Path | None = None) -> Spent:
    """Run a command and return what it took."""
    done = subprocess.run(  # noqa: S603 — the commands are written in this package
        [sys.executable, "-c", _SPENT, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stderr}")
    return Spent(*json.loads(done.stdout))


def python(code: str) -> list[str]:
    """Return the command that runs this code in a Python of its own."""
    return [sys.executable, "-c", code]


def _run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> None:
    done = subprocess.run(  # noqa: S603 — the commands are written in this package
        command, capture_output=True, check=False, env={**os.environ, **(environment or {})}, cwd=folder
    )
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stderr.decode(errors='replace')[-2000:]}")
