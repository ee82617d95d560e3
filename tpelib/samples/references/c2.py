"""Reference answers of C2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.base import french, stats
from tpelib.course.c1.target.exercise import Segment
from tpelib.course.c2.affinity.exercise import EVEN
from tpelib.course.c2.decision.exercise import CRITERIA, ROBUST
from tpelib.course.c2.group import Group
from tpelib.course.c2.public.exercise import Public
from tpelib.course.cases import Case
from tpelib.domain import audience, market
from tpelib.domain.platforms import platform
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise of C2, what somebody would type who answers well for this case."""
    example = case.examples["c2"]
    segment = Segment.read(case.example["segments"][0]).answer
    group = _group(segment, example["group"])
    return {
        "c2-public": _public(group, example),
        "c2-comptes": _accounts(),
        "c2-affinite": _affinity(group, segment.size or 0, example),
        "c2-enquete": _survey(segment.size or 0, example),
        "c2-concurrents": _competitors(example),
        "c2-place": _positioning(example),
        "c2-decision": _decision(example),
        "c2-choix": _choice(group, example),
    }


def _group(segment: Segment, chosen: Mapping[str, str]) -> dict[str, str]:
    ages = audience.ages_between(segment.age_from or 0, segment.age_to or 0)
    return {"first_age": ages[0], "last_age": ages[-1], **chosen}


def _estimate(group: Mapping[str, str]) -> tuple[audience.Estimate, tuple[float, float, float]]:
    found = audience.estimate(where=Group.read(group).answer.where)
    if found.known is None:
        raise ValueError("the group of a case is too small to be read")
    return found, found.known


def _public(group: Mapping[str, str], example: Mapping[str, Any]) -> dict[str, Any]:
    found, known = _estimate(group)
    share, low, high = (typed(100 * value, 1) for value in known)
    return {
        **group,
        "share": share,
        "low": low,
        "high": high,
        "people": typed(found.n),
        "standing": audience.position(found, audience.estimate()),
        "segment": "0",
        "limits": example["limits"],
    }


def _accounts() -> dict[str, Any]:
    latest = audience.declared("Instagram")[-1]
    return {
        "network": "instagram",
        "millions": typed(audience.accounts("Instagram").value / 1e6, 1),
        "period": latest,
        "sum": "no",
        "three": "each",
        "multiply": "no",
        "small": "widen",
        "jump": "unknown",
    }


def _affinity(group: Mapping[str, str], size: float, example: Mapping[str, Any]) -> dict[str, Any]:
    where = Public.read(group).answer.where
    within, among = audience.population_share(where).share, audience.audience_share(where).share
    if not within or not among:
        raise ValueError("the group of a case is too small to be read")
    population, users = round(100 * within, 1), round(100 * among, 1)
    index = 100 * users / population
    shown, frequency = (french.parse_number(example[key]) for key in ("shown", "frequency"))
    return {
        "in_population": typed(population, 1),
        "in_audience": typed(users, 1),
        "index": typed(index, 1),
        "verdict": "over" if index > 100 + EVEN else "under" if index < 100 - EVEN else "even",
        "users": typed(size * _estimate(group)[1][0], 0),
        "shown": example["shown"],
        "frequency": example["frequency"],
        "reach": typed(shown / frequency, 0),
        "coverage": typed(100 * shown / frequency / size, 1),
    }


def _survey(size: float, example: Mapping[str, Any]) -> dict[str, Any]:
    answered, counts = example["survey"]["answered"], example["survey"]["counts"]
    top = max(counts, key=lambda network: int(counts[network]))
    share = counts[top] / answered
    return {
        "questions": example["questions"],
        "place": example["place"],
        "start": example["start"],
        "end": example["end"],
        "answered": typed(answered),
        "counts": [{"network": network, "users": typed(users)} for network, users in counts.items()],
        "top": top,
        "share": typed(100 * share, 1),
        "population": typed(size),
        "margin": typed(100 * market.survey_margin(share, answered, size), 1),
        "absent": example["absent"],
    }


def _competitors(example: Mapping[str, Any]) -> dict[str, Any]:
    rivals = example["rivals"]
    own = [french.parse_number(example["own"][key]) for key in ("posts", "interactions")]
    weekly = [rival["posts"] * rival["interactions"] for rival in rivals] + [own[0] * own[1]]
    shares = market.shares(weekly)
    found = stats.concentration(shares)
    names = [*(rival["name"] for rival in rivals), "moi"]
    return {
        "base": "followers",
        "rows": [
            {
                "name": rival["name"],
                "network": rival["network"],
                "seen": rival["seen"],
                "followers": typed(rival["followers"]),
                "posts": typed(rival["posts"]),
                "interactions": typed(rival["interactions"]),
                "engagement": typed(100 * market.engagement_rate(rival["interactions"], rival["followers"])),
            }
            for rival in rivals
        ],
        "own_posts": example["own"]["posts"],
        "own_interactions": example["own"]["interactions"],
        "own_voice": typed(100 * shares[-1], 1),
        "loudest": names[shares.index(max(shares))],
        "hhi": typed(found.hhi, 0),
        "alike": typed(found.effective_number, 2),
        "lesson": example["lesson"],
    }


def _positioning(example: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **example["axes"],
        "own_x": example["own"]["x"],
        "own_y": example["own"]["y"],
        "rivals": [
            {"name": rival["name"], "x": typed(rival["x"]), "y": typed(rival["y"])}
            for rival in example["rivals"]
        ],
        "promise": example["promise"],
        "proof": example["proof"],
    }


def _decision(example: Mapping[str, Any]) -> dict[str, Any]:
    found = market.sensitivity(example["marks"], example["weights"])
    return {
        **{key: typed(weight) for key, weight in zip(CRITERIA, example["weights"], strict=True)},
        "networks": [
            {
                "network": network,
                **{key: typed(mark) for key, mark in zip(CRITERIA, marks, strict=True)},
                "total": typed(found.decision.totals[network], 2),
            }
            for network, marks in example["marks"].items()
        ],
        "first": found.decision.first,
        "stays": typed(100 * found.first_stays, 0),
        "verdict": "robust" if found.first_stays >= ROBUST else "fragile",
    }


def _choice(group: Mapping[str, str], example: Mapping[str, Any]) -> dict[str, Any]:
    survey = example["survey"]
    top = max(survey["counts"], key=lambda network: int(survey["counts"][network]))
    instagram = audience.accounts("Instagram")
    return {
        "networks": example["networks"],
        "main": example["main"],
        "cited": [
            {
                "what": "Part de ma cible qui utilise les réseaux sociaux",
                "value": f"{typed(100 * _estimate(group)[1][0], 1)} %",
                "source": "Baromètre du numérique (Crédoc)",
                "year": "2022",
            },
            {
                "what": f"Mes répondants qui utilisent {platform(top).name}",
                "value": f"{typed(100 * survey['counts'][top] / survey['answered'], 0)} %",
                "source": f"Mon enquête, {survey['answered']} réponses",
                "year": example["end"][:4],
            },
            {
                "what": "Comptes Instagram actifs par mois en France",
                "value": f"{typed(instagram.value / 1e6, 1)} millions",
                "source": "Rapport de transparence de Meta (DSA)",
                "year": "2026",
            },
        ],
        "refused": example["refused"],
        "limits": example["unknown"],
        "jury": example["jury"],
    }
