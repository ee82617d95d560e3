"""What every page of the jury shares: who is there, safe headers, errors as French sentences."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from tornado import web
from tornado.ioloop import IOLoop

from tpelib.assess.jury.app.words import PLACES, address, clock
from tpelib.assess.jury.desk import Candidate, Desk
from tpelib.assess.jury.session import Assessor, JuryError, Session
from tpelib.assess.jury.sheet import (
    Act,
    ActKind,
    CandidateSheet,
    Standing,
)
from tpelib.base import french
from tpelib.base.errors import TpeError

__all__ = ["COOKIE", "JuryPage", "key_of", "to_do"]

COOKIE = "jury"
_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # previews of a candidate's page bring their own colours
            "img-src 'self' data:",
            "font-src data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_TO_DO = (Standing.COMPARING, Standing.STARTED, Standing.FREE)
T = TypeVar("T")


def key_of(secret: bytes, assessor: str) -> str:
    """Return the key in an assessor's address."""
    return hmac.new(secret, f"evaluateur:{assessor}".encode(), hashlib.sha256).hexdigest()[:40]


def to_do(rows: Sequence[tuple[Candidate, CandidateSheet, Standing]]) -> Candidate | None:
    """Return the candidate to go on with: what is to be agreed on, then what is begun, then what is not."""
    return next((one for place in _TO_DO for one, _, found in rows if found is place), None)


class JuryPage(web.RequestHandler):
    """A page of the jury."""

    needs_declaration = True

    def initialize(self, desk: Desk, reader: ThreadPoolExecutor) -> None:
        """Take what the server gives every page."""
        self.desk = desk
        self._reader = reader

    def set_default_headers(self) -> None:
        """Send the headers that keep a page to itself."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def get_current_user(self) -> Assessor | None:
        """Return the assessor who came in by their own address."""
        found = self.get_signed_cookie(COOKIE)
        return self.session.assessors.get(found.decode()) if found else None

    @property
    def session(self) -> Session:
        """The session."""
        return self.desk.session

    @property
    def assessor(self) -> Assessor:
        """Who is there."""
        assessor: Assessor = self.current_user
        return assessor

    async def prepare(self) -> None:
        """Let in who came by their address, and has declared no conflict of interest."""
        if self.current_user is None:
            raise web.HTTPError(401)
        if self.needs_declaration and self.assessor.id not in await self.aside(self.desk.store.declared):
            self.redirect("/declaration")

    async def aside(self, work: Callable[..., T], *values: Any) -> T:
        """Do something slow away from the other assessors' pages."""
        return await IOLoop.current().run_in_executor(None, partial(work, *values))

    async def read(self, work: Callable[..., T], *values: Any) -> T:
        """Read and check a dossier, which is long, in a thread that keeps no page waiting."""
        return await IOLoop.current().run_in_executor(self._reader, partial(work, *values))

    async def record(self, *acts: Act) -> None:
        """Write acts to the history, all or none."""
        await self.aside(self.desk.store.record, acts, self.session)

    def act(self, kind: ActKind, candidate: str = "", **data: Any) -> Act:
        """Return an act of the assessor who is there."""
        return Act(kind, self.assessor.id, candidate, data)

    async def placed(self) -> list[tuple[Candidate, CandidateSheet, Standing]]:
        """Return every candidate, what their events add up to, and where they stand for who is there."""
        sheets = await self.aside(self.desk.store.sheets)
        found = [
            (one, sheets.get(one.id, CandidateSheet())) for one in await self.aside(self.desk.candidates)
        ]
        return [(one, sheet, self.place(one, sheet)) for one, sheet in found]

    def place(self, candidate: Candidate, sheet: CandidateSheet) -> Standing:
        """Return where a candidate stands for who is there."""
        return sheet.place(self.assessor, candidate.id)

    def show(self, template: str, *, title: str, problem: str = "", **values: Any) -> None:
        """Send a page; with a problem it is said first, and the status tells it."""
        if problem:
            self.set_status(409)
        self.render(
            f"{template}.html",
            title=french.typography(title),
            problem=problem,
            session=self.session,
            assessor=self.current_user,
            Standing=Standing,
            PLACES=PLACES,
            address=address,
            clock=clock,
            french=french,
            t=french.typography,
            **values,
        )

    def log_exception(self, *problem: Any) -> None:
        """Keep the log for faults: a refusal in French is none."""
        if not isinstance(problem[1], TpeError):
            super().log_exception(*problem)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in French what is the matter, and lead back."""
        problem = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(problem, TpeError):
            status_code, told = 409 if isinstance(problem, JuryError) else 503, str(problem)
        else:
            told = _TOLD.get(
                status_code, "Cette page a rencontré un imprévu. Ce que vous avez enregistré l'est toujours."
            )
        self.set_status(status_code)
        self.show("erreur", title="Cette page ne peut pas s'ouvrir", told=french.typography(told))


_TOLD = {
    401: "Entrez par l'adresse que l'on vous a donnée : elle dit au jury qui vous êtes.",
    403: "Cette page était ouverte depuis trop longtemps : revenez en arrière, rechargez-la et recommencez.",
    404: "Cette page n'existe pas.",
    405: "Cette page ne s'ouvre pas ainsi.",
}
