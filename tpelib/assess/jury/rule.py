"""The decision rule: from the levels of the criteria to the competencies, and to the certification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.resources import course_path
from tpelib.base.settings import Settings, read_settings
from tpelib.engine import referential, rubric

__all__ = ["FILE", "Decision", "DecisionRule", "Needs", "Verdict", "load"]

FILE = "regle.toml"


@dataclass(frozen=True, slots=True)
class Needs:
    """What one competency asks: a level in each of its criteria."""

    competency: str
    title: str
    criteria: tuple[str, ...]
    minimum: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one competency.

    Parameters
    ----------
    competency, title : str
        ``"K3"``, « Créer ma page ».
    acquired : bool
        True when each of its criteria reaches the level asked.
    short : tuple of str
        The criteria below it: what is to be worked on again.
    """

    competency: str
    title: str
    acquired: bool
    short: tuple[str, ...]

    @property
    def words(self) -> str:
        """The verdict in words."""
        return "Acquise" if self.acquired else "À repasser"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on a candidate: each competency, and the whole."""

    verdicts: tuple[Verdict, ...]
    certified: bool

    @property
    def acquired(self) -> int:
        """How many competencies are acquired."""
        return sum(verdict.acquired for verdict in self.verdicts)

    @property
    def words(self) -> str:
        """The decision in one sentence."""
        many = french.plural(self.acquired, "compétence acquise", "compétences acquises")
        count = f"{many} sur {len(self.verdicts)}"
        return french.typography(f"Certification {'obtenue' if self.certified else 'non obtenue'} : {count}.")


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """How levels become a decision.

    Nothing makes up for anything else: not one criterion for another, nor one competency for another.

    Parameters
    ----------
    version : str
        What the certifier calls this edition; documents name it.
    needs : tuple of Needs
        What each competency asks.
    certified_from : int
        Competencies to acquire for the certification.
    reason_up_to : int
        Highest level at which an assessor must give a reason in words.
    """

    version: str
    needs: tuple[Needs, ...]
    certified_from: int
    reason_up_to: int

    def decide(self, levels: Mapping[str, int]) -> Decision:
        """Return the decision for the levels of all the criteria.

        Parameters
        ----------
        levels : mapping
            Criterion id to its level, 0 to 3.

        Raises
        ------
        DomainError
            A level is missing, or is none.
        """
        for need in self.needs:
            for key in need.criteria:
                if levels.get(key) not in range(rubric.LEVELS):
                    raise DomainError(french.typography(f"Il manque un niveau de 0 à 3 au critère {key}."))
        verdicts = tuple(
            Verdict(need.competency, need.title, not short, short)
            for need in self.needs
            for short in (tuple(key for key in need.criteria if levels[key] < need.minimum),)
        )
        return Decision(verdicts, sum(verdict.acquired for verdict in verdicts) >= self.certified_from)

    def minimum(self, criterion: str) -> int:
        """Return the level from which a criterion is met."""
        return max(need.minimum for need in self.needs if criterion in need.criteria)


@cache
def load(path: Path | None = None) -> DecisionRule:
    """Read a rule, the course's own by default.

    Raises
    ------
    SettingsError
        A competency or a criterion is missing or unknown; the sentence says where.
    """
    settings = read_settings(path or course_path("grading", FILE), "tpe-regle")
    version = settings.plain("version")
    threshold = settings.whole("threshold", 1, rubric.LEVELS - 1)
    reason_up_to = settings.whole("reason_required_up_to", 0, rubric.LEVELS - 1)
    tables = settings.tables("competency", "compétence")
    needs = tuple(_needs(table, threshold) for table in tables)
    certified_from = settings.whole("certified_from", 1, len(needs))
    settings.end()
    for told, given, wanted in (
        ("la compétence", [n.competency for n in needs], [c.id for c in referential.load().competencies]),
        ("le critère", [k for n in needs for k in n.criteria], [c.id for c in referential.load().criteria]),
    ):
        if missing := [key for key in wanted if key not in given]:
            raise settings.wrong(f"il manque {told} {missing[0]}")
        if twice := [key for key in given if given.count(key) > 1]:
            raise settings.wrong(f"{told} {twice[0]} y est deux fois")
    return DecisionRule(version, needs, certified_from, reason_up_to)


def _needs(table: Settings, threshold: int) -> Needs:
    key, criteria = table.plain("id"), tuple(table.texts("criteria"))
    minimum = table.whole("minimum", 1, rubric.LEVELS - 1, threshold)
    table.end()
    known = {competency.id: competency for competency in referential.load().competencies}
    if key not in known:
        raise table.wrong("le référentiel n'a pas cette compétence")
    if not criteria or (strange := [one for one in criteria if one not in known[key].criteria]):
        raise table.wrong(
            f"le référentiel ne donne pas le critère {strange[0]} à cette compétence"
            if criteria
            else "il faut au moins un critère"
        )
    return Needs(key, known[key].title, criteria, minimum)
