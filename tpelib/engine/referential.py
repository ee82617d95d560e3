"""The referential: competencies, criteria and associated knowledge, read from ``referentiel.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.resources import course_path

__all__ = ["Competency", "Criterion", "Knowledge", "Lesson", "Referential", "criterion", "load"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what the jury looks at. Its levels are in :mod:`tpelib.engine.rubric`."""

    id: str
    text: str

    @property
    def slug(self) -> str:
        """The id as a key: ``kr3-1``."""
        return self.id.lower().replace(".", "-")


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency: what the person can do (``plain``: in everyday words), what is asked, its criteria."""

    id: str
    title: str
    plain: str
    text: str
    expected: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where something is taught: a notebook of the path (``k2_reseaux``), and the heading of its lesson."""

    notebook: str
    heading: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a candidate knows beside the competencies; ``beyond``: the course adds it to the referential's."""

    title: str
    taught: tuple[Lesson, ...]
    beyond: bool


@dataclass(frozen=True, slots=True)
class Referential:
    """All of it: its title, the evaluation that it asks (empty for none said), and what is judged."""

    title: str
    evaluation: str
    competencies: tuple[Competency, ...]
    criteria: tuple[Criterion, ...]
    knowledge: tuple[Knowledge, ...]


@cache
def load() -> Referential:
    """Read the referential of the course.

    Raises
    ------
    TpeError
        The course has none, or it contradicts itself.
    """
    return _read(tomllib.loads(course_path("data", "referentiel.toml").read_text(encoding="utf-8")))


def criterion(criterion_id: str) -> Criterion:
    """Return a criterion by its id (``"Kr3.1"``).

    Raises
    ------
    TpeError
        The referential has no such criterion.
    """
    for found in load().criteria:
        if found.id == criterion_id:
            return found
    raise TpeError(f"Le référentiel n’a pas de critère « {criterion_id} ».")


def _read(document: dict[str, Any]) -> Referential:
    criteria = tuple(Criterion(item["id"], french.typography(item["text"])) for item in document["criterion"])
    competencies = tuple(
        Competency(
            item["id"],
            french.typography(item["title"]),
            french.typography(item["plain"]),
            french.typography(item["text"]),
            french.typography(item["expected"]),
            tuple(item["criteria"]),
        )
        for item in document["competency"]
    )
    known = {item.id for item in criteria}
    if unknown := [key for item in competencies for key in item.criteria if key not in known]:
        raise TpeError(f"Le référentiel cite des critères inconnus : {french.listing(unknown)}.")
    knowledge = tuple(
        Knowledge(
            french.typography(item["title"]),
            tuple(Lesson(notebook, french.typography(heading)) for notebook, heading in item["taught"]),
            item.get("beyond", False),
        )
        for item in document.get("knowledge", ())
    )
    evaluation = french.typography(document.get("evaluation", ""))
    return Referential(document["title"], evaluation, competencies, criteria, knowledge)
