"""The budget calculator, served by Voilà, as files, and by four peers: what a visitor waits for and what it costs.

The peers are small apps over the same formulas, in ``apps``. ``BENCH_ONLY="Our Voilà"`` measures one alone,
``BENCH_PEERS=none`` installs no peer.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error

from benchmarks.demos.crowd import report
from benchmarks.demos.systems import PEERS, UnavailableError, all_systems, peers_python
from benchmarks.demos.visits import MOVES, VISITS, Measured, chromium, measured

__all__ = ["TITLE", "section"]

CROWD = 50
ONLY = os.environ.get("BENCH_ONLY", "")
TITLE = "The public calculator, by ways to serve it"
_HEADER = (
    "| Way to serve it | readable | first slider answers | readable, 2nd visit | first slider, 2nd visit "
    "| a move | a move, p95 | memory, a visitor | visitors a GiB | CPU, a visit | received | requests |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def section() -> str:
    """Measure every way to serve the calculator, one at a time; return what RESULTS.md says of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peers = peers_python(folder)
        found, missing = [], [] if peers else ["the peers: they could not be installed aside"]
        with chromium() as browser:
            for system in all_systems(folder, peers):
                if ONLY not in system.name:
                    continue
                print(f"measuring: {system.name}…", file=sys.stderr, flush=True)
                try:
                    found.append(measured(system, browser))
                except (UnavailableError, Error, TimeoutError) as problem:
                    missing.append(f"{system.name}: {str(problem).splitlines()[0]}")
    lines = [
        "One server at a time, on this machine, in a headless chromium; "
        f"medians of {VISITS} visitors who were never there and stay, after one who is not counted, with {MOVES} moves "
        "of a slider each. Readable: sentence, chart and table on the page. First slider: its sentence has changed. "
        "A move: from the key to a new sentence and a new chart. Memory: proportional set size of the server and its "
        "processes, per visitor. CPU: user and system of the same, moves included. Second visit: the browser has kept "
        f"what it may keep. Peers: {', '.join(PEERS)}, as they come.",
        "",
        *_HEADER,
        *(_line(one) for one in found),
    ]
    lines += ["", f"At once, without a browser (`python -m benchmarks.demos.crowd {CROWD}`): {report(CROWD)}"]
    if missing:
        lines += ["", "Not measured this time:", "", *(f"- {one}" for one in missing)]
    return "\n".join(lines)


def _line(one: Measured) -> str:
    visitors = f"{1074 / one.memory:,.0f}" if one.memory > 0.1 else "—"
    cells = [
        one.name,
        *(f"{value / 1000:.2f} s" for value in (one.whole, one.first, one.whole_again, one.first_again)),
        *(f"{value:.0f} ms" for value in (one.latency, one.latency_95)),
        f"{max(one.memory, 0):.1f} MB",
        visitors,
        f"{one.cpu:.2f} s",
        f"{one.sent:,.0f} kB",
        f"{one.requests:.0f}",
    ]
    return f"| {' | '.join(cells)} |"
