"""Reference answers of C1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.course.c1.arbitration import exercise as arbitration
from tpelib.course.c1.business.exercise import BUSINESS, WEEKS_PER_MONTH
from tpelib.course.c1.campaign import exercise as campaign
from tpelib.course.c1.periods import exercise as periods
from tpelib.course.c1.time import exercise as time
from tpelib.course.cases import Case
from tpelib.domain import planning, season
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C1, what somebody would type who answers well for this case."""
    example = case.example
    business = {
        "project": case.id,
        "name": case.name,
        "activity": case.activity,
        "place": case.place,
        "area": case.area,
        "offer": case.offer,
        "season": "peaks" if max(season.seasonal_indices(case.turnover)) >= periods.PEAK else "steady",
        "basket": typed(case.basket),
        "margin": typed(case.margin),
        "clients": typed(case.clients),
        "turnover": typed(case.basket * case.clients),
        "hours": typed(case.hours),
        "euros": typed(case.euros),
    }
    return {
        "c1-entreprise": business,
        "c1-objectif": {
            key: example[key]
            for key in ("sentence", "aim", "indicator", "start_value", "target_value", "start", "deadline")
        },
        "c1-cible": {"segments": example["segments"], "habits": example["habits"]},
        "c1-periodes": {
            "months": [{"turnover": typed(month)} for month in case.turnover],
            "peaks": [
                str(month)
                for month in season.peak_months(
                    season.seasonal_indices(case.turnover), threshold=periods.PEAK
                )
            ],
            "periods": example["periods"],
        },
        "c1-campagne": _campaign(example["campaign"], business),
        "c1-temps": _time(case),
        "c1-plan": {"actions": example["actions"]},
        "c1-arbitrage": _arbitration(case),
        "c1-coherence": {
            **dict.fromkeys(("objective", "target", "period", "budget"), "yes"),
            "jury": example["jury"],
        },
    }


def _campaign(example: Mapping[str, str], business: Mapping[str, str]) -> dict[str, Any]:
    found = campaign.hypotheses(campaign.Campaign.read(example).answer, BUSINESS.parse(business).answer)
    if found is None:
        raise ValueError("a case lacks a hypothesis of its campaign")
    return {
        **example,
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


def _time(case: Case) -> dict[str, Any]:
    values = {"formats": case.example["formats"], "moderation": case.example["moderation"]}
    answer = time.Time.read(values).answer
    needed = planning.weekly_hours(
        [(f.minutes or 0, f.number or 0) for f in answer.complete], answer.moderation or 0
    )
    fits = needed <= case.hours
    return {**values, "total": typed(needed), "verdict": "fits" if fits else "exceeds"}


def _arbitration(case: Case) -> dict[str, Any]:
    ideas = case.example["ideas"]
    weighed, _ = arbitration.candidates(arbitration.Arbitration.read({"ideas": ideas}).answer)
    best = planning.best_plan(weighed, case.euros, case.hours * WEEKS_PER_MONTH)
    if best is None:
        raise ValueError("the ideas of a case do not fit its means")
    chosen = [{**idea, "chosen": str(count)} for idea, count in zip(ideas, best.counts, strict=True)]
    return {"ideas": chosen, "why": case.example["why"]}
