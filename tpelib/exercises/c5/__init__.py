"""C5 « Publier »: one idea, a post per network, open to everybody and within the law."""

from __future__ import annotations

from tpelib.exercises.c5.presented import PRESENTED
from tpelib.exercises.c5.studio import STUDIO
from tpelib.exercises.c5.trials import CUT, ROOM

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (STUDIO, PRESENTED)
EXPLORATIONS = (ROOM, CUT)
