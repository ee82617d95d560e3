"""Departments of France: their territory, their school zone, and the school holidays of that zone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from tpelib.base.errors import DomainError
from tpelib.base.resources import data_path

__all__ = [
    "Department",
    "SchoolHoliday",
    "department",
    "departments",
    "read_csv",
    "school_holidays",
    "schools_known_until",
]


@dataclass(frozen=True, slots=True)
class Department:
    """A department or an overseas territory.

    Parameters
    ----------
    code, name : str
        ``"54"``, ``"Meurthe-et-Moselle"``.
    zone : str
        School zone ``"A"``, ``"B"``, ``"C"``; empty where the school calendar is set locally (Corsica,
        overseas).
    territory : str
        Territory of the public holidays, as etalab's file names it.
    timezone : str
        Name of its time zone (``"Europe/Paris"``).
    """

    code: str
    name: str
    zone: str
    territory: str
    timezone: str


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """Holidays of a school zone, both days included."""

    zone: str
    name: str
    start: date
    end: date


def read_csv(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of ``data/evenements``."""
    with data_path("evenements", name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def departments() -> tuple[Department, ...]:
    """Return every department and overseas territory, in the order of their codes."""
    return tuple(
        Department(row["code"], row["nom"], row["zone"], row["territoire"], row["fuseau"])
        for row in read_csv("departements.csv")
    )


def department(code: str) -> Department:
    """Return a department by its code.

    Raises
    ------
    DomainError
        No department has this code.
    """
    for found in departments():
        if found.code == code:
            return found
    raise DomainError(f"« {code} » n'est pas un département.")


@cache
def _schools() -> tuple[SchoolHoliday, ...]:
    return tuple(
        SchoolHoliday(
            row["zone"], row["nom"], date.fromisoformat(row["debut"]), date.fromisoformat(row["fin_incluse"])
        )
        for row in read_csv("vacances_scolaires.csv")
    )


def school_holidays(zone: str, first: date, last: date) -> tuple[SchoolHoliday, ...]:
    """Return the holidays of a zone that meet a period, in order; none where the zone is empty."""
    return tuple(
        holiday
        for holiday in _schools()
        if holiday.zone == zone and holiday.start <= last and holiday.end >= first
    )


def schools_known_until() -> date:
    """Return the last day that the published school calendar covers."""
    return max(holiday.end for holiday in _schools())
