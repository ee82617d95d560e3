"""The referential: competencies, criteria and associated knowledge, read from ``referentiel.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.base.errors import TpeError

__all__ = ["Competency", "Criterion", "Knowledge", "Lesson", "Referential", "criterion", "load"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what the jury looks at. Its levels are in :mod:`tpelib.engine.rubric`."""

    id: str
    text: Shown

    @property
    def slug(self) -> str:
        """The id as a key: ``kr3-1``."""
        return self.id.lower().replace(".", "-")


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency: what the person can do (``plain``: in everyday words), what is asked, its criteria."""

    id: str
    title: Shown
    plain: Shown
    text: Shown
    expected: Shown
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where something is taught: a notebook of the path (``k2_reseaux``), and the heading of its lesson."""

    notebook: str
    heading: Shown


def _named(pair: Sequence[str]) -> Mapping[str, str]:
    return dict(zip(("notebook", "heading"), pair, strict=True))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a candidate knows beside the competencies; ``beyond``: the course adds it to the referential's."""

    title: Shown
    taught: tuple[Annotated[Lesson, BeforeValidator(_named)], ...]
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Referential:
    """All of it: its title, the evaluation that it asks (empty for none said), and what is judged."""

    title: str
    competencies: Annotated[tuple[Competency, ...], Field(alias="competency")]
    criteria: Annotated[tuple[Criterion, ...], Field(alias="criterion")]
    knowledge: tuple[Knowledge, ...] = ()
    evaluation: Shown = ""


@cache
def load() -> Referential:
    """Read the referential of the course.

    Raises
    ------
    TpeError
        The course has none, or a competency has a criterion that the referential does not describe.
    """
    found = read_data(Referential, "referentiel.toml", own=True)
    known = {item.id for item in found.criteria}
    if unknown := [key for item in found.competencies for key in item.criteria if key not in known]:
        raise TpeError(f"Le référentiel cite des critères inconnus : {french.listing(unknown)}.")
    return found


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
