"""Many visitors at once, as their pages speak to the server: ``python -m benchmarks.demos.crowd 50``.

No browser: fifty of them would be what is measured. Each visitor reads the page, then asks with a budget of their
own, twice; who is told that there are too many asks again, as the pages do.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

from benchmarks.demos.systems import ROOT, System, served
from benchmarks.demos.tree import pss_megabytes

__all__ = ["EXPLORATION", "Visitor", "crowd", "report", "strangers"]

EXPLORATION = "c1-campagne-scenarios"
PATIENCE = 120


@dataclass
class Visitor:
    """One visitor: a budget that nobody else has, and what they got for it.

    Attributes
    ----------
    pause : float
        Seconds before they ask again when there are too many.
    queued : int
        How often they were told so.
    waited : float
        Seconds until their first answer.
    figures : list of str
        The figures they were sent, their own and, were there a fault, those of others.
    """

    base: str
    budget: int
    pause: float = 2.0
    queued: int = 0
    waited: float = 0.0
    figures: list[str] = field(default_factory=list)

    async def come(self) -> None:
        """Read the page and ask once."""
        began = time.perf_counter()
        page = await _fetched(HTTPRequest(f"{self.base}/budget", request_timeout=PATIENCE))
        if page.code != 200 or "Set-Cookie" in page.headers:
            raise RuntimeError(f"a page nobody should get: {page.code}")
        await self.ask()
        self.waited = time.perf_counter() - began

    async def ask(self) -> None:
        """Ask for the answer to one's own budget until it comes, and keep it."""
        asked = {"turn": 1, "exploration": EXPLORATION, "values": {"budget": self.budget}, "width": 960}
        question = HTTPRequest(
            f"{self.base}/reponse", method="POST", body=json.dumps(asked), request_timeout=PATIENCE
        )
        while (said := await _fetched(question)).code == 503:
            self.queued += 1
            await asyncio.sleep(self.pause)
        self.figures.append(json.loads(said.body)["figure"])


async def _fetched(asked: HTTPRequest) -> HTTPResponse:
    asked.connect_timeout = PATIENCE
    return await AsyncHTTPClient(force_instance=True).fetch(asked, raise_error=False)


async def crowd(base: str, count: int, pause: float = 2.0) -> list[Visitor]:
    """Send visitors all at once; all ask again once all have been answered.

    Raises
    ------
    RuntimeError
        A visitor got something else than their page.
    KeyError
        A visitor got neither an answer nor a place in the queue.
    """
    visitors = [Visitor(base, 20 + 5 * rank, pause) for rank in range(1, count + 1)]
    await asyncio.gather(*(visitor.come() for visitor in visitors))
    await asyncio.gather(*(visitor.ask() for visitor in visitors))
    return visitors


def strangers(visitors: list[Visitor]) -> int:
    """Return how many visitors were shown figures of somebody else's."""
    return sum(
        not all(f"Budget {visitor.budget}\u00a0€" in figure for figure in visitor.figures)
        for visitor in visitors
    )


def report(count: int) -> str:
    """Serve the demos to so many at once; return what happened, in a sentence."""
    left = _temporary()
    command = [sys.executable, "-m", "tpelib.cli", "demos", "--no-browser", "--port", "{port}"]
    with served(System("Our Voilà", command, "", ROOT)) as (server, base):
        asyncio.run(crowd(base, 5))  # what a server does once is not the crowd's
        before = pss_megabytes(server)
        visitors = asyncio.run(crowd(base, count))
        after = pss_megabytes(server)
    waits = sorted(visitor.waited for visitor in visitors)
    queued = sum(bool(visitor.queued) for visitor in visitors)
    kept = _temporary() - left
    return (
        f"{count} visitors at the same instant: all answered, {queued} of them asked to wait first; first answer after "
        f"{statistics.median(waits):.1f} s (median), {waits[-1]:.1f} s (last); {strangers(visitors)} saw another's "
        f"entries; memory {before:.0f} MB before, {after:.0f} MB after; temporary files left: {len(kept)}."
    )


def _temporary() -> set[str]:
    return {path.name for kind in ("tpe-demos-*", "pymp-*") for path in Path(gettempdir()).glob(kind)}


if __name__ == "__main__":
    print(report(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
