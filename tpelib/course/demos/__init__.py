"""Explorations of the public calculators that no notebook of the path has: they start from nobody's dossier."""

from __future__ import annotations

from typing import Any

from tpelib.course.demos.calendar import CALENDAR
from tpelib.course.demos.campaign import CAMPAIGN
from tpelib.course.demos.networks import NETWORKS
from tpelib.course.demos.post import POST
from tpelib.engine.exercise import Exercise, Exploration

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES: tuple[Exercise[Any], ...] = ()
EXPLORATIONS: tuple[Exploration[Any], ...] = (NETWORKS, CALENDAR, POST, CAMPAIGN)
