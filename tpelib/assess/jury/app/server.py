"""The server of the assessors' pages: who may come in, and what every page sends along."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import os
import secrets
import socket
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer
from tornado import httpserver, netutil, web

from tpelib.assess.jury.app import candidate, overview, sign_in
from tpelib.assess.jury.app.base import key_of
from tpelib.assess.jury.desk import Desk
from tpelib.base import french
from tpelib.base.errors import TpeError

__all__ = ["application", "entrance", "secret_of", "serve"]

_HERE = Path(str(files("tpelib.assess.jury.app")))
_PORTS = 50
_KEY_BYTES = 32
_READERS = 4
"""Dossiers read at once: one that is long to read keeps nobody waiting who opens another."""


def serve(desk: Desk, folder: Path, *, host: str, port: int, open_browser: bool) -> int:
    """Serve the pages until stopped; say each assessor's own address.

    Parameters
    ----------
    desk : Desk
        The session.
    folder : path
        The course folder: the key of the addresses is kept there.
    host : str
        Where to listen; this machine alone by default.
    port : int
        First port to try.
    open_browser : bool
        Open the first assessor's page, where there is a browser.

    Returns
    -------
    int
        Exit status.
    """
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(desk, folder, host, port, open_browser))
    return 0


async def _run(desk: Desk, folder: Path, host: str, port: int, open_browser: bool) -> None:
    secret = secret_of(folder)
    late = await asyncio.to_thread(desk.store.mirror_all)
    server = httpserver.HTTPServer(application(desk, secret), max_body_size=1_000_000)
    sockets, free = _listening(host, port)
    server.add_sockets(sockets)
    base = f"http://{'localhost' if host in ('', '0.0.0.0', '127.0.0.1') else host}:{free}"  # noqa: S104  # only compared
    addresses = [f"{base}{entrance(secret, who)}" for who in desk.session.assessors]
    if late:
        told = french.plural(
            len(late), "candidat décidé n'est pas encore noté", "candidats décidés ne sont pas encore notés"
        )
        typer.echo(
            french.typography(f"{told} par nbgrader : les niveaux y seront reportés au prochain démarrage.")
        )
    typer.echo(french.typography("Chaque évaluateur entre par sa propre adresse :"))
    for assessor, address in zip(desk.session.assessors.values(), addresses, strict=True):
        typer.echo(f"  {assessor.name} : {address}")
    typer.echo(french.typography("Pour arrêter : Ctrl+C."))
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(addresses[0],), daemon=True).start()
    await asyncio.Event().wait()


def application(desk: Desk, secret: bytes) -> web.Application:
    """Return the web application of a session."""
    reader = ThreadPoolExecutor(_READERS, thread_name_prefix="dossiers")  # away from the pages
    about: dict[str, Any] = {"desk": desk, "reader": reader}
    routes: list[Any] = [
        (pattern, handler, about)
        for pattern, handler in (
            (r"/", overview.ListPage),
            (r"/declaration", sign_in.DeclarationPage),
            (r"/session", overview.SessionPage),
            (r"/session/(resultats|statistiques)\.(\w+)", overview.SessionPaper),
            (r"/candidat/([^/]+)", candidate.CandidatePage),
            (r"/candidat/([^/]+)/accord", candidate.AgreementPage),
            (r"/candidat/([^/]+)/epreuve", candidate.ExamPage),
            (r"/candidat/([^/]+)/(proces-verbal|lettre)\.(\w+)", overview.CandidatePaper),
            (r"/candidat/([^/]+)/([^/]+)", candidate.CriterionPage),
            (r"/sortir", sign_in.LeavePage),
        )
    ]
    routes += [
        (r"/entrer", sign_in.EntrancePage, {**about, "secret": secret}),
        (r"/(style\.css|jury\.js)", sign_in.Static),
    ]
    return web.Application(
        routes,
        default_handler_class=sign_in.UnknownPage,
        default_handler_args=about,
        cookie_secret=hmac.digest(secret, b"cookie", hashlib.sha256),
        xsrf_cookies=True,
        xsrf_cookie_kwargs={"httponly": True, "samesite": "Strict"},
        template_path=str(_HERE / "templates"),
        log_function=lambda handler: None,  # an address holds its owner's key
    )


def entrance(secret: bytes, assessor: str) -> str:
    """Return the path by which an assessor comes in: it proves who they are."""
    return f"/entrer?qui={assessor}&cle={key_of(secret, assessor)}"


def secret_of(folder: Path) -> bytes:
    """Return the key of a session's addresses, made once; deleting its file closes them all.

    Raises
    ------
    TpeError
        It can be neither read nor made.
    """
    path = folder / ".tpe" / "jury.cle"
    try:
        path.parent.mkdir(exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(secrets.token_hex(_KEY_BYTES))
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        told = f"« {path} » ne peut pas servir : supprimez ce fichier, s'il est là, et relancez."
        raise TpeError(french.typography(told))
    return key


def _listening(host: str, port: int) -> tuple[list[socket.socket], int]:
    for free in range(port, port + _PORTS):
        try:
            return netutil.bind_sockets(free, host or None), free
        except OSError:
            continue
    raise TpeError(
        french.typography(f"Aucun port libre de {port} à {port + _PORTS - 1} : donnez-en un autre.")
    )
