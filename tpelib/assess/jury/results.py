"""The results of a session: a line per candidate and criterion, and the statistics of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpelib.assess.jury.agreement import Agreement, Pair, agreement
from tpelib.assess.jury.desk import Candidate
from tpelib.assess.jury.session import Session
from tpelib.assess.jury.sheet import CandidateSheet
from tpelib.base import french
from tpelib.base.spreadsheets import Cell
from tpelib.documents.paper import (
    Block,
    FactList,
    Grid,
    Heading,
    Paper,
    Paragraph,
)
from tpelib.documents.paper.blocks import shown
from tpelib.engine import rubric

__all__ = ["COLUMNS", "WIDTHS", "Statistics", "report", "rows", "statistics"]

COLUMNS = (
    *("Candidat", "Identifiant", "Compétence", "Critère"),
    *("Évaluateur 1", "Niveau 1", "Raison 1", "Évaluateur 2", "Niveau 2", "Raison 2"),
    *("Écart", "Niveau retenu", "Raison retenue", "Compétence acquise", "Certification"),
)
WIDTHS = (24, 20, 12, 9, 20, 9, 40, 20, 9, 40, 7, 14, 40, 19, 14)

Sheets = Sequence[tuple[Candidate, CandidateSheet]]


def rows(session: Session, sheets: Sheets) -> list[list[Cell]]:
    """Return a row per candidate and criterion, for those whose decision stands.

    Before that, marks are the secret of the two who gave them: another may have to take a seat.
    """
    found: list[list[Cell]] = []
    for candidate, sheet in sheets:
        decision, final = sheet.decision(session), sheet.final()
        for need, verdict in zip(session.rule.needs, decision.verdicts, strict=True) if decision else ():
            for key in need.criteria:
                line: list[Cell] = [candidate.name, candidate.id, need.competency, key]
                for who in sheet.seats:
                    mark = sheet.marks[who][key]
                    line += [session.assessor(who).name, mark.level, mark.reason]
                line += [sheet.gaps().get(key, 0), final[key].level, final[key].reason]
                line += [_yes(verdict.acquired), _yes(bool(decision and decision.certified))]
                found.append([shown(cell) if isinstance(cell, str) else cell for cell in line])
    return found


@dataclass(frozen=True, slots=True)
class Statistics:
    """A session in figures.

    Parameters
    ----------
    candidates, compared, decided, certified : int
        Who handed in, was graded by two, has a decision, has the certification.
    acquired : mapping
        Competency to the number of decided candidates who have it.
    levels : mapping
        Criterion to the count of each level kept, from 0 to 3, over the decided candidates.
    agreement : mapping
        Criterion to the agreement of the two assessors.
    overall : Agreement
        The same over all criteria.
    """

    candidates: int
    compared: int
    decided: int
    certified: int
    acquired: Mapping[str, int]
    levels: Mapping[str, tuple[int, ...]]
    agreement: Mapping[str, Agreement]
    overall: Agreement


def statistics(session: Session, sheets: Sheets, candidates: int) -> Statistics:
    """Return the figures of a session.

    Parameters
    ----------
    session : Session
        By whose rule.
    sheets : sequence of (Candidate, Sheet)
        Every candidate somebody has touched.
    candidates : int
        How many handed in.
    """
    decisions = [decision for _, sheet in sheets if (decision := sheet.decision(session))]
    pairs: dict[str, list[Pair]] = {key: [] for key in session.rubric.criteria}
    counts: dict[str, Counter[int]] = {key: Counter() for key in session.rubric.criteria}
    for _, sheet in sheets:
        for key, pair in sheet.pairs().items():
            pairs[key].append(pair)
        for key, mark in sheet.final().items() if sheet.decided else ():
            counts[key][mark.level] += 1
    return Statistics(
        candidates=candidates,
        compared=sum(sheet.compared for _, sheet in sheets),
        decided=len(decisions),
        certified=sum(decision.certified for decision in decisions),
        acquired={
            need.competency: sum(decision.verdicts[rank].acquired for decision in decisions)
            for rank, need in enumerate(session.rule.needs)
        },
        levels={key: tuple(count[level] for level in range(rubric.LEVELS)) for key, count in counts.items()},
        agreement={key: agreement(found) for key, found in pairs.items()},
        overall=agreement([pair for found in pairs.values() for pair in found]),
    )


def report(session: Session, found: Statistics) -> Paper:
    """Return the statistics as a document."""
    names = [level.name for level in session.rubric.levels[session.rubric.criteria[0]]]
    blocks: list[Block] = [
        Paragraph(
            f"{found.certified} certifications sur {french.plural(found.decided, 'décision')}.", "lead"
        ),
        FactList(
            [
                ("Candidats", french.number(found.candidates)),
                ("Notés par deux évaluateurs", french.number(found.compared)),
                ("Décisions arrêtées", french.number(found.decided)),
                ("Certifications", _share(found.certified, found.decided)),
            ]
        ),
        Heading("Par compétence"),
        Grid(
            "Candidats qui ont acquis chaque compétence",
            ("Compétence", "Acquise par"),
            [
                (f"{need.competency} {need.title}", _share(found.acquired[need.competency], found.decided))
                for need in session.rule.needs
            ],
            (2, 1),
        ),
        Heading("Par critère"),
        Grid(
            "Décisions à chaque niveau",
            ("Critère", *names),
            [(key, *map(french.number, counts)) for key, counts in found.levels.items()],
            (1, *(1 for _ in names)),
        ),
        Heading("Accord des évaluateurs"),
        Paragraph(found.overall.words),
        Grid(
            "Accord avant la mise en commun",
            ("Critère", "Même niveau", "Un niveau d'écart", "Davantage", "Kappa pondéré"),
            [
                (
                    key,
                    *map(french.number, (one.same, one.near, one.wide)),
                    "—" if one.kappa is None else french.number(one.kappa, 2),
                )
                for key, one in found.agreement.items()
            ],
            (1, 1, 1, 1, 1),
        ),
        Paragraph(
            "Le kappa pondéré (poids quadratiques) vaut 1 quand les deux évaluateurs donnent toujours le même niveau, 0 quand "
            "ils ne s'accordent pas mieux que le hasard. Sur peu de candidats il bouge beaucoup : lisez-le avec les écarts.",
            "note",
        ),
    ]
    return Paper(
        "Statistiques de la session", session.name, session.certifier, session.day, blocks, session.name
    )


def _share(count: int, of: int) -> str:
    return f"{french.number(count)} sur {french.number(of)}" + (
        f" ({french.percent(count / of, 0)})" if of else ""
    )


def _yes(answer: bool) -> str:
    return "oui" if answer else "non"
