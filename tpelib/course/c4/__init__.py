"""C4 « Ma ligne éditoriale »: from a line and its themes to a calendar that holds all year."""

from tpelib.course.c4.cadence import WISHES
from tpelib.course.c4.followup import FOLLOW_UP
from tpelib.course.c4.line import LINE
from tpelib.course.c4.rhythm import RHYTHM
from tpelib.course.c4.schedule import CALENDAR
from tpelib.course.c4.seasons import SEASONS
from tpelib.course.c4.themes import THEMES

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (LINE, THEMES, SEASONS, WISHES, CALENDAR, FOLLOW_UP)
EXPLORATIONS = (RHYTHM,)
