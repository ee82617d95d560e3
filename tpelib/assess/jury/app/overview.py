"""The list of candidates, the figures of the session, the documents to take away."""

from __future__ import annotations

from tornado import web

from tpelib.assess.jury import results
from tpelib.assess.jury.app.base import JuryPage, to_do
from tpelib.assess.jury.app.words import FILTERS
from tpelib.assess.jury.papers import KINDS, candidate_paper, session_paper
from tpelib.base.formats import Format

__all__ = ["CandidatePaper", "ListPage", "SessionPage", "SessionPaper"]


class ListPage(JuryPage):
    """Every candidate, where each stands, and which one is next."""

    async def get(self) -> None:
        """Show the list, filtered."""
        rows = await self.placed()
        name, state = self.get_query_argument("nom", ""), self.get_query_argument("etat", "")
        kept = FILTERS.get(state, FILTERS[""])[1]
        wanted = name.strip().casefold()
        self.show(
            "liste",
            title="Les candidats",
            rows=[
                row for row in rows if row[2] in kept and wanted in f"{row[0].name} {row[0].id}".casefold()
            ],
            total=len(rows),
            decided=sum(sheet.decided for _, sheet, _ in rows),
            counts={
                key: sum(place in places for _, _, place in rows) for key, (_, places) in FILTERS.items()
            },
            filters=FILTERS,
            name=name,
            state=state,
            criteria=len(self.session.rubric.criteria),
            following=to_do(rows),
        )


class SessionPage(JuryPage):
    """How the session goes: progress, agreement, documents."""

    async def get(self) -> None:
        """Show the figures."""
        candidates = await self.aside(self.desk.candidates)
        sheets = await self.aside(self.desk.store.sheets)
        touched = [(one, sheets[one.id]) for one in candidates if one.id in sheets]
        found = results.statistics(self.session, touched, len(candidates))
        self.show("session", title="La session", found=found, kinds=KINDS)


class _Paper(JuryPage):
    """A document to take away."""

    def send(self, name: str, form: Format, data: bytes) -> None:
        self.set_header("Content-Type", form.content_type)
        self.set_header("Content-Disposition", f'attachment; filename="{name}.{form.ending}"')
        self.finish(data)


class SessionPaper(_Paper):
    """A document of the session."""

    async def get(self, kind: str, form: str) -> None:
        """Make it."""
        if form not in KINDS[kind]:
            raise web.HTTPError(404)
        self.send(kind, KINDS[kind][form], await self.aside(session_paper, self.desk, kind, form))


class CandidatePaper(_Paper):
    """A document of a candidate."""

    async def get(self, candidate_id: str, kind: str, form: str) -> None:
        """Make it, once the decision stands."""
        if form not in KINDS[kind]:
            raise web.HTTPError(404)
        candidate = await self.aside(self.desk.candidate, candidate_id)
        data = await self.aside(candidate_paper, self.desk, candidate, kind, form)
        self.send(f"{kind}-{candidate.id}", KINDS[kind][form], data)
