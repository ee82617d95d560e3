"""Reference answers of C6 for what is not the campaign: reviews, rating, influencers, dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpelib.base import french
from tpelib.course.c6.dashboard.exercise import DASHBOARD, read
from tpelib.course.c6.figures import records_of, take_sample
from tpelib.course.c6.influencers.exercise import INFLUENCERS, put_to_the_test
from tpelib.course.c6.partners import candidates
from tpelib.course.c6.rating.exercise import (
    ALLOWED,
    CLOSE,
    FIELDS,
    RATING,
)
from tpelib.course.cases import Case
from tpelib.domain.insights import indicators, mean_of_ratios
from tpelib.domain.reputation import inbox
from tpelib.domain.reputation.inbox import sample
from tpelib.domain.reputation.influence import (
    needs_contract,
    profiles,
    signals,
    usual_choice,
)
from tpelib.domain.reputation.scores import pulled
from tpelib.engine.dossier import Content
from tpelib.samples.references import c1
from tpelib.samples.references.keyboard import typed

__all__ = ["answers"]

WEIGHTS: Mapping[str, str] = {"target": "30", "engagement": "20", "local": "25", "cost": "10", "said": "15"}
_NEXT: Mapping[str, str] = {
    "keep": "Un résultat coûte moins que son maximum et les deux versions se valent : je continue une semaine ainsi. "
    "Vendredi, je regarde de nouveau le coût d'un résultat et le taux de clic.",
    "shift": "La version B est cliquée plus souvent, et un résultat coûte moins que son maximum : lundi, je mets tout le "
    "budget sur elle. Vendredi, je regarde si le coût d'un résultat baisse encore.",
    "change": "Un résultat coûte plus que son maximum : lundi, je change l'image et je resserre le public autour de chez "
    "moi. Si le coût ne baisse pas en une semaine, j'arrête et je garde le reste du budget.",
    "wait": "J'ai trop peu de résultats pour juger : je laisse tourner une semaine sans rien toucher. Lundi prochain, je "
    "recompte, et je décide à partir de cinq résultats.",
}


def answers(case: Case) -> dict[str, dict[str, Any]]:
    """Return, per exercise, what somebody would type who answers well for this case."""
    return {
        "c6-boite": _inbox(case),
        "c6-reponses": _replies(case),
        "c6-note": _rating(case),
        "c6-influenceurs": _influencers(case),
        "c6-tableau": _dashboard(case),
    }


def _inbox(case: Case) -> dict[str, Any]:
    return {
        "inbox": case.id,
        "messages": [
            {
                "message": message.shown,
                "kind": message.kind,
                "act": message.acts[0],
                "delay": message.delays[-1],
            }
            for message in inbox(case.id)
        ],
    }


def _replies(case: Case) -> dict[str, Any]:
    page = case.examples["c3"]
    return {
        "replies": [
            {
                "message": message.shown,
                "reply": message.reply.format(phone=page["phone"], mail=page["mail"]),
            }
            for message in inbox(case.id)
            if message.answered
        ]
    }


def _rating(case: Case) -> dict[str, Any]:
    known = sample(case.id)
    given = {
        "inbox": case.id,
        **{name: str(count) for name, count in zip(FIELDS, known.counts, strict=True)},
        "hours": " ; ".join(typed(hours) for hours in known.hours),
        "unanswered": str(known.unanswered),
        "rival_mean": typed(known.rival_mean),
        "rival_count": str(known.rival_count),
        "ways": list(ALLOWED),
    }
    answer = RATING.model.read(given).answer
    worth, delays = answer.rating, answer.delays
    if worth is None or delays is None:
        raise ValueError("a case has no reviews")
    gap = worth.pulled - pulled(known.rival_mean, known.rival_count)
    return {
        **given,
        "mean": typed(worth.mean, 2),
        "pulled": typed(worth.pulled, 2),
        "first": "close" if abs(gap) < CLOSE else "own" if gap > 0 else "rival",
        "happy": typed(100 * worth.happy, 1),
        "low": typed(100 * worth.low, 1),
        "median": typed(delays.median, 1),
        "p90": typed(delays.p90, 1),
        "within": typed(100 * delays.within_a_day, 1),
    }


def _influencers(case: Case) -> dict[str, Any]:
    known, choice = profiles(case.id), usual_choice(case.id)
    given: dict[str, Any] = {
        "trade": case.id,
        "seen": [
            {"name": one.name, "network": one.network, "said": one.said}
            | {key: typed(getattr(one, key)) for key in ("followers", "reactions", "price")}
            for one in known
        ],
        "asked": [
            {"name": one.name}
            | {key: typed(getattr(one, key)) for key in ("target", "local", "gained", "repeated", "away")}
            for one in known
        ],
        **WEIGHTS,
    }
    answer = INFLUENCERS.model.read(given).answer
    ranked = candidates(answer)
    found = put_to_the_test(ranked, answer.weights or ())
    first = ranked[found.decision.first]
    doubtful = max(ranked, key=lambda rank: len(signals(ranked[rank])))
    total = first.price * choice["posts"]
    return {
        **given,
        "first": found.decision.first,
        "rate": typed(first.engagement, 1),
        "contact": typed(first.cost_per_reaction or 0, 2),
        "stays": typed(100 * found.first_stays, 0),
        "doubtful": doubtful,
        "signs": list(signals(ranked[doubtful])),
        "follow": "ask",
        "posts": typed(choice["posts"]),
        "total": typed(total),
        "contract": "yes" if needs_contract([total]) else "no",
        "mention": "clear",
        "why": choice["why"],
    }


def _dashboard(case: Case) -> dict[str, Any]:
    content = Content(answers={key: {"values": values} for key, values in c1.answers(case).items()})
    empty = DASHBOARD.model()
    given = dict(take_sample(empty, content, _silent).values)
    records = records_of(DASHBOARD.model.read(given).answer)
    found = read(records, case.basket * case.margin / 100)
    mean = mean_of_ratios(records, "clicks", "impressions")
    sums = {one.key: typed(one.value, 3) for one in indicators(records)}
    decision = found.decisions[0]
    return {
        **given,
        **{key: sums[key] for key in ("ctr", "cpm", "cpc", "cost", "roas")},
        "mean_ctr": typed(100 * (mean or 0), 2),
        "which": "sum",
        "reach_sum": "no",
        "best": found.best,
        "trend": found.direction,
        "decision": decision,
        "next": french.typography(_NEXT[decision]),
    }


def _silent(share: float, sentence: str) -> None:
    """Say nothing: nobody waits."""
