"""The accounts that platforms declare by country, each half-year: accounts, not people."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.errors import DomainError
from tpelib.base.names import expected
from tpelib.base.resources import data_path
from tpelib.base.words import fold
from tpelib.charts.lying import lying_bars
from tpelib.charts.picture import Picture
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain import sources
from tpelib.domain.sources import Figure, source

__all__ = ["Accounts", "accounts", "accounts_of", "countries", "declared", "periods", "platforms"]


def countries() -> Mapping[str, str]:
    """Return the countries whose accounts are known: code to French name, France first."""
    return read_data(dict[str, str], "pays.toml", at="countries")


def periods() -> Mapping[str, str]:
    """Return the half-years of the reports, oldest first: key of the file to its French name."""
    return read_data(dict[str, str], "pays.toml", at="periods")


def platforms() -> tuple[str, ...]:
    """Return the platforms that report, in alphabetical order (``"Facebook"``, ``"Instagram"``…)."""
    return tuple(sorted({platform for platform, _, _ in _accounts()}))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Accounts(DataResult, Mapping[str, Figure]):
    """Accounts by platform in a country: a mapping of names to figures, most accounts first.

    Parameters
    ----------
    country : str
        ISO code, ``"EU27"`` for the Union.
    figures : mapping
        Name of a platform to what it declares, each with its own half-year.
    silent : tuple of str
        Platforms that declared nothing for that country and that half-year.
    """

    country: str
    figures: Mapping[str, Figure]
    silent: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Figure:
        return self.figures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    @property
    def label(self) -> str:
        """What it is, in French."""
        return f"Comptes actifs par mois, {countries()[self.country]}"

    @property
    def measure(self) -> str:
        """What is counted: accounts, which no figure about people may join."""
        return source("dsa").measure

    def before(self, name: str) -> float | None:
        """Return what a platform declared for the half-year before the one shown; ``None`` when it is not known."""
        names = list(periods().values())
        rank = names.index(self.figures[name].when)
        return _accounts().get((name, self.country, list(periods())[rank - 1])) if rank else None

    def dataset(self) -> Dataset:
        """Return one row per platform: its accounts, their half-year, those of the one before, how they moved."""
        rows = []
        for name, found in self.figures.items():
            before = self.before(name)
            moved = found.value / before - 1 if before else None
            rows.append(
                (name, round(found.value), found.when, None if before is None else round(before), moved)
            )
        return Dataset(
            self.label,
            self._told(),
            _source_line(),
            (
                ResultColumn("platform", "Réseau", "category"),
                ResultColumn("accounts", "Comptes actifs par mois", "count", "comptes"),
                ResultColumn("period", "Période", "category", order=tuple(periods().values())),
                ResultColumn("before", "Semestre d’avant", "count", "comptes"),
                ResultColumn("change", "Évolution", "ratio", "part de 0 à 1"),
            ),
            rows,
        )

    def picture(self) -> Picture:
        """Return a lying bar per platform, in millions."""
        found = list(self.figures.values())
        return lying_bars(
            title=self.label,
            labels=list(self.figures),
            values=[one.value / 1e6 for one in found],
            texts=[f"{french.number(one.value / 1e6, 1)} M" for one in found],
            axis="millions de comptes",
            notes=[one.year for one in found],
            note_name="Période",
            reading="Comptes actifs par mois, tels que chaque plateforme les déclare. Le cours n'a pas cette déclaration "
            "par pays pour YouTube, WhatsApp, Google, Threads et Bluesky.",
            source=_source_line(),
        )

    def _told(self) -> str:
        (first, most), *others = self.figures.items()
        told = f"{countries()[self.country]} : {first} déclare {most.text} actifs par mois"
        told += f", devant {others[0][0]} ({others[0][1].text}). " if others else ". "
        told += "Ce sont des comptes, pas des personnes : on ne les additionne pas."
        if self.silent:
            told += f" Pas de déclaration à cette période : {french.listing([*self.silent])}."
        return told


def accounts(
    platform: str | Sequence[str] | None = None, country: str = "FR", period: str | None = None
) -> Accounts:
    """Return the accounts active in a month that platforms declare in a country.

    Parameters
    ----------
    platform : str or sequence of str, optional
        One platform or some (``"Instagram"``, capitals left aside); all that report by default.
    country : str
        ISO code (:func:`countries`), ``"EU27"`` for the Union.
    period : str, optional
        A key of :func:`periods`; the latest known of each platform by default.

    Returns
    -------
    Accounts
        Platform to figure, most accounts first; its frame has ``platform``, ``accounts``, ``period``, ``before`` (the
        half-year before) and ``change``. Accounts are no people, and are not added up.

    Raises
    ------
    DomainError
        No such platform, country or half-year (the sentence names the near ones), or nothing declared for them.

    Examples
    --------
    >>> import tpelib
    >>> france = tpelib.audience.accounts(["TikTok", "Instagram"])
    >>> france.to_frame()[["platform", "accounts", "before"]]
        platform  accounts    before
    0  Instagram  46164846  44706554
    1     TikTok  30600000  29100000
    """
    asked = [platform] if isinstance(platform, str) else platforms() if platform is None else list(platform)
    names = [_named(name) for name in asked]
    _check_place(country, period)
    told = [
        name for name in names if (period in declared(name, country) if period else declared(name, country))
    ]
    if not told:
        raise _undeclared(french.listing(names), country)
    figures = {name: accounts_of(name, country, period) for name in told}
    ordered = dict(sorted(figures.items(), key=lambda item: -item[1].value))
    return Accounts(country, ordered, tuple(name for name in names if name not in figures))


def accounts_of(platform: str, country: str = "FR", period: str | None = None) -> Figure:
    """Return what one platform declares in a country, as a figure with its source.

    Parameters
    ----------
    platform, country, period
        As in :func:`accounts`, one platform.

    Raises
    ------
    DomainError
        The platform did not report for that country and period.
    """
    name = _named(platform)
    _check_place(country, period)
    found = [key for key in declared(name, country)[::-1] if period in (None, key)]
    if not found:
        raise _undeclared(name, country)
    when = found[0]
    return Figure(
        f"{name}, {countries()[country]}, {periods()[when]}",
        _accounts()[name, country, when],
        "comptes",
        source("dsa"),
        when=periods()[when],
    )


def declared(platform: str, country: str = "FR") -> tuple[str, ...]:
    """Return the half-years for which a platform declared its accounts in a country, oldest first."""
    return tuple(period for period in periods() if (platform, country, period) in _accounts())


def _named(name: str) -> str:
    """Return the name of a platform as the reports write it.

    Raises
    ------
    DomainError
        None of them bears it.
    """
    for known in platforms():
        if fold(known) == fold(name):
            return known
    raise DomainError(f"« {name} » ne déclare pas ses comptes par pays. {expected(name, platforms())}")


def _check_place(country: str, period: str | None) -> None:
    if country not in countries():
        near = expected(country, countries()) or "Donnez son code à deux lettres : FR, BE, DE…"
        raise DomainError(f"Aucun compte n’est connu pour le pays « {country} ». {near}")
    if period is not None and period not in periods():
        raise DomainError(
            f"Aucun compte n’est connu pour la période « {period} ». {expected(period, periods())}"
        )


def _undeclared(names: str, country: str) -> DomainError:
    return DomainError(f"{names} : pas de comptes déclarés pour {countries()[country]} à cette période.")


def _source_line() -> str:
    return sources.line(source("dsa"))


@cache
def _accounts() -> Mapping[tuple[str, str, str], float]:
    with data_path("audience", "dsa_par_pays.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["plateforme"], row["pays"], row["periode"]): float(
                row["destinataires_actifs_mensuels_moyens"]
            )
            for row in csv.DictReader(lines)
        }
