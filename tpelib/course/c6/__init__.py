"""C6 « Mon e-réputation »: a campaign that is set up and piloted, reviews answered, partners weighed, figures read."""

from tpelib.course.c6.campaign import CAMPAIGN
from tpelib.course.c6.dashboard import DASHBOARD
from tpelib.course.c6.estimation import COST, LIVE_REACH
from tpelib.course.c6.influencer_weights import INFLUENCER_WEIGHTS
from tpelib.course.c6.influencers import INFLUENCERS
from tpelib.course.c6.piloting import PILOT
from tpelib.course.c6.rating import RATING
from tpelib.course.c6.reviews import INBOX, REPLIES

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (CAMPAIGN, COST, PILOT, INBOX, REPLIES, RATING, INFLUENCERS, DASHBOARD)
EXPLORATIONS = (LIVE_REACH, INFLUENCER_WEIGHTS)
