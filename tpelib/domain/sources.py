"""Figures that keep their source all the way to the screen: value, unit, year, licence, how sure, verified when.

Two figures that measure different things (accounts, people, reach…) are never joined:
:func:`together` refuses them with a sentence that says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import BeforeValidator

from tpelib.base import french
from tpelib.base.data import Shown, read_data, typed
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.names import expected

__all__ = [
    "FRESH_DAYS",
    "Cited",
    "Figure",
    "MeasureMismatchError",
    "Source",
    "all_figures",
    "all_sources",
    "figure",
    "line",
    "measure_name",
    "source",
    "together",
]

_FILE = "sources.toml"
FRESH_DAYS = 365
"""Days after which a figure that nobody verified again is shown with a warning."""

Confidence = Literal["official", "survey", "vendor", "network", "weak"]
CONFIDENCE: Mapping[str, str] = {
    "official": "source officielle",
    "survey": "enquête",
    "vendor": "chiffre d'un prestataire",
    "network": "dit par le réseau lui-même",
    "weak": "peu sûr",
}


class MeasureMismatchError(DomainError):
    """Figures that count different things were asked to stand in one calculation."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from.

    Parameters
    ----------
    id, title, publisher, year, url, licence : str
        The year is text: ``"2022"``, ``"2009–2022"``.
    confidence : str
        ``official``, ``survey``, ``vendor``, ``network`` (what a platform says of itself) or ``weak``.
    measure : str
        What is counted; see :func:`measure_name`.
    verified_on : date
        When the value shipped was last compared with its source.
    caution : str
        What a reader must know, in one French sentence; may be empty.
    files : tuple of str
        Files under ``data/`` that come from it.
    breaks : tuple of int
        Years from which the series is measured in another way.
    people : int, optional
        People asked; 0 when the source does not say, ``None`` when nobody was asked anything.
    field : str
        When they were asked, in French; may be empty.
    """

    id: str
    title: str
    publisher: str
    year: str
    url: str
    licence: str
    confidence: Confidence
    measure: str
    verified_on: date
    caution: str = ""
    files: tuple[str, ...] = ()
    breaks: tuple[int, ...] = ()
    people: int | None = None
    field: str = ""

    def warning(self, today: date | None = None) -> str:
        """Return the sentence to show when nobody verified the source for twelve months, else nothing."""
        if ((today or date.today()) - self.verified_on).days <= FRESH_DAYS:
            return ""
        return (
            "À vérifier avant de s'en servir : chiffre contrôlé pour la dernière fois le "
            f"{french.day(self.verified_on)}."
        )

    @property
    def mention(self) -> str:
        """The source in a few words: title, publisher, year when the title lacks it, what it is worth."""
        year = "" if self.year in self.title else f", {self.year}"
        doubt = f", {CONFIDENCE[self.confidence]}" if self.confidence in ("vendor", "weak") else ""
        licence = f", {self.licence}" if self.licence != "Citation" and len(self.licence) < 30 else ""
        sample = f" ; {self.sample}" if self.sample else ""
        return f"{self.title} ({self.publisher}{year}{doubt}{licence}{sample})"

    @property
    def sample(self) -> str:
        """Who was asked and when, in French, what is not known said so; empty when nobody was asked."""
        if self.people is None:
            return ""
        asked = (
            f"{french.number(self.people)} personnes"
            if self.people
            else "nombre de personnes interrogées inconnu"
        )
        return f"{asked}, {self.field}" if self.field and self.field != self.year else asked


def source(source_id: str) -> Source:
    """Return a source by its id (``"barometre-2022"``).

    Raises
    ------
    TpeError
        The index has no such source; the sentence names the near ones.
    """
    known = _sources()
    if source_id not in known:
        near = expected(source_id, known)
        raise TpeError(f"L’index des sources ne connaît pas « {source_id} ». {near}".strip())
    return known[source_id]


Cited = Annotated[Source, BeforeValidator(lambda cited: source(cited) if isinstance(cited, str) else cited)]
"""A source, by its id where a file of data cites it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with all that makes it usable.

    Parameters
    ----------
    label : str
        What it is, in French.
    value : float
        In ``unit``.
    unit : str
        ``"%"``, ``"comptes"``, ``"min"``…
    source : Source
        Where it comes from, with its year, URL, licence, confidence and date of verification.
    measure : str
        What is counted; that of the source unless the figure says otherwise.
    prefix : str
        ``"plus de"`` where the source gives a bound.
    low, high : float, optional
        95 % interval, in ``unit``.
    n : int, optional
        People who answered.
    when : str
        The period, when it says more than the year of the source: ``"1er semestre 2026"``.
    """

    label: Shown
    value: float
    unit: str
    source: Cited
    measure: str = ""
    prefix: str = ""
    low: float | None = None
    high: float | None = None
    n: int | None = None
    when: str = ""

    def __post_init__(self) -> None:
        if not self.measure:
            object.__setattr__(self, "measure", self.source.measure)

    @property
    def year(self) -> str:
        """Year, years or period of the figure."""
        return self.when or self.source.year

    @property
    def text(self) -> str:
        """The value as a French reader reads it: ``plus de 40 millions d'utilisateurs``."""
        if abs(self.value) >= 1_000_000:
            of = "d'" if self.unit[:1] in "aeiouyhéè" else "de "
            words = f"{french.number(self.value / 1e6)} millions {of}{self.unit}"
        else:
            words = f"{french.number(self.value)} {self.unit}".rstrip()
        return french.typography(f"{self.prefix} {words}".strip())

    def line(self, today: date | None = None) -> str:
        """Return the « Source : … » line, with a warning when the figure is stale."""
        return line(self.source, today=today)


