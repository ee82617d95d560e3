"""The letter to the candidate: the decision in plain words, what is acquired, what to work on and where."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tpelib.assess.jury.desk import Candidate
from tpelib.assess.jury.rule import Decision, Verdict
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import CandidateSheet
from tpelib.base import french
from tpelib.documents.paper import (
    Block,
    Bullets,
    FactList,
    Heading,
    Paper,
    Paragraph,
)
from tpelib.engine import referential
from tpelib.engine.registry import all_exercises

__all__ = ["letter"]

_MOST_EXERCISES = 5


def letter(session: Session, candidate: Candidate, sheet: CandidateSheet) -> Paper:
    """Return the letter of a decided candidate.

    Raises
    ------
    JuryError
        The decision does not stand, as :meth:`Sheet.settled` says.
    """
    decision, at = sheet.settled(session)
    day = at.astimezone(ZoneInfo("Europe/Paris")).date()
    blocks: list[Block] = [
        Paragraph(f"{session.certifier}, le {french.day(day)}", "note"),
        Paragraph(f"Bonjour {candidate.name},"),
        Paragraph(_opening(decision), "lead"),
        Paragraph(
            f"Vous avez présenté la certification « {referential.load().title} », session « {session.name} ». Deux évaluateurs "
            "ont lu votre travail chacun de leur côté, puis se sont mis d'accord."
        ),
    ]
    if short := [verdict for verdict in decision.verdicts if not verdict.acquired]:
        blocks.append(Heading("Ce qu'il reste à travailler"))
        for verdict in short:
            blocks += _to_work_on(session, sheet, verdict)
    if done := [verdict for verdict in decision.verdicts if verdict.acquired]:
        blocks.append(Heading("Ce que vous savez faire"))
        for verdict in done:
            blocks += _acquired(session, sheet, verdict)
    blocks += [
        Heading("Et maintenant"),
        Paragraph(_next_step(decision)),
        Paragraph(session.contact),
        Paragraph(session.appeals),
    ]
    return Paper(
        "Votre résultat",
        f"Résultat de {candidate.name}",
        session.certifier,
        day,
        blocks,
        f"{session.name} · {candidate.name}",
    )


def _opening(decision: Decision) -> str:
    if decision.certified:
        return "Bravo : vous obtenez la certification."
    if not decision.acquired:
        return "Vous n'obtenez pas encore la certification. Voici par où recommencer."
    many = french.plural(decision.acquired, "compétence", "compétences")
    return (
        f"Vous n'obtenez pas encore la certification, mais {many} sur {len(decision.verdicts)} sont à vous."
    )


def _to_work_on(session: Session, sheet: CandidateSheet, verdict: Verdict) -> list[Block]:
    blocks: list[Block] = [Heading(f"{verdict.competency} · {verdict.title}", 2)]
    for key in verdict.short:
        mark, levels = sheet.final()[key], session.rubric.levels[key]
        wanted = levels[session.rule.minimum(key)]
        facts = [
            ("Ce qu'on regarde", referential.criterion(key).text),
            ("Votre niveau", f"{levels[mark.level].heading}. {levels[mark.level].text}"),
            ("Ce que dit le jury", mark.reason or "—"),
            (f"Pour arriver à « {wanted.name} »", wanted.text),
        ]
        if exercises := [e.title for e in all_exercises() if key in e.criteria][:_MOST_EXERCISES]:
            facts.append(("Où vous entraîner", french.listing([f"« {title} »" for title in exercises])))
        blocks.append(FactList(facts))
    return blocks


def _acquired(session: Session, sheet: CandidateSheet, verdict: Verdict) -> list[Block]:
    need = next(need for need in session.rule.needs if need.competency == verdict.competency)
    said = [
        sheet.final()[key].reason or session.rubric.levels[key][sheet.final()[key].level].text
        for key in need.criteria
    ]
    return [Heading(f"{verdict.competency} · {verdict.title}", 2), Bullets(said)]


def _next_step(decision: Decision) -> str:
    if decision.certified:
        return "Gardez cette lettre : elle dit ce que le jury a retenu de votre travail."
    return (
        "Ce que vous avez acquis le reste. À une prochaine session, vous ne présentez que ce qui manque, "
        "avec les mêmes aménagements si vous en avez."
    )
