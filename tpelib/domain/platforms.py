"""The twelve networks of the course: position, uses, strengths and limits, formats, budgets and norms.

What is counted carries its source; where sources disagree every value stays, and the disagreement is a
warning. What is not counted is the course's own judgement, dated, and is said to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field

from tpelib.base import french
from tpelib.base.data import Shown, read_data
from tpelib.base.errors import TpeError
from tpelib.base.names import expected
from tpelib.base.words import fold
from tpelib.domain import sources
from tpelib.domain.sources import Cited, Figure, Source

__all__ = [
    "Norm",
    "NormValue",
    "PageLook",
    "Platform",
    "Range",
    "all_platforms",
    "called",
    "judgement_line",
    "names",
    "platform",
]

_FILE = "plateformes.toml"
Kind = Literal["max", "size", "min_size", "ratio", "margins"]


@dataclass(frozen=True, slots=True)
class NormValue:
    """One value that one source gives.

    Parameters
    ----------
    value : tuple of floats
        One number for ``max``, width and height for sizes, lowest and highest for a ratio (width / height),
        top and bottom for margins.
    source : Source
        Who says so.
    page : str
        The network's own page that says so, precisely; empty when the value is a third party's.
    """

    value: tuple[float, ...]
    source: Cited
    page: str = ""

    @property
    def said_by(self) -> str:
        """Who says so, in French: the network's page and the day it was read, or the third party."""
        if not self.page:
            return french.typography(f"{self.source.publisher}, {self.source.year}")
        address = self.page.removeprefix("https://").removeprefix("www.")
        return (
            french.typography(f"{self.source.publisher}, lu le {french.day(self.source.verified_on)} :")
            + f" {address}"
        )


@dataclass(frozen=True, slots=True)
class Norm:
    """What a network accepts.

    Parameters
    ----------
    key, label : str
        Stable key (``"post"``, ``"bio"``, ``"alt"``…), what it is in French.
    kind : str
        ``max`` (at most), ``size`` (advised), ``min_size`` (at least), ``ratio`` or ``margins``.
    unit : str
        ``caractères``, ``Mo``, ``px``, ``%``, ``mots-dièse``.
    on : str
        What it is a limit of, in French: « Page », « Profil d'une personne », « Publication », « Annonce »…
    values : tuple of NormValue
        The one to hold first, then those of other sources.
    """

    key: str
    label: Shown
    kind: Kind
    unit: str
    on: Shown
    values: tuple[NormValue, ...]

    @property
    def disputed(self) -> bool:
        """True when sources do not agree; one that gives a limit and an advice agrees with itself."""
        said = {(item.source.id, item.value) for item in self.values}
        return len({value for _, value in said}) > 1 and len({source for source, _ in said}) > 1

    @property
    def safe(self) -> float:
        """The limit that every source accepts, for what is counted (``max``): the smallest."""
        return min(item.value[0] for item in self.values)

    @property
    def widest(self) -> float:
        """The limit that the most generous source accepts: above it, everybody says no."""
        return max(item.value[0] for item in self.values)

    @property
    def published(self) -> bool:
        """True when a page of the network itself says one of the values."""
        return any(item.page for item in self.values)

    @property
    def said_by(self) -> str:
        """Who says so, in French; what no page of the network says is said to be unsure."""
        doubt = "" if self.published else "À vérifier, aucune page du réseau trouvée. Relevé : "
        return doubt + " ; ".join(dict.fromkeys(item.said_by for item in self.values))

    @property
    def text(self) -> str:
        """The norm as a French reader reads it, every value included."""
        if self.kind == "max" and not self.disputed and self.safe < self.widest:
            limit = _written(self.kind, self.unit, (self.widest,))
            return french.typography(f"{limit}, {french.number(self.safe)} conseillés")
        return french.typography(
            " ou ".join(dict.fromkeys(_written(self.kind, self.unit, item.value) for item in self.values))
            + (" (les sources diffèrent)" if self.disputed else "")
        )


def _written(kind: Kind, unit: str, value: tuple[float, ...]) -> str:
    numbers = [french.number(item) for item in value]
    if kind == "max":
        return f"{numbers[0]} {unit} au plus"
    if kind in ("size", "min_size"):
        return f"{'au moins ' if kind == 'min_size' else ''}{' × '.join(numbers)} {unit}"
    if kind == "margins":
        return f"{numbers[0]} {unit} en haut, {numbers[1]} {unit} en bas"
    return f"{' à '.join(dict.fromkeys(numbers))} (largeur ÷ hauteur)"


@dataclass(frozen=True, slots=True)
class Range:
    """A range with its source; ``high`` is ``None`` when the source gives a minimum only."""

    low: Annotated[float, Field(validation_alias=AliasChoices("low", "value"))]
    high: float | None
    unit: str
    source: Cited

    @property
    def text(self) -> str:
        """``de 6 à 15 $``, ``20 $ par jour au moins``."""
        if self.high is None:
            return french.typography(f"{french.number(self.low)} {self.unit} au moins")
        return french.typography(f"de {french.number(self.low)} à {french.number(self.high)} {self.unit}")


