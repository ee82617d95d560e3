"""Where the figures of the report come from: the candidate's own sources, then the course's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tpelib.base import french
from tpelib.course.report.parts import shown_value, widths
from tpelib.course.report.plan import PLAN, Part
from tpelib.documents.paper import (
    Block,
    Grid,
    Heading,
    Links,
    PaperLink,
    Paragraph,
)
from tpelib.domain.platforms import platform
from tpelib.domain.sources import source
from tpelib.engine.exercise import Answers, Exercise

__all__ = ["sources_section"]


def _limits(parts: Sequence[tuple[Exercise[Any], Part]], answers: Answers) -> list[PaperLink]:
    """Return, for each network that has a page in the dossier, who gives the limits it was written to."""
    held = [
        (exercise, part) for exercise, part in parts if part.norm and not exercise.answer(answers).is_blank
    ]
    networks = dict.fromkeys(
        row.network
        for exercise, part in held
        for table in part.tables
        for row in getattr(exercise.answer(answers), table.rows)
        if row.network
    )
    found = [
        (known, norm)
        for known in map(platform, networks)
        for _, part in held
        if (norm := known.norm(part.norm))
    ]
    return [
        PaperLink(
            french.typography(f"{network.name}, {norm.label} : {norm.text}"),
            norm.values[0].page or norm.values[0].source.url,
            norm.said_by,
        )
        for network, norm in found
    ]


def sources_section(answers: Answers) -> Sequence[Block]:
    """Return the sources of what a dossier holds: nothing is cited that was not used."""
    parts = [pair for section in PLAN for pair in section.parts]
    rows = [
        (shown_value(row, table.cites), shown_value(row, "source"))
        for exercise, part in parts
        for table in part.tables
        if table.cites
        for row in getattr(exercise.answer(answers), table.rows)
        if row.source
    ]
    blocks: list[Block] = []
    if rows:
        header = ("Ce qui est cité", "Source")
        blocks += [
            Heading("Ce que j'ai relevé", 2),
            Grid("Mes chiffres et leurs sources", header, rows, widths(zip(header, *rows, strict=True))),
        ]
    used = [
        key
        for exercise, part in parts
        if part.sources and not exercise.answer(answers).is_blank
        for key in part.sources
    ]
    limits = _limits(parts, answers)
    if used or limits:
        found = [source(key) for key in dict.fromkeys(used)]
        links = [
            PaperLink(one.mention, one.url, f"vérifié le {french.day(one.verified_on)}") for one in found
        ]
        blocks += [Heading("Les données et les règles du cours", 2), Links([*links, *limits])]
        blocks += [
            Paragraph(text, "note")
            for one in found
            if (text := " ".join(filter(None, (one.caution, one.warning()))))
        ]
    return blocks
