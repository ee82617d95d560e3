"""The ad tools that the course imitates: their words, their levels, their limits, each rule with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import AliasPath, Field

from tpelib.base import french
from tpelib.base.data import Shown, typed
from tpelib.base.errors import TpeError
from tpelib.base.resources import data_path, read_toml
from tpelib.domain.sources import Cited

__all__ = [
    "AdPlacement",
    "Fee",
    "Learning",
    "Minimum",
    "Objective",
    "Overspend",
    "Special",
    "Tool",
    "all_tools",
    "tool_of",
]

Shape = Literal["square", "portrait", "vertical", "wide"]
Verdict = Literal["free", "limited", "refused"]


@dataclass(frozen=True, slots=True)
class Objective:
    """What a campaign asks of the tool.

    Parameters
    ----------
    key, label : str
        Stable key, the words on the screen.
    result : str
        What the tool then counts, in French.
    export, goal : str
        What Meta's import file calls the objective and the optimisation; empty for the other tools.
    """

    key: str
    label: Shown
    result: Shown
    export: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class AdPlacement:
    """Where an ad may stand, and the shape of its picture there."""

    key: str
    label: Shown
    network: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Special:
    """A special ad category: free, with a limited audience, or refused in the European Union."""

    key: str
    label: Shown
    verdict: Verdict
    source: Cited | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """Least daily budget; ``unit`` is in dollars, which the course reads as as many euros."""

    value: float
    unit: str
    source: Cited

    @property
    def text(self) -> str:
        """``1 $ par jour``."""
        return french.typography(f"{french.number(self.value)} {self.unit}")


@dataclass(frozen=True, slots=True)
class Overspend:
    """How far a day and a week may exceed the daily budget, as multiples of it."""

    day: float
    week: float
    source: Cited
    text: Shown


@dataclass(frozen=True, slots=True)
class Learning:
    """The learning phase: results wanted in so many days; an edit beyond ``edit`` of the budget starts it again."""

    events: int
    days: int
    edit: float
    source: Cited


@dataclass(frozen=True, slots=True)
class Fee:
    """What the platform adds to the bill, as a share of the spending, from a day on."""

    rate: float
    since: date
    label: Shown
    source: Cited


@dataclass(frozen=True, slots=True)
class Tool:
    """An ad tool.

    Parameters
    ----------
    id, name, maker : str
        ``"meta"``, its name on the screen, who sells the ads.
    networks : tuple of str
        The networks it serves, as the forms know them.
    levels : tuple of str
        What it calls its three levels.
    objectives, placements, specials : tuples
        What it offers.
    minimum, overspend, learning : Minimum, Overspend, Learning
        Its rules of money.
    minimum_age : int
        Youngest age that may be aimed at in the European Union.
    age_source, payer_source, labels_source : Source
        Who says so.
    fee : Fee or None
        What it adds to the bill.
    """

    id: str
    name: str
    maker: str
    networks: tuple[str, ...]
    levels: tuple[Shown, Shown, Shown]
    objectives: Annotated[tuple[Objective, ...], Field(alias="objective")]
    placements: Annotated[tuple[AdPlacement, ...], Field(alias="placement")]
    specials: Annotated[tuple[Special, ...], Field(alias="special")]
    minimum: Annotated[Minimum, Field(alias="minimum_daily")]
    overspend: Overspend
    learning: Learning
    minimum_age: Annotated[int, Field(validation_alias=AliasPath("age", "value"))]
    age_source: Annotated[Cited, Field(validation_alias=AliasPath("age", "source"))]
    payer_source: Annotated[Cited, Field(validation_alias=AliasPath("payer", "source"))]
    labels_source: Cited
    fee: Fee | None = None

    def objective(self, key: str) -> Objective | None:
        """Return an objective by its key; ``None`` when the tool does not offer it."""
        return next((item for item in self.objectives if item.key == key), None)

    def placement(self, key: str) -> AdPlacement | None:
        """Return a placement by its key; ``None`` when it is another tool's."""
        return next((item for item in self.placements if item.key == key), None)

    def special(self, key: str) -> Special | None:
        """Return a special category by its key; ``None`` when the tool has none by this name."""
        return next((item for item in self.specials if item.key == key), None)


@cache
def all_tools() -> tuple[Tool, ...]:
    """Return the tools, in the order of their files' numbers."""
    paths = sorted(data_path("campagnes").glob("[0-9]*.toml"))
    return tuple(typed(Tool, read_toml(path), path.name) for path in paths)


def tool_of(network: str) -> Tool:
    """Return the tool that sells the ads of a network (``"instagram"``).

    Raises
    ------
    TpeError
        The course imitates no tool for this network.
    """
    for tool in all_tools():
        if network in tool.networks:
            return tool
    raise TpeError("Choisissez Facebook, Instagram, TikTok ou LinkedIn : le cours imite leurs outils.")
