"""The ad tools that the course imitates: their words, their levels, their limits, each rule with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.resources import data_path
from tpelib.domain import sources
from tpelib.domain.sources import Source

__all__ = [
    "Fee",
    "Learning",
    "Minimum",
    "Objective",
    "Overspend",
    "Placement",
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
    label: str
    result: str
    export: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an ad may stand, and the shape of its picture there."""

    key: str
    label: str
    network: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Special:
    """A special ad category: free, with a limited audience, or refused in the European Union."""

    key: str
    label: str
    verdict: Verdict
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """Least daily budget; ``unit`` is in dollars, which the course reads as as many euros."""

    value: float
    unit: str
    source: Source

    @property
    def text(self) -> str:
        """``1 $ par jour``."""
        return french.typography(f"{french.number(self.value)} {self.unit}")


@dataclass(frozen=True, slots=True)
class Overspend:
    """How far a day and a week may exceed the daily budget, as multiples of it."""

    day: float
    week: float
    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Learning:
    """The learning phase: results wanted in so many days; an edit beyond ``edit`` of the budget starts it again."""

    events: int
    days: int
    edit: float
    source: Source


@dataclass(frozen=True, slots=True)
class Fee:
    """What the platform adds to the bill, as a share of the spending, from a day on."""

    rate: float
    since: date
    label: str
    source: Source


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
    levels: tuple[str, str, str]
    objectives: tuple[Objective, ...]
    placements: tuple[Placement, ...]
    specials: tuple[Special, ...]
    minimum: Minimum
    overspend: Overspend
    learning: Learning
    minimum_age: int
    age_source: Source
    payer_source: Source
    labels_source: Source
    fee: Fee | None = None

    def objective(self, key: str) -> Objective | None:
        """Return an objective by its key; ``None`` when the tool does not offer it."""
        return next((item for item in self.objectives if item.key == key), None)

    def placement(self, key: str) -> Placement | None:
        """Return a placement by its key; ``None`` when it is another tool's."""
        return next((item for item in self.placements if item.key == key), None)

    def special(self, key: str) -> Special | None:
        """Return a special category by its key; ``None`` when the tool has none by this name."""
        return next((item for item in self.specials if item.key == key), None)


@cache
def all_tools() -> tuple[Tool, ...]:
    """Return the tools, in the order of their files' numbers."""
    paths = sorted(data_path("campagnes").glob("[0-9]*.toml"))
    return tuple(_tool(tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths)


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


def _tool(raw: Mapping[str, Any]) -> Tool:
    minimum, overspend, learning = raw["minimum_daily"], raw["overspend"], raw["learning"]
    first, second, third = (french.typography(level) for level in raw["levels"])
    return Tool(
        id=raw["id"],
        name=raw["name"],
        maker=raw["maker"],
        networks=tuple(raw["networks"]),
        levels=(first, second, third),
        objectives=tuple(Objective(**_set(item)) for item in raw["objective"]),
        placements=tuple(Placement(**_set(item)) for item in raw["placement"]),
        specials=tuple(Special(**_sourced(_set(item))) for item in raw["special"]),
        minimum=Minimum(float(minimum["value"]), minimum["unit"], sources.source(minimum["source"])),
        overspend=Overspend(**_sourced(_set(overspend))),
        learning=Learning(**_sourced(learning)),
        minimum_age=raw["age"]["value"],
        age_source=sources.source(raw["age"]["source"]),
        payer_source=sources.source(raw["payer"]["source"]),
        labels_source=sources.source(raw["labels_source"]),
        fee=Fee(**_sourced(_set(raw["fee"]))) if "fee" in raw else None,
    )


def _set(item: Mapping[str, Any]) -> dict[str, Any]:
    shown = ("label", "result", "text")
    return {key: french.typography(value) if key in shown else value for key, value in item.items()}


def _sourced(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: sources.source(value) if key == "source" else value for key, value in item.items()}
