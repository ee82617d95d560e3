"""What the campaign of a case costs and reaches."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c6.campaign.exercise import CAMPAIGN
from tpelib.course.c6.estimation.exercise import learning_budget
from tpelib.course.c6.project import estimate_of
from tpelib.course.c6.setup import tool_for
from tpelib.course.cases import BusinessCase
from tpelib.domain.campaign import bill
from tpelib.domain.campaign.piloting import TIRED
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the bill, the reach, and whether the tool would learn."""
    setup = CAMPAIGN.answer(known)
    campaign = setup.campaign
    found, needed = estimate_of(campaign, known), learning_budget(known)
    if not campaign.total or not campaign.days or not campaign.start or found is None or needed is None:
        raise ValueError("the campaign of a case lacks something")
    recovers = case.answers["c6-cout"]["vat"] == "yes"
    owed = bill(campaign.total, tool_for(setup), campaign.start, recovers_vat=recovers)
    return {
        "days": typed(campaign.days),
        "total": typed(campaign.total),
        "fee": typed(owed.fee),
        "whole": typed(owed.total),
        "cost": typed(owed.cost),
        "low": typed(round(found.reach.low)),
        "high": typed(round(found.reach.high)),
        "tired": "yes" if found.frequency.high >= TIRED else "no",
        "needed": typed(needed),
        "learns": "yes" if campaign.total / campaign.days >= needed else "no",
    }
