"""The questions of the oral, and what is said of an accommodation there: read from ``data/oral/questions.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tpelib.base.resources import data_path
from tpelib.base.settings import Settings, read_settings
from tpelib.engine import measures, referential
from tpelib.engine.registry import get

__all__ = ["Bank", "JuryQuestion", "Measure", "load"]


@dataclass(frozen=True, slots=True)
class JuryQuestion:
    """A question that a jury may ask.

    Parameters
    ----------
    id, criterion : str
        Stable key; the criterion it tests (``"Cr3.1"``).
    exercise : str
        The exercise whose answer feeds it.
    fields : tuple of str
        The answers of that exercise that it bears on; empty for all of them.
    text : str
        The question.
    own : str
        The same with the candidate's own figures (``{exercise.field}``); empty when it needs none.
    answer : tuple of str
        What a good answer holds.
    """

    id: str
    criterion: str
    exercise: str
    fields: tuple[str, ...]
    text: str
    own: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """An accommodation as the candidate lives it: its name, and how to rehearse with it. Never its reason."""

    id: str
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class Bank:
    """Every question, in the order of the criteria; the measures by id; the criteria in few words, by id."""

    questions: tuple[JuryQuestion, ...]
    measures: Mapping[str, Measure]
    criteria: Mapping[str, str]


@cache
def load() -> Bank:
    """Read the questions that ship with the course.

    Raises
    ------
    SettingsError
        Something is missing, or names a criterion that the referential lacks.
    """
    settings = read_settings(data_path("oral", "questions.toml"), "tpe-oral")
    questions = tuple(_question(table) for table in settings.tables("question", "question"))
    helped = {measure.id: measure for measure in map(_measure, settings.tables("measure", "mesure"))}
    criteria = {table.plain("id"): table.text("name") for table in settings.tables("criterion", "critère")}
    settings.end()
    return Bank(questions, helped, criteria)


def _question(table: Settings) -> JuryQuestion:
    found = JuryQuestion(
        id=table.plain("id"),
        criterion=referential.criterion(table.plain("criterion")).id,
        exercise=get(table.plain("exercise")).id,
        fields=tuple(table.texts("fields", ())),
        text=table.text("text"),
        own=table.plain("own", ""),
        answer=tuple(table.texts("answer")),
    )
    table.end()
    return found


def _measure(table: Settings) -> Measure:
    key, known = table.plain("id"), measures.load().texts
    if key not in known:
        raise table.wrong("cette mesure n'est pas dans grading/amenagements.toml")
    found = Measure(key, known[key], table.text("advice"))
    table.end()
    return found
