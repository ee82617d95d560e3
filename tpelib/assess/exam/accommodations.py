"""Accommodations on file: the measure, the day it was granted, whether it was applied. Never why.

There is no field for a reason, and none for free text: a measure is one of the certifier's list, and a key
that is not known is refused. Nothing here is ever read by what scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tpelib.base import french
from tpelib.base.settings import Settings, read_settings
from tpelib.engine.course import ExamError
from tpelib.engine.measures import Measures

__all__ = ["FILE", "Accommodation", "dump", "granted", "minutes_allowed", "parse", "variants", "words"]

FILE = "accommodations.toml"
_THIRD = 100 / 3
"""Extra time of the measure « temps », in per cent."""
_VARIANTS: Mapping[str, str] = {"caracteres": "grand", "contraste": "contraste", "papier": "normal"}
"""Measures that the software applies by itself, to the variant of the document that it writes."""


@dataclass(frozen=True, slots=True)
class Accommodation:
    """One measure of one candidate.

    Parameters
    ----------
    measure : str
        Id of a measure of ``amenagements.toml``.
    granted_on : date
    applied : bool
    percent : int
        Extra time, for « temps-autre ».
    minutes : int
        Breaks, in minutes, for « pauses ».
    """

    measure: str
    granted_on: date
    applied: bool = False
    percent: int = 0
    minutes: int = 0


def granted(folder: Path, measures: Measures) -> Mapping[str, Sequence[Accommodation]]:
    """Return what a session grants, by candidate; nothing where it has no file.

    Parameters
    ----------
    folder : path
        The session; its ``accommodations.toml`` is read.
    measures : Measures
        What may be granted.

    Raises
    ------
    SettingsError
        The file says something else than measures, days and amounts.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    settings = read_settings(path, "tpe-accommodations")
    settings.text("version")
    found: dict[str, list[Accommodation]] = {}
    for table in settings.tables("accommodation", "aménagement"):
        owner, item = _read(table, measures)
        found.setdefault(owner, []).append(item)
    settings.end()
    return found


def minutes_allowed(minutes: int, own: Sequence[Accommodation]) -> int:
    """Return how long a candidate has, in minutes, breaks included."""
    extra = sum(_THIRD if item.measure == "temps" else item.percent for item in own)
    return round(minutes * (1 + extra / 100)) + sum(item.minutes for item in own)


def variants(own: Sequence[Accommodation]) -> tuple[str, ...]:
    """Return the variants of the document that a candidate's measures ask for."""
    return tuple(_VARIANTS[item.measure] for item in own if item.measure in _VARIANTS)


def words(own: Sequence[Accommodation], measures: Measures) -> list[str]:
    """Return the measures in words, in their order."""
    return [measures.texts.get(item.measure, item.measure) for item in own]


def dump(own: Sequence[Accommodation]) -> bytes:
    """Return accommodations as JSON, those that the software applies marked as applied."""
    automatic = {*_VARIANTS, "temps", "temps-autre", "pauses"}
    told = [
        Accommodation(i.measure, i.granted_on, i.applied or i.measure in automatic, i.percent, i.minutes)
        for i in own
    ]
    return _ADAPTER.dump_json(told, indent=1) + b"\n"


def parse(data: bytes) -> Sequence[Accommodation]:
    """Read what :func:`dump` wrote.

    Raises
    ------
    ExamError
        It is nothing of the kind.
    """
    try:
        return _ADAPTER.validate_json(data)
    except ValidationError as problem:
        raise ExamError("Les aménagements de ce dossier d’examen sont illisibles.") from problem


_ADAPTER: TypeAdapter[list[Accommodation]] = TypeAdapter(list[Accommodation])


def _read(table: Settings, measures: Measures) -> tuple[str, Accommodation]:
    candidate, measure = table.plain("candidate"), table.plain("measure")
    if word := measures.health_word(measure):
        raise table.wrong(f"« {word} » parle de santé : on note la mesure, jamais sa raison")
    if measure not in measures.texts:
        known = french.listing([f"« {key} »" for key in measures.texts], "ou")
        raise table.wrong(f"« measure » attend {known}")
    item = Accommodation(
        measure,
        table.day("granted_on"),
        table.flag("applied"),
        table.whole("percent", 1, 200) if measure == "temps-autre" else 0,
        table.whole("minutes", 1, 240) if measure == "pauses" else 0,
    )
    table.end()
    return candidate, item
