"""What the rivals of a case do, and how loud each is."""

from typing import Any

from tpelib.base import french, stats
from tpelib.base.french import typed
from tpelib.course.cases import BusinessCase
from tpelib.domain import market
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the rivals with their engagement, and the shares of voice."""
    own = case.answers["c2-concurrents"]
    rivals = own["rivals"]
    posts, interactions = (french.parse_number(own[key]) for key in ("own_posts", "own_interactions"))
    weekly = [rival["posts"] * rival["interactions"] for rival in rivals] + [posts * interactions]
    shares = market.shares(weekly)
    found = stats.concentration(shares)
    names = [*(rival["name"] for rival in rivals), "moi"]
    return {
        "base": "followers",
        "rows": [
            {
                **{key: rival[key] for key in ("name", "network", "seen")},
                **{key: typed(rival[key]) for key in ("followers", "posts", "interactions")},
                "engagement": typed(100 * market.engagement_rate(rival["interactions"], rival["followers"])),
            }
            for rival in rivals
        ],
        "own_voice": typed(100 * shares[-1], 1),
        "loudest": names[shares.index(max(shares))],
        "hhi": typed(found.hhi, 0),
        "alike": typed(found.effective_number, 2),
    }
