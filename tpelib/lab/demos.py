"""Serve the public demos with Voilà: a gallery, one page per calculator, nothing kept of a visitor.

The kernels start in a folder of their own, which is there for as long as the server runs: they find no dossier
and leave nothing behind. A visitor can run no code: the page only speaks to the widget of its own kernel.
"""

from __future__ import annotations

import os
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer
from jupyter_server.auth import IdentityProvider, User
from jupyter_server.utils import url_path_join
from tornado import ioloop, web
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import AllowListFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from tpelib import french
from tpelib.lab import demo_pages
from tpelib.lab.launch import PROVISIONER
from tpelib.lab.provisioner import warm_process

__all__ = ["serve"]

IDLE_SECONDS = 10 * 60
"""A calculator nobody has touched for so long is closed, and its page says so."""
VISITORS = 100
"""Visitors at once, each with a kernel; the next ones read the first answer, and are asked to come back."""

_ROUND = 10
"""Seconds between two looks at who has left: a kernel that no page speaks to at two of them is closed."""

_HERE = Path(str(files("tpelib.lab"))) / "voila"
_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # drawings carry their own few styles
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
}
_NOT_SERVED = (TornadoVoilaTreeHandler, TornadoVoilaHandler, VoilaContentsHandler, AllowListFileHandler)
"""Voilà's own ways to files and notebooks: the demos have theirs."""


def serve(port: int, open_browser: bool, visitors: int = VISITORS) -> int:
    """Serve the demos until stopped.

    Parameters
    ----------
    port : int
        First port to try.
    open_browser : bool
        Open a browser, where there is one.
    visitors : int
        The most that are served at once.

    Returns
    -------
    int
        Exit status.
    """
    with _own_folder() as folder:
        warm_process.start()
        server = _Server(config=_config(folder, port))
        server.show_in_browser = open_browser
        server.visitors = visitors
        server.initialize([])
        server.start()
    return 0


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Make the folder of the kernels, and keep everything Jupyter writes or reads of a user's within it."""
    with tempfile.TemporaryDirectory(prefix="tpe-demos-", ignore_cleanup_errors=True) as name:
        hidden = Path(name) / "reglages"
        pages = Path(name) / "pages"
        for folder in (hidden, pages):
            folder.mkdir()
        known = os.environ.get("JUPYTER_PATH", "")
        os.environ.update(
            {
                "JUPYTER_PATH": os.pathsep.join(part for part in (str(_HERE), known) if part),
                "JUPYTER_CONFIG_DIR": str(hidden / "config"),
                "JUPYTER_DATA_DIR": str(hidden / "data"),
                "JUPYTER_RUNTIME_DIR": str(hidden / "runtime"),
                "IPYTHONDIR": str(hidden / "ipython"),
                "JUPYTER_PLATFORM_DIRS": "1",
                "JUPYTER_DEFAULT_PROVISIONER_NAME": PROVISIONER,
            }
        )
        yield Path(name)


def _config(folder: Path, port: int) -> Config:
    return Config(
        {
            "Voila": {
                "root_dir": str(folder / "pages"),
                "connection_dir_root": str(folder / "reglages"),
                "config_file_paths": [],  # a voila.json of the user's own would change what is served
                "port": port,
                "log_level": "ERROR",
                "identity_provider_class": _Anybody,
                "tornado_settings": {
                    "headers": _HEADERS,
                    "ws_ping_timeout": 30_000,  # milliseconds: tornado wants no more than between two pings
                    "xsrf_cookie_kwargs": {"expires_days": None, "samesite": "Strict"},
                },
            },
            "VoilaConfiguration": {
                "template": "tpe",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
            },
            "KernelManager": {"transport_encryption": "required"},
            "MappingKernelManager": {
                "cull_idle_timeout": IDLE_SECONDS,
                "cull_interval": 60,
                "cull_connected": True,  # a tab left open costs as much as one in use
            },
        }
    )


class _Anybody(IdentityProvider):
    """Everybody is the same visitor: no name, no cookie of identity."""

    def get_user(self, handler: web.RequestHandler) -> User:
        return User("visiteur")


class _Left:
    """Who has left without a word (a phone that went to sleep): their kernels are closed."""

    def __init__(self, kernels: Any) -> None:
        self._kernels = kernels
        self._alone: set[str] = set()

    async def look(self) -> None:
        """Close the kernels that no page speaks to, now and the time before."""
        alone = {
            key
            for key in self._kernels.list_kernel_ids()
            if not self._kernels.kernel_model(key)["connections"]
        }
        for key in alone & self._alone:
            if key in self._kernels:
                await self._kernels.shutdown_kernel(key, now=True)
        self._alone = alone - self._alone


class _Server(Voila):  # type: ignore[misc]  # Voilà is not typed
    """Voilà with the demos' own addresses, and no other way to a file."""

    show_in_browser = False
    visitors = VISITORS

    def init_handlers(self) -> list[Any]:
        about = {"voila_configuration": self.voila_configuration}
        kept = [handler for handler in super().init_handlers() if handler[1] not in _NOT_SERVED]
        self.app.add_transform(web.GZipContentEncoding)
        self.kernel_manager.allowed_message_types = ["comm_open", "comm_msg"]  # a page asks; it runs nothing
        ioloop.PeriodicCallback(_Left(self.kernel_manager).look, _ROUND * 1000).start()
        own = [
            (url_path_join(self.server_url, address), handler, {**about, **options})
            for address, handler, options in demo_pages.addresses(self.visitors)
        ]
        return [*kept, *own]

    def launch_browser(self) -> None:
        """Say where the demos are; Voilà calls this once it listens."""
        typer.echo(french.typography(f"Les calculateurs : {self.connection_url}"))
        typer.echo(french.typography("Pour arrêter : Ctrl+C."))
        if self.show_in_browser:
            threading.Thread(target=webbrowser.open, args=(self.connection_url,), daemon=True).start()
