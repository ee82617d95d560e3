"""Where the figures of the report come from: the candidate's own sources, then the course's."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base import french
from tpelib.course.report.parts import shown_value, widths
from tpelib.course.report.plan import PLAN
from tpelib.documents.paper import (
    Block,
    Grid,
    Heading,
    Link,
    Links,
    Text,
)
from tpelib.domain.sources import source
from tpelib.engine.exercise import Answers
from tpelib.engine.registry import get

__all__ = ["sources_section"]

_OWN = (("c1-cible", "segments", "name"), ("c2-choix", "cited", "what"))
"""Exercise, its rows, and the field that names the figure; each row has a ``source``."""


def sources_section(answers: Answers) -> Sequence[Block]:
    """Return the sources of what a dossier holds: nothing is cited that was not used."""
    rows = [
        (shown_value(row, named), shown_value(row, "source"))
        for exercise_id, field, named in _OWN
        for row in getattr(get(exercise_id).answer(answers), field)
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
        for section in PLAN
        for part in section.parts
        if part.sources and not get(part.exercise).answer(answers).is_blank
        for key in part.sources
    ]
    if used:
        found = [source(key) for key in dict.fromkeys(used)]
        blocks += [
            Heading("Les données et les règles du cours", 2),
            Links([Link(one.mention, one.url, f"vérifié le {french.day(one.verified_on)}") for one in found]),
        ]
        blocks += [
            Text(text, "note")
            for one in found
            if (text := " ".join(filter(None, (one.caution, one.warning()))))
        ]
    return blocks
