"""The addresses of the public demos: a gallery, a page per calculator, what they load, and what answers them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tornado import web
from voila.handler import BaseVoilaHandler

from tpelib.exercises.live import WIDE
from tpelib.lab.answers import Answers, CrowdError
from tpelib.notebooks.demos import Demo, all_demos, parts
from tpelib.site.look import look

__all__ = ["addresses", "explorations"]

_PACKAGE = Path(str(files("tpelib")))
_SCRIPTS = ("lab/voila/server.js", "site/static/live.js", "widgets/controls.js")
_LONGEST = 64_000
"""Bytes of the longest question: the longest text that a calculator takes is ten times shorter."""


def addresses(answers: Answers) -> list[tuple[str, type[BaseVoilaHandler], dict[str, Any]]]:
    """Return the addresses, what answers at each, and with which options.

    Parameters
    ----------
    answers : Answers
        Whom the pages' questions go to.
    """
    return [
        ("", _Gallery, {}),
        ("style.css", _Style, {}),
        (f"{_engine()[0]}/(.*)", _Script, {}),
        ("reponse", _Answer, {"answers": answers}),
        *((demo.slug, _Page, {"demo": demo}) for demo in all_demos()),
        (".*", _Unknown, {}),
    ]


def explorations() -> list[str]:
    """Return what the pages may ask about."""
    return [part["exploration"] for demo in all_demos() for part in parts(demo) if "exploration" in part]


@lru_cache(maxsize=16)
def _parts(slug: str, today: date) -> list[dict[str, str]]:
    """Return what a page holds as it comes: some calculators start from the day's date."""
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
    """A calculator: its prose, its settings and its first answer."""

    def initialize(self, *, demo: Demo, **about: Any) -> None:
        super().initialize(**about)
        self.demo = demo

    def get(self) -> None:
        told = _parts(self.demo.slug, date.today())
        self.set_header("Cache-Control", "no-cache")
        self.finish(self.render_template("calculator.html", demo=self.demo, parts=told, engine=_engine()[0]))


class _Answer(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """What settings show. The question comes by POST, so that no address, and no log, holds what was typed."""

    def initialize(self, *, answers: Answers, **about: Any) -> None:
        super().initialize(**about)
        self.answers = answers

    def check_xsrf_cookie(self) -> None:
        """Let only pages of this server ask; nothing is kept that another site's page could change."""
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise web.HTTPError(403)

    async def post(self) -> None:
        try:
            found = await self.answers.ask(*self._question())
        except CrowdError:
            self.set_status(503)
            self.set_header("Retry-After", "5")
            return
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(found)

    def _question(self) -> tuple[str, str, int]:
        """Return the exploration, its settings (JSON) and the width of the drawing (pixels)."""
        if len(self.request.body) > _LONGEST:
            raise web.HTTPError(413)
        try:
            asked = json.loads(self.request.body)
            exploration, values, width = asked["exploration"], asked["values"], asked.get("width", WIDE)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise web.HTTPError(400) from None
        sound = isinstance(values, dict) and isinstance(width, int) and exploration in self.answers
        if not sound:
            raise web.HTTPError(400)
        return exploration, json.dumps(values), width


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
