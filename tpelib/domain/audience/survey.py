"""A weighted survey of people: who uses social networks, by age, sex, town, region, occupation or diploma.

The survey (Baromètre du numérique 2022, 4 184 people aged 12 and over) is read once and kept as masks of one
byte per person, so that any cross-tabulation takes well under a millisecond without any dependency. Every
estimate carries its number of people and a 95 % interval; a cell of fewer than 30 people is hidden.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from pathlib import Path
from typing import Any

from tpelib.base import french, stats
from tpelib.base.data import read_data
from tpelib.base.errors import DomainError
from tpelib.base.names import expected
from tpelib.base.resources import data_path, own_path
from tpelib.base.words import fold
from tpelib.domain.sources import Figure, source

__all__ = [
    "DIMENSIONS",
    "EDITION",
    "LATER",
    "MINIMUM",
    "QUESTIONS",
    "Dimension",
    "Estimate",
    "Filter",
    "Item",
    "SurveyQuestion",
    "ages_between",
    "audience_share",
    "can_tell",
    "described",
    "dimension_named",
    "editions",
    "estimate",
    "items_of",
    "labels",
    "own_edition",
    "population_share",
    "position",
    "question_named",
]

EDITION, LATER = "2022", "2025"
"""Years of the survey: the one that ships, and the later one that a user may have."""
MINIMUM = 30
"""People below whom a cell is hidden."""

Filter = Mapping[str, Collection[str]]
"""Dimension to the items kept (``{"age": ["25-39", "40-59"]}``); a dimension left out, or empty, keeps all."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a dimension: its key, its label in the survey's file, its label on screen."""

    key: str
    raw: str
    label: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """What people are told apart by."""

    key: str
    column: str
    label: str
    items: tuple[Item, ...]

    def item(self, key: str) -> Item:
        """Return an item by its key, or by its French name: ``"bre"``, ``"Bretagne"``.

        Raises
        ------
        DomainError
            The dimension has no such item; the sentence names the near ones.
        """
        for item in self.items:
            if item.key == key:
                return item
        for item in self.items:
            if fold(key) in (fold(item.label), fold(item.raw)):
                return item
        raise DomainError(
            f"« {key} » n’existe pas dans « {self.label} ». {expected(key, [item.key for item in self.items])}"
        )


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """What is measured: a column, the answers that count, those that are out of the base, in French."""

    key: str
    column: str
    yes: tuple[str, ...]
    label: str
    sentence: str
    excluded: tuple[str, ...] = ()


