"""The six fictional businesses, for who has none of their own yet. Each is marked as fictional on screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.data import Shown, typed
from tpelib.base.resources import data_path, read_toml

__all__ = ["BusinessCase", "all_cases", "find"]


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """A fictional business.

    Parameters
    ----------
    id, name, trade, activity, place, area, offer, brief : str
        Who they are; ``brief`` is the page that the learner reads.
    basket, euros : float
        Average basket, and euros a month for communication.
    margin : float
        Margin rate, in %.
    clients : float
        Sales in an ordinary month.
    hours : float
        Hours a week for communication.
    turnover : tuple of 12 floats
        Euros, January to December.
    answers : mapping
        Exercise id to the table of that name in the case's file: one good way to answer it for this business (fields
        as typed), and what the rest of its answer is computed from.
    """

    id: str
    name: Shown
    trade: Shown
    activity: Shown
    place: Shown
    area: str
    offer: Shown
    brief: Shown
    basket: float
    margin: float
    clients: float
    hours: float
    euros: float
    turnover: tuple[float, ...]
    answers: Mapping[str, Mapping[str, Any]]

    @property
    def paragraphs(self) -> Sequence[str]:
        """The page that the learner reads, by paragraphs."""
        return self.brief.strip().splitlines()

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """Its figures in words: a label and a value each."""
        return (
            ("Activité", self.activity),
            ("Lieu", self.place),
            ("Offre", self.offer),
            ("Panier moyen", french.euros(self.basket)),
            ("Marge", f"{french.number(self.margin)}{french.NBSP}%"),
            ("Ventes d’un mois ordinaire", french.number(self.clients)),
            ("Temps disponible par semaine", french.hours(self.hours)),
            ("Budget disponible par mois", french.euros(self.euros)),
        )

    @property
    def months(self) -> Sequence[tuple[str, str]]:
        """Its turnover: each month and what it sold."""
        sold = map(french.euros, self.turnover)
        return tuple(zip(french.MONTHS, sold, strict=True))


@cache
def all_cases() -> tuple[BusinessCase, ...]:
    """Return the six cases, in the order of their files' numbers."""
    return tuple(map(_read, sorted(data_path("cas").glob("*.toml"))))


def _read(path: Path) -> BusinessCase:
    """Read a case: the tables of its file are its answers."""
    held = read_toml(path)
    answers = {key: value for key, value in held.items() if isinstance(value, dict)}
    return typed(BusinessCase, {**held, "answers": answers}, path.name)


def find(case_id: str) -> BusinessCase | None:
    """Return a case by its id; ``None`` for anything else (the learner's own business)."""
    return next((case for case in all_cases() if case.id == case_id), None)
