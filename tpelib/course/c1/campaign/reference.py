"""The figures of a campaign, from its hypotheses."""

from typing import Any

from tpelib.base.french import typed
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.campaign.exercise import CampaignForecast, hypotheses
from tpelib.course.cases import BusinessCase
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return what the hypotheses of the case give, and whether it is worth launching."""
    found = hypotheses(CampaignForecast.read(case.answers["c1-campagne"]).answer, BUSINESS.answer(known))
    if found is None:
        raise ValueError("a case lacks a hypothesis of its campaign")
    return {
        "impressions": typed(found.impressions),
        "clicks": typed(found.clicks),
        "cpc": typed(found.cpc or 0, 3),
        "conversions": typed(found.conversions),
        "cpa": typed(found.cpa or 0),
        "revenue": typed(found.revenue),
        "roas": typed(found.roas or 0),
        "break_even": typed(found.break_even_roas),
        "maximum_cpa": typed(found.maximum_cpa),
        "net": typed(found.net_result),
        "decision": "launch" if found.net_result >= 0 else "change",
    }
