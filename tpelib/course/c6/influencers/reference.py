"""The profiles that a case compares."""

from collections.abc import Mapping
from typing import Any

from tpelib.base.french import typed
from tpelib.course.c6.influencers.exercise import INFLUENCERS, put_to_the_test
from tpelib.course.c6.partners import candidates
from tpelib.course.cases import BusinessCase
from tpelib.domain.reputation.influence import needs_contract, profiles, signals, usual_choice
from tpelib.engine.dossier import Content

__all__ = ["answer"]


WEIGHTS: Mapping[str, str] = {"target": "30", "engagement": "20", "local": "25", "cost": "10", "said": "15"}


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return what one sees of each profile, what one asked them, and the choice."""
    compared, choice = profiles(case.id), usual_choice(case.id)
    given: dict[str, Any] = {
        "trade": case.id,
        "seen": [
            {"name": one.name, "network": one.network, "said": one.said}
            | {key: typed(getattr(one, key)) for key in ("followers", "reactions", "price")}
            for one in compared
        ],
        "asked": [
            {"name": one.name}
            | {key: typed(getattr(one, key)) for key in ("target", "local", "gained", "repeated", "away")}
            for one in compared
        ],
        **WEIGHTS,
    }
    read = INFLUENCERS.model.read(given).answer
    ranked = candidates(read)
    found = put_to_the_test(ranked, read.weights or ())
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
