"""Public holidays of each territory of France."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import with_config

from tpelib.base.data import Shown, read_data
from tpelib.base.errors import DomainError
from tpelib.domain.events.places import departments
from tpelib.domain.events.rules import EventRule

__all__ = ["public_holidays", "territories"]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _Holiday:
    """A public holiday in its file; no territory for all of them."""

    name: Shown
    rule: EventRule
    territories: tuple[str, ...] = ()
    from_year: int = 0
    to_year: int = 9999


@cache
def territories() -> tuple[str, ...]:
    """Return the territories that have public holidays of their own, the mainland first."""
    return tuple(dict.fromkeys(("Métropole", *(found.territory for found in departments()))))


@cache
def public_holidays(year: int, territory: str = "Métropole") -> Mapping[date, str]:
    """Return the public holidays of a year in a territory: day to name, in order.

    Raises
    ------
    DomainError
        The territory is unknown.
    """
    if territory not in territories():
        raise DomainError(f"« {territory} » n'est pas un territoire connu.")
    found: dict[date, str] = {}
    for holiday in read_data(tuple[_Holiday, ...], "evenements", "jours_feries.toml", at="holiday"):
        here = not holiday.territories or territory in holiday.territories
        if here and holiday.from_year <= year <= holiday.to_year:
            day = holiday.rule.day(year)
            # Two holidays may fall on one day (8 May and Ascension in 2008): one day off, both names.
            found[day] = f"{found[day]}, {holiday.name}" if day in found else holiday.name
    return dict(sorted(found.items()))
