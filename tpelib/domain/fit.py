"""Which networks fit what one shows and whom one speaks to: the course's own judgement, dated, for a first look.

It replaces no survey of one's own clients (see :mod:`tpelib.course.c2.survey.exercise`): it says where to look first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.errors import DomainError
from tpelib.domain import sources
from tpelib.domain.platforms import Platform, all_platforms

__all__ = ["MOST", "Fit", "best_fits", "judged_line"]

MOST = 6
"""The most points that a network may have: three for what is shown, three for whom it is shown to."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a network fits.

    Parameters
    ----------
    platform : Platform
        The network.
    points : int
        0 to :data:`MOST`.
    hours : float
        Hours a week that the least of the advised frequency takes, at the course's minutes for one post;
        one post a week where no frequency is advised.
    """

    platform: Platform
    points: int
    hours: float


def best_fits(shows: str, people: str) -> tuple[Fit, ...]:
    """Return the networks that fit, the best first; those that fit neither the one nor the other are left out.

    Parameters
    ----------
    shows : str
        ``photos``, ``videos``, ``words`` or ``practical``.
    people : str
        ``near``, ``far``, ``young`` or ``firms``.

    Raises
    ------
    DomainError
        Another word.
    """
    judged = _judged()
    if shows not in judged.shows or people not in judged.people:
        raise DomainError("Choisissez ce que vous montrez, et à qui.")
    shown, spoken = judged.shows[shows], judged.people[people]
    found = []
    for platform in all_platforms():
        points = (shown.get(platform.id, 0), spoken.get(platform.id, 0))
        if all(points):
            posts = platform.frequency.low if platform.frequency else 1
            found.append(Fit(platform, sum(points), posts * judged.minutes[shows] / 60))
    return tuple(sorted(found, key=lambda fit: (-fit.points, fit.hours)))


def judged_line(today: date | None = None) -> str:
    """Return the line that says whose judgement it is, of when, and that it has aged when it has."""
    dated = _judged().verified_on
    late = ((today or date.today()) - dated).days > sources.FRESH_DAYS
    return french.typography(
        f"Source : jugement de ce cours ({french.day(dated)}), pas une mesure ; fréquences conseillées par des "
        "éditeurs de logiciels (2026), source faible ; minutes par publication : règle de ce cours."
        + (" Plus de douze mois : vérifiez avant de vous y fier." if late else "")
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """The file: the day, minutes for a post, points of each network for what is shown and for whom."""

    verified_on: date
    minutes: Mapping[str, float]
    shows: Mapping[str, Mapping[str, int]]
    people: Mapping[str, Mapping[str, int]]


def _judged() -> _Judged:
    return read_data(_Judged, "demos", "reseaux.toml")
