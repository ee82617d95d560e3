"""Public holidays of each territory of France."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.resources import data_path
from tpelib.domain.events.places import departments
from tpelib.domain.events.rules import Rule

__all__ = ["public_holidays", "territories"]


class _Holiday(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    rule: Rule
    territories: tuple[str, ...] = ()
    from_year: int = 0
    to_year: int = 9999


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    url: str
    verified_on: date
    holiday: tuple[_Holiday, ...]


@cache
def _file() -> _File:
    raw = data_path("evenements", "jours_feries.toml").read_text(encoding="utf-8")
    return _File.model_validate(tomllib.loads(raw))


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
    for holiday in _file().holiday:
        here = not holiday.territories or territory in holiday.territories
        if here and holiday.from_year <= year <= holiday.to_year:
            day = holiday.rule.day(year)
            name = french.typography(holiday.name)
            # Two holidays may fall on one day (8 May and Ascension in 2008): one day off, both names.
            found[day] = f"{found[day]}, {name}" if day in found else name
    return dict(sorted(found.items()))
