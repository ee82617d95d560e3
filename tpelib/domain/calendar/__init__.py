"""The editorial calendar: built from wishes, measured, drawn, written out and read back."""

from tpelib.domain.calendar.model import (
    ImpossibleWishesError,
    Line,
    Moment,
    Pillar,
    Post,
    Proposal,
    Relaxation,
    Step,
    Wishes,
)
from tpelib.domain.calendar.results import Calendar, Hours, build
from tpelib.domain.calendar.solve import build_calendar, needed_hours

__all__ = [
    "Calendar",
    "Hours",
    "ImpossibleWishesError",
    "Line",
    "Moment",
    "Pillar",
    "Post",
    "Proposal",
    "Relaxation",
    "Step",
    "Wishes",
    "build",
    "build_calendar",
    "needed_hours",
]
