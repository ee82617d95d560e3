"""What is measured: how each server is started, where its page is, and how it is stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import site
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PEERS", "System", "UnavailableError", "all_systems", "free_port", "peers_python", "served"]

ROOT = Path(__file__).resolve().parents[2]
APPS = Path(__file__).with_name("apps")
PEERS = (
    "panel==1.9.4",
    "streamlit==1.67.0",
    "solara==1.58.2",  # the newest whose scripts come in a package: later ones load them from another site
    "solara-assets==1.58.2",
    "ipyvuetify==1.12.0",
    "ipyvue==1.13.0",
    "anywidget==0.11.0",
    "dash==4.4.1",
    "pandas==3.1.1",
)
PATIENCE = 60


class UnavailableError(RuntimeError):
    """A server did not start."""


@dataclass(frozen=True, slots=True)
class System:
    """One way to serve the calculator.

    Parameters
    ----------
    name : str
        As the results say it.
    command : sequence of str
        ``{port}`` stands for the port.
    path : str
        Of its page.
    folder : path
        Where the command runs.
    """

    name: str
    command: Sequence[str]
    path: str
    folder: Path


def peers_python(folder: Path) -> Path | None:
    """Install the peers in an environment of their own, which finds the course behind its own packages.

    ``BENCH_PEERS`` names one that is there already.
    """
    given = os.environ.get("BENCH_PEERS")
    python = Path(given or folder / "peers") / "bin" / "python"
    if given:
        return python if python.is_file() else None
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    install = (uv, "pip", "install", "--quiet", "--no-config", "--compile-bytecode", "--python", str(python))
    for command in (
        [uv, "venv", "--quiet", "--no-config", "--python", sys.executable, str(python.parents[1])],
        [*install, *PEERS],
    ):
        if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:  # noqa: S603 — uv
            return None
    packages = next(python.parents[1].glob("lib/python*/site-packages"))
    (packages / "zz_course.pth").write_text("\n".join((str(ROOT), *site.getsitepackages())) + "\n")
    return python


def all_systems(folder: Path, peers: Path | None) -> list[System]:
    """Return what can be measured here; the static site and the notebook of stock Voilà are laid in ``folder``."""
    own = [sys.executable, "-m"]
    stock = folder / "stock"
    stock.mkdir()
    shutil.copy(ROOT / "notebooks" / "demos" / "budget.ipynb", stock)
    pages = folder / "site"
    build = [*own, "tpelib.cli", "site", str(pages), "--runtime", str(Path(sys.prefix) / "pyodide")]
    subprocess.run(build, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 — our own command
    found = [
        System(
            "Our Voilà", [*own, "tpelib.cli", "demos", "--no-browser", "--port", "{port}"], "/budget", ROOT
        ),
        System("Our static site", [*own, "http.server", "{port}", "--bind", "127.0.0.1"], "/budget/", pages),
        System(
            "Stock Voilà", [*own, "voila", "budget.ipynb", "--no-browser", "--port", "{port}"], "/", stock
        ),
    ]
    if peers:
        python = str(peers)
        serve = [python, "-m", "panel", "serve", "panel_app.py", "--port", "{port}", "--address", "127.0.0.1"]
        run = [python, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", "{port}"]
        run += [
            "--server.address",
            "127.0.0.1",
            "--server.headless",
            "true",
            "--browser.gatherUsageStats",
            "false",
        ]
        solara = [python, "-m", "solara", "run", "solara_app.py", "--port", "{port}", "--host", "127.0.0.1"]
        found += [
            System("Panel", serve, "/panel_app", APPS),
            System("Streamlit", [*run, "--server.fileWatcherType", "none"], "/", APPS),
            System("Solara", [*solara, "--no-open", "--production"], "/", APPS),
            System("Dash", [python, "dash_app.py", "{port}"], "/", APPS),
        ]
    return found


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(system: System) -> Iterator[tuple[int, str]]:
    """Run a server; give its process and the address of its page, once it answers."""
    port = free_port()
    command = [part.replace("{port}", str(port)) for part in system.command]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 — the commands are written here
            command, cwd=system.folder, stdout=said, stderr=said, start_new_session=True, env=_environment()
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(process, address)
            yield process.pid, address + system.path
        finally:
            process.send_signal(signal.SIGINT if "panel" in command else signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment() -> dict[str, str]:
    return {**os.environ, "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false", "PYTHONWARNINGS": "ignore"}


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(
                (address.split("/")[2].split(":")[0], int(address.rsplit(":", 1)[1])), 1
            ):
                return
        except OSError:
            time.sleep(0.1)
    raise UnavailableError(f"{process.args!r} did not start")
