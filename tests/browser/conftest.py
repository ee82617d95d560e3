"""A real JupyterLab on a learner's own workspace, in Debian's chromium, with nobody to talk to outside."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tpelib.screens.lab.workspace import prepare

# Patience is not what is tested: a busy machine must not turn a right page into a failure.
expect.set_options(timeout=30_000)
PATIENCE = 90_000

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"http://localhost:(\d+)/\S*?(?:\?token=(\w+))?$")
QUIET = [
    "--no-sandbox",  # tests often run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
]


_PORTS = iter(range(20_000 + os.getpid() % 10_000, 32_000))
"""Below those that a system lends to who calls out: a browser at work would take one from under a server."""


def free_port() -> int:
    for port in _PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@dataclass
class Lab:
    """A running JupyterLab: its workspace, and how to reach a page of it."""

    workspace: Path
    base: str
    token: str

    @property
    def course(self) -> Path:
        return self.workspace / "parcours"

    def address(self, path: str) -> str:
        return f"{self.base}/lab/tree/{path}?token={self.token}"

    def ask(self, method: str, path: str) -> Any:
        """Ask something of Jupyter's own interface: what runs, or that it stops."""
        headers = {"Authorization": f"token {self.token}"}
        request = Request(f"{self.base}/api/{path}", headers=headers, method=method)  # noqa: S310  # our own server
        with urlopen(request) as answer:  # noqa: S310  # the same
            said = answer.read()
        return json.loads(said) if said else None


def served(workspace: Path, module: str, *options: str, **environment: str) -> Generator[Lab, None, None]:
    """Run a server by the name of its module, until the test is done; closing this iterator kills it (-9)."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LANG": "C.UTF-8", **environment},
    )
    log = []
    drain = None
    try:
        assert process.stdout
        for line in process.stdout:
            log.append(line)
            if found := ADDRESS.search(line.strip()):
                break
        else:
            raise AssertionError(f"{module} did not start:\n" + "".join(log))
        _await_listening(process, int(found[1]), log)
        # JupyterLab goes on writing: somebody must read, or it would wait for ever.
        with tempfile.TemporaryFile("w+") as said:
            drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=said)
            process.stdout.close()
            yield Lab(workspace, f"http://localhost:{found[1]}", found[2])
            if process.poll() is not None:
                drain.wait()
                said.seek(0)
                raise AssertionError(f"{module} left by itself ({process.returncode}):\n{said.read()}")
        process.terminate()
        process.wait()
    finally:
        process.kill()
        process.wait()
        if drain:
            drain.wait()


def _await_listening(process: subprocess.Popen[str], port: int, log: list[str]) -> None:
    """JupyterLab gives its address a moment before it listens there."""
    while True:
        try:
            socket.create_connection(("localhost", port)).close()
        except ConnectionRefusedError:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
                assert process.stdout
                raise AssertionError(
                    "left before it listened:\n" + "".join(log) + process.stdout.read()
                ) from None
        else:
            return


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run ``tpe lab`` as a learner would, once for all tests of a worker."""
    workspace = tmp_path_factory.mktemp("cours") / "tpe"
    options = ("--no-browser", "--workspace", str(workspace), "--port", str(free_port()))
    yield from served(workspace, "tpelib.cli", "lab", *options)


@pytest.fixture
def lab(server: Lab) -> Lab:
    """Give the course as on its first day: no kernel, no answer, no window left by somebody else."""
    for session in server.ask("GET", "sessions"):
        server.ask("DELETE", f"sessions/{session['id']}")
    for made in server.workspace.iterdir():
        if made.is_dir():
            shutil.rmtree(made)
        else:
            made.unlink()
    prepare(server.workspace)
    return server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "chromium is missing: `make chromium` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Witness:
    """What a page asked for and complained of."""

    outside: list[str]
    complaints: list[str]


@pytest.fixture
def witness() -> Witness:
    return Witness([], [])


@pytest.fixture
def page(chromium: Browser, witness: Witness) -> Iterator[Page]:
    """Give a page on a 1280-px laptop. Afterwards: did any request leave the machine, did any script fail?"""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("request", lambda request: _look(request.url, witness))
    page.on("pageerror", lambda error: witness.complaints.append(f"{error}\n{error.stack}"))
    yield page
    context.close()
    assert witness.outside == []
    assert witness.complaints == []


def _look(url: str, witness: Witness) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("blob", "data") and parts.hostname not in ("localhost", "127.0.0.1"):
        witness.outside.append(url)


@pytest.fixture
def offline(chromium: Browser) -> Iterator[Page]:
    """Give a page that has no network; afterwards: did it ask for anything, did its script fail?"""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="fr-FR", offline=True, accept_downloads=True
    )
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)
    assert failed == []
