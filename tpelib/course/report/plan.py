"""The sections of the report, and what each exercise gives to them: its file ``report.toml``.

A :class:`Part` names the fields that a reader of the report needs; a question's own ``short`` stands for it there (a
form asks « Où est-elle ? », a report says « Lieu »). How a value is written, which criteria are proved, what is still
missing and the pictures all come from the exercise itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Any

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from tpelib.base.data import typed
from tpelib.base.resources import read_toml
from tpelib.engine.exercise import Exercise
from tpelib.engine.registry import all_exercises, file_beside

__all__ = [
    "PLAN",
    "Aside",
    "Part",
    "PartTable",
    "SectionPlan",
    "SlideChart",
    "Words",
    "every_words",
    "words_of",
]

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_STRICT)
class PartTable:
    """A question with rows, as a table.

    Parameters
    ----------
    rows : str
        The field of that question.
    caption : str
        Title of the table.
    columns : sequence of str
        Fields of the row that are its columns; empty for all of them.
    cut : sequence of str
        Fields of long texts of which the beginning is enough.
    cites : str
        Field that names a figure whose source the row gives too, under ``source``: it is told among the sources.
    """

    rows: str
    caption: str
    columns: Sequence[str] = ()
    cut: Sequence[str] = ()
    cites: str = ""


@dataclass(frozen=True, config=_STRICT)
class SlideChart:
    """A chart of the exercise on a slide: which, and its pixels; the smaller, the larger its words on the screen."""

    rank: int = 0
    width: int = 480
    height: int = 290


@dataclass(frozen=True, config=_STRICT)
class Aside:
    """A slide with a chart that is kept for a question, after the end."""

    title: str
    chart: SlideChart


@dataclass(frozen=True, config=_STRICT)
class Part:
    """What an exercise gives to one section.

    Parameters
    ----------
    section : str
        Id of the section.
    after : str
        Id of the exercise that it follows there, where that is not the order of the path.
    key : sequence of str
        What the slide of the section shows: sentences with ``{field}``, ``{rows.field}`` of the first row, or another
        exercise's ``{k1-entreprise.field}``; one with a blank is left out.
    said, facts : sequences of str
        Fields of texts, each in paragraphs of its own, and of what a list of facts holds.
    labels : mapping
        Field to what stands for it here, where the question's own words would not be understood.
    tables : sequence of Table
        Its rows.
    photos : mapping
        Field of a file to the field of its description.
    drawn : bool
        True to show the charts of the exercise.
    sources : sequence of str
        Sources of the course (``data/sources.toml``) that its figures come from.
    norm : str
        Norm of the networks that its text is held to (``"bio"``, ``"post"``): the report says who gives it.
    slide : Chart, optional
        The chart that stands on the slide of the section.
    """

    section: str
    after: str = ""
    key: Sequence[str] = ()
    said: Sequence[str] = ()
    facts: Sequence[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    tables: Sequence[PartTable] = ()
    photos: Mapping[str, str] = field(default_factory=dict)
    drawn: bool = False
    sources: Sequence[str] = ()
    norm: str = ""
    slide: SlideChart | None = None


@dataclass(frozen=True, config=_STRICT)
class Words:
    """The words of one exercise in the report and on the slides.

    Parameters
    ----------
    parts : sequence of Part
        What it gives, in one section or several.
    aside : Aside, optional
        Its chart that is kept for questions.
    absent : str
        Why the report says nothing of it (French, as all data); empty when it does.
    """

    parts: Sequence[Part] = ()
    aside: Aside | None = None
    absent: str = ""


@dataclass(frozen=True)
class SectionPlan:
    """One section: its stable key, and its heading."""

    id: str
    title: str

    @property
    def parts(self) -> Sequence[tuple[Exercise[Any], Part]]:
        """What the exercises give to it, in order."""
        return _parts_of(self.id)


PLAN = (
    SectionPlan("entreprise", "L'entreprise"),
    SectionPlan("strategie", "Ma stratégie"),
    SectionPlan("marche", "Mon marché et mes réseaux"),
    SectionPlan("pages", "Mes pages"),
    SectionPlan("editorial", "Ma ligne éditoriale et mon calendrier"),
    SectionPlan("publications", "Mes publications"),
    SectionPlan("campagne", "Ma campagne publicitaire"),
    SectionPlan("reputation", "Mon e-réputation"),
    SectionPlan("accessibilite", "Mes choix pour que chacun accède"),
)
"""The sections that come from exercises, in order; sources and annexes follow."""


def words_of(exercise: Exercise[Any]) -> Words:
    """Return the words of an exercise in the report."""
    return typed(Words, read_toml(file_beside(exercise, "report.toml")), f"{exercise.id}, report.toml")


@cache
def every_words() -> Sequence[tuple[Exercise[Any], Words]]:
    """Return the exercises with their words, in the order of the path."""
    return [(exercise, words_of(exercise)) for exercise in all_exercises()]


@cache
def _parts_of(section: str) -> Sequence[tuple[Exercise[Any], Part]]:
    ordered: list[tuple[Exercise[Any], Part]] = []
    moved: list[tuple[Exercise[Any], Part]] = []
    for exercise, words in every_words():
        for part in words.parts:
            if part.section == section:
                (moved if part.after else ordered).append((exercise, part))
    for exercise, part in moved:
        ids = [one.id for one, _ in ordered]
        ordered.insert(ids.index(part.after) + 1, (exercise, part))
    return ordered
