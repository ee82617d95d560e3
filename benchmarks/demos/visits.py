"""Visits in a real browser: what a visitor waits for, and what it costs the server."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import (
    BrowserContext,
    BrowserType,
    Locator,
    Page,
    Request,
    WebSocket,
    sync_playwright,
)

from benchmarks.demos.systems import System, served
from benchmarks.demos.tree import cpu_seconds, pss_megabytes

__all__ = ["Measured", "chromium", "measured"]

VISITS = int(os.environ.get("BENCH_VISITS", "5"))
MOVES = int(os.environ.get("BENCH_MOVES", "12"))
PATIENCE = float(os.environ.get("BENCH_PATIENCE", "60"))
_WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass(slots=True)
class Visit:
    """One visitor, who stays: their browser with its own profile, as at home, their page, and what was received."""

    profile: TemporaryDirectory[str]
    context: BrowserContext
    page: Page
    requests: list[Request] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)

    def close(self) -> None:
        """Leave."""
        self.context.close()
        self.profile.cleanup()


@dataclass(frozen=True, slots=True)
class Measured:
    """What one system takes; times in milliseconds, memory in megabytes, CPU in seconds, bytes in kilobytes."""

    name: str
    whole: float
    first: float
    whole_again: float
    first_again: float
    latency: float
    latency_95: float
    memory: float
    cpu: float
    sent: float
    requests: float


@contextmanager
def chromium() -> Iterator[BrowserType]:
    """Give the way to start a browser."""
    with sync_playwright() as playwright:
        yield playwright.chromium


def measured(system: System, browser: BrowserType) -> Measured:
    """Serve a system, visit it, and return medians over fresh visitors."""
    with served(system) as (server, address):
        _visit(browser, address).close()  # what a server does once is not a visitor's
        time.sleep(3)
        before, spent = pss_megabytes(server), cpu_seconds(server)
        visits, times, moves, received = [], [], [], []
        for _ in range(VISITS):
            visit = _visit(browser, address)
            visits.append(visit)
            times.append(_times(visit.page))
            received.append(_received(visit))
            moves += _moves(visit.page)
        cpu = (cpu_seconds(server) - spent) / VISITS
        memory = (pss_megabytes(server) - before) / VISITS
        again = [_again(visit, address) for visit in visits[:3]]
        for visit in visits:
            visit.close()
    middle = statistics.median
    return Measured(
        system.name,
        middle(whole for whole, _ in times),
        middle(first for _, first in times),
        middle(whole for whole, _ in again),
        middle(first for _, first in again),
        middle(moves),
        statistics.quantiles(moves, n=20)[-1],
        memory,
        cpu,
        middle(size for size, _ in received) / 1000,
        middle(count for _, count in received),
    )


def _visit(browser: BrowserType, address: str) -> Visit:
    """Open the page as somebody who was never there, and move its first slider until it answers."""
    profile = TemporaryDirectory(ignore_cleanup_errors=True)
    context = browser.launch_persistent_context(
        profile.name,
        executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
        args=_QUIET,
        viewport={"width": 1280, "height": 1000},
        locale="fr-FR",
    )
    context.add_init_script(_WATCH)
    page = context.pages[0]
    visit = Visit(profile, context, page)
    context.on("requestfinished", lambda request: visit.requests.append(request))

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: visit.frames.append(len(frame)))

    page.on("websocket", listen)
    _open(page, address)
    return visit


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    slider = page.get_by_role("slider").first
    slider.wait_for(state="attached", timeout=PATIENCE * 1000)
    _until(page, "measured.whole > 0")
    _until(page, "measured.first > 0", slider)


def _until(page: Page, condition: str, press: Locator | None = None) -> None:
    """Wait for a condition, pressing a key each 0.4 s (some sliders wait for a pause).

    ``wait_for_function`` makes code of a text, which some pages forbid.
    """
    until = time.monotonic() + PATIENCE
    for turn in count():
        if page.evaluate(condition):
            return
        if time.monotonic() > until:
            raise TimeoutError(f"{page.url}: never {condition}")
        if press and turn % 20 == 0:
            press.press("ArrowRight")
        page.wait_for_timeout(20)


def _times(page: Page) -> tuple[float, float]:
    whole, first = page.evaluate("[measured.whole, measured.first]")
    return float(whole), float(first)


def _moves(page: Page) -> list[float]:
    """Move the slider, each time once it has answered; return the latencies."""
    page.wait_for_timeout(500)
    page.evaluate("measured.latencies.length = 0")
    slider = page.get_by_role("slider").first
    for moves in range(1, MOVES + 1):
        slider.press("ArrowRight")
        _until(page, f"measured.latencies.length >= {moves}")
    found: list[float] = page.evaluate("measured.latencies")
    return found


def _again(visit: Visit, address: str) -> tuple[float, float]:
    """Come back to the page: what can be kept has been kept."""
    visit.page.goto("about:blank")
    _open(visit.page, address)
    return _times(visit.page)


def _received(visit: Visit) -> tuple[int, int]:
    """Return the bytes received, frames of sockets included, and the number of requests."""
    sizes = [request.sizes() for request in [*visit.requests]]
    body = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return body + sum(visit.frames), len(sizes)
