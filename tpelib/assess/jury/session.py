"""A session of the jury: who sits, where and when, by which rubric and rule. All of it comes from files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tpelib.assess.jury import comments, rule
from tpelib.assess.jury.comments import Comment
from tpelib.assess.jury.rule import DecisionRule
from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.settings import Settings, read_settings
from tpelib.engine import measures, rubric
from tpelib.engine.measures import Measures
from tpelib.engine.rubric import Rubric

__all__ = ["EXAMPLE", "FILE", "SEATS", "Assessor", "JuryError", "Session", "load"]

FILE = "jury.toml"
EXAMPLE = "jury.exemple.toml"
SEATS = 2
"""Assessors of one candidate: they grade without seeing each other, then agree."""


class JuryError(TpeError):
    """Something a jury may not do, or not yet; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Assessor:
    """A member of the jury.

    Parameters
    ----------
    id, name, quality : str
        Key, name, and in what quality they sit.
    trained : frozenset of str
        The candidates they trained, whom they may not assess.
    """

    id: str
    name: str
    quality: str
    trained: frozenset[str]


@dataclass(frozen=True, slots=True)
class Session:
    """A session, whole.

    Parameters
    ----------
    name, certifier, place, contact, appeals : str
        French texts, as documents say them.
    day : date
        When the jury sits.
    assessors : mapping
        The members of the jury by id.
    rubric, rule, comments, measures
        What they judge by.
    """

    name: str
    certifier: str
    place: str
    day: date
    contact: str
    appeals: str
    assessors: Mapping[str, Assessor]
    rubric: Rubric
    rule: DecisionRule
    comments: Mapping[str, tuple[Comment, ...]]
    measures: Measures

    def assessor(self, assessor_id: str) -> Assessor:
        """Return a member of the jury by id.

        Raises
        ------
        JuryError
            The session no longer names them, though they took part.
        """
        try:
            return self.assessors[assessor_id]
        except KeyError:
            told = f"L'évaluateur « {assessor_id} » a noté mais n'est plus dans « {FILE} » : remettez-le."
            raise JuryError(french.typography(told)) from None


def load(folder: Path) -> Session:
    """Read the session of a course folder.

    Parameters
    ----------
    folder : path
        It holds ``jury.toml``; a ``rubrique.toml``, ``regle.toml``, ``commentaires.toml`` or
        ``amenagements.toml`` beside it stands for the course's own.

    Raises
    ------
    SettingsError
        One of the files cannot be used.
    JuryError
        There is no session there yet.
    """
    path = folder / FILE
    if not path.is_file():
        raise JuryError(
            french.typography(
                f"Le dossier « {folder.name} » n'a pas de « {FILE} » : copiez-y « {EXAMPLE} » sous ce nom, "
                "et remplissez-le."
            )
        )
    settings = read_settings(path, "tpe-jury")
    settings.text("version")
    found: dict[str, Assessor] = {}
    for table in settings.tables("assessor", "évaluateur"):
        assessor = _assessor(table)
        if assessor.id in found:
            raise table.wrong("cet évaluateur y est deux fois")
        found[assessor.id] = assessor
    if len(found) < SEATS:
        raise settings.wrong("il faut au moins deux évaluateurs")
    session = Session(
        name=settings.text("session"),
        certifier=settings.text("certifier"),
        place=settings.text("place"),
        day=settings.day("day"),
        contact=settings.text("contact"),
        appeals=settings.text("appeals"),
        assessors=found,
        rubric=rubric.load(_own(folder, rubric.FILE)),
        rule=rule.load(_own(folder, rule.FILE)),
        comments=comments.load(_own(folder, comments.FILE)),
        measures=measures.load(_own(folder, measures.FILE)),
    )
    settings.end()
    return session


def _own(folder: Path, name: str) -> Path | None:
    path = folder / name
    return path if path.is_file() else None


def _assessor(table: Settings) -> Assessor:
    key = table.plain("id")
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,40}", key):
        raise table.wrong("« id » attend des minuscules sans accent, des chiffres ou des tirets")
    assessor = Assessor(key, table.text("name"), table.text("quality"), frozenset(table.texts("trained", ())))
    table.end()
    return assessor
