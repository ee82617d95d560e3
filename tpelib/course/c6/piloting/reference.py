"""The campaign of a case, piloted."""

from collections.abc import Mapping
from typing import Any

from tpelib.base.french import typed
from tpelib.course.c6.campaign.exercise import CAMPAIGN
from tpelib.course.c6.project import market_of
from tpelib.course.cases import BusinessCase
from tpelib.domain.campaign.piloting import Alarm, grade
from tpelib.domain.campaign.runs import PilotDecision, Run
from tpelib.domain.campaign.simulation import run
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Pilot as somebody would who looks every week and answers each alarm the next morning."""
    market = market_of(CAMPAIGN.answer(known).campaign, known)
    if market is None:
        raise ValueError("the campaign of a case lacks something")
    decisions = [
        PilotDecision(day, "keep", why="Dépense, ventes et répétition regardées : rien à changer.")
        for day in range(2, market.days + 1, 7)
    ]
    found = run(market, decisions)
    while missed := [alarm for alarm, met in grade(found, decisions).alarms if not met]:
        decisions.append(_reply(missed[0], found, decisions))
        decisions.sort(key=lambda decision: decision.day)
        found = run(market, decisions)
    cost = found.cpa or 0.0
    good = bool(found.sales) and cost <= market.maximum_cpa
    return {
        "seen": str(market.days),
        "decisions": [{"day": str(one.day), "kind": one.kind, "why": one.why} for one in decisions],
        "cpa": typed(cost),
        "net": typed(found.net),
        "verdict": "again" if good else "change",
    }


def _reply(alarm: Alarm, found: Run, decisions: list[PilotDecision]) -> PilotDecision:
    fresh = not any(decision.kind == "creative" for decision in decisions)
    kinds: Mapping[str, str] = {
        "silence": "repair",
        "tired": "creative",
        "worn": "pause",
        "cost": "creative" if fresh else "pause",
    }
    return PilotDecision(alarm.day + 1, kinds[alarm.kind], why=f"{alarm.text[:1].upper()}{alarm.text[1:]}.")
