"""What a kernel costs until it shows a calculator: forked from the warm process, beside started the ordinary way."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from benchmarks.measure import Pair, Row, Skipped
from tpelib.screens.lab.launch import PROVISIONER
from tpelib.screens.lab.provisioner import can_fork, warm_process

__all__ = ["TITLE", "rows"]

TITLE = "A kernel that shows a calculator"
RUNS = 7
_CODE = 'from tpelib.cours import explorer; explorer("c1-campagne-scenarios")'
_TICK = 100
"""Ticks a second of the CPU times that Linux gives."""


def rows() -> list[Row | Skipped]:
    """Measure CPU, wall time and private memory of a kernel that shows a calculator, in turn."""
    if not can_fork():
        return [Skipped("A kernel that shows a calculator", "kernels are forked on Linux only")]
    factory = KernelProvisionerFactory.instance()
    ordinary = factory.default_provisioner_name

    def measured(name: str) -> Callable[[], tuple[float, float, float]]:
        def measure() -> tuple[float, float, float]:
            factory.default_provisioner_name = name
            return _kernel()

        return measure

    forked, started = measured(PROVISIONER), measured(ordinary)
    forked(), started()
    both = [(forked(), started()) for _ in range(RUNS)]
    factory.default_provisioner_name = ordinary
    warm_process.stop()
    note = f"median of {RUNS} each; the warm process itself is paid once a server"
    found: list[Row | Skipped] = []
    for rank, (what, unit, about) in enumerate(
        (
            ("CPU", "ms", "user and system"),
            ("wall time", "ms", "from asking for a kernel to the calculator's message"),
            ("memory of its own", "MB", "private pages: what one more visitor takes"),
        )
    ):
        figures = Pair(
            *(statistics.median(side[rank] for side in sides) for sides in zip(*both, strict=True))
        )
        found.append(
            Row(
                f"A kernel that shows a calculator: {what}",
                "forked from the warm process",
                "started the ordinary way",
                figures,
                unit,
                f"{about}; {note}",
            )
        )
    return found


def _kernel() -> tuple[float, float, float]:
    """Start a kernel, show a calculator; return its CPU (ms), the wall time (ms) and its own memory (MB)."""
    began = time.perf_counter()
    manager = KernelManager(transport_encryption="required")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    reply = client.execute_interactive(_CODE, output_hook=lambda message: None, timeout=60)
    wall = time.perf_counter() - began
    if reply["content"]["status"] != "ok":
        raise RuntimeError(str(reply["content"]))
    process = Path("/proc", str(manager.provisioner.pid))  # type: ignore[union-attr]  # it has started
    ticks = process.joinpath("stat").read_text().rsplit(")", 1)[1].split()[11:13]
    memory = process.joinpath("smaps_rollup").read_text().splitlines()
    own = sum(int(line.split()[1]) for line in memory if line.startswith("Private_"))
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return 1000 * sum(map(int, ticks)) / _TICK, 1000 * wall, own / 1000
