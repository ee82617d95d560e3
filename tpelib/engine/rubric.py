"""The rubric of the jury: four levels for each criterion, described in a file that a certifier may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tpelib.base.resources import course_path
from tpelib.base.settings import read_settings
from tpelib.engine import referential

__all__ = ["FILE", "LEVELS", "Level", "Rubric", "load"]

FILE = "rubrique.toml"
LEVELS = 4
"""Levels of a criterion, from 0 to 3: a rubric cell of the gradebook is worth the highest."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a criterion: its rank from 0, its name, what it looks like."""

    rank: int
    name: str
    text: str

    @property
    def heading(self) -> str:
        """The level in two words: ``2 · Conforme``."""
        return f"{self.rank} · {self.name}"


@dataclass(frozen=True, slots=True)
class Rubric:
    """The levels of every criterion of the referential.

    Parameters
    ----------
    version : str
        What the certifier calls this edition; documents name it.
    levels : mapping
        Criterion id to its levels, from 0 to 3, in the order of the referential.
    """

    version: str
    levels: Mapping[str, tuple[Level, ...]]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids of the criteria, in order."""
        return tuple(self.levels)


@cache
def load(path: Path | None = None) -> Rubric:
    """Read a rubric, the course's own by default.

    Raises
    ------
    SettingsError
        A level is missing, or a criterion is not the referential's; the sentence says where.
    """
    settings = read_settings(path or course_path("grading", FILE), "tpe-grille")
    version = settings.plain("version")
    names = settings.texts("level_names", count=LEVELS)
    found: dict[str, tuple[Level, ...]] = {}
    for table in settings.tables("criterion", "critère"):
        key, texts = table.plain("id"), table.texts("levels", count=LEVELS)
        table.end()
        if key in found:
            raise table.wrong("ce critère est décrit deux fois")
        found[key] = tuple(
            Level(rank, name, text) for rank, (name, text) in enumerate(zip(names, texts, strict=True))
        )
    settings.end()
    wanted = [criterion.id for criterion in referential.load().criteria]
    if missing := [key for key in wanted if key not in found]:
        raise settings.wrong(f"il manque le critère {missing[0]}")
    if unknown := [key for key in found if key not in wanted]:
        raise settings.wrong(f"le référentiel n'a pas de critère « {unknown[0]} »")
    return Rubric(version, {key: found[key] for key in wanted})
