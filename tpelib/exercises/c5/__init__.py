"""C5 « Publier »: one idea, a post per network, open to everybody and within the law."""

from __future__ import annotations

from typing import Any

from tpelib.exercises.engine import Exercise, Exploration

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES: tuple[Exercise[Any], ...] = ()
EXPLORATIONS: tuple[Exploration[Any], ...] = ()