def measure_name(measure: str) -> str:
    """Return what a measure counts, in French."""
    return read_data(dict[str, str], _FILE, at="measures").get(measure, measure)


class _Measured(Protocol):
    """What counts something: a figure, a series."""

    @property
    def label(self) -> str: ...

    @property
    def measure(self) -> str: ...


M = TypeVar("M", bound=_Measured)


def together(*figures: M) -> tuple[M, ...]:
    """Return the figures (or series) when they may stand in one calculation.

    Raises
    ------
    MeasureMismatchError
        They measure different things; the sentence names both.
    """
    for other in figures[1:]:
        first = figures[0]
        if other.measure != first.measure:
            raise MeasureMismatchError(
                f"« {first.label} » compte des {_plain(first.measure)} ; « {other.label} » compte des "
                f"{_plain(other.measure)} : ces deux chiffres ne mesurent pas la même chose, ils ne "
                "s'additionnent pas et ne se comparent pas. Montrez-les côte à côte, chacun avec sa source."
            )
    return figures


def _plain(measure: str) -> str:
    words = measure_name(measure)
    for singular, plural in (("part ", "parts "), ("temps ", "temps "), ("prix ", "prix ")):
        if words.startswith(singular):
            return plural + words.removeprefix(singular)
    return words


def line(*sources: Source, today: date | None = None) -> str:
    """Return « Source : … » for one source or several, with the warning of each that is stale."""
    unique = list(dict.fromkeys(sources))
    word = "Source" if len(unique) == 1 else "Sources"
    mentions = " ; ".join(item.mention for item in unique)
    warnings = [item.warning(today) for item in unique if item.warning(today)]
    if len(unique) > 1:
        warnings = [f"{item.title} : {item.warning(today)}" for item in unique if item.warning(today)]
    return french.typography(" ".join([f"{word} : {mentions}.", *warnings]))


def figure(figure_id: str) -> Figure:
    """Return a figure by its id (``"instagram-ad-reach"``).

    Raises
    ------
    TpeError
        The index has no such figure; the sentence names the near ones.

    Examples
    --------
    >>> import tpelib
    >>> found = tpelib.sources.figure("instagram-ad-reach")
    >>> print(found.text)
    24 millions de personnes
    """
    figures = all_figures()
    if figure_id not in figures:
        near = expected(figure_id, figures)
        raise TpeError(f"L’index des sources ne connaît pas le chiffre « {figure_id} ». {near}".strip())
    return figures[figure_id]


def all_sources() -> tuple[Source, ...]:
    """Return every source, in the order of the index."""
    return tuple(_sources().values())


@cache
def all_figures() -> Mapping[str, Figure]:
    """Return every single figure that the course quotes, by id."""
    known = read_data(list[dict[str, Any]], _FILE, at="figure")
    facts = {item["id"]: {key: value for key, value in item.items() if key != "id"} for item in known}
    return typed(dict[str, Figure], facts, _FILE)


@cache
def _sources() -> Mapping[str, Source]:
    return {found.id: found for found in read_data(tuple[Source, ...], _FILE, at="source")}
