"""A live exploration as its page receives it: the same in JupyterLab, in Voilà and in a page that needs no server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tpelib import french
from tpelib.errors import TpeError
from tpelib.exercises.engine import Answers, Exploration, fields_schema
from tpelib.pictures import Picture

__all__ = ["NOBODY", "Shown", "setting", "shown"]


class _Nobody:
    """The dossier of a passer-by: there is none."""

    def values(self, exercise_id: str) -> Mapping[str, Any]:
        return {}

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        return None


NOBODY: Answers = _Nobody()


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands under the settings: a French sentence, and a picture where there is one."""

    sentence: str
    picture: Picture | None


def setting(exploration: Exploration[Any], answers: Answers) -> dict[str, Any]:
    """Return what the settings are drawn from: ``schema`` (texts and fields) and ``start`` (first values)."""
    return {
        "schema": {
            "id": exploration.id,
            "title": french.typography(exploration.title),
            "prompt": french.typography(exploration.prompt),
            "fields": fields_schema(exploration.model),
        },
        "start": dict(exploration.start(answers)),
    }


def shown(exploration: Exploration[Any], values: Mapping[str, Any], answers: Answers) -> Shown:
    """Return what these settings show; what cannot be computed is a sentence without a picture."""
    try:
        view = exploration.show(values, answers)
    except TpeError as problem:
        return Shown(french.typography(str(problem)), None)
    return Shown(french.typography(view.sentence), view.picture)