_FILE = "enquete.toml"
DIMENSIONS: Mapping[str, Dimension] = {
    known.key: known for known in read_data(tuple[Dimension, ...], _FILE, at="dimension")
}
QUESTIONS: Mapping[str, SurveyQuestion] = {
    known.key: known for known in read_data(tuple[SurveyQuestion, ...], _FILE, at="question")
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A weighted share with what it is worth.

    Parameters
    ----------
    n : int
        People in the base.
    effective_n : float
        The same, once weights are paid for (Kish).
    share, low, high : float or None
        Share in [0, 1] and its 95 % interval; ``None`` when hidden.
    reason : str
        Why the cell is hidden, in French; empty when it is not.
    """

    n: int
    effective_n: float
    share: float | None
    low: float | None
    high: float | None
    reason: str = ""

    @property
    def known(self) -> tuple[float, float, float] | None:
        """Share, low and high together, or ``None`` when hidden."""
        if self.share is None or self.low is None or self.high is None:
            return None
        return self.share, self.low, self.high

    @property
    def text(self) -> str:
        """``68,7 % (de 65,8 à 71,4 %, 1 307 personnes)``, or why it is hidden."""
        if (known := self.known) is None:
            return french.typography(self.reason)
        share, low, high = (french.number(100 * value, 1) for value in known)
        return french.typography(f"{share} % (de {low} à {high} %, {french.number(self.n)} personnes)")

    def figure(self, label: str) -> Figure:
        """Return the estimate as a figure in %, with its interval and n.

        Raises
        ------
        DomainError
            The cell is hidden.
        """
        if (known := self.known) is None:
            raise DomainError(self.reason)
        share, low, high = (100 * value for value in known)
        return Figure(label, share, "%", source("barometre-2022"), low=low, high=high, n=self.n)


class _Survey:
    """The people of the survey, as masks of one byte each (0 or 1) packed in an integer."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.weights: list[float] = raw["weights"]
        self.squares = [weight * weight for weight in self.weights]
        self.people = len(self.weights)
        self.everyone = int.from_bytes(b"\x01" * self.people, "little")
        self.masks: dict[tuple[str, str], int] = {}
        for column, variable in raw["variables"].items():
            codes = variable["codes"].encode("ascii")
            for position, label in enumerate(variable["labels"]):
                table = bytearray(256)
                table[ord("A") + position] = 1
                self.masks[column, label] = int.from_bytes(codes.translate(bytes(table)), "little")
        self.columns = frozenset(raw["variables"])

    def mask(self, column: str, labels: Collection[str]) -> int:
        """Return who gave one of these answers."""
        found = 0
        for label in labels:
            found |= self.masks.get((column, label), 0)
        return found

    def select(self, where: Filter) -> int:
        """Return who passes a filter."""
        found = self.everyone
        for key, kept in where.items():
            if kept:
                told_by = dimension_named(key)
                raw = [told_by.item(item).raw for item in items_of(where, key)]
                found &= self.mask(told_by.column, raw)
        return found

    def weight(self, mask: int) -> float:
        """Return the sum of the weights of some people."""
        return float(sum(compress(self.weights, mask.to_bytes(self.people, "little"))))

    def square(self, mask: int) -> float:
        """Return the sum of the squares of their weights."""
        return float(sum(compress(self.squares, mask.to_bytes(self.people, "little"))))


def own_edition() -> Path:
    """Return where a later edition is kept, once its file was taken (``tpe donnees``)."""
    return own_path("barometre-2025.json")


def editions() -> tuple[str, ...]:
    """Return the years of the survey that can be shown: 2022, and the later one that the user has."""
    try:
        stamp = own_edition().stat().st_mtime_ns
    except OSError:
        return (EDITION,)
    return (EDITION, LATER) if _own(stamp) is not None else (EDITION,)


def can_tell(edition: str, question: str, keys: Iterable[str] = ()) -> bool:
    """Return True when an edition asked a question, and tells people apart by these dimensions."""
    wanted = {question_named(question).column, *(dimension_named(key).column for key in keys)}
    return edition in editions() and wanted <= _survey(edition).columns


def labels(column: str) -> tuple[str, ...]:
    """Return the answers that a column of the survey of 2022 holds, as its file writes them."""
    return tuple(label for one, label in _survey().masks if one == column)


def _survey(edition: str = EDITION) -> _Survey:
    if edition == EDITION:
        return _shipped()
    found = _own(own_edition().stat().st_mtime_ns) if edition in editions() else None
    if found is None:
        raise DomainError(
            f"L’édition « {edition} » de l’enquête n’est pas là. {expected(edition, editions())}".rstrip()
            + f" « tpe donnees » prend celle de {LATER}."
        )
    return found


@cache
def _shipped() -> _Survey:
    text = data_path("audience", "barometre_2022_codes.json").read_text(encoding="utf-8")
    return _Survey(json.loads(text))


@lru_cache(maxsize=2)
def _own(stamp: int) -> _Survey | None:
    """Return the edition that the user keeps, as it was at that time; ``None`` when it cannot be read."""
    try:
        return _Survey(json.loads(own_edition().read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def dimension_named(key: str) -> Dimension:
    """Return what people are told apart by, by its key (``"age"``).

    Raises
    ------
    DomainError
        The survey does not know it; the sentence names the near ones.
    """
    if key not in DIMENSIONS:
        raise DomainError(
            f"L’enquête ne distingue pas les personnes par « {key} ». {expected(key, DIMENSIONS)}"
        )
    return DIMENSIONS[key]


def question_named(key: str) -> SurveyQuestion:
    """Return what was asked, by its key (``"social"``).

    Raises
    ------
    DomainError
        The survey does not ask it; the sentence names the near ones.
    """
    if key not in QUESTIONS:
        raise DomainError(f"L’enquête ne pose pas la question « {key} ». {expected(key, QUESTIONS)}")
    return QUESTIONS[key]


def items_of(where: Filter | None, key: str) -> tuple[str, ...]:
    """Return the items that a filter keeps of a dimension; a single one may be given as plain text."""
    kept = (where or {}).get(key, ())
    return (kept,) if isinstance(kept, str) else tuple(kept)


def described(where: Filter | None) -> str:
    """Return a group in French: ``25 à 59 ans, femmes``, ``personnes de 12 ans et plus`` for everybody."""
    kept = {key: items for key in where or {} if (items := items_of(where, key))}
    parts = [
        dimension_named(key).item(item).label for key, items in kept.items() if key != "age" for item in items
    ]
    if "age" in kept:
        parts.insert(0, _ages_described(kept["age"]))
    return french.typography(", ".join(parts)) or "personnes de 12 ans et plus"


def _ages_described(kept: tuple[str, ...]) -> str:
    """Return age bands in French: as one range when they follow each other."""
    bands = dimension_named("age")
    ranks = sorted(bands.items.index(bands.item(key)) for key in kept)
    if ranks != list(range(ranks[0], ranks[-1] + 1)):
        return ", ".join(bands.items[rank].label for rank in ranks)
    first = bands.items[ranks[0]].key.removesuffix("+").split("-")[0]
    last = bands.items[ranks[-1]].key.split("-")[-1]
    return f"{first} ans et plus" if last.endswith("+") else f"{first} à {last} ans"


def _estimate(base: int, yes: int, survey: _Survey | None = None) -> Estimate:
    survey = survey or _survey()
    n, total, squares = base.bit_count(), survey.weight(base), survey.square(base)
    effective = total * total / squares if squares else 0.0
    if n < MINIMUM:
        return Estimate(
            n,
            effective,
            None,
            None,
            None,
            f"Masqué : {french.plural(n, 'personne interrogée', 'personnes interrogées')} seulement. En "
            f"dessous de {MINIMUM}, un pourcentage ne veut rien dire : élargissez le choix.",
        )
    share = min(1.0, survey.weight(base & yes) / total)
    low, high = stats.wilson_interval(share * effective, effective)
    return Estimate(n, effective, share, low, high)


def estimate(question: str = "social", where: Filter | None = None, edition: str = "2022") -> Estimate:
    """Return the share of a group that answers yes.

    Parameters
    ----------
    question : str
        A key of :data:`QUESTIONS`: ``"social"`` is the use of any social network in twelve months.
    where : mapping, optional
        The group, as dimension to the items kept: ``{"age": ["18-24", "25-39"], "sex": "women"}``; everybody aged
        12 and over by default.
    edition : str
        A year of :func:`editions`.

    Returns
    -------
    Estimate
        Weighted share, n, and Wilson's 95 % interval on Kish's effective size.

    Raises
    ------
    DomainError
        The survey knows no such question, dimension or item; the sentence names the near ones.

    Examples
    --------
    >>> import tpelib
    >>> print(tpelib.audience.estimate(where={"age": "18-24"}).text)
    78,6 % (de 74,1 à 82,6 %, 427 personnes)
    """
    survey, asked = _survey(edition), question_named(question)
    if edition != EDITION and not can_tell(edition, question, where or {}):
        raise DomainError(
            f"L’édition {edition} ne pose pas la question « {question} », ou ne distingue pas les personnes ainsi."
        )
    base = survey.select(where or {}) & ~survey.mask(asked.column, asked.excluded)
    return _estimate(base, survey.mask(asked.column, asked.yes), survey)


def population_share(target: Filter) -> Estimate:
    """Return the share of a target in the population aged 12 and over."""
    survey = _survey()
    return _guarded(survey.everyone, survey.select(target))


def audience_share(target: Filter, question: str = "social") -> Estimate:
    """Return the share of a target among the people who answer yes: among users of social networks."""
    survey, asked = _survey(), question_named(question)
    return _guarded(survey.mask(asked.column, asked.yes), survey.select(target))


def _guarded(base: int, target: int) -> Estimate:
    """Estimate a target's share in a base, hidden when the target itself counts too few people."""
    inside = base & target
    return _estimate(inside, inside) if inside.bit_count() < MINIMUM else _estimate(base, target)


def position(group: Estimate, whole: Estimate) -> str:
    """Say where a group stands: ``"above"``, ``"below"`` or ``"same"`` when its interval holds the whole's share.

    Raises
    ------
    DomainError
        One of them is hidden.
    """
    if (inner := group.known) is None or (outer := whole.known) is None:
        raise DomainError(group.reason or whole.reason)
    if inner[1] > outer[0]:
        return "above"
    return "below" if inner[2] < outer[0] else "same"


_BOUNDS = {"12-17": (12, 17), "18-24": (18, 24), "25-39": (25, 39), "40-59": (40, 59), "60-69": (60, 69)}


def ages_between(first: float, last: float) -> tuple[str, ...]:
    """Return the age bands that a target touches by a quarter of the band, or that hold it whole.

    Parameters
    ----------
    first, last : float
        Years, both included.
    """
    found = []
    for item in DIMENSIONS["age"].items:
        low, high = _BOUNDS.get(item.key, (70, 89))
        common = min(last, high) - max(first, low) + 1
        if common > 0 and (common >= (high - low + 1) / 4 or (low <= first and last <= high)):
            found.append(item.key)
    return tuple(found)
