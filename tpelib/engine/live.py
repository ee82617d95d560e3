"""A live exploration as its page receives it: the same in JupyterLab, in Voilà and in a page that needs no server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.charts import Picture
from tpelib.charts.static import static_html
from tpelib.engine.answer import fields_schema
from tpelib.engine.exercise import Answers, Exploration
from tpelib.engine.registry import exploration as find

__all__ = ["NARROW", "NOBODY", "WIDE", "Shown", "answer", "answered", "first_answer", "setting", "shown"]

NARROW, WIDE = 320, 960
"""Pixels: the least and the most that a drawing is wide."""
_FIRST = {"narrow": NARROW, "middle": 640, "wide": WIDE}
"""Pixels that the drawings of a page are wide before any script runs."""


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


def answer(exploration_id: str, values: str = "{}", width: int = WIDE) -> str:
    """Return what settings show to a passer-by, as a page without a server asks it of Python in the browser.

    Parameters
    ----------
    exploration_id : str
        Which exploration.
    values : str
        JSON: setting to value; what is missing or cannot be read is as at the start.
    width : int
        Pixels that the drawing may take; brought back between :data:`NARROW` and :data:`WIDE`.

    Returns
    -------
    str
        JSON: ``sentence`` (text) and ``figure`` (HTML, escaped, without script; empty when nothing is drawn).
    """
    found = answered(find(exploration_id), json.loads(values), NOBODY, width)
    return json.dumps(found, ensure_ascii=False)


def answered(
    exploration: Exploration[Any], values: Mapping[str, Any], answers: Answers, width: int
) -> dict[str, str]:
    """Return what settings show as a page draws it: the ``sentence`` and ``figure`` of :func:`answer`."""
    found = shown(exploration, values, answers)
    drawn = static_html([found.picture], min(WIDE, max(NARROW, int(width)))) if found.picture else ""
    return {"sentence": found.sentence, "figure": drawn}


def first_answer(exploration_id: str) -> Mapping[str, str]:
    """Return what a public page holds before any script runs.

    Returns
    -------
    mapping
        ``sentence`` (text), and the same drawing (HTML) for a phone, a tablet and a screen: ``narrow``, ``middle``
        and ``wide``.
    """
    found = {name: answered(find(exploration_id), {}, NOBODY, width) for name, width in _FIRST.items()}
    return {"sentence": found["wide"]["sentence"], **{name: one["figure"] for name, one in found.items()}}
