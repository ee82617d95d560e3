"""Explorations of the public calculators that no notebook of the path has: they start from nobody's dossier."""

from __future__ import annotations

from typing import Any

from tpelib.exercises.demos.calendar import CALENDAR
from tpelib.exercises.demos.campaign import CAMPAIGN
from tpelib.exercises.demos.networks import NETWORKS
from tpelib.exercises.demos.post import POST
from tpelib.exercises.engine import Exercise, Exploration

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES: tuple[Exercise[Any], ...] = ()
EXPLORATIONS: tuple[Exploration[Any], ...] = (NETWORKS, CALENDAR, POST, CAMPAIGN)
