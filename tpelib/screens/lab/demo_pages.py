"""The addresses of the public demos: a gallery, a page per calculator, what they load, and what answers them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic import BaseModel, ValidationError
from tornado import web
from voila.handler import BaseVoilaHandler

from tpelib.base import french
from tpelib.engine.live import WIDE
from tpelib.screens.lab.answers import AnswerProcesses, CrowdError
from tpelib.screens.notebooks.demos import Demo, all_demos, parts, words
from tpelib.screens.site.look import look

__all__ = ["addresses"]

_PACKAGE = Path(str(files("tpelib")))
_SCRIPTS = (
    "screens/lab/voila/server.js",
    "screens/site/static/live.js",
    "screens/widgets/controls.js",
    "screens/widgets/dom.js",
)
_PAUSE = 2
"""Seconds that a page is told to wait when too many ask at once."""
_CROWDED = "Il y a beaucoup de monde en ce moment : votre calcul attend son tour…"
_FAILED = "Un imprévu a arrêté ce calcul. Vos réglages sont gardés."


def addresses(answers: AnswerProcesses) -> list[tuple[str, type[BaseVoilaHandler], dict[str, Any]]]:
    """Return the addresses, what answers at each, and with which options.

    Parameters
    ----------
    answers : Answers
        Whom the pages' questions go to.
    """
    demos = all_demos()
    for demo in demos:
        _parts(demo.slug, date.today())  # the first visitor waits for no import
    known = frozenset(exploration for demo in demos for exploration in demo.explorations)
    return [
        ("", _Gallery, {}),
        ("style.css", _Style, {}),
        (f"{_engine()[0]}/(.*)", _Script, {}),
        ("reponse", _Answer, {"answers": answers, "known": known}),
        *((demo.slug, _Page, {"demo": demo}) for demo in demos),
        (".*", _Unknown, {}),
    ]


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


class _Handler(BaseVoilaHandler):  # type: ignore[misc]  # Voilà is not typed
    """What all addresses share: no cookie, and nothing of a visitor in the log."""

    @property
    def template_namespace(self) -> dict[str, Any]:
        """What pages are written with; Voilà's own sets a cookie."""
        return {"base_url": self.base_url, **words()}

    def head(self, *asked: str) -> Any:
        """Say whether a page is there."""
        return self.get(*asked)

    def log_exception(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log what failed, not for whom."""
        if not isinstance(error, web.HTTPError):
            self.log.error("%s", self.request.path, exc_info=error)


class _Gallery(_Handler):
    """The page that leads to the others."""

    def get(self) -> None:
        self.finish(self.render_template("gallery.html", demos=all_demos(), home=True))


class _Page(_Handler):
    """A calculator: its prose, its settings and its first answer."""

    def initialize(self, *, demo: Demo, **about: Any) -> None:
        super().initialize(**about)
        self.demo = demo

    def get(self) -> None:
        told = _parts(self.demo.slug, date.today())
        self.set_header("Cache-Control", "no-cache")
        self.finish(self.render_template("calculator.html", demo=self.demo, parts=told, engine=_engine()[0]))


class _PageQuestion(BaseModel):
    """A question, as a page sends it; what the settings hold is for the exploration's own model to judge."""

    exploration: str
    values: dict[str, Any]
    width: int = WIDE


class _Answer(_Handler):
    """What settings show. The question comes by POST, so that no address, and no log, holds what was typed."""

    def initialize(self, *, answers: AnswerProcesses, known: frozenset[str], **about: Any) -> None:
        super().initialize(**about)
        self.answers, self.known = answers, known

    def check_xsrf_cookie(self) -> None:
        """Let only pages of this server ask; nothing is kept that would take a cookie to protect."""
        site = self.request.headers.get("Sec-Fetch-Site")
        if not (site == "same-origin" if site else self.check_origin()):
            raise web.HTTPError(403)

    async def post(self) -> None:
        try:
            asked = _PageQuestion.model_validate_json(self.request.body)
        except ValidationError:
            raise web.HTTPError(400) from None
        if asked.exploration not in self.known:
            raise web.HTTPError(400)
        try:
            found = await self.answers.ask(asked.exploration, json.dumps(asked.values), asked.width)
        except CrowdError:
            raise web.HTTPError(503) from None
        self._say(found)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in one sentence that there is no answer."""
        if status_code == 503:
            self.set_header("Retry-After", str(_PAUSE))
        failed = french.typography(_CROWDED if status_code == 503 else _FAILED)
        self._say(json.dumps({"failed": failed}, ensure_ascii=False))

    def _say(self, found: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(found)


class _Style(_Handler):
    """The look of every page."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(look())


class _Script(_Handler):
    """What makes pages live."""

    def get(self, name: str) -> None:
        script = _engine()[1].get(name)
        if script is None:
            raise web.HTTPError(404)
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(script)


class _Unknown(_Handler):
    """Any other address: a page in French that leads back."""

    def prepare(self) -> None:
        raise web.HTTPError(404)
