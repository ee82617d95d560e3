"""Which networks fit what one shows and whom one speaks to: the course's own judgement, dated, for a first look.

It replaces no survey of one's own clients (the course has an exercise for it): it says where to look first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.errors import DomainError
from tpelib.base.names import expected
from tpelib.charts.lying import lying_bars
from tpelib.charts.picture import Picture
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain import sources
from tpelib.domain.platforms import Platform, all_platforms

__all__ = ["MOST", "Fit", "Fits", "best_fits", "judged_line"]

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


@dataclass(frozen=True, slots=True, repr=False)
class Fits(DataResult, Sequence[Fit]):
    """The networks that fit, the best first: a sequence of :class:`Fit` that also prints and draws itself.

    Parameters
    ----------
    fits : tuple of Fit
        The best first.
    available : float or None
        Hours a week there are: says which networks hold together in them.
    """

    fits: tuple[Fit, ...]
    available: float | None = None

    @overload
    def __getitem__(self, rank: int) -> Fit: ...
    @overload
    def __getitem__(self, rank: slice) -> tuple[Fit, ...]: ...
    def __getitem__(self, rank: int | slice) -> Fit | tuple[Fit, ...]:
        return self.fits[rank]

    def __len__(self) -> int:
        return len(self.fits)

    @property
    def held(self) -> tuple[Fit, ...]:
        """The first networks that hold together in the hours there are, two at most; none without hours."""
        kept: list[Fit] = []
        for fit in self.fits:
            if len(kept) < 2 and sum(one.hours for one in kept) + fit.hours <= (self.available or 0) + 1e-9:
                kept.append(fit)
        return tuple(kept)

    def dataset(self) -> Dataset:
        """Return one row per network: points, hours a week, whether it holds in those there are, what it is for."""
        columns = [
            ResultColumn("platform", "Réseau", "category"),
            ResultColumn("points", f"Points sur {MOST}", "count", "points"),
            ResultColumn("hours", "Temps par semaine", "hours", "h"),
            ResultColumn("position", "À quoi il sert", "text"),
        ]
        rows: list[list[str | float | None]] = [
            [fit.platform.name, fit.points, fit.hours, fit.platform.position] for fit in self.fits
        ]
        if self.available is not None:
            columns.insert(3, ResultColumn("held", "Par où commencer", "flag"))
            for fit, row in zip(self.fits, rows, strict=True):
                row.insert(3, fit in self.held)
        return Dataset("Où regarder d'abord", self._told(), judged_line(), columns, rows)

    def picture(self) -> Picture:
        """Return a lying bar per network; where to begin is hatched."""
        held = self.held
        return lying_bars(
            title="Où regarder d'abord",
            labels=[fit.platform.name for fit in self.fits],
            values=[fit.points for fit in self.fits],
            texts=[f"{fit.points} sur {MOST} · {french.hours(fit.hours)} par semaine" for fit in self.fits],
            axis=f"points sur {MOST}",
            notes=[fit.platform.position for fit in self.fits],
            note_name="À quoi il sert",
            marked=[rank for rank, fit in enumerate(self.fits) if fit in held],
            reading=self._reading(),
            source=judged_line(),
        )

    def _told(self) -> str:
        first, kept = self.fits[0], self.held
        if self.available is None:
            found = french.plural(len(self), "réseau peut vous servir", "réseaux peuvent vous servir")
            return f"{found} ; en tête, {first.platform.name}."
        if not kept:
            return (
                f"{first.platform.name} irait bien, mais demande {french.hours(first.hours)} par semaine au rythme "
                f"conseillé : avec {french.hours(self.available)}, publiez moins souvent, ou reprenez ce que vous avez "
                "déjà."
            )
        names = [fit.platform.name for fit in kept]
        also = f", puis {french.listing(names[1:])}" if names[1:] else ""
        taken = french.hours(sum(fit.hours for fit in kept))
        return f"Regardez d'abord {names[0]}{also} : cela tient en {taken} par semaine."

    def _reading(self) -> str:
        """Return what to see in the picture."""
        found = french.plural(len(self), "réseau peut vous servir", "réseaux peuvent vous servir")
        if self.available is None:
            return f"{found}."
        if self.held:
            return f"{found} ; par où commencer est hachuré."
        return f"{found} ; aucun ne tient dans vos {french.hours(self.available)} au rythme conseillé."


def best_fits(shows: str, people: str, hours: float | None = None) -> Fits:
    """Return the networks that fit, the best first; those that fit neither the one nor the other are left out.

    Parameters
    ----------
    shows : str
        ``photos``, ``videos``, ``words`` or ``practical``.
    people : str
        ``near``, ``far``, ``young`` or ``firms``.
    hours : float, optional
        Hours a week there are.

    Returns
    -------
    Fits
        Its frame has ``platform``, ``points``, ``hours`` (a week), ``held`` and ``position``.

    Raises
    ------
    DomainError
        Another word; the sentence names those that are known.

    Examples
    --------
    >>> import tpelib
    >>> found = tpelib.fit.best_fits(shows="photos", people="near", hours=3)
    >>> [fit.platform.name for fit in found.held]
    ['Google Business', 'Facebook']
    """
    judged = _judged()
    for given, known in ((shows, judged.shows), (people, judged.people)):
        if given not in known:
            raise DomainError(f"Choisissez ce que vous montrez, et à qui. {expected(given, known)}")
    shown, spoken = judged.shows[shows], judged.people[people]
    found: list[Fit] = []
    for platform in all_platforms():
        points = (shown.get(platform.id, 0), spoken.get(platform.id, 0))
        if all(points):
            posts = platform.frequency.low if platform.frequency else 1
            found.append(Fit(platform, sum(points), posts * judged.minutes[shows] / 60))
    return Fits(tuple(sorted(found, key=lambda fit: (-fit.points, fit.hours))), hours)


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
