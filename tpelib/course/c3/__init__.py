"""C3 « Créer ma page »: one name, one look, a page that is whole and open to everybody."""

from __future__ import annotations

from tpelib.course.c3.access import ACCESS
from tpelib.course.c3.colours import COLOURS
from tpelib.course.c3.identity import IDENTITY
from tpelib.course.c3.images import IMAGES
from tpelib.course.c3.page import PAGE
from tpelib.course.c3.rights import RIGHTS

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (IDENTITY, ACCESS, IMAGES, RIGHTS, PAGE)
EXPLORATIONS = (COLOURS,)
