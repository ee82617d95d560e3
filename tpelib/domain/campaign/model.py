"""A campaign as one sets it up, on its three levels, and the brief it must follow.

Both are plain data: the brief comes from a learner's dossier or from an exam, the checks never ask which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["OPEN_AGE", "Audience", "Brief", "Campaign", "Window"]

OPEN_AGE = 65
"""Ad tools do not tell ages apart from 65: « 65 » means « 65 ans et plus »."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What was filled in; blanks are ``""``, ``None`` or ``()``.

    Parameters
    ----------
    name, network, objective, special : str
        First level. ``objective`` and ``special`` are keys of the tool.
    place : str
    radius : float, kilometres
    age_from, age_to : float
    people : float
        Size of the audience.
    placements : tuple of str
        Keys of the tool.
    budget_kind : str
        ``"daily"`` or ``"lifetime"``.
    amount : float
        Euros before VAT, a day or in all.
    start, end : date
        Both days included.
    beneficiary, payer : str
        Second level, to here.
    page, text, headline, button, link, image, alt : str
        Third level; ``image`` is the name of its file, ``alt`` what it shows.
    """

    name: str = ""
    network: str = ""
    objective: str = ""
    special: str = ""
    place: str = ""
    radius: float | None = None
    age_from: float | None = None
    age_to: float | None = None
    people: float | None = None
    placements: tuple[str, ...] = ()
    budget_kind: str = ""
    amount: float | None = None
    start: date | None = None
    end: date | None = None
    beneficiary: str = ""
    payer: str = ""
    page: str = ""
    text: str = ""
    headline: str = ""
    button: str = ""
    link: str = ""
    image: str = ""
    alt: str = ""

    @property
    def days(self) -> int | None:
        """Days it runs, both ends included; ``None`` while they are missing or in the wrong order."""
        if self.start is None or self.end is None or self.end < self.start:
            return None
        return (self.end - self.start).days + 1

    @property
    def total(self) -> float | None:
        """Euros in all."""
        if self.amount is None or self.days is None:
            return None
        if self.budget_kind == "daily":
            return self.amount * self.days
        return self.amount if self.budget_kind == "lifetime" else None

    @property
    def daily(self) -> float | None:
        """Euros a day, on average."""
        return None if self.total is None or self.days is None else self.total / self.days


@dataclass(frozen=True, slots=True)
class Audience:
    """People that the project aims at; ``size`` in people, ``radius`` in kilometres."""

    name: str
    age_from: float
    age_to: float
    radius: float
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A period in which the project speaks, both days included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Brief:
    """What a campaign must be aligned with.

    Parameters
    ----------
    business, place : str
        Name of the business; where it is.
    online : bool
        True when it sells everywhere, False when people come.
    networks : sequence of str
        The project's networks.
    aim : str
        ``awareness``, ``traffic``, ``contacts``, ``sales`` or ``loyalty``; empty when none is said.
    audiences : sequence of Audience
        One of them is to be aimed at.
    budget : float, optional
        Euros before VAT that the campaign may spend.
    launch : date, optional
        The very day it must start; without one, a window must hold the campaign.
    windows : sequence of Window
    links : sequence of str
        Addresses of the business, where an ad may lead.
    content : str
        What the ad must tell: the post, or the content to promote.
    """

    business: str = ""
    place: str = ""
    online: bool = False
    networks: Sequence[str] = ()
    aim: str = ""
    audiences: Sequence[Audience] = ()
    budget: float | None = None
    launch: date | None = None
    windows: Sequence[Window] = ()
    links: Sequence[str] = ()
    content: str = ""
