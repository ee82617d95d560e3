"""The referential: competencies, criteria, levels and the decision rule, read from ``referentiel.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tpelib import french
from tpelib.errors import TpeError
from tpelib.resources import data_path

__all__ = ["Competency", "Criterion", "Referential", "acquired", "criterion", "load"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion and its four levels, as (name, descriptor), from 0 to 3."""

    id: str
    text: str
    levels: tuple[tuple[str, str], ...]

    @property
    def slug(self) -> str:
        """The id as a key: ``cr3-1``."""
        return self.id.lower().replace(".", "-")


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency: what the person can do, what is asked in the evaluation, its criteria."""

    id: str
    title: str
    text: str
    expected: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Referential:
    """All of it, with the threshold at which a criterion is met."""

    title: str
    threshold: int
    competencies: tuple[Competency, ...]
    criteria: tuple[Criterion, ...]


@cache
def load() -> Referential:
    """Read the referential that ships with the course."""
    return _read(tomllib.loads(data_path("referentiel.toml").read_text(encoding="utf-8")))


def criterion(criterion_id: str) -> Criterion:
    """Return a criterion by its id (``"Cr3.1"``).

    Raises
    ------
    TpeError
        The referential has no such criterion.
    """
    for found in load().criteria:
        if found.id == criterion_id:
            return found
    raise TpeError(f"Le référentiel n’a pas de critère « {criterion_id} ».")


def acquired(competency: Competency, levels: Mapping[str, int], threshold: int) -> bool:
    """Return True when each criterion reaches the threshold: none makes up for another."""
    return all(levels.get(key, 0) >= threshold for key in competency.criteria)


def _read(document: dict[str, Any]) -> Referential:
    names = document["level_names"]
    criteria = tuple(
        Criterion(
            item["id"],
            french.typography(item["text"]),
            tuple((name, french.typography(text)) for name, text in zip(names, item["levels"], strict=True)),
        )
        for item in document["criterion"]
    )
    competencies = tuple(
        Competency(
            item["id"],
            french.typography(item["title"]),
            french.typography(item["text"]),
            french.typography(item["expected"]),
            tuple(item["criteria"]),
        )
        for item in document["competency"]
    )
    known = {item.id for item in criteria}
    if unknown := [key for item in competencies for key in item.criteria if key not in known]:
        raise TpeError(f"Le référentiel cite des critères inconnus : {french.listing(unknown)}.")
    return Referential(document["title"], document["threshold"], competencies, criteria)
