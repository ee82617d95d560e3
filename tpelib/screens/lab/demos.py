"""Serve the public demos with Voilà: a gallery, one page per calculator, nothing kept of a visitor.

Voilà makes the pages from the notebooks. What their settings ask is a pure function, computed by a few processes
for everybody (:mod:`tpelib.screens.lab.answers`): no kernel is started, and no code of a visitor's can run.
"""

from __future__ import annotations

import os
import tempfile
import threading
import webbrowser
from contextlib import closing
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer
from jupyter_server.auth import IdentityProvider, User
from jupyter_server.utils import url_path_join
from tornado import web
from traitlets.config import Config
from voila.app import Voila

from tpelib.base import french
from tpelib.screens.lab import demo_pages
from tpelib.screens.lab.answers import AnswerProcesses
from tpelib.screens.notebooks.demos import all_demos

__all__ = ["serve"]

QUESTIONS = 200
"""Questions under way at once; the pages of the next ones say so, and ask again by themselves."""

_BOUNDS = {"max_body_size": 64_000, "body_timeout": 10, "idle_connection_timeout": 60}
"""What one connection may take, in bytes and seconds: the longest text of a calculator is ten times shorter."""
_HERE = Path(str(files("tpelib.screens.lab"))) / "voila"
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


def serve(port: int, open_browser: bool, questions: int = QUESTIONS) -> int:
    """Serve the demos until stopped.

    Parameters
    ----------
    port : int
        First port to try.
    open_browser : bool
        Open a browser, where there is one.
    questions : int
        The most that are under way at once.

    Returns
    -------
    int
        Exit status.

    Raises
    ------
    TpeError
        The course has none.
    """
    all_demos()  # there are some, or the sentence says so before a process is started
    known = os.environ.get("JUPYTER_PATH", "")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(part for part in (str(_HERE), known) if part)
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
    folder = tempfile.TemporaryDirectory(prefix="tpe-demos-", ignore_cleanup_errors=True)
    with folder as name, closing(AnswerProcesses(questions)) as answers:
        server = _Server(config=_config(name, port))
        server.show_in_browser = open_browser
        server.answers = answers
        server.initialize([])
        server.start()
    return 0


def _config(folder: str, port: int) -> Config:
    return Config(
        {
            "Voila": {
                "root_dir": folder,
                "connection_dir_root": folder,
                "config_file_paths": [],  # a voila.json of the user's own would change what is served
                "port": port,
                "log_level": "ERROR",
                "identity_provider_class": _Anybody,
                "tornado_settings": {
                    "headers": _HEADERS,
                    "log_function": lambda handler: None,  # who asked for what is nobody's business
                },
            },
            "VoilaConfiguration": {
                "template": "tpe",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
            },
        }
    )


class _Anybody(IdentityProvider):
    """Everybody is the same visitor: no name, no cookie of identity."""

    def get_user(self, handler: web.RequestHandler) -> User:
        return User("visiteur")


class _Server(Voila):  # type: ignore[misc]  # Voilà is not typed
    """Voilà with the demos' own addresses, and no other way in: no kernel, no file, no notebook."""

    show_in_browser = False
    answers: AnswerProcesses

    def init_handlers(self) -> list[Any]:
        about = {"voila_configuration": self.voila_configuration}
        self.app.add_transform(web.GZipContentEncoding)
        self.app.listen = partial(self.app.listen, **_BOUNDS)
        return [
            (url_path_join(self.server_url, address), handler, {**about, **options})
            for address, handler, options in demo_pages.addresses(self.answers)
        ]

    def launch_browser(self) -> None:
        """Say where the demos are; Voilà calls this once it listens."""
        typer.echo(french.typography(f"Les calculateurs : {self.connection_url}"))
        typer.echo(french.typography("Pour arrêter : Ctrl+C."))
        if self.show_in_browser:
            threading.Thread(target=webbrowser.open, args=(self.connection_url,), daemon=True).start()
