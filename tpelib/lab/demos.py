"""Serve the public demos with Voilà: a gallery, one page per calculator, nothing kept of a visitor.

The notebooks are copied into a folder of their own for as long as the server runs: the kernels start there,
find no dossier and leave nothing behind. A visitor can run no code: the page only speaks to the widgets.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer
from jupyter_server.auth import IdentityProvider, User
from jupyter_server.utils import url_path_join
from tornado import web
from traitlets.config import Config
from voila.app import Voila
from voila.handler import BaseVoilaHandler
from voila.static_file_handler import AllowListFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from tpelib import french
from tpelib.exercises.live import first_answer
from tpelib.lab.launch import PROVISIONER
from tpelib.lab.provisioner import warm_process
from tpelib.look import stylesheet
from tpelib.notebooks.demos import Demo, all_demos, demo_files

__all__ = ["serve"]

IDLE_SECONDS = 10 * 60
"""A calculator nobody has touched for so long is closed, and its page says so."""
VISITORS = 100
"""Visitors at once, each with a kernel; the next ones read the first answer, and are asked to come back."""

_HERE = Path(str(files("tpelib.lab"))) / "voila"
_LAB_EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' blob:",  # anywidget and plotly.js come from the kernel, as blobs
            "style-src 'self' 'unsafe-inline'",  # widgets and plotly.js write their own styles into the page
            "img-src 'self' data: blob:",
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
        for path in demo_files():
            shutil.copy(path, pages)
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
    pages = {demo.slug: {"title": demo.title, "first": _first(demo)} for demo in all_demos()}
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
                "extension_allowlist": _LAB_EXTENSIONS,
                "resources": {"demos": pages},
            },
            "VoilaExecutor": {"timeout": 60},
            "KernelManager": {"transport_encryption": "required"},
            "MappingKernelManager": {
                "cull_idle_timeout": IDLE_SECONDS,
                "cull_interval": 60,
                "cull_connected": True,  # a tab left open costs as much as one in use
            },
        }
    )


def _first(demo: Demo) -> Mapping[str, str]:
    """Return what the page of a demo says before its kernel is there; nothing for one that starts from a blank."""
    explored = [cell["id"] for cell in demo.cells if cell["metadata"]["tpe"]["role"] == "explore"]
    return first_answer(explored[0]) if explored else {}


class _Anybody(IdentityProvider):
    """Everybody is the same visitor: no name, no cookie of identity."""

    def get_user(self, handler: web.RequestHandler) -> User:
        return User("visiteur")


class _Server(Voila):  # type: ignore[misc]  # Voilà is not typed
    """Voilà with the demos' own addresses, and no other way to a file."""

    show_in_browser = False
    visitors = VISITORS

    def init_handlers(self) -> list[Any]:
        about = {"voila_configuration": self.voila_configuration}
        page = {**about, "template_paths": self.template_paths, "config": self.config}
        kept = [handler for handler in super().init_handlers() if handler[1] not in _NOT_SERVED]
        own: list[Any] = [
            (self.server_url, _Gallery, about),
            (url_path_join(self.server_url, "style.css"), _Style, about),
        ]
        own += [
            (
                url_path_join(self.server_url, demo.slug),
                _Page,
                {**page, "notebook_path": f"{demo.slug}.ipynb", "demo": demo, "visitors": self.visitors},
            )
            for demo in all_demos()
        ]
        return [*kept, *own, (r".*", _Unknown, about)]

    def launch_browser(self) -> None:
        """Say where the demos are; Voilà calls this once it listens."""
        typer.echo(french.typography(f"Les calculateurs : {self.connection_url}"))
        typer.echo(french.typography("Pour arrêter : Ctrl+C."))
        if self.show_in_browser:
            threading.Thread(target=webbrowser.open, args=(self.connection_url,), daemon=True).start()


class _Gallery(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """The page that leads to the others."""

    def get(self) -> None:
        self.finish(self.render_template("gallery.html", demos=all_demos(), home=True))


class _Page(TornadoVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """A calculator; its first answer alone when there are too many visitors already."""

    starting = 0
    """Pages being written, whose kernel may not be there yet: they count as visitors (for an instant, twice)."""

    def initialize(self, *, demo: Demo, visitors: int, **about: Any) -> None:
        super().initialize(**about)
        self.demo, self.visitors = demo, visitors

    def _full(self) -> bool:
        full = len(self.kernel_manager.list_kernel_ids()) + _Page.starting >= self.visitors
        if full:
            self.set_status(503)
            self.set_header("Retry-After", "60")
        return full

    def head(self, path: str | None = None) -> None:
        """Say whether there is room, and start nothing."""
        self._full()
        self.finish()

    async def get(self, path: str | None = None) -> None:
        """Answer with the page, its kernel starting meanwhile."""
        if self._full():
            self.finish(self.render_template("busy.html", demo=self.demo, first=_first(self.demo)))
            return
        _Page.starting += 1
        try:
            await super().get(path)
        finally:
            _Page.starting -= 1

    async def prepare(self) -> None:
        await super().prepare()
        self.xsrf_token  # noqa: B018 — sets the cookie without which a page that is left may not close its kernel


class _Style(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """The look of every page."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(stylesheet(_HERE.joinpath("demos.css").read_text(encoding="utf-8")))


class _Unknown(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """Any other address: a page in French that leads back."""

    async def prepare(self) -> None:
        await super().prepare()
        raise web.HTTPError(404)
