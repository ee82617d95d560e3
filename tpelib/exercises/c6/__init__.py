"""C6 « Mon e-réputation »: a campaign that is set up and piloted, reviews answered, partners weighed, figures read."""

from tpelib.exercises.c6.campaign import CAMPAIGN
from tpelib.exercises.c6.estimation import COST, LIVE_REACH
from tpelib.exercises.c6.piloting import PILOT

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (CAMPAIGN, COST, PILOT)
EXPLORATIONS = (LIVE_REACH,)
