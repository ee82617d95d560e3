"""The post of a case."""

from typing import Any

from tpelib.base.words import fold
from tpelib.course.cases import BusinessCase
from tpelib.domain.post.drafts import Idea, draft
from tpelib.engine.dossier import Content

__all__ = ["answer"]


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return its day in the calendar, and its text for each network."""
    own, link = case.answers["c5-publication"], case.answers["c3-page"]["link"]
    tags = tuple(tag.removeprefix("#") for tag in own["hashtags"].split())
    idea = Idea(own["hook"], own["story"], own["action"], link, tags)
    planned = known.values("c4-calendrier")["posts"]
    theme = fold(own["theme"])
    return {
        "day": next(post["day"] for post in planned if fold(post.get("pillar", "")) == theme),
        "link": link,
        "variants": [
            {"network": network, "text": draft(idea, network)}
            for network in case.answers["c2-choix"]["networks"]
        ],
    }
