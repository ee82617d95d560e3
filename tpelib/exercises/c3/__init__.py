"""C3 « Créer ma page »: one name, one look, a page that is whole and open to everybody."""

from __future__ import annotations

from typing import Any

from tpelib.exercises.c3.access import ACCESS
from tpelib.exercises.c3.identity import IDENTITY
from tpelib.exercises.c3.page import PAGE
from tpelib.exercises.engine import Exploration

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (IDENTITY, ACCESS, PAGE)
EXPLORATIONS: tuple[Exploration[Any], ...] = ()
