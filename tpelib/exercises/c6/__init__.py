"""C6 « Mon e-réputation »: a campaign that is set up and piloted, reviews answered, partners weighed, figures read."""

from typing import Any

from tpelib.exercises.engine import Exercise, Exploration

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES: tuple[Exercise[Any], ...] = ()
EXPLORATIONS: tuple[Exploration[Any], ...] = ()
