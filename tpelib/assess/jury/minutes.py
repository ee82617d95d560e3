"""The minutes of the jury (« procès-verbal ») for one candidate. They hold measures, never a diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tpelib.assess.jury.desk import Candidate
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import ActKind, CandidateSheet, JuryEvent
from tpelib.base import french
from tpelib.documents.paper import (
    Block,
    Bullets,
    FactList,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Signatures,
)
from tpelib.engine import referential
from tpelib.engine.course import current

__all__ = ["minutes"]

_PARIS = ZoneInfo("Europe/Paris")


def minutes(
    session: Session, candidate: Candidate, sheet: CandidateSheet, history: Sequence[JuryEvent]
) -> Paper:
    """Return the minutes of a decided candidate.

    Parameters
    ----------
    session : Session
        The session.
    candidate : Candidate
        Whom they are about.
    sheet : Sheet
        Where the candidate stands.
    history : sequence of Event
        The declarations of the assessors, then the events of this candidate.

    Raises
    ------
    JuryError
        The decision does not stand, as :meth:`Sheet.settled` says.
    """
    decision, at = sheet.settled(session)
    day = at.astimezone(_PARIS).date()
    seats = [session.assessor(who) for who in sheet.seats]
    blocks: list[Block] = [
        Paragraph(decision.words, "lead"),
        Heading("La session"),
        FactList(
            [
                ("Certification", referential.load().title),
                ("Certificateur", session.certifier),
                ("Session", session.name),
                ("Date de la session", french.day(session.day)),
                ("Lieu", session.place),
                *_evaluation(),
            ]
        ),
        Heading("Le candidat"),
        FactList(
            [
                ("Nom", candidate.name),
                ("Identifiant de la remise", candidate.id),
                ("Identité", "vérifiée"),
                ("Empreinte de la remise (SHA-256)", sheet.artefacts or "aucun fichier remis"),
                *_exam(sheet),
            ]
        ),
        Heading("Le jury"),
        Grid(
            "Les évaluateurs de ce candidat",
            ("Nom", "Qualité", "Conflit d'intérêts"),
            [(one.name, one.quality, _declaration(one.id, history)) for one in seats],
            (2, 3, 4),
        ),
        Paragraph(
            "Chacun a noté sans voir les niveaux de l'autre ; ils se sont ensuite mis d'accord. Aucun n'a formé le candidat."
        ),
        Heading("Les niveaux"),
        Grid(
            "Niveau retenu et raison, par critère",
            ("Critère", "Niveau", "Raison"),
            [
                (
                    f"{key} {referential.criterion(key).text}",
                    session.rubric.levels[key][mark.level].heading,
                    mark.reason or "—",
                )
                for key, mark in sheet.final().items()
            ],
            (4, 2, 4),
        ),
        Heading("La décision"),
        Grid(
            "Décision par compétence",
            ("Compétence", "Critères", "Décision"),
            [
                (f"{need.competency} {need.title}", french.listing(list(need.criteria)), verdict.words)
                for need, verdict in zip(session.rule.needs, decision.verdicts, strict=True)
            ],
            (4, 2, 2),
        ),
        Paragraph(
            f"Grille, édition {session.rubric.version} ; règle de décision, édition {session.rule.version}. Les résultats "
            "calculés par le cours ont été des indices ; la décision est celle du jury."
        ),
        Heading("Aménagements appliqués"),
        *_measures(session, sheet),
        Heading("Incidents"),
        Paragraph(sheet.facts.incidents or "Aucun."),
        *_reopenings(session, history),
        Heading("Recours"),
        Paragraph(session.appeals),
        Heading("Signatures"),
        Paragraph(f"Fait le {french.day(day)}."),
        Signatures([one.name for one in seats]),
        Paragraph(
            f"Historique du jury arrêté à la ligne {history[-1].position}, empreinte {history[-1].digest}.",
            "note",
        ),
    ]
    subject = f"Procès-verbal de {candidate.name}, {session.name}"
    footer = f"{session.name} · {candidate.name}"
    return Paper("Procès-verbal du jury", subject, session.certifier, day, blocks, footer)


def _evaluation() -> list[tuple[str, str]]:
    told = referential.load().evaluation
    return [("Évaluation", told)] if told else []


def _exam(sheet: CandidateSheet) -> list[tuple[str, str]]:
    if not current().has_exam:
        return []
    return [
        ("Sujet de l'épreuve individuelle (graine)", sheet.facts.subject or "sans objet"),
        ("Empreinte de clôture de l'épreuve (SHA-256)", sheet.facts.seal or "sans objet"),
    ]


def _declaration(assessor: str, history: Sequence[JuryEvent]) -> str:
    at = next(e.at for e in history if e.act.kind is ActKind.DECLARE and e.act.assessor == assessor)
    return f"A déclaré n'en avoir aucun, le {_day_of(at)}"


def _measures(session: Session, sheet: CandidateSheet) -> list[Block]:
    chosen = [session.measures.texts.get(key, key) for key in sheet.facts.measures]
    return [Bullets(chosen)] if chosen else [Paragraph("Aucun.")]


def _reopenings(session: Session, history: Sequence[JuryEvent]) -> list[Block]:
    found = [
        f"Le {_day_of(event.at)}, {session.assessor(event.act.assessor).name} : {event.act.data['reason']}"
        for event in history
        if event.act.kind is ActKind.REOPEN
    ]
    return [Heading("Décision rouverte"), Bullets(found)] if found else []


def _day_of(at: datetime) -> str:
    return french.day(at.astimezone(_PARIS).date())
