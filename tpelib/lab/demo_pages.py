"""The addresses of the public demos: a gallery, a page per calculator, and what they load."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from tornado import iostream, web
from voila.handler import BaseVoilaHandler

from tpelib.notebooks.demos import Demo, all_demos, parts
from tpelib.site.look import look

__all__ = ["addresses"]

_PACKAGE = Path(str(files("tpelib")))
_SCRIPTS = ("lab/voila/kernel.js", "site/static/live.js", "widgets/controls.js")
_KERNEL = "<!-- kernel -->"
"""Where the page says how its kernel is reached."""
_PATIENCE = 60
"""Seconds that a cell may take."""


def addresses(visitors: int) -> list[tuple[str, type[BaseVoilaHandler], dict[str, Any]]]:
    """Return the addresses, what answers at each, and with which options.

    Parameters
    ----------
    visitors : int
        The most that are served at once.
    """
    for demo in all_demos():
        _parts(demo.slug, date.today())  # the first visitor waits for no import
    pages = [(demo.slug, _Page, {"demo": demo, "visitors": visitors}) for demo in all_demos()]
    return [
        ("", _Gallery, {}),
        ("style.css", _Style, {}),
        (f"{_engine()[0]}/(.*)", _Script, {}),
        *pages,
        (".*", _Unknown, {}),
    ]


@lru_cache(maxsize=16)
def _parts(slug: str, today: date) -> list[dict[str, str]]:
    """Return what a page holds before its kernel is there: some calculators start from the day's date."""
    [demo] = (demo for demo in all_demos() if demo.slug == slug)
    return parts(demo)


@cache
def _engine() -> tuple[str, Mapping[str, bytes]]:
    """Return what makes pages live, by name, and its folder: named after the contents, kept by browsers for ever."""
    found = {Path(name).name: (_PACKAGE / name).read_bytes() for name in _SCRIPTS}
    return f"moteur-{hashlib.sha256(b''.join(found.values())).hexdigest()[:10]}", found


class _Gallery(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """The page that leads to the others."""

    def get(self) -> None:
        self.finish(self.render_template("gallery.html", demos=all_demos(), home=True))


class _Page(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """A calculator; its first answer alone when there are too many visitors already."""

    starting = 0
    """Pages being written, whose kernel may not be there yet: they count as visitors (for an instant, twice)."""

    def initialize(self, *, demo: Demo, visitors: int, **about: Any) -> None:
        super().initialize(**about)
        self.demo, self.visitors = demo, visitors
        self.gone = False

    def _full(self) -> bool:
        full = len(self.kernel_manager.list_kernel_ids()) + _Page.starting >= self.visitors
        if full:
            self.set_status(503)
            self.set_header("Retry-After", "60")
        return full

    def head(self) -> None:
        """Say whether there is room, and start nothing."""
        self._full()
        self.finish()

    async def get(self) -> None:
        """Answer with all that can be read, then with the way to the kernel that has started meanwhile."""
        self.set_header("Cache-Control", "no-store")
        if self._full():
            self.finish(
                self.render_template("busy.html", demo=self.demo, parts=_parts(self.demo.slug, date.today()))
            )
            return
        _Page.starting += 1
        try:
            opening, closing = self._text(date.today())
            self.write(opening)
            await self.flush()
            self.write(await self._kernel())
            self.finish(closing)
        except iostream.StreamClosedError:
            self.gone = True
        finally:
            _Page.starting -= 1

    def on_connection_close(self) -> None:
        """Remember that the visitor left before the page was whole."""
        super().on_connection_close()
        self.gone = True

    def _text(self, today: date) -> tuple[str, str]:
        """Return the page, cut where its kernel is told."""
        kept = _Page._texts.get(self.demo.slug)
        if kept is None or kept[0] != today:
            text = self.render_template(
                "calculator.html", demo=self.demo, parts=_parts(self.demo.slug, today), engine=_engine()[0]
            )
            opening, _, closing = text.partition(_KERNEL)
            kept = _Page._texts[self.demo.slug] = (today, opening, closing)
        return kept[1:]

    _texts: ClassVar[dict[str, tuple[date, str, str]]] = {}

    async def _kernel(self) -> str:
        """Start a kernel, run the notebook, and return how the page reaches it."""
        started: str = await self.kernel_manager.start_kernel(kernel_name="python3")
        failed = False
        try:
            await _run(self.demo, self.kernel_manager.get_kernel(started))
        except Exception:  # the page has begun: whatever happens, it ends in a sentence
            self.log.exception("%s", self.demo.slug)
            failed = True
        if self.gone or failed:
            await self.kernel_manager.shutdown_kernel(started, now=True)
        return str(self.render_template("kernel.html", kernel=started, failed=failed))

    async def prepare(self) -> None:
        await super().prepare()
        self.xsrf_token  # noqa: B018 — sets the cookie without which a page that is left may not close its kernel


async def _run(demo: Demo, kernel: Any) -> None:
    """Run a demo's notebook in its kernel.

    Waits for replies alone: nbclient would first wait until the kernel has been silent for 0.2 s.

    Raises
    ------
    RuntimeError
        A cell failed; what Python said is for the server's own log.
    """
    client = kernel.client()
    client.start_channels(iopub=False, stdin=False, hb=False)
    try:
        for cell in demo.cells:
            if cell["cell_type"] == "code":
                asked = client.execute("".join(cell["source"]), store_history=False)
                reply: dict[str, Any] = {}
                while reply.get("parent_header", {}).get("msg_id") != asked:
                    reply = await client.get_shell_msg(timeout=_PATIENCE)
                if reply["content"]["status"] != "ok":
                    raise RuntimeError("\n".join(reply["content"].get("traceback", ())))
    finally:
        client.stop_channels()


class _Style(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """The look of every page."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(look())


class _Script(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """What makes pages live."""

    def get(self, name: str) -> None:
        script = _engine()[1].get(name)
        if script is None:
            raise web.HTTPError(404)
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(script)


class _Unknown(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """Any other address: a page in French that leads back."""

    async def prepare(self) -> None:
        await super().prepare()
        raise web.HTTPError(404)
