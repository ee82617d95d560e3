"""The editorial calendar: built from wishes, measured, drawn, written out and read back."""

from tpelib.domain.calendar.model import (
    CalendarEvent,
    ImpossibleWishesError,
    Pillar,
    PostingCadence,
    Proposal,
    Relaxation,
    ScheduledPost,
    SolverStep,
    Wishes,
)
from tpelib.domain.calendar.results import Calendar, WeeklyHours, build
from tpelib.domain.calendar.solve import build_calendar, needed_hours

__all__ = [
    "Calendar",
    "CalendarEvent",
    "ImpossibleWishesError",
    "Pillar",
    "PostingCadence",
    "Proposal",
    "Relaxation",
    "ScheduledPost",
    "SolverStep",
    "WeeklyHours",
    "Wishes",
    "build",
    "build_calendar",
    "needed_hours",
]
