"""Reference answers of C6: the campaign here, the rest in its own module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.course.c6.estimation.exercise import learning_budget
from tpelib.course.c6.project import estimate_of, market_of
from tpelib.course.c6.setup import Setup, tool_for
from tpelib.course.cases import Case
from tpelib.domain.campaign import bill
from tpelib.domain.campaign.piloting import TIRED, Alarm, grade
from tpelib.domain.campaign.runs import Decision, Market, Run
from tpelib.domain.campaign.simulation import run
from tpelib.engine.dossier import Content
from tpelib.samples.references import c1, c6_reputation
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C6, what somebody would type who answers well for this case."""
    setup = _setup(case)
    known = c1.answers(case)
    content = Content(answers={key: {"values": values} for key, values in known.items()})
    answer = Setup.read(setup).answer
    market = market_of(answer.campaign, content)
    if market is None:
        raise ValueError("the campaign of a case lacks something")
    vat = case.examples["c6"]["campaign"]["vat"]
    return {
        "c6-campagne": setup,
        "c6-cout": _cost(answer, content, vat),
        "c6-pilotage": _pilot(market),
        **c6_reputation.answers(case),
    }


def _setup(case: Case) -> dict[str, Any]:
    own = case.examples["c6"]["campaign"]
    segment = case.example["segments"][own["segment"]]
    copied = ("name", "network", "objective", "place", "amount", "start", "end", "text", "headline", "button")
    abroad = own["place"] == "France"
    return {
        **{key: own[key] for key in (*copied, "image", "measure")},
        "special": "none",
        **({} if abroad else {"radius": own.get("radius", segment["radius"])}),
        "age_from": segment["age_from"],
        "age_to": str(min(65, int(segment["age_to"]))),
        "people": segment["size"],
        "placements": list(own["placements"]),
        "budget_kind": own["kind"],
        "beneficiary": case.name,
        "payer": case.name,
        "page": case.name,
        "link": f"{case.examples['c3']['link']}{own['path']}",
        "alt": case.examples["c5"]["alt"],
        "why": case.examples["c6"]["campaign_why"],
    }


def _cost(answer: Setup, content: Content, vat: str) -> dict[str, Any]:
    campaign = answer.campaign
    found, needed = estimate_of(campaign, content), learning_budget(content)
    if not campaign.total or not campaign.days or not campaign.start or found is None or needed is None:
        raise ValueError("the campaign of a case lacks something")
    owed = bill(campaign.total, tool_for(answer), campaign.start, recovers_vat=vat == "yes")
    return {
        "days": typed(campaign.days),
        "total": typed(campaign.total),
        "fee": typed(owed.fee),
        "whole": typed(owed.total),
        "vat": vat,
        "cost": typed(owed.cost),
        "low": typed(round(found.reach.low)),
        "high": typed(round(found.reach.high)),
        "tired": "yes" if found.frequency.high >= TIRED else "no",
        "needed": typed(needed),
        "learns": "yes" if campaign.total / campaign.days >= needed else "no",
    }


def _pilot(market: Market) -> dict[str, Any]:
    """Pilot as somebody would who looks every week and answers each alarm the next morning."""
    decisions = [
        Decision(day, "keep", why="Dépense, ventes et répétition regardées : rien à changer.")
        for day in range(2, market.days + 1, 7)
    ]
    while True:
        found = run(market, decisions)
        missed = [alarm for alarm, met in grade(found, decisions).alarms if not met]
        if not missed:
            break
        decisions.append(_reply(missed[0], found, decisions))
        decisions.sort(key=lambda decision: decision.day)
    cost = found.cpa or 0.0
    good = bool(found.sales) and cost <= market.maximum_cpa
    return {
        "seen": str(market.days),
        "decisions": [_row(decision) for decision in decisions],
        "cpa": typed(cost),
        "net": typed(found.net),
        "verdict": "again" if good else "change",
    }


def _reply(alarm: Alarm, found: Run, decisions: list[Decision]) -> Decision:
    fresh = not any(decision.kind == "creative" for decision in decisions)
    kinds: Mapping[str, str] = {
        "silence": "repair",
        "tired": "creative",
        "worn": "pause",
        "cost": "creative" if fresh else "pause",
    }
    return Decision(alarm.day + 1, kinds[alarm.kind], why=f"{alarm.text[:1].upper()}{alarm.text[1:]}.")


def _row(decision: Decision) -> dict[str, str]:
    return {"day": str(decision.day), "kind": decision.kind, "why": decision.why}
