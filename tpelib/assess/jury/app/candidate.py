"""One candidate: their page, each criterion, the comparison. What may be done is decided by the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from tornado import web

from tpelib.assess.jury.app.base import JuryPage, to_do
from tpelib.assess.jury.app.words import address, required, told
from tpelib.assess.jury.desk import Candidate
from tpelib.assess.jury.papers import KINDS
from tpelib.assess.jury.session import JuryError
from tpelib.assess.jury.sheet import (
    Act,
    ActKind,
    CandidateSheet,
    JuryEvent,
    Mark,
    MinutesFacts,
)
from tpelib.assess.jury.sitting import Sitting
from tpelib.base.errors import TpeError
from tpelib.engine import referential
from tpelib.engine.course import current
from tpelib.engine.referential import Criterion

__all__ = ["AgreementPage", "CandidatePage", "CriterionPage", "ExamPage"]

T = TypeVar("T")


class CandidatePage(JuryPage):
    """One candidate: what was handed in, the criteria, the facts of the minutes, the next step."""

    async def get(self, candidate_id: str) -> None:
        """Show the candidate."""
        await self._show(await self.aside(self.desk.candidate, candidate_id))

    async def post(self, candidate_id: str) -> None:
        """Do what the button pressed says."""
        candidate = await self.aside(self.desk.candidate, candidate_id)
        act = self._asked(candidate, await self.aside(self.desk.exam, candidate))
        try:
            await self.record(act)
        except TpeError as problem:
            await self._show(candidate, str(problem), act)
        else:
            self.redirect(self.request.path, status=303)

    def _asked(self, candidate: Candidate, exam: Sitting | None) -> Act:
        match self.get_body_argument("action", ""):
            case "fiche":
                return self.act(
                    ActKind.FACTS,
                    candidate.id,
                    identity=self.get_body_argument("identite", "") == "oui",
                    measures=self.get_body_arguments("mesure"),
                    incidents=_lines(self.get_body_argument("incidents", "")),
                    subject=exam.subject if exam else self.get_body_argument("sujet", "").strip(),
                    seal=exam.seal
                    if exam
                    else "".join(self.get_body_argument("cloture", "").split()).lower(),
                )
            case "terminer":
                return self.act(ActKind.DONE, candidate.id)
            case "reprendre":
                return self.act(ActKind.RESUME, candidate.id)
            case "recuser":
                return self.act(ActKind.RECUSE, candidate.id)
            case "rouvrir":
                reason = _lines(self.get_body_argument("raison", ""))
                return self.act(ActKind.REOPEN, candidate.id, reason=reason)
        raise web.HTTPError(404)

    async def _show(self, candidate: Candidate, problem: str = "", refused: Act | None = None) -> None:
        sheet = await self.aside(self.desk.store.sheet, candidate.id)
        typed = refused.data if refused else {}
        rows = await self.placed()
        work = self.desk.work(candidate)
        before, after = _neighbours([one for one, _, _ in rows], candidate)
        history = await self.aside(self.desk.store.history, candidate.id)
        final = sheet.final()
        self.show(
            "candidat",
            title=candidate.name,
            problem=problem,
            candidate=candidate,
            sheet=sheet,
            facts=MinutesFacts(**typed) if refused and refused.kind is ActKind.FACTS else sheet.facts,
            reopening=typed.get("reason", ""),
            place=self.place(candidate, sheet),
            own=sheet.marks.get(self.assessor.id, {}),
            final=final if sheet.decided else {},
            decision=sheet.decision(self.session),
            criteria=referential.load().criteria,
            texts={one.id: one.text for one in referential.load().criteria},
            handed_in_at=await self.aside(lambda: work.handed_in_at),
            incidents=await self.aside(lambda: work.incidents),
            exam=await self.aside(self.desk.exam, candidate),
            has_exam=current().has_exam,
            artefacts=await self.aside(lambda: work.artefacts),
            before=before,
            after=after,
            following=to_do([row for row in rows if row[0] != candidate]),
            events=[told(event, self.session) for event in self._visible(history, sheet)],
            kinds={kind: KINDS[kind] for kind in ("proces-verbal", "lettre")},
        )

    def _visible(self, history: Sequence[JuryEvent], sheet: CandidateSheet) -> Iterator[JuryEvent]:
        """Yield the events this assessor may see: their own; all, once both have finished, for the two.

        A third, who may have to take a seat that gets free, sees them once the decision stands.
        """
        whole = sheet.decided or (sheet.compared and self.assessor.id in sheet.seats)
        for event in history:
            if whole or event.act.assessor == self.assessor.id:
                yield event


class ExamPage(JuryPage):
    """The exam that a candidate sat: their answers beside what was asked."""

    async def get(self, candidate_id: str) -> None:
        """Show the page of evidence."""
        candidate = await self.aside(self.desk.candidate, candidate_id)
        exam = await self.aside(self.desk.exam, candidate)
        if exam is None:
            raise web.HTTPError(404)
        if exam.problems:
            raise JuryError(" ".join(exam.problems))
        self.finish(await self.read(exam.page))


class CriterionPage(JuryPage):
    """One criterion of one candidate: the evidence, the levels, the reason."""

    async def get(self, candidate_id: str, slug: str) -> None:
        """Show it."""
        candidate = await self.aside(self.desk.candidate, candidate_id)
        sheet = await self.aside(self.desk.store.sheet, candidate.id)
        criterion = _criterion(slug)
        mark = sheet.marks.get(self.assessor.id, {}).get(criterion.id)
        await self._show(candidate, criterion, mark.level if mark else None, mark.reason if mark else "")

    async def post(self, candidate_id: str, slug: str) -> None:
        """Keep the level and the reason, and go on."""
        candidate = await self.aside(self.desk.candidate, candidate_id)
        criterion = _criterion(slug)
        level, reason = _level(self), _lines(self.get_body_argument("raison", ""))
        try:
            sheet = await self.aside(self.desk.store.sheet, candidate.id)
            known = sheet.marks.get(self.assessor.id, {}).get(criterion.id)
            if level is None or known != Mark(level, reason):
                data = {"criterion": criterion.id, "level": level, "reason": reason}
                await self.record(self.act(ActKind.MARK, candidate.id, **data))
        except TpeError as problem:
            await self._show(candidate, criterion, level, reason, str(problem))
            return
        following = _neighbours(referential.load().criteria, criterion)[1]
        onward = address(candidate) + (f"/{following.slug}" if following else "#suite")
        go_on = self.get_body_argument("action", "") == "suivant"
        self.redirect(onward if go_on else f"{self.request.path}#niveau", status=303)

    async def _show(
        self, candidate: Candidate, criterion: Criterion, level: int | None, reason: str, problem: str = ""
    ) -> None:
        sheet = await self.aside(self.desk.store.sheet, candidate.id)
        work = self.desk.work(candidate)
        before, after = _neighbours(referential.load().criteria, criterion)
        history = await self.aside(self.desk.store.history, candidate.id)
        own = [e for e in history if e.act.assessor == self.assessor.id and e.act.kind is ActKind.MARK]
        saved = [event.at for event in own if event.act.data["criterion"] == criterion.id]
        self.show(
            "critere",
            title=f"{candidate.name}, {criterion.id}",
            problem=problem,
            candidate=candidate,
            criterion=criterion,
            place=self.place(candidate, sheet),
            levels=self.session.rubric.levels[criterion.id],
            level=level,
            reason=reason,
            comments=self.session.comments[criterion.id],
            evidence=await self.read(work.evidence, criterion.id),
            incidents=await self.aside(lambda: work.incidents),
            required=required(self.session.rule.reason_up_to),
            saved=saved[-1] if saved else None,
            before=before,
            after=after,
        )


class AgreementPage(JuryPage):
    """The two gradings side by side, the gaps, what both agree on."""

    async def get(self, candidate_id: str) -> None:
        """Show the comparison."""
        await self._show(await self.aside(self.desk.candidate, candidate_id))

    async def post(self, candidate_id: str) -> None:
        """Keep a level agreed on, or confirm them all."""
        candidate = await self.aside(self.desk.candidate, candidate_id)
        asked, anchor = self.get_body_argument("action", ""), ""
        try:
            if asked == "confirmer":
                digest = await self.aside(lambda: self.desk.work(candidate).digest)
                editions = {"rubric": self.session.rubric.version, "rule": self.session.rule.version}
                await self.record(self.act(ActKind.CONFIRM, candidate.id, artefacts=digest, **editions))
            else:
                criterion = _criterion(asked)
                anchor = f"#{criterion.slug}"
                data = {"criterion": criterion.id, "level": _level(self)}
                reason = _lines(self.get_body_argument("raison", ""))
                await self.record(self.act(ActKind.AGREE, candidate.id, **data, reason=reason))
        except JuryError as problem:
            await self._show(candidate, str(problem), asked)
        else:
            self.redirect(f"{self.request.path}{anchor}", status=303)

    async def _show(self, candidate: Candidate, problem: str = "", asked: str = "") -> None:
        sheet = await self.aside(self.desk.store.sheet, candidate.id)
        if self.assessor.id not in sheet.seats or not sheet.compared:
            raise JuryError("On compare une fois les deux notations terminées, entre les deux évaluateurs.")
        self.show(
            "accord",
            title=f"{candidate.name}, mise en commun",
            problem=problem,
            asked=asked,
            typed=(_level(self), self.get_body_argument("raison", "")),
            candidate=candidate,
            sheet=sheet,
            place=self.place(candidate, sheet),
            criteria=sorted(referential.load().criteria, key=lambda one: one.id not in sheet.gaps()),
            seats=[self.session.assessor(who) for who in sheet.seats],
            final=sheet.final(),
            gaps=sheet.gaps(),
        )


def _criterion(slug: str) -> Criterion:
    found = next((one for one in referential.load().criteria if one.slug == slug), None)
    if found is None:
        raise web.HTTPError(404)
    return found


def _level(page: JuryPage) -> int | None:
    """Return the level chosen in the form, nothing where none is."""
    given = page.get_body_argument("niveau", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) == 1 else None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _neighbours(items: Sequence[T], one: T) -> tuple[T | None, T | None]:
    """Return what stands before and after one of the items."""
    rank = items.index(one)
    return items[rank - 1] if rank else None, items[rank + 1] if rank + 1 < len(items) else None
