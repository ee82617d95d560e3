"""Coming in, going out, and what stands beside the pages."""

from __future__ import annotations

import hmac

from tornado import web

from tpelib.assess.jury.app.base import COOKIE, JuryPage, key_of
from tpelib.assess.jury.sheet import ActKind
from tpelib.base.look import packaged, stylesheet

__all__ = ["DeclarationPage", "EntrancePage", "LeavePage", "Static", "UnknownPage"]


class EntrancePage(JuryPage):
    """Where an assessor comes in, by their own address."""

    def initialize(self, secret: bytes, **about: object) -> None:  # type: ignore[override]  # the key of the addresses too
        """Take the key of the addresses too."""
        super().initialize(**about)  # type: ignore[arg-type]  # as the server gives them
        self._secret = secret

    async def prepare(self) -> None:
        """Let anybody knock."""

    def get(self) -> None:
        """Let in who has the key of the assessor they say they are."""
        who = self.get_query_argument("qui", "")
        wanted = key_of(self._secret, who)
        given = self.get_query_argument("cle", "")
        if who not in self.session.assessors or not hmac.compare_digest(given.encode(), wanted.encode()):
            raise web.HTTPError(401)
        self.set_signed_cookie(COOKIE, who, expires_days=None, httponly=True, samesite="Lax")
        self.redirect("/")


class LeavePage(JuryPage):
    """The way out."""

    needs_declaration = False

    def post(self) -> None:
        """Forget who was there."""
        self.clear_cookie(COOKIE)
        self.redirect("/")


class DeclarationPage(JuryPage):
    """The declaration of no conflict of interest."""

    needs_declaration = False

    def get(self) -> None:
        """Ask for it."""
        self.show("declaration", title="Avant de commencer")

    async def post(self) -> None:
        """Take it."""
        if self.get_body_argument("declare", "") != "oui":
            self.show("declaration", title="Avant de commencer", problem="Cochez la case pour entrer.")
            return
        await self.record(self.act(ActKind.DECLARE))
        self.redirect("/", status=303)


class Static(web.RequestHandler):
    """The look of the pages, and what little they do by themselves."""

    def get(self, name: str) -> None:
        """Send a file of the package."""
        text = packaged("tpelib.assess.jury.app", name.replace("style", "jury"))
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-cache")
        self.finish(stylesheet(text) if name.endswith(".css") else text)


class UnknownPage(JuryPage):
    """Any other address."""

    needs_declaration = False

    async def prepare(self) -> None:
        """Say that there is nothing here."""
        raise web.HTTPError(404)
