"""The report as a document: cover, what is missing, where each criterion is proved, then section after section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.look.variants import NORMAL, Variant
from tpelib.course.cases import find
from tpelib.course.report.paragraphs import OWN
from tpelib.course.report.parts import WIDTH, photo_of, widths
from tpelib.course.report.sections import Missing, Section, sections
from tpelib.documents.paper import (
    Block,
    Bullets,
    Cover,
    Grid,
    Heading,
    Links,
    Paper,
    PaperFigure,
    PaperLink,
    Paragraph,
)
from tpelib.documents.paper.room import fits
from tpelib.domain.page.colours import AA, contrast
from tpelib.engine.exercise import Answers, ReadOnce
from tpelib.engine.referential import criterion, load
from tpelib.engine.registry import get

__all__ = ["missing", "report"]

_ROWS_UNDER_A_CHART = 6
"""Longer tables of figures stand in the annexes, and wider ones too."""
_ON_A_NEW_PAGE = {"entreprise", "annexes"}
"""Sections that start a page, as what the jury reads before them does."""


def report(dossier: Answers, day: date, variant: Variant = NORMAL) -> Paper:
    """Return the report of a dossier: the same dossier and day give the same document.

    Parameters
    ----------
    dossier : Answers
        The candidate's.
    day : date
        The day it is made, written on its cover.
    variant : Variant
        How it will be set: words on charts grow with the print.
    """
    answers = ReadOnce.of(dossier)
    found = sections(answers, width=round(WIDTH * NORMAL.small / variant.small))
    name = get("c1-entreprise").answer(answers).name or "Ma TPE"
    who = OWN.answer(answers).candidate
    moved: list[Grid] = []
    blocks = [*_gaps(found), *_proofs(found)]
    for section in found:
        blocks += _written(section, variant, moved)
    if moved:
        blocks += [Heading("Les chiffres des graphiques", 2), *moved]
    return Paper(
        title=f"{name} sur les réseaux sociaux",
        subject="Rapport écrit de l'épreuve E1",
        author=who or name,
        day=day,
        blocks=blocks,
        footer=f"{name}, rapport",
        cover=_cover(answers, day),
        contents=True,
    )


def missing(found: Sequence[Section]) -> tuple[Missing, ...]:
    """Return what is still to be done, each exercise once, in the order of the path."""
    gaps = {gap.exercise: gap for section in found for gap in section.missing}
    return tuple(sorted(gaps.values(), key=lambda gap: gap.file))


def _cover(answers: Answers, day: date) -> Cover:
    business, own = get("c1-entreprise").answer(answers), OWN.answer(answers)
    facts = [("Candidat", own.candidate), ("Session", own.session), ("Activité", business.activity)]
    if find(business.project):
        facts.append(("Entreprise", "fictive, proposée par le cours"))
    identity = get("c3-identite").answer(answers)
    colour, ink = _readable(identity.main, identity.on_main)
    logo = photo_of(get("c3-images").answer(answers), "logo", "logo_alt", answers)
    return Cover(
        above=load().title,
        below="Rapport écrit · épreuve E1",
        facts=[*((label, value) for label, value in facts if value), ("Fait le", french.day(day))],
        colour=colour,
        ink=ink,
        photo=next((block for block in logo if isinstance(block, PaperFigure)), None),
    )


def _readable(colour: str, ink: str) -> tuple[str, str]:
    """Return the candidate's own colours where they can be read, else none."""
    try:
        return (colour, ink) if contrast(colour, ink) >= AA else ("", "")
    except (DomainError, ValueError):
        return "", ""


def _gaps(found: Sequence[Section]) -> Iterable[Block]:
    """Return what is missing, first of all, notebook by notebook."""
    gaps = missing(found)
    if not gaps:
        return
    yield Heading("Ce qui manque encore", starts_page=True)
    yield Paragraph(
        f"{french.plural(len(gaps), 'exercice n’est pas fini', 'exercices ne sont pas finis')}. Terminez-les, puis "
        "écrivez le rapport de nouveau : cette page disparaîtra.",
        "lead",
    )
    for notebook, group in groupby(gaps, key=lambda gap: gap.notebook):
        yield Heading(notebook, 2)
        yield Links([PaperLink(gap.title, "", gap.todo) for gap in group])


def _proofs(found: Sequence[Section]) -> Iterable[Block]:
    """Return where the jury finds the proof of each criterion."""
    rows = [
        (
            key,
            criterion(key).text,
            french.listing([section.title for section in found if key in section.proves]),
        )
        for competency in load().competencies
        for key in competency.criteria
    ]
    header = ("Critère", "Ce que le jury regarde", "Dans ce rapport")
    yield Heading("Où trouver la preuve de chaque critère", starts_page=True)
    yield Grid(
        "Les critères et les parties du rapport", header, rows, widths(zip(header, *rows, strict=True))
    )


def _written(section: Section, variant: Variant, moved: list[Grid]) -> Iterable[Block]:
    yield Heading(section.title, starts_page=section.id in _ON_A_NEW_PAGE)
    if section.proves:
        named = f"{section.competency}, " if section.competency else ""
        yield Paragraph(f"Cette partie prouve : {named}{french.listing(list(section.proves))}.", "note")
    if not section.blocks:
        yield Paragraph("Cette partie est encore vide.")
    if section.key:
        yield Bullets(section.key)
    for block in section.blocks:
        yield _shortened(block, variant, moved)


def _shortened(block: Block, variant: Variant, moved: list[Grid]) -> Block:
    """Return a figure without its table when that is long or wide; the table is put aside for the annexes."""
    if not isinstance(block, PaperFigure) or not block.table:
        return block
    if len(block.table.rows) <= _ROWS_UNDER_A_CHART and fits(block.table, variant):
        return block
    moved.append(replace(block.table, caption=block.title))
    told = block.alternative.replace("le tableau qui suit", "les annexes")
    source = f"{block.source} Chiffres en annexe : « {block.title} ».".strip()
    return replace(block, table=None, alternative=told, source=source)
