"""Run the measures and write them to RESULTS.md: all of them (``make bench``), or the modules named.

``python -m benchmarks grading`` measures one module and leaves what stands in RESULTS.md of the others: each has
a section of its own, with its date and the command that made it.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
from datetime import date
from pathlib import Path

import benchmarks
from benchmarks.measure import Row, Skipped

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEADING = "\n## "
_INTRODUCTION = """\
# Results of the benchmarks

`make bench` measures all of it, `python -m benchmarks NAME…` some of it: each section says which command made it, \
when and on what machine. Each line is measured beside a peer in the same run: read the ratio, the figures are those \
of one machine. A floor is the least that anything of the kind must do."""


def measured(name: str) -> str:
    """Run one module of this package and return its section of RESULTS.md, heading included."""
    module = importlib.import_module(f"benchmarks.{name}")
    print(f"measuring: {name}…", file=sys.stderr, flush=True)
    text = module.section() if hasattr(module, "section") else table(module.rows())
    chosen = "".join(
        f'{key}="{value}" ' for key, value in os.environ.items() if key.startswith("BENCH_COHORTS")
    )
    made = f"`{chosen}python -m benchmarks {name}`, {date.today():%d %B %Y}: {_machine()}."
    return f"{module.TITLE}\n\n{made}\n\n{text}\n"


def placed(results: str, section: str) -> str:
    """Return RESULTS.md with one section put in its place, by the order of their headings."""
    kept = {text.partition("\n")[0]: text for text in (*results.split(_HEADING)[1:], section)}
    return _HEADING.join((f"{_INTRODUCTION}\n", *(f"{kept[title].rstrip()}\n" for title in sorted(kept))))


def table(found: list[Row | Skipped]) -> str:
    """Return the rows as a Markdown table, with what was skipped below."""
    lines = [
        "| What | Ours | | Beside | | Ours ÷ peer | How |",
        "|---|---|--:|---|--:|--:|---|",
    ]
    lines += [
        f"| {row.what} | {row.ours} | {_figure(row.figures.ours)} {row.unit} | {row.peer} "
        f"| {_figure(row.figures.peer)} {row.unit} | {_figure(row.figures.ours / row.figures.peer)} | {row.note} |"
        for row in found
        if isinstance(row, Row)
    ]
    skipped = [f"- {row.what}: {row.why}" for row in found if isinstance(row, Skipped)]
    if skipped:
        lines += ["", "Not measured this time:", "", *skipped]
    return "\n".join(lines)


def _figure(value: float) -> str:
    """Return a value with three significant figures, never in powers of ten."""
    decimals = max(0, 2 - len(str(int(value))) + 1) if value >= 1 else 3
    return f"{value:,.{decimals}f}"


def _machine() -> str:
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _measuring() -> list[str]:
    """Return the modules of this package that measure something."""
    names = [info.name for info in pkgutil.iter_modules(benchmarks.__path__) if info.name != "__main__"]
    return [name for name in names if hasattr(importlib.import_module(f"benchmarks.{name}"), "TITLE")]


if __name__ == "__main__":
    for one in sys.argv[1:] or _measuring():
        found = measured(one)
        print(found)
        RESULTS.write_text(placed(RESULTS.read_text(encoding="utf-8"), found), encoding="utf-8")
