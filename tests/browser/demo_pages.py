"""The calculators as a passer-by meets them, served by Voilà or as files: both answer the same questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page

LIVE = "html[data-tpe-live=ready]"


@dataclass(frozen=True)
class Calculators:
    """Where the calculators are, and how an address of one ends there."""

    base: str
    ending: str = ""

    def address(self, slug: str) -> str:
        return f"{self.base}/{slug}{self.ending}"

    def open(self, page: Page, slug: str = "budget") -> None:
        """Open a calculator and wait until its sliders answer."""
        page.goto(self.address(slug))
        page.wait_for_selector(LIVE, state="attached")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


def serve_files(root: Path) -> Iterator[str]:
    """Give the address of a plain file server of a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(root)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
