"""Dossiers in memory for tests: the florist's good answers, some of them changed."""

import copy
from collections.abc import Mapping
from typing import Any

from tpelib.course.cases import all_cases
from tpelib.engine.dossier import Content
from tpelib.samples.references import reference

FLORIST = reference(all_cases()[0])


class WithFile(Content):
    """A dossier in memory that holds one file."""

    data: bytes = b""

    def file(self, answer: Mapping[str, Any] | None) -> bytes | None:
        return self.data if answer else None


def silent(share: float, sentence: str) -> None:
    """Say nothing of how far an action is."""


def dossier(answers: Mapping[str, Any] = FLORIST, **changed: Mapping[str, Any]) -> WithFile:
    """Return a dossier with some answers changed: ``c4_ligne={"tone": ""}``; ``None`` takes a field away."""
    found = {key: dict(values) for key, values in copy.deepcopy(dict(answers)).items()}
    for key, values in changed.items():
        own = {**found.get(key.replace("_", "-"), {}), **values}
        found[key.replace("_", "-")] = {name: value for name, value in own.items() if value is not None}
    return WithFile(answers={key: {"values": values} for key, values in found.items()})
