"""Run every measure, print the table and write it to RESULTS.md: ``make bench``.

``python -m benchmarks grading`` runs the modules named, and only prints.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

import benchmarks
from benchmarks.measure import Row, Skipped

RESULTS = Path(__file__).with_name("RESULTS.md")


def collect(wanted: Collection[str] = ()) -> tuple[list[Row | Skipped], list[str]]:
    """Return what modules of this package measure, all by default, in the order of their names: rows and sections."""
    found: list[Row | Skipped] = []
    sections: list[str] = []
    for name in sorted(info.name for info in pkgutil.iter_modules(benchmarks.__path__)):
        if name == "__main__" or (wanted and name not in wanted):
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"measuring: {name}…", file=sys.stderr, flush=True)
        if hasattr(module, "rows"):
            found += module.rows()
        if hasattr(module, "section"):
            sections.append(module.section())
    return found, sections


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


def report(found: list[Row | Skipped], sections: list[str]) -> str:
    """Return the whole of RESULTS.md."""
    machine = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}"
    return "\n".join(
        (
            "# Results of the benchmarks",
            "",
            f"Made by `make bench` (`python -m benchmarks`) on {date.today():%d %B %Y}: {machine}, "
            f"Python {platform.python_version()}.",
            "",
            "Each line is measured beside a peer in the same run, both sides in turn: read the ratio, the figures "
            "are those of one machine. A floor is the least that anything of the kind must do.",
            "",
            table(found),
            "",
            *sections,
        )
    )


def _figure(value: float) -> str:
    """Return a value with three significant figures, never in powers of ten."""
    decimals = max(0, 2 - len(str(int(value))) + 1) if value >= 1 else 3
    return f"{value:,.{decimals}f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    named = sys.argv[1:]
    written = report(*collect(named))
    if not named:
        RESULTS.write_text(written, encoding="utf-8")
    print(written)
