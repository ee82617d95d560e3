"""Many visitors at once, as their pages speak to the server: ``python -m benchmarks.demos.crowd 50``.

No browser: fifty of them would be what is measured. Each visitor reads the page, opens its kernel's channel, asks
with a budget of their own, and leaves: one in two without a word, as a phone that goes to sleep.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.demos.systems import ROOT, System, served
from benchmarks.demos.tree import members, pss_megabytes

__all__ = ["Visitor", "crowd", "report"]

EXPLORATION = "c1-campagne-scenarios"
PATIENCE = 120
_KERNEL = re.compile(r'<script id="tpe-kernel" type="application/json">(.*?)</script>')


@dataclass
class Visitor:
    """One visitor: a budget that nobody else has, and what they got for it.

    Attributes
    ----------
    served : bool
        They got settings that answer; otherwise the kind page.
    waited : float
        Seconds until their first answer, or until the kind page.
    figures : list of str
        The figures they were sent, their own and, were there a fault, those of others.
    """

    base: str
    budget: int
    served: bool = False
    waited: float = 0.0
    figures: list[str] = field(default_factory=list)
    _kernel: str = ""
    _cookie: str = ""
    _socket: WebSocketClientConnection | None = None

    async def come(self) -> None:
        """Read the page and ask once."""
        began = time.perf_counter()
        page = await AsyncHTTPClient(force_instance=True).fetch(
            f"{self.base}/budget", raise_error=False, connect_timeout=PATIENCE, request_timeout=PATIENCE
        )
        found = _KERNEL.search(page.body.decode())
        if page.code == 200 and found:
            self._cookie = page.headers["Set-Cookie"].split(";")[0]
            self._kernel = json.loads(found[1])["kernel"]
            address = f"{self.base.replace('http', 'ws', 1)}/api/kernels/{self._kernel}/channels?session_id={self.budget}"
            self._socket = await websocket_connect(HTTPRequest(address, headers={"Cookie": self._cookie}))
            await self.send("comm_open", {"target_name": f"tpe.explorer.{EXPLORATION}", "data": {}})
            await self.ask()
            self.served = True
        elif page.code != 503 or "beaucoup de monde" not in page.body.decode():
            raise RuntimeError(f"a page nobody should get: {page.code}")
        self.waited = time.perf_counter() - began

    async def ask(self) -> None:
        """Ask for the answer to one's own budget, and keep all that comes."""
        if self._socket is None:
            return
        await self.send("comm_msg", {"data": {"turn": 1, "values": {"budget": self.budget}, "width": 960}})
        while True:
            said = await asyncio.wait_for(self._socket.read_message(), PATIENCE)
            if said is None:
                raise RuntimeError("the calculator was closed under a visitor")
            message = json.loads(said)
            if message["msg_type"] == "comm_msg":
                self.figures.append(message["content"]["data"]["figure"])
                if message["content"]["comm_id"] == str(self.budget):
                    return

    async def leave(self, *, said: bool) -> None:
        """Close the page; the browser says so, or not."""
        if self._socket is None:
            return
        if said:
            body = urlencode({"_xsrf": self._cookie.partition("=")[2]})
            address = f"{self.base}/voila/api/shutdown/{self._kernel}"
            await AsyncHTTPClient(force_instance=True).fetch(
                HTTPRequest(
                    address,
                    method="POST",
                    body=body,
                    headers={"Cookie": self._cookie},
                    connect_timeout=PATIENCE,
                    request_timeout=PATIENCE,
                )
            )
        self._socket.close()

    async def send(self, kind: str, content: dict[str, object]) -> None:
        """Send a message to one's own kernel."""
        header = {"msg_id": f"{self.budget}-{time.perf_counter_ns()}", "msg_type": kind, "username": ""}
        message = {
            "channel": "shell",
            "header": {
                **header,
                "session": str(self.budget),
                "version": "5.3",
                "date": "2026-01-01T00:00:00Z",
            },
            "parent_header": {},
            "metadata": {},
            "content": {"comm_id": str(self.budget), **content},
        }
        assert self._socket  # noqa: S101  # nobody sends who has not come
        await self._socket.write_message(json.dumps(message))


async def crowd(base: str, count: int, server: int) -> tuple[list[Visitor], float]:
    """Send visitors all at once; all ask again once all are there, then leave.

    Returns
    -------
    visitors, memory
        The visitors; the memory of the server and its processes while they are there, in megabytes.

    Raises
    ------
    RuntimeError
        A visitor got something else than settings that answer, or the kind page.
    """
    visitors = [Visitor(base, 20 + 5 * rank) for rank in range(1, count + 1)]
    await asyncio.gather(*(visitor.come() for visitor in visitors))
    await asyncio.gather(*(visitor.ask() for visitor in visitors))
    memory = pss_megabytes(server)
    for rank, visitor in enumerate(visitors):
        await visitor.leave(said=rank % 2 == 0)
    return visitors, memory


async def alone_again(server: int, processes: int) -> float:
    """Wait until a server has no more processes than before; return how many seconds that took."""
    began = time.perf_counter()
    while len(members(server)) > processes:
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError(f"processes that stay: {len(members(server)) - processes}")
        await asyncio.sleep(0.2)
    return time.perf_counter() - began


def report(count: int) -> str:
    """Serve the demos to so many at once; return what happened, in a sentence."""
    left = _temporary()
    command = [sys.executable, "-m", "tpelib.cli", "demos", "--no-browser", "--port", "{port}"]
    with served(System("Our Voilà", command, "", ROOT)) as (server, base):

        async def all_of_it() -> tuple[float, Sequence[Visitor], float, float, float]:
            await crowd(base, 1, server)
            await alone_again(server, 2)  # the server and its warm process
            before = pss_megabytes(server)
            visitors, during = await crowd(base, count, server)
            emptied = await alone_again(server, 2)
            return before, visitors, during, emptied, pss_megabytes(server)

        before, visitors, during, emptied, after = asyncio.run(all_of_it())
    held = [visitor for visitor in visitors if visitor.served]
    waits = sorted(visitor.waited for visitor in held)
    strangers = sum(
        not all(f"Budget {visitor.budget}\u00a0€" in figure for figure in visitor.figures) for visitor in held
    )
    kept = _temporary() - left
    return (
        f"{count} visitors at the same instant: {len(held)} served, {count - len(held)} asked to come back; first answer "
        f"after {statistics.median(waits):.1f} s (median), {waits[-1]:.1f} s (last); {strangers} saw another's entries; "
        f"memory {before:.0f} MB before, {during:.0f} MB with them ({(during - before) / len(held):.1f} MB each), "
        f"{after:.0f} MB once they left, {emptied:.0f} s after; temporary files left: {len(kept)}."
    )


def _temporary() -> set[str]:
    return {path.name for path in Path(gettempdir()).glob("tpe-demos-*")}


if __name__ == "__main__":
    print(report(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
