"""The ad campaign: set up, aligned with a brief, reviewed, estimated, run and piloted. Pure functions over data."""

from tpelib.domain.campaign.alignment import (
    FIELDS,
    FieldEvidence,
    align,
    fits_aim,
)
from tpelib.domain.campaign.estimate import (
    Bill,
    CampaignEstimate,
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
from tpelib.domain.campaign.policy import PolicyRemark, review
from tpelib.domain.campaign.runs import PilotDecision
from tpelib.domain.campaign.simulated import Simulation, simulate
from tpelib.domain.campaign.tools import Tool, all_tools, tool_of

__all__ = [
    "FIELDS",
    "OPEN_AGE",
    "Audience",
    "Bill",
    "Brief",
    "Campaign",
    "CampaignEstimate",
    "FieldEvidence",
    "PilotDecision",
    "PolicyRemark",
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