_Known = Annotated[Figure, BeforeValidator(sources.figure)]
"""A figure of the index, by its id."""


def _in(unit: str) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Return what gives a range its unit where the file says none, and no end where it has none."""
    return lambda written: {"unit": unit, "high": None, **written}


@dataclass(frozen=True, slots=True)
class PageLook:
    """How a network lays a page out, as far as a preview shows it.

    Parameters
    ----------
    layout : str
        ``banner`` (a face over it), ``beside`` (a face beside its counts), ``middle`` or ``listing`` (in a search).
    tabs : tuple of str
        What stands over its posts; empty for none.
    cell : (int, int)
        Width and height of what is published, in its grid, as proportions.
    square : bool
        True where the face is not round.
    """

    layout: Literal["banner", "beside", "middle", "listing"] = "banner"
    tabs: tuple[Shown, ...] = ("Publications", "À propos", "Photos")
    cell: tuple[int, int] = (1, 1)
    square: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A network, as far as a list of them shows it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Platform:
    """A network.

    Parameters
    ----------
    id, name : str
        As the forms know it (``"google-business"``), as it is written.
    place, position, people : str
        An image (« la vitrine »), what it is for, who is there: the course's judgement.
    uses, strengths, limits, formats, ad_formats, targeting : tuple of str
        The same, in short French lines.
    accounts : str
        Its name in the reports by country, as :func:`tpelib.audience.accounts_of` takes it; empty when it does not
        report there.
    daily, engagement : Figure or None
        Share of 15–24 who open it daily; engagement per follower of one vendor.
    minimum_budget, cpm, frequency : Range or None
        Least that an ad may cost, price of a thousand impressions, posts a week that vendors advise.
    norms : tuple of Norm
        What it accepts.
    also : tuple of str
        Other names that people type for it (« insta »), folded.
    weekly : bool
        False where one answers and need not publish every week.
    page : PageLook
        How a page looks there.
    """

    id: str
    name: str
    place: Shown
    position: Shown
    people: Shown
    uses: tuple[Shown, ...]
    strengths: tuple[Shown, ...]
    limits: tuple[Shown, ...]
    formats: tuple[Shown, ...]
    ad_formats: tuple[Shown, ...]
    targeting: tuple[Shown, ...]
    norms: tuple[Norm, ...]
    accounts: str = ""
    daily: _Known | None = None
    engagement: _Known | None = None
    minimum_budget: Annotated[Range, BeforeValidator(_in("$"))] | None = None
    cpm: Annotated[Range, BeforeValidator(_in("$"))] | None = None
    frequency: Annotated[Range, BeforeValidator(_in("par semaine"))] | None = None
    also: tuple[str, ...] = ()
    weekly: bool = True
    page: PageLook = field(default_factory=PageLook)

    def norm(self, key: str) -> Norm | None:
        """Return a norm by its key; ``None`` when the course knows none."""
        return next((norm for norm in self.norms if norm.key == key), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of what is counted about it, once each; norms name their own."""
        found = [item.source for item in (self.minimum_budget, self.cpm, self.frequency) if item]
        found += [item.source for item in (self.daily, self.engagement) if item]
        if self.accounts:
            found.append(sources.source("dsa"))
        return tuple(dict.fromkeys(found))


@cache
def all_platforms() -> tuple[Platform, ...]:
    """Return the networks, in the order of the file."""
    return read_data(tuple[Platform, ...], _FILE, at="platform")


@cache
def names() -> Mapping[str, str]:
    """Return the networks by id, with their names: all that a list of them needs of the file."""
    return {one.id: one.name for one in read_data(tuple[_Named, ...], _FILE, at="platform")}


@cache
def called() -> Mapping[str, str]:
    """Return the id of each network under every name that people type for it, folded."""
    return {name: one.id for one in all_platforms() for name in (fold(one.name), *one.also)}


def platform(platform_id: str) -> Platform:
    """Return a network by its id.

    Raises
    ------
    TpeError
        The course does not know it; the sentence names the near ones.

    Examples
    --------
    >>> import tpelib
    >>> print(tpelib.platforms.platform("instagram").norm("post").text)
    2 200 caractères au plus
    """
    for found in all_platforms():
        if found.id == platform_id:
            return found
    known = [found.id for found in all_platforms()]
    raise TpeError(f"Le cours ne connaît pas le réseau « {platform_id} ». {expected(platform_id, known)}")


def judgement_line(today: date | None = None) -> str:
    """Return the line that says which part of a network's card is the course's own judgement, and its date."""
    dated = read_data(date, _FILE, at="verified_on")
    late = ((today or date.today()) - dated).days > sources.FRESH_DAYS
    return french.typography(
        f"Position, usages, forces et limites : jugement de ce cours, {french.day(dated)}."
        + (" Plus de douze mois : vérifiez avant de vous y fier." if late else "")
    )
