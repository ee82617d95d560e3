"""The ad campaign: set up, aligned with a brief, reviewed, estimated, run and piloted. Pure functions over data."""

from tpelib.domain.campaign.alignment import (
    FIELDS,
    Evidence,
    align,
    fits_aim,
)
from tpelib.domain.campaign.estimate import (
    Bill,
    Estimate,
    bill,
    estimate,
)
from tpelib.domain.campaign.model import (
    OPEN_AGE,
    Audience,
    Brief,
    Campaign,
    Window,
)
from tpelib.domain.campaign.policy import Remark, review
from tpelib.domain.campaign.runs import Decision
from tpelib.domain.campaign.simulated import Simulation, simulate
from tpelib.domain.campaign.tools import Tool, all_tools, tool_of

__all__ = [
    "FIELDS",
    "OPEN_AGE",
    "Audience",
    "Bill",
    "Brief",
    "Campaign",
    "Decision",
    "Estimate",
    "Evidence",
    "Remark",
    "Simulation",
    "Tool",
    "Window",
    "align",
    "all_tools",
    "bill",
    "estimate",
    "fits_aim",
    "review",
    "simulate",
    "tool_of",
]
